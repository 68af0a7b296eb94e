import { ApiObject, App, Chart } from 'cdk8s';
import { Api } from '../../src/charts/api';
import { faultsOf } from '../../src/charts/checks';
import { LoadTest } from '../../src/charts/load-test';
import { Namespace } from '../../src/charts/namespace';
import { iris } from '../../src/models/iris';
import { irisApi } from './synthesized';

const tooLong = 'x'.repeat(64);
const adminToken = { secret: 'iris-admin', key: 'token' };

/** An object as someone writes it by hand, in a chart of its own. */
function object(namespace: Namespace, id: string, kind: string, spec: object = {}, metadata: object = {}): void {
  new ApiObject(new Chart(namespace, id), 'object', {
    apiVersion: 'v1',
    kind,
    metadata: { name: id, ...metadata },
    spec,
  });
}

function pod(spec: object): object {
  return { template: { spec } };
}

function sound(app = new App(), id = 'namespace'): Namespace {
  const namespace = new Namespace(app, id, { name: id, secrets: { 'iris-admin': ['token'] } });
  const api = new Api(namespace, 'iris-api', { model: iris, image: 'api', clientNamespaces: ['gateway'], adminToken });
  new LoadTest(namespace, 'load-test', { model: iris, image: 'load', target: api.http });
  return namespace;
}

/** People make a Secret in it, but not with the key that an API looks for. */
function empty(): Namespace {
  return new Namespace(new App(), 'namespace', { name: 'flowers', secrets: { 'iris-admin': ['password'] } });
}

const faulty: Readonly<Record<string, { make: (namespace: Namespace) => void; faults: readonly string[] }>> = {
  'a name that Kubernetes refuses': {
    make: (namespace) => {
      object(namespace, 'capitals', 'ConfigMap', {}, { name: 'Iris_Config' });
      object(namespace, 'digit', 'Service', {}, { name: '2nd-api' });
    },
    faults: [
      `namespace/capitals/object: the ConfigMap is called 'Iris_Config'; expected a letter and up to 62 more lower case letters, digits and dashes`,
      `namespace/digit/object: the Service is called '2nd-api'; expected a letter and up to 62 more lower case letters, digits and dashes`,
    ],
  },
  'a label that Kubernetes refuses': {
    make: (namespace) => object(namespace, 'labels', 'Role', {}, { labels: { [`a/${tooLong}`]: 'b', team: tooLong } }),
    faults: [
      `namespace/labels/object: the label 'a/${tooLong}' is no label name; expected at most 63 letters, digits, '-', '_' and '.'`,
      `namespace/labels/object: the label team is '${tooLong}'; expected at most 63 letters, digits, '-', '_' and '.'`,
    ],
  },
  'two objects of one kind and name': {
    make: (namespace) => {
      object(namespace, 'first', 'ConfigMap', {}, { name: 'config' });
      object(namespace, 'second', 'ConfigMap', {}, { name: 'config' });
    },
    faults: ['namespace/second/object: there is a ConfigMap config already, made by namespace/first/object'],
  },
  'a pod that names what is not there': {
    make: (namespace) =>
      object(
        namespace,
        'lost',
        'Job',
        pod({ serviceAccountName: 'nobody', volumes: [{ configMap: { name: 'none' } }] }),
      ),
    faults: [
      'namespace/lost/object: it names the ServiceAccount nobody, which is not there',
      'namespace/lost/object: it names the ConfigMap none, which is not there',
    ],
  },
  'a key that nobody makes in a Secret': {
    make: (namespace) => void new Api(namespace, 'closed', { model: iris, image: 'api', adminToken }),
    faults: [
      'namespace/closed/deployment: it names the key token of the Secret iris-admin; add it to the secrets of the environment',
    ],
  },
  'an autoscaler of nothing': {
    make: (namespace) =>
      object(namespace, 'scaler', 'HorizontalPodAutoscaler', { scaleTargetRef: { kind: 'Deployment', name: 'none' } }),
    faults: ['namespace/scaler/object: it names the Deployment none, which is not there'],
  },
  'a selector that selects no pod': {
    make: (namespace) => {
      object(namespace, 'service', 'Service', { selector: { app: 'a' } });
      object(namespace, 'budget', 'PodDisruptionBudget', { selector: { matchLabels: { app: 'b' } } });
      object(namespace, 'policy', 'NetworkPolicy', {
        egress: [{ to: [{ podSelector: { matchLabels: { app: 'c' } } }] }],
      });
    },
    faults: [
      'namespace/service/object: it selects pods with {"app":"a"}, and there are none',
      'namespace/budget/object: it selects pods with {"app":"b"}, and there are none',
      'namespace/policy/object: it selects pods with {"app":"c"}, and there are none',
    ],
  },
  'components that need each other': {
    make: (namespace) => {
      new LoadTest(namespace, 'egg', { model: iris, image: 'load', target: { ...irisApi, owner: 'hen' } });
      new LoadTest(namespace, 'hen', { model: iris, image: 'load', target: { ...irisApi, owner: 'egg' } });
    },
    faults: ['namespace: egg needs hen needs egg; a cycle has no first one to start, so let one of them use reaches()'],
  },
};

test('a sound program has no fault', () => {
  expect(faultsOf(sound())).toEqual([]);
});

test('two namespaces of one program may hold components of the same name', () => {
  const app = new App();
  expect([sound(app, 'dev'), sound(app, 'production')].flatMap(faultsOf)).toEqual([]);
});

test.each(Object.entries(faulty))('%s is told with the path of its construct', (_, { make, faults }) => {
  const namespace = empty();
  make(namespace);
  expect(faultsOf(namespace)).toEqual(faults);
});

test('all the faults of a program are told at once, each once', () => {
  const namespace = empty();
  const all = Object.values(faulty);
  for (const { make } of all) make(namespace);
  expect(faultsOf(namespace).sort()).toEqual(all.flatMap(({ faults }) => faults).sort());
});

test('a component whose name is too long says so once for each of its objects', () => {
  const namespace = empty();
  new LoadTest(namespace, tooLong, { model: iris, image: 'load', target: irisApi });
  const faults = faultsOf(namespace);
  expect(new Set(faults).size).toBe(faults.length);
  expect(faults).toContain(
    `namespace/${tooLong}/job: the label app.kubernetes.io/name is '${tooLong}'; expected at most 63 letters, digits, '-', '_' and '.'`,
  );
});

test('an autoscaler whose minimum is above its maximum is a fault', () => {
  const namespace = new Namespace(new App(), 'namespace', { name: 'flowers' });
  new Api(namespace, 'iris-api', { model: iris, image: 'api', replicas: { min: 10, max: 3 } });
  expect(faultsOf(namespace)).toEqual([
    'namespace/iris-api/autoscaler: it scales from 10 to 3 pods; expected a maximum that is not below the minimum',
  ]);
});
