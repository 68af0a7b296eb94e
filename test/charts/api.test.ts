import { Size } from 'cdk8s';
import { Api, type ApiProps } from '../../src/charts/api';
import { iris } from '../../src/models/iris';
import { testEveryComponent } from './every-component';
import { testProps } from './prop-tests';
import { at, synthesized, type Objects } from './synthesized';

const minimal: ApiProps = { model: iris, image: 'ghcr.io/canopy-ml/iris-api:1' };

function api(props: ApiProps): Objects {
  return synthesized((namespace) => new Api(namespace, 'iris-api', props));
}

describe('an API with the fewest props', () => {
  const objects = api(minimal);
  const deployment = objects.get('Deployment/iris-api');

  test('is seven objects, all named for it', () => {
    expect([...objects.keys()]).toEqual([
      'Service/iris-api',
      'Service/iris-api-pods',
      'ServiceAccount/iris-api',
      'NetworkPolicy/iris-api',
      'Deployment/iris-api',
      'HorizontalPodAutoscaler/iris-api',
      'PodDisruptionBudget/iris-api',
    ]);
  });

  test('scales between two and ten pods, which no deployment undoes', () => {
    expect(at(deployment, 'spec.replicas')).toBeUndefined();
    expect(at(objects.get('HorizontalPodAutoscaler/iris-api'), 'spec')).toMatchObject({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'iris-api' },
      minReplicas: 2,
      maxReplicas: 10,
    });
  });

  test('loses no pod before another one is ready, and one at a time when a node is emptied', () => {
    expect(at(deployment, 'spec.strategy')).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
    });
    expect(at(objects.get('PodDisruptionBudget/iris-api'), 'spec.maxUnavailable')).toBe(1);
  });

  test('is asked on its own routes whether it has started, is ready and is alive', () => {
    expect(at(deployment, 'spec.template.spec.containers.0')).toMatchObject({
      ports: [{ name: 'http', containerPort: 8989 }],
      startupProbe: { httpGet: { path: '/api/v1/startup', port: 8989 } },
      readinessProbe: { httpGet: { path: '/api/v1/ready', port: 8989 } },
      livenessProbe: { httpGet: { path: '/api/v1/health', port: 8989 } },
    });
  });

  test('shows each pod to whoever reads metrics, ready or not', () => {
    expect(at(objects.get('Service/iris-api-pods'), 'spec')).toMatchObject({
      clusterIP: 'None',
      publishNotReadyAddresses: true,
    });
  });

  test('reaches nothing, and nothing reaches it', () => {
    expect(at(objects.get('NetworkPolicy/iris-api'), 'spec')).toMatchObject({ ingress: [], egress: [] });
  });

  testEveryComponent('iris-api', objects);
});

describe('a prop of an API', () => {
  const autoscaler = 'HorizontalPodAutoscaler/iris-api spec';
  const policy = 'NetworkPolicy/iris-api spec';
  const pod = 'Deployment/iris-api spec.template.spec';
  const container = `${pod}.containers.iris-api`;
  const token = `${container}.env.ADMIN_TOKEN`;

  testProps<ApiProps>('api.ts', minimal, api, {
    model: {
      title: 'the pods serve that model, whatever their image was made for',
      value: { ...iris, name: 'penguins' },
      changes: { [`${container}.env.MODEL_TO_USE.value`]: ['iris', 'penguins'] },
    },
    image: {
      title: 'the pods run it',
      value: 'ghcr.io/canopy-ml/iris-api:2',
      changes: { [`${container}.image`]: [minimal.image, 'ghcr.io/canopy-ml/iris-api:2'] },
    },
    replicas: {
      title: 'the autoscaler stays within them',
      value: { min: 3, max: 5 },
      changes: { [`${autoscaler}.minReplicas`]: [2, 3], [`${autoscaler}.maxReplicas`]: [10, 5] },
      byDefault: ['2 to 10', { min: 2, max: 10 }],
    },
    targetCpuPercent: {
      title: 'pods are added above it',
      value: 50,
      changes: { [`${autoscaler}.metrics.0.resource.target.averageUtilization`]: [70, 50] },
      byDefault: ['70', 70],
    },
    memory: {
      title: 'a pod has it to itself',
      value: Size.gibibytes(1),
      changes: {
        [`${container}.resources.limits.memory`]: ['256Mi', '1024Mi'],
        [`${container}.resources.requests.memory`]: ['256Mi', '1024Mi'],
      },
      byDefault: ['256 MiB', Size.mebibytes(256)],
    },
    clientNamespaces: {
      title: 'pods of one namespace may call it, or of all with a star',
      value: ['gateway', '*'],
      changes: {
        [`${policy}.ingress`]: [[], undefined],
        [`${policy}.ingress.0.from.0.namespaceSelector.matchLabels.kubernetes.io/metadata.name`]: [
          undefined,
          'gateway',
        ],
        [`${policy}.ingress.0.from.1.namespaceSelector`]: [undefined, {}],
        [`${policy}.ingress.0.ports.0.port`]: [undefined, 8989],
        [`${policy}.ingress.0.ports.0.protocol`]: [undefined, 'TCP'],
      },
      byDefault: ['- only components that need it', []],
    },
    adminToken: {
      title: 'the service reads it from the Secret, so no manifest holds it',
      value: { secret: 'iris-admin', key: 'token' },
      changes: {
        [`${token}.name`]: [undefined, 'ADMIN_TOKEN'],
        [`${token}.valueFrom.secretKeyRef.name`]: [undefined, 'iris-admin'],
        [`${token}.valueFrom.secretKeyRef.key`]: [undefined, 'token'],
      },
      byDefault: ['- those routes are closed'],
    },
    logLevel: {
      title: 'the service logs no less',
      value: 'warn',
      changes: {
        [`${container}.env.LOG_LEVEL.name`]: [undefined, 'LOG_LEVEL'],
        [`${container}.env.LOG_LEVEL.value`]: [undefined, 'warn'],
      },
      byDefault: ['info'],
    },
    refusesSynthetic: {
      title: 'the service does not load a model of made-up rows',
      value: true,
      changes: {
        [`${container}.env.ALLOW_SYNTHETIC.name`]: [undefined, 'ALLOW_SYNTHETIC'],
        [`${container}.env.ALLOW_SYNTHETIC.value`]: [undefined, 'false'],
      },
      byDefault: ['false', false],
    },
    drainGraceSeconds: {
      title: 'a pod that stops goes on answering while its address leaves the Service',
      value: 12,
      changes: {
        [`${container}.env.DRAIN_GRACE_SECONDS.value`]: ['5', '12'],
        [`${pod}.terminationGracePeriodSeconds`]: [20, 27],
      },
      byDefault: ['5', 5],
    },
  });
});
