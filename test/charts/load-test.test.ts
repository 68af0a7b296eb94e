import { LoadTest, type LoadTestProps } from '../../src/charts/load-test';
import { testEveryComponent } from './every-component';
import { testProps } from './prop-tests';
import { at, irisApi, synthesized, type Objects } from './synthesized';
import { iris } from '../../src/models/iris';

const minimal: LoadTestProps = { model: iris, image: 'ghcr.io/canopy-ml/iris-load:1', target: irisApi };

function loadTest(props: LoadTestProps): Objects {
  return synthesized((namespace) => new LoadTest(namespace, 'load-test', props));
}

describe('a load test with the fewest props', () => {
  const objects = loadTest(minimal);
  const job = objects.get('Job/load-test');

  test('is a Job with an account and a policy', () => {
    expect([...objects.keys()]).toEqual(['ServiceAccount/load-test', 'NetworkPolicy/load-test', 'Job/load-test']);
  });

  test('runs anew at every sync, once the API that it loads is healthy', () => {
    expect(at(job, 'metadata.annotations')).toEqual({
      'argocd.argoproj.io/hook': 'Sync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
      'argocd.argoproj.io/sync-wave': '1',
    });
  });

  test('fails at its first failure', () => {
    expect(at(job, 'spec.backoffLimit')).toBe(0);
    expect(at(job, 'spec.template.spec.restartPolicy')).toBe('Never');
  });

  test('may ask for names and reach its API, and nothing else', () => {
    expect(at(objects.get('NetworkPolicy/load-test'), 'spec')).toMatchObject({
      ingress: [],
      egress: [
        {
          to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'iris-api' } } }],
          ports: [{ protocol: 'TCP', port: 8989 }],
        },
        { ports: [{ port: 53 }, { port: 53 }] },
      ],
    });
  });

  testEveryComponent('load-test', objects);
});

describe('a prop of a load test', () => {
  const container = 'Job/load-test spec.template.spec.containers.load-test';
  const reached = 'NetworkPolicy/load-test spec.egress.0';

  testProps<LoadTestProps>('load-test.ts', minimal, loadTest, {
    model: {
      title: 'the pods send its rows',
      value: { ...iris, name: 'penguins' },
      changes: { [`${container}.env.MODEL_TO_USE.value`]: ['iris', 'penguins'] },
    },
    image: {
      title: 'the pod runs it',
      value: 'ghcr.io/canopy-ml/iris-load:2',
      changes: { [`${container}.image`]: [minimal.image, 'ghcr.io/canopy-ml/iris-load:2'] },
    },
    target: {
      title: 'requests go there, and nowhere else can be reached',
      value: { owner: 'penguins-api', name: 'http', number: 80, host: 'penguins' },
      changes: {
        [`${container}.env.TARGET_HOST.value`]: ['http://iris-api:8989', 'http://penguins:80'],
        [`${reached}.to.0.podSelector.matchLabels.app.kubernetes.io/name`]: ['iris-api', 'penguins-api'],
        [`${reached}.ports.0.port`]: [8989, 80],
      },
    },
    users: {
      title: 'as many send one request after the other',
      value: 50,
      changes: { [`${container}.env.LOAD_USERS.value`]: ['10', '50'] },
      byDefault: ['10', 10],
    },
    requests: {
      title: 'as many are sent in all',
      value: 20,
      changes: { [`${container}.env.LOAD_REQUESTS.value`]: ['1000', '20'] },
      byDefault: ['1000', 1000],
    },
    timeoutSeconds: {
      title: 'a test that takes longer has failed',
      value: 60,
      changes: { 'Job/load-test spec.activeDeadlineSeconds': [300, 60] },
      byDefault: ['300', 300],
    },
  });
});
