/** What charts synthesize: JSON of which no shape is taken for granted, ways into it, and what differs in two of it. */

import { App, Testing, type Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import type { Port } from '../../src/charts/graph';
import { Namespace } from '../../src/charts/namespace';

/** Objects by kind and name, such as `Service/iris-api`. */
export type Objects = ReadonlyMap<string, unknown>;

/** Paths of leaves, with what was there before and what is there after. */
export type Differences = Readonly<Record<string, readonly [before: unknown, after: unknown]>>;

/** The API that components of these tests connect to. */
export const irisApi: Port = { owner: 'iris-api', name: 'http', number: 8989, host: 'iris-api' };

/** What one chart consists of when it is made in an empty namespace called flowers. */
export function synthesized(make: (namespace: Namespace) => Chart): Objects {
  return objectsOf(make(new Namespace(new App(), 'namespace', { name: 'flowers' })));
}

export function objectsOf(chart: Chart): Objects {
  return byName(Testing.synth(chart));
}

export function byName(manifests: readonly unknown[]): Objects {
  return new Map(manifests.map((json) => [`${String(at(json, 'kind'))}/${String(at(json, 'metadata.name'))}`, json]));
}

export function documentsIn(yaml: string): readonly unknown[] {
  return parseAllDocuments(yaml).map((document) => {
    const json: unknown = document.toJS();
    return json;
  });
}

/** @param path members and indices, such as `spec.template.spec.containers.0` */
export function at(json: unknown, path: string): unknown {
  return path.split('.').reduce((value, member) => (isRecord(value) ? value[member] : undefined), json);
}

export function listAt(json: unknown, path: string): readonly unknown[] {
  const list = at(json, path);
  return Array.isArray(list) ? list : [];
}

/** A file that a ConfigMap holds. */
export function fileIn(configMap: unknown, name: string): string {
  const files = at(configMap, 'data');
  return isRecord(files) ? String(files[name]) : '';
}

export function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null;
}

export function differences(before: Objects, after: Objects): Differences {
  const [old, young] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...old.keys(), ...young.keys()])];
  const changed = paths.filter((path) => JSON.stringify(old.get(path)) !== JSON.stringify(young.get(path)));
  return Object.fromEntries(changed.map((path) => [path, [old.get(path), young.get(path)]]));
}

function leavesOf(objects: Objects): Map<string, unknown> {
  return new Map([...objects].flatMap(([name, json]) => leaves(json, `${name} `)));
}

/** Items of a list that have names go by them; others by their place. */
function leaves(json: unknown, path: string): [path: string, leaf: unknown][] {
  if (!isRecord(json) || Object.keys(json).length === 0) return [[path, json]];
  return Object.entries(json).flatMap(([member, value]) => {
    const name = at(value, 'name');
    const key = Array.isArray(json) && typeof name === 'string' ? name : member;
    return leaves(value, path.endsWith(' ') ? path + key : `${path}.${key}`);
  });
}
