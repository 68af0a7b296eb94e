import { App } from 'cdk8s';
import { faultsOf } from '../../src/charts/checks';
import { composeEnvironment } from '../../src/charts/compose';
import { environments, type Environment, type ServedModel } from '../../src/platform/environments';
import { iris } from '../../src/models/iris';
import type { ImageLock } from '../../src/platform/image-lock';
import { manifestFiles } from '../../src/render/manifests';
import { at, byName, differences, documentsIn, type Differences, type Objects } from '../charts/synthesized';

const dev: Environment = {
  name: 'dev',
  namespace: 'flowers',
  models: [{ model: iris, replicas: { min: 1, max: 3 }, loadTest: { users: 10, requests: 1000 } }],
  sync: 'automated',
  clientNamespaces: ['*'],
  secrets: { 'grafana-admin': ['password'] },
};
const production: Environment = { ...dev, name: 'production' };

function objectsOf(environment: Environment, images: ImageLock = {}): Objects {
  const app = new App();
  composeEnvironment(app, environment, images);
  const texts = Array.from(manifestFiles(app, environment.name), ([, text]) => text);
  return byName(texts.flatMap(documentsIn));
}

/** What becomes different in the cluster when someone changes dev. */
function effectOf(change: Partial<Environment>): Differences {
  return differences(objectsOf(dev), objectsOf({ ...dev, ...change }));
}

function irisWith(change: Partial<ServedModel>): Partial<Environment> {
  return { models: dev.models.map((served) => ({ ...served, ...change })) };
}

test.each(environments)('$name has no fault', (environment) => {
  expect(faultsOf(composeEnvironment(new App(), environment, {}))).toEqual([]);
});

test('environments have names and namespaces of their own', () => {
  expect(new Set(environments.map(({ name }) => name)).size).toBe(environments.length);
  expect(new Set(environments.map(({ namespace }) => namespace)).size).toBe(environments.length);
});

test('a Secret that the environment does not list is a fault of the pod that needs it', () => {
  const [fault, ...others] = faultsOf(composeEnvironment(new App(), { ...dev, secrets: {} }, {}));
  expect(fault).toMatch(/^namespace\/grafana\/deployment: .*key password of the Secret grafana-admin/);
  expect(others).toEqual([]);
});

describe('who edits an environment changes', () => {
  test('the bounds of the autoscaler with `replicas`, and restarts nothing', () => {
    expect(effectOf(irisWith({ replicas: { min: 4, max: 9 } }))).toEqual({
      'HorizontalPodAutoscaler/iris-api spec.minReplicas': [1, 4],
      'HorizontalPodAutoscaler/iris-api spec.maxReplicas': [3, 9],
    });
  });

  test('the load test with `loadTest`', () => {
    const container = 'Job/iris-load-test spec.template.spec.containers.iris-load-test';
    expect(effectOf(irisWith({ loadTest: { users: 50, requests: 9 } }))).toEqual({
      [`${container}.env.LOAD_USERS.value`]: ['10', '50'],
      [`${container}.env.LOAD_REQUESTS.value`]: ['1000', '9'],
    });
  });

  test('who may call the API with `clientNamespaces`', () => {
    const peer = 'NetworkPolicy/iris-api spec.ingress.0.from.3.namespaceSelector';
    expect(effectOf({ clientNamespaces: ['gateway'] })).toEqual({
      [peer]: [{}, undefined],
      [`${peer}.matchLabels.kubernetes.io/metadata.name`]: [undefined, 'gateway'],
    });
  });

  test('where everything lies with `namespace`', () => {
    for (const [name, object] of objectsOf({ ...dev, namespace: 'elsewhere' })) {
      if (name.startsWith('Kustomization')) continue;
      expect(at(object, name === 'Namespace/elsewhere' ? 'metadata.name' : 'metadata.namespace')).toBe('elsewhere');
    }
  });
});

test('a digest that CI records for an environment restarts the pods that run it, there and nowhere else', () => {
  const images = { dev: { 'iris-api': { tag: '1a2b3c4', digest: `sha256:${'0f'.repeat(32)}` } } };
  const effects = [dev, production].map((each) => Object.keys(differences(objectsOf(each), objectsOf(each, images))));
  expect(effects).toEqual([['Deployment/iris-api spec.template.spec.containers.iris-api.image'], []]);
});
