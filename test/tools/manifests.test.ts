import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { environments } from '../../src/platform/environments';
import { goModule, writeSchemas } from './kubernetes-schemas';
import { run, succeeded } from './programs';

/** The release that the cluster tests run. */
const KUBERNETES = 'v1.34.4';
const ARGO_CD = 'v3.2.6';
const folders = [...environments.map(({ name }) => name), 'argocd'].map((name) => join('dist', name));

function manifests(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file !== 'kustomization.yaml')
    .map((file) => join(folder, file));
}

test.each(folders)('kubeconform finds every field of %s in the schemas of Kubernetes and Argo CD', (folder) => {
  const crds = join(goModule('github.com/argoproj/argo-cd/v3', ARGO_CD), 'manifests/crds');
  const crdFiles = ['application-crd.yaml', 'appproject-crd.yaml'].map((file) => join(crds, file));
  const location = writeSchemas(`build/kubernetes-schemas/${KUBERNETES}`, KUBERNETES, crdFiles);
  const checked = run('kubeconform', '-strict', '-summary', '-schema-location', location, ...manifests(folder));
  expect(checked).toEqual(succeeded);
  expect(checked.output).toMatch(/Invalid: 0, Errors: 0, Skipped: 0/);
});

test.each(folders)('kubectl kustomize builds from %s every object that its files hold', (folder) => {
  const built = run('kubectl', 'kustomize', folder);
  expect(built).toEqual(succeeded);
  const inFiles = manifests(folder).flatMap((file) => documentsOf(run('cat', file).output));
  expect(documentsOf(built.output).sort()).toEqual(inFiles.sort());
});

test('the types of Argo CD are those of its own definitions', () => {
  const crds = join(goModule('github.com/argoproj/argo-cd/v3', ARGO_CD), 'manifests/crds');
  expect(run('imports/update', crds)).toEqual(succeeded);
  expect(run('git', 'diff', '--exit-code', '--stat', 'imports')).toEqual(succeeded);
});

function documentsOf(yaml: string): string[] {
  return parseAllDocuments(yaml).map((document) => JSON.stringify(sorted(document.toJSON())));
}

/** With members in the order of their names: tools write them in orders of their own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}
