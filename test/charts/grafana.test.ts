import { Size } from 'cdk8s';
import { modelDashboard } from '../../src/charts/dashboard';
import { Grafana, type GrafanaProps } from '../../src/charts/grafana';
import { iris } from '../../src/models/iris';
import { testEveryComponent } from './every-component';
import { testProps } from './prop-tests';
import { at, documentsIn, fileIn, listAt, synthesized, type Objects, irisApi } from './synthesized';

const minimal: GrafanaProps = {
  image: 'docker.io/grafana/grafana:12',
  prometheus: { owner: 'prometheus', name: 'http', number: 9090, host: 'prometheus' },
  dashboards: { iris: modelDashboard(iris, irisApi) },
  adminPassword: { secret: 'grafana-admin', key: 'password' },
};

function grafana(props: GrafanaProps): Objects {
  return synthesized((namespace) => new Grafana(namespace, 'grafana', props));
}

describe('a Grafana with the fewest props', () => {
  const objects = grafana(minimal);
  const deployment = objects.get('Deployment/grafana');
  const [providers] = documentsIn(fileIn(objects.get('ConfigMap/grafana-provider'), 'canopy.yaml'));
  const provider = at(providers, 'providers.0');

  test('is a Service, three configurations, an account, a policy and a Deployment', () => {
    expect([...objects.keys()]).toEqual([
      'Service/grafana',
      'ConfigMap/grafana-datasource',
      'ConfigMap/grafana-provider',
      'ConfigMap/grafana-dashboards',
      'ServiceAccount/grafana',
      'NetworkPolicy/grafana',
      'Deployment/grafana',
    ]);
  });

  test('starts after the Prometheus that it asks, and may reach nothing else', () => {
    expect(at(deployment, 'metadata.annotations')).toEqual({ 'argocd.argoproj.io/sync-wave': '1' });
    expect(at(objects.get('NetworkPolicy/grafana'), 'spec.egress')).toMatchObject([
      { to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } } }], ports: [{ port: 9090 }] },
      { ports: [{ port: 53 }, { port: 53 }] },
    ]);
  });

  test('reads its dashboards where its provider looks for them', () => {
    const mounts = at(deployment, 'spec.template.spec.containers.0.volumeMounts');
    expect(mounts).toContainEqual({ name: 'dashboards', mountPath: at(provider, 'options.path'), readOnly: true });
  });

  test('keeps dashboards as Git has them: nobody changes or deletes one in the page', () => {
    expect(provider).toMatchObject({ type: 'file', allowUiUpdates: false, disableDeletion: true });
  });

  test('shows panels whose data source it has', () => {
    const sources = fileIn(objects.get('ConfigMap/grafana-datasource'), 'prometheus.yaml');
    expect(documentsIn(sources)).toMatchObject([
      { datasources: [{ uid: 'prometheus', url: 'http://prometheus:9090' }] },
    ]);
    const dashboard: unknown = JSON.parse(fileIn(objects.get('ConfigMap/grafana-dashboards'), 'iris.json'));
    const panels = listAt(dashboard, 'panels');
    expect(panels.length).toBeGreaterThan(0);
    for (const panel of panels) expect(at(panel, 'datasource.uid')).toBe('prometheus');
  });

  test('is asked whether it has started, is ready and is alive', () => {
    const httpGet = { path: '/api/health', port: 3000 };
    expect(at(deployment, 'spec.template.spec.containers.0')).toMatchObject({
      startupProbe: { httpGet },
      readinessProbe: { httpGet },
      livenessProbe: { httpGet },
    });
  });

  testEveryComponent('grafana', objects);
});

describe('a prop of Grafana', () => {
  const pod = 'Deployment/grafana spec.template';
  const container = `${pod}.spec.containers.grafana`;
  const password = `${container}.env.GF_SECURITY_ADMIN_PASSWORD.valueFrom.secretKeyRef`;
  const reached = 'NetworkPolicy/grafana spec.egress.0';
  const penguins = modelDashboard({ ...iris, name: 'penguins' }, { ...irisApi, owner: 'penguins-api' });

  testProps<GrafanaProps>('grafana.ts', minimal, grafana, {
    image: {
      title: 'the pod runs it',
      value: 'docker.io/grafana/grafana:13',
      changes: { [`${container}.image`]: [minimal.image, 'docker.io/grafana/grafana:13'] },
    },
    prometheus: {
      title: 'panels ask it and it can be reached, after a restart',
      value: { owner: 'thanos', name: 'http', number: 80, host: 'thanos-query' },
      changes: {
        'ConfigMap/grafana-datasource data.prometheus.yaml': [
          expect.stringContaining('url: http://prometheus:9090\n'),
          expect.stringContaining('url: http://thanos-query:80\n'),
        ],
        [`${pod}.metadata.annotations.canopy/config-hash`]: [expect.any(String), expect.any(String)],
        [`${reached}.to.0.podSelector.matchLabels.app.kubernetes.io/name`]: ['prometheus', 'thanos'],
        [`${reached}.ports.0.port`]: [9090, 80],
      },
    },
    dashboards: {
      title: 'a file holds each, and Grafana reads it again without a restart',
      value: { ...minimal.dashboards, penguins },
      changes: {
        'ConfigMap/grafana-dashboards data.penguins.json': [undefined, `${JSON.stringify(penguins, null, 2)}\n`],
      },
    },
    adminPassword: {
      title: 'Grafana reads it from the Secret, so no manifest holds it',
      value: { secret: 'people', key: 'admin' },
      changes: { [`${password}.name`]: ['grafana-admin', 'people'], [`${password}.key`]: ['password', 'admin'] },
    },
    memory: {
      title: 'the pod has it to itself',
      value: Size.mebibytes(300),
      changes: {
        [`${container}.resources.limits.memory`]: ['256Mi', '300Mi'],
        [`${container}.resources.requests.memory`]: ['256Mi', '300Mi'],
      },
      byDefault: ['256 MiB', Size.mebibytes(256)],
    },
  });
});
