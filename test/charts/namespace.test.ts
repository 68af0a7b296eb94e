import { App, Chart } from 'cdk8s';
import { faultsOf } from '../../src/charts/checks';
import { Grafana } from '../../src/charts/grafana';
import { Namespace, type NamespaceProps } from '../../src/charts/namespace';
import { testProps } from './prop-tests';
import { at, irisApi, objectsOf, type Objects } from './synthesized';

const minimal: NamespaceProps = { name: 'flowers' };

/** The namespace, and what it does to a component that needs a Secret and resolves names. */
function namespace(props: NamespaceProps): Objects {
  const made = new Namespace(new App(), 'namespace', props);
  const adminPassword = { secret: 'grafana-admin', key: 'password' };
  const grafana = new Grafana(made, 'grafana', {
    image: 'grafana',
    prometheus: irisApi,
    dashboards: {},
    adminPassword,
  });
  return new Map([
    ['Namespace', objectsOf(Chart.of(made.node.findChild('namespace'))).get(`Namespace/${props.name}`)],
    ['NetworkPolicy', objectsOf(grafana).get('NetworkPolicy/grafana')],
    ['missing', faultsOf(made).filter((fault) => fault.includes('Secret'))],
  ]);
}

describe('a namespace with the fewest props', () => {
  const objects = namespace(minimal);

  test('refuses pods that Pod Security `restricted` refuses', () => {
    expect(at(objects.get('Namespace'), 'metadata.labels')).toEqual({
      'app.kubernetes.io/part-of': 'canopy',
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'latest',
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/warn-version': 'latest',
    });
  });

  test('is there before anything that lies in it', () => {
    expect(at(objects.get('Namespace'), 'metadata.annotations')).toEqual({ 'argocd.argoproj.io/sync-wave': '-1' });
  });
});

describe('a prop of a namespace', () => {
  const dns = 'NetworkPolicy spec.egress.1.to.0';

  testProps<NamespaceProps>('namespace.ts', minimal, namespace, {
    name: {
      title: 'it is called so, and its components lie in it',
      value: 'herbs',
      changes: {
        'Namespace metadata.name': ['flowers', 'herbs'],
        'NetworkPolicy metadata.namespace': ['flowers', 'herbs'],
      },
    },
    secrets: {
      title: 'a pod may name their keys',
      value: { 'grafana-admin': ['password'] },
      changes: {
        'missing 0': [expect.stringContaining('the key password of the Secret grafana-admin'), undefined],
        'missing ': [undefined, []],
      },
      byDefault: ['- none', {}],
    },
    dns: {
      title: 'pods resolve names there, and nowhere else',
      value: { namespace: 'dns', labels: { app: 'coredns' } },
      changes: {
        [`${dns}.namespaceSelector.matchLabels.kubernetes.io/metadata.name`]: ['kube-system', 'dns'],
        [`${dns}.podSelector.matchLabels.k8s-app`]: ['kube-dns', undefined],
        [`${dns}.podSelector.matchLabels.app`]: [undefined, 'coredns'],
      },
      byDefault: [
        '- pods labelled k8s-app=kube-dns in kube-system',
        { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
      ],
    },
  });
});
