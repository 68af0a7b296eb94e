import { ApiObject, App, Chart } from 'cdk8s';
import { parse } from 'yaml';
import { LoadTest } from '../../src/charts/load-test';
import { Namespace } from '../../src/charts/namespace';
import { GENERATED, manifestFiles, type Files } from '../../src/render/manifests';
import { byName, documentsIn, irisApi } from '../charts/synthesized';
import { iris } from '../../src/models/iris';

function flowers(...components: readonly string[]): Files {
  const app = new App();
  const namespace = new Namespace(app, 'flowers', { name: 'flowers' });
  for (const name of components) new LoadTest(namespace, name, { model: iris, image: 'load', target: irisApi });
  return manifestFiles(app, 'dev');
}

test('a component is a file of its name, with its objects and no others', () => {
  const files = flowers('rose', 'lily');
  expect([...files.keys()]).toEqual(['dev/namespace.yaml', 'dev/rose.yaml', 'dev/lily.yaml', 'dev/kustomization.yaml']);
  expect([...byName(documentsIn(files.get('dev/lily.yaml') ?? '')).keys()]).toEqual([
    'ServiceAccount/lily',
    'NetworkPolicy/lily',
    'Job/lily',
  ]);
});

test('a component within another one has a file too, and its objects are in no other', () => {
  const app = new App();
  const namespace = new Namespace(app, 'flowers', { name: 'flowers' });
  const outer = new LoadTest(namespace, 'rose', { model: iris, image: 'load', target: irisApi });
  new LoadTest(outer, 'thorn', { model: iris, image: 'load', target: irisApi });
  expect(manifestFiles(app, 'dev').get('dev/rose.yaml')).toBe(flowers('rose').get('dev/rose.yaml'));
  expect(manifestFiles(app, 'dev').get('dev/thorn.yaml')).toBe(flowers('thorn').get('dev/thorn.yaml'));
});

test('the kustomization lists every file, sorted, so that a new component moves no other line', () => {
  const [kustomization] = documentsIn(flowers('rose', 'lily').get('dev/kustomization.yaml') ?? '');
  expect(kustomization).toEqual({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['lily.yaml', 'namespace.yaml', 'rose.yaml'],
  });
});

test('a file opens with a line that says what wrote it and how to write it again', () => {
  expect(GENERATED).toMatch(/^# .*Canopy.*npm run synth\n$/);
  for (const text of flowers('rose').values()) expect(text.startsWith(GENERATED)).toBe(true);
});

test('the same program gives the same bytes, and no component depends on when another one was written', () => {
  expect([...flowers('rose', 'lily')].sort()).toEqual([...flowers('lily', 'rose')].sort());
});

test('two components of one name in one folder are refused, since one would overwrite the other', () => {
  const app = new App();
  for (const name of ['herbs', 'flowers']) new Namespace(app, name, { name });
  expect(() => manifestFiles(app, 'dev')).toThrow(
    'dev/namespace.yaml: herbs/namespace and flowers/namespace would both be written to it',
  );
});

test('a text that looks like something else stays a text, in YAML 1.1 and in YAML 1.2', () => {
  const data = { answer: 'yes', commit: '12e4567', file: '012', nothing: 'null', time: '1:30' };
  const app = new App();
  new ApiObject(new Chart(app, 'texts'), 'texts', { apiVersion: 'v1', kind: 'ConfigMap', data });
  const yaml = manifestFiles(app, 'dev').get('dev/texts.yaml') ?? '';
  expect(parse(yaml, { version: '1.1' })).toMatchObject({ data });
  expect(parse(yaml, { version: '1.2' })).toMatchObject({ data });
});
