import { Graph } from '../../src/charts/graph';
import { networkPolicySpec } from '../../src/charts/network-policy';
import { at } from './synthesized';

const dns = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
const tcp = (port: number) => [{ protocol: 'TCP', port: { value: port } }];
const podsOf = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } });

function api(graph: Graph, openTo: readonly string[] = []): unknown {
  return networkPolicySpec({ component: 'api', offered: [{ number: 80, openTo }], graph, dns });
}

test('a component that nobody needs, and that needs nobody, is alone', () => {
  expect(api(new Graph())).toEqual({ ...podsOf('api'), policyTypes: ['Ingress', 'Egress'], ingress: [], egress: [] });
});

test('who connects to a port may, and may at this port only', () => {
  const graph = new Graph();
  const http = { owner: 'api', name: 'http', number: 80, host: 'api' };
  graph.add({ from: 'prometheus', to: http, ordered: false });
  graph.add({ from: 'load', to: http, ordered: true });
  expect(at(api(graph), 'ingress')).toEqual([{ from: [podsOf('load'), podsOf('prometheus')], ports: tcp(80) }]);
});

test('a port may be open to a namespace, or to all with a star', () => {
  const gateway = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway' } } };
  expect(at(api(new Graph(), ['gateway']), 'ingress')).toEqual([{ from: [gateway], ports: tcp(80) }]);
  expect(at(api(new Graph(), ['*']), 'ingress')).toEqual([{ from: [{ namespaceSelector: {} }], ports: tcp(80) }]);
});

test('a component reaches what it connects to, and the DNS that resolves its name', () => {
  const graph = new Graph();
  graph.add({ from: 'api', to: { owner: 'postgres', name: 'sql', number: 5432, host: 'postgres' }, ordered: true });
  expect(at(api(graph), 'egress')).toEqual([
    { to: [podsOf('postgres')], ports: tcp(5432) },
    {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        },
      ],
      ports: [{ protocol: 'UDP', port: { value: 53 } }, ...tcp(53)],
    },
  ]);
});
