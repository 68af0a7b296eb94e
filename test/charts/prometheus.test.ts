import { Size } from 'cdk8s';
import { parse } from 'yaml';
import { Prometheus, type PrometheusProps } from '../../src/charts/prometheus';
import { testEveryComponent } from './every-component';
import { testProps } from './prop-tests';
import { at, fileIn, irisApi, synthesized, type Objects } from './synthesized';

const pods = { ...irisApi, host: 'iris-api-pods' };
const minimal: PrometheusProps = { image: 'docker.io/prom/prometheus:v3', targets: [pods] };

function prometheus(props: PrometheusProps): Objects {
  return synthesized((namespace) => new Prometheus(namespace, 'prometheus', props));
}

describe('a Prometheus with the fewest props', () => {
  const objects = prometheus(minimal);
  const deployment = objects.get('Deployment/prometheus');

  test('is a Service, a configuration, an account, a policy and a Deployment', () => {
    expect([...objects.keys()]).toEqual([
      'Service/prometheus',
      'ConfigMap/prometheus',
      'ServiceAccount/prometheus',
      'NetworkPolicy/prometheus',
      'Deployment/prometheus',
    ]);
  });

  test('finds every pod of an API by DNS, every five seconds, and reads its metrics', () => {
    expect(parse(fileIn(objects.get('ConfigMap/prometheus'), 'prometheus.yml'))).toEqual({
      global: { scrape_interval: '5s', scrape_timeout: '5s' },
      scrape_configs: [
        {
          job_name: 'iris-api',
          metrics_path: '/metrics',
          dns_sd_configs: [{ names: ['iris-api-pods'], type: 'A', port: 8989, refresh_interval: '5s' }],
        },
      ],
    });
  });

  test('starts without the APIs that it reads: their absence is what it has to tell', () => {
    expect(at(deployment, 'metadata.annotations')).toEqual({ 'argocd.argoproj.io/sync-wave': '0' });
  });

  test('never runs twice at a time on the same data', () => {
    expect(at(deployment, 'spec.strategy')).toEqual({ type: 'Recreate' });
  });

  test('is asked whether it has started, is ready and is alive', () => {
    expect(at(deployment, 'spec.template.spec.containers.0')).toMatchObject({
      startupProbe: { httpGet: { path: '/-/ready', port: 9090 } },
      readinessProbe: { httpGet: { path: '/-/ready', port: 9090 } },
      livenessProbe: { httpGet: { path: '/-/healthy', port: 9090 } },
    });
  });

  testEveryComponent('prometheus', objects);
});

describe('a prop of Prometheus', () => {
  const pod = 'Deployment/prometheus spec.template';
  const container = `${pod}.spec.containers.prometheus`;
  const restart = {
    [`${pod}.metadata.annotations.canopy/config-hash`]: [expect.any(String), expect.any(String)],
  } as const;
  const config = 'ConfigMap/prometheus data.prometheus.yml';
  const reached = 'NetworkPolicy/prometheus spec.egress';

  testProps<PrometheusProps>('prometheus.ts', minimal, prometheus, {
    image: {
      title: 'the pod runs it',
      value: 'docker.io/prom/prometheus:v4',
      changes: { [`${container}.image`]: [minimal.image, 'docker.io/prom/prometheus:v4'] },
    },
    targets: {
      title: 'it reads them under the name of their job and may reach them, after a restart',
      value: [{ owner: 'penguins-api', name: 'http', number: 80, host: 'penguins-api-pods' }],
      changes: {
        ...restart,
        [config]: [
          expect.stringMatching(/job_name: iris-api\n[^]*iris-api-pods\n[^]*port: 8989/),
          expect.stringMatching(/job_name: penguins-api\n[^]*penguins-api-pods\n[^]*port: 80/),
        ],
        [`${reached}.0.to.0.podSelector.matchLabels.app.kubernetes.io/name`]: ['iris-api', 'penguins-api'],
        [`${reached}.0.ports.0.port`]: [8989, 80],
      },
    },
    scrapeSeconds: {
      title: 'it reads and looks for pods that often, after a restart',
      value: 30,
      changes: { ...restart, [config]: [expect.not.stringContaining(': 30s'), expect.not.stringContaining(': 5s')] },
      byDefault: ['5', 5],
    },
    retentionDays: {
      title: 'samples are kept so long',
      value: 2,
      changes: {
        [`${container}.args.2`]: ['--storage.tsdb.retention.time=15d', '--storage.tsdb.retention.time=2d'],
      },
      byDefault: ['15', 15],
    },
    memory: {
      title: 'the pod has it to itself',
      value: Size.gibibytes(1),
      changes: {
        [`${container}.resources.limits.memory`]: ['512Mi', '1024Mi'],
        [`${container}.resources.requests.memory`]: ['512Mi', '1024Mi'],
      },
      byDefault: ['512 MiB', Size.mebibytes(512)],
    },
  });
});
