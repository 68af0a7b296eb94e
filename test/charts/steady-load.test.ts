import { SteadyLoad, type SteadyLoadProps } from '../../src/charts/steady-load';
import { testEveryComponent } from './every-component';
import { testProps } from './prop-tests';
import { at, irisApi, synthesized, type Objects } from './synthesized';
import { iris } from '../../src/models/iris';

const minimal: SteadyLoadProps = { model: iris, image: 'ghcr.io/canopy-ml/iris-load:1', target: irisApi };

function steadyLoad(props: SteadyLoadProps): Objects {
  return synthesized((namespace) => new SteadyLoad(namespace, 'steady-load', props));
}

describe('a steady load with the fewest props', () => {
  const objects = steadyLoad(minimal);
  const deployment = objects.get('Deployment/steady-load');

  test('is a Deployment with an account and a policy', () => {
    expect([...objects.keys()]).toEqual([
      'ServiceAccount/steady-load',
      'NetworkPolicy/steady-load',
      'Deployment/steady-load',
    ]);
  });

  test('never runs twice at a time, which would be twice the rate', () => {
    expect(at(deployment, 'spec')).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
  });

  test('is one user without an end', () => {
    expect(at(deployment, 'spec.template.spec.containers.0.env')).toEqual([
      { name: 'MODEL_TO_USE', value: 'iris' },
      { name: 'TARGET_HOST', value: 'http://iris-api:8989' },
      { name: 'LOAD_USERS', value: '1' },
      { name: 'LOAD_RATE', value: '1' },
      { name: 'LOAD_WAIT_READY_SECONDS', value: '0' },
    ]);
  });

  testEveryComponent('steady-load', objects);
});

describe('a prop of a steady load', () => {
  const container = 'Deployment/steady-load spec.template.spec.containers.steady-load';
  const reached = 'NetworkPolicy/steady-load spec.egress.0';

  testProps<SteadyLoadProps>('steady-load.ts', minimal, steadyLoad, {
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
    rate: {
      title: 'as many requests are sent a second',
      value: 0.5,
      changes: { [`${container}.env.LOAD_RATE.value`]: ['1', '0.5'] },
      byDefault: ['1', 1],
    },
  });
});
