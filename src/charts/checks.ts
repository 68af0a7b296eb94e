/**
 * What cdk8s and the type checker let through: names that Kubernetes refuses, two objects of one name,
 * references to what is not there. All faults of a program are found before any is reported.
 */

import { ApiObject } from 'cdk8s';
import type { Namespace } from './namespace';

/** A manifest as far as the checks read it. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json | undefined };

interface Located {
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  readonly manifest: Json;
}

/** @returns one line a fault, each with the path of its construct */
export function faultsOf(namespace: Namespace): string[] {
  const objects = namespace.node
    .findAll()
    .filter((construct) => ApiObject.isApiObject(construct))
    .map((object): Located => {
      const manifest = object.toJson() as Json;
      return { path: object.node.path, kind: object.kind, name: text(at(manifest, 'metadata', 'name')), manifest };
    });
  const faults = [
    ...cycleFaults(namespace),
    ...objects.flatMap(nameFaults),
    ...objects.flatMap(labelFaults),
    ...duplicates(objects),
    ...objects.flatMap((object) => danglingReferences(object, objects, namespace)),
    ...objects.flatMap((object) => unmatchedSelectors(object, objects)),
    ...objects.flatMap(scaleFaults),
  ];
  return [...new Set(faults)]; // one label occurs in many places of an object
}

function cycleFaults({ graph, node }: Namespace): string[] {
  const cycle = graph.cycle()?.join(' needs ');
  if (cycle === undefined) return [];
  return [`${node.path}: ${cycle}; a cycle has no first one to start, so let one of them use reaches()`];
}

const DNS_LABEL = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const LABEL_NAME = /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/;

function nameFaults({ path, kind, name }: Located): string[] {
  if (DNS_LABEL.test(name)) return [];
  return [
    `${path}: the ${kind} is called '${name}'; expected a letter and up to 62 more lower case letters, digits and dashes`,
  ];
}

function labelFaults({ path, manifest }: Located): string[] {
  return everyMember(manifest, ['labels', 'matchLabels', 'selector'])
    .flatMap((labels) => Object.entries(isObject(labels) ? labels : {}))
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .flatMap(([key, value]) => {
      const name = key.slice(key.indexOf('/') + 1);
      return [
        ...(LABEL_NAME.test(name)
          ? []
          : [`${path}: the label '${key}' is no label name; expected at most 63 letters, digits, '-', '_' and '.'`]),
        ...(LABEL_VALUE.test(value)
          ? []
          : [`${path}: the label ${key} is '${value}'; expected at most 63 letters, digits, '-', '_' and '.'`]),
      ];
    });
}

function duplicates(objects: readonly Located[]): string[] {
  const first = new Map<string, string>();
  return objects.flatMap(({ path, kind, name }) => {
    const other = first.get(`${kind}/${name}`);
    if (other === undefined) first.set(`${kind}/${name}`, path);
    return other === undefined ? [] : [`${path}: there is a ${kind} ${name} already, made by ${other}`];
  });
}

/** Objects that one names and that must be there: accounts, configuration, secrets, what is scaled. */
function danglingReferences(
  { path, manifest }: Located,
  objects: readonly Located[],
  { secrets }: Namespace,
): string[] {
  const missing = (kind: string, name: string): string[] =>
    objects.some((object) => object.kind === kind && object.name === name)
      ? []
      : [`${path}: it names the ${kind} ${name}, which is not there`];
  const named = (member: string, kind: string, key: string): string[] =>
    everyMember(manifest, [member]).flatMap((reference) =>
      missing(kind, key === '' ? text(reference) : text(at(reference, key))),
    );
  return [
    ...named('serviceAccountName', 'ServiceAccount', ''),
    ...named('configMap', 'ConfigMap', 'name'),
    ...everyMember(manifest, ['scaleTargetRef']).flatMap((target) =>
      missing(text(at(target, 'kind')), text(at(target, 'name'))),
    ),
    ...everyMember(manifest, ['secretKeyRef']).flatMap((reference) => {
      const [secret, key] = [text(at(reference, 'name')), text(at(reference, 'key'))];
      if (secrets[secret]?.includes(key)) return [];
      return [`${path}: it names the key ${key} of the Secret ${secret}; add it to the secrets of the environment`];
    }),
  ];
}

/** A Service, a disruption budget or a policy that selects no pod does nothing, and says nothing of it. */
function unmatchedSelectors({ path, kind, manifest }: Located, objects: readonly Located[]): string[] {
  const spec = at(manifest, 'spec');
  const selectors = [
    ...(kind === 'Service' ? [at(spec, 'selector')] : []),
    ...(kind === 'PodDisruptionBudget' ? [at(spec, 'selector', 'matchLabels')] : []),
    ...(kind === 'NetworkPolicy'
      ? everyMember(spec, ['podSelector'])
          .filter(isOwnPods(spec))
          .map((peer) => at(peer, 'matchLabels'))
      : []),
  ];
  const pods = objects.map((object) => at(object.manifest, 'spec', 'template', 'metadata', 'labels')).filter(isObject);
  return selectors
    .filter(isObject)
    .filter(
      (selector) => !pods.some((labels) => Object.entries(selector).every(([key, value]) => labels[key] === value)),
    )
    .map((selector) => `${path}: it selects pods with ${JSON.stringify(selector)}, and there are none`);
}

/** An autoscaler whose least is above its most is refused by the cluster alone. */
function scaleFaults({ path, manifest }: Located): string[] {
  const [min, max] = [at(manifest, 'spec', 'minReplicas'), at(manifest, 'spec', 'maxReplicas')];
  if (typeof min !== 'number' || typeof max !== 'number' || min <= max) return [];
  return [`${path}: it scales from ${min} to ${max} pods; expected a maximum that is not below the minimum`];
}

/** Pods of other namespaces cannot be seen from here. */
function isOwnPods(spec: Json | undefined): (podSelector: Json) => boolean {
  const foreign = new Set(
    peersOf(spec)
      .filter((peer) => at(peer, 'namespaceSelector') !== undefined)
      .map((peer) => at(peer, 'podSelector')),
  );
  return (podSelector) => !foreign.has(podSelector);
}

function peersOf(spec: Json | undefined): Json[] {
  return everyMember(spec ?? null, ['from', 'to']).flatMap((peers) =>
    Array.isArray(peers) ? [...(peers as readonly Json[])] : [],
  );
}

/** The values of some members wherever they occur. */
function everyMember(json: Json | undefined, names: readonly string[]): Json[] {
  if (Array.isArray(json)) return (json as readonly Json[]).flatMap((item) => everyMember(item, names));
  if (!isObject(json)) return [];
  return Object.entries(json).flatMap(([name, value]) => [
    ...(names.includes(name) && value !== undefined ? [value] : []),
    ...everyMember(value, names),
  ]);
}

function at(json: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, name) => (isObject(value) ? value[name] : undefined), json);
}

function text(json: Json | undefined): string {
  return typeof json === 'string' ? json : '';
}

function isObject(json: Json | undefined): json is { readonly [member: string]: Json | undefined } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
