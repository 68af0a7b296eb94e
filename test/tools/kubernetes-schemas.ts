/**
 * The JSON schemas that kubeconform needs, made without a download: from the OpenAPI files of Kubernetes and from CRDs.
 * As with `kubectl apply --validate=strict`, a field that no schema knows is an error.
 */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';

type Schema = Readonly<Record<string, unknown>>;

interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly schema: Schema;
}

/** Written last: the hash of the version, the CRDs and the program that the other files were made from. */
const STAMP = '.made-from';

/**
 * Fills a folder with one schema a kind, unless it is filled with the same ones already.
 * @param version of Kubernetes, like v1.34.4
 * @param crdFiles hold one CRD each
 * @returns what kubeconform takes as `-schema-location`
 */
export function writeSchemas(directory: string, version: string, crdFiles: readonly string[] = []): string {
  const target = resolve(directory);
  const location = join(target, '{{ .ResourceKind }}{{ .KindSuffix }}.json');
  const stamp = join(target, STAMP);
  const hash = createHash('sha256').update(version);
  for (const file of [__filename, ...crdFiles]) hash.update(readFileSync(file));
  const source = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === source) return location;

  const definitions = readDefinitions(version);
  const kinds = [...builtInKinds(definitions), ...crdFiles.flatMap(customKinds)];
  mkdirSync(dirname(target), { recursive: true });
  const staging = mkdtempSync(`${target}-`);
  for (const kind of kinds) writeFileSync(join(staging, fileName(kind)), standalone(kind, definitions));
  writeFileSync(join(staging, STAMP), source);
  if (existsSync(stamp)) rmSync(target, { recursive: true }); // a folder of someone else's makes the renaming fail
  renameSync(staging, target);
  return location;
}

/** The folder of a Go module: that of the module cache, or else downloaded into it. */
export function goModule(path: string, version: string): string {
  const { stdout, error } = spawnSync('go', ['mod', 'download', '-json', `${path}@${version}`], { encoding: 'utf8' });
  if (error) throw error;
  const answer: unknown = JSON.parse(stdout);
  const folder = at(answer, 'Dir');
  if (typeof folder !== 'string') throw new Error(`go mod download: ${String(at(answer, 'Error'))}`);
  return folder;
}

/** What all groups define, by name; definitions that groups share are the same in each. */
function readDefinitions(version: string): Schema {
  const folder = join(goModule('k8s.io/kubernetes', version), 'api/openapi-spec/v3');
  const groups = readdirSync(folder).map((file): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8')));
  const entries = groups.flatMap((group) => Object.entries(record(at(group, 'components', 'schemas'))));
  return Object.fromEntries(entries.map(([name, schema]) => [name, closed(schema)]));
}

function builtInKinds(definitions: Schema): Kind[] {
  return Object.values(definitions).flatMap((schema) =>
    list(at(schema, 'x-kubernetes-group-version-kind')).map((names) => kindOf(names, record(schema))),
  );
}

function customKinds(crdFile: string): Kind[] {
  const spec = at(parse(readFileSync(crdFile, 'utf8')), 'spec');
  const served = list(at(spec, 'versions')).filter((version) => at(version, 'served') === true);
  if (served.length === 0) throw new Error(`${crdFile}: expected a CRD that serves a version`);
  // The API server knows these fields, whatever a CRD says of them; most say that they are an object.
  const metadata = { $ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' };
  return served.map((version) => {
    const names = { group: at(spec, 'group'), version: at(version, 'name'), kind: at(spec, 'names', 'kind') };
    return kindOf(names, withFields(record(closed(at(version, 'schema', 'openAPIV3Schema'))), { metadata }));
  });
}

function kindOf(names: unknown, schema: Schema): Kind {
  const [group, version, kind] = [at(names, 'group'), at(names, 'version'), at(names, 'kind')];
  if (typeof group !== 'string' || typeof version !== 'string' || typeof kind !== 'string')
    throw new Error(`expected a group, a version and a kind, got ${JSON.stringify(names)}`);
  return { group, version, kind, schema };
}

/**
 * The schema, where objects have no fields but those that it names.
 * What stands in allOf, anyOf and oneOf is left alone: it names only the fields that it has a condition on.
 */
function closed(schema: unknown): unknown {
  if (!isRecord(schema)) return schema;
  const { properties, items, additionalProperties } = schema;
  const isMap = properties === undefined || additionalProperties !== undefined;
  const isOpen = isMap || schema['x-kubernetes-preserve-unknown-fields'] === true;
  return {
    ...schema,
    description: undefined, // most of the bytes
    properties: isRecord(properties) ? mapValues(properties, closed) : undefined,
    items: closed(items),
    additionalProperties: isOpen ? closed(additionalProperties) : false,
  };
}

/** As kubeconform derives it from a manifest: of the group, the first label only. Hence the schema pins the whole. */
function fileName({ group, version, kind }: Kind): string {
  return `${[kind, group.split('.')[0], version].filter(Boolean).join('-').toLowerCase()}.json`;
}

/** A file with all that it refers to. */
function standalone({ group, version, kind, schema }: Kind, definitions: Schema): string {
  const apiVersion = group === '' ? version : `${group}/${version}`;
  const pinned = withFields(schema, { apiVersion: { enum: [apiVersion] }, kind: { enum: [kind] } });
  return JSON.stringify({ ...pinned, components: { schemas: reached(pinned, definitions) } });
}

/** The definitions that a schema refers to, directly or not. Some refer to themselves. */
function reached(schema: unknown, definitions: Schema, found: Record<string, unknown> = {}): Schema {
  for (const [, name = ''] of JSON.stringify(schema).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
    if (name in found) continue;
    found[name] = definitions[name];
    reached(definitions[name], definitions, found);
  }
  return found;
}

function withFields(schema: Schema, fields: Schema): Schema {
  return { ...schema, properties: { ...record(schema['properties']), ...fields } };
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => record(inner)[key], value);
}

function record(value: unknown): Schema {
  return isRecord(value) ? value : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapValues(values: Schema, change: (value: unknown) => unknown): Schema {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
