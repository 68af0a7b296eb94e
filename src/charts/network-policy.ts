/** The network policy of one component, from the graph: it reaches what it needs and names, and nothing else. */

import { k8s } from 'cdk8s-plus-28';
import type { Graph } from './graph';
import type { DnsLocation } from './namespace';

interface PolicyParts {
  readonly component: string;
  /** Ports that it offers, and the namespaces that may come from outside; `*` is all of them. */
  readonly offered: readonly { readonly number: number; readonly openTo: readonly string[] }[];
  readonly graph: Graph;
  readonly dns: DnsLocation;
}

export function networkPolicySpec({ component, offered, graph, dns }: PolicyParts): k8s.NetworkPolicySpec {
  const ingress = offered.flatMap(({ number, openTo }) => {
    const from = [...graph.clientsOf(component, number).map(podsOf), ...openTo.map(podsIn)];
    return from.length === 0 ? [] : [{ from, ports: [tcp(number)] }];
  });
  const egress = graph.reachedBy(component).map((port) => ({ to: [podsOf(port.owner)], ports: [tcp(port.number)] }));
  return {
    podSelector: { matchLabels: { 'app.kubernetes.io/name': component } },
    policyTypes: ['Ingress', 'Egress'],
    ingress,
    egress: egress.length === 0 ? [] : [...egress, toDns(dns)],
  };
}

function tcp(port: number): k8s.NetworkPolicyPort {
  return { protocol: 'TCP', port: k8s.IntOrString.fromNumber(port) };
}

function podsOf(component: string): k8s.NetworkPolicyPeer {
  return { podSelector: { matchLabels: { 'app.kubernetes.io/name': component } } };
}

function podsIn(namespace: string): k8s.NetworkPolicyPeer {
  if (namespace === '*') return { namespaceSelector: {} };
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
}

function toDns({ namespace, labels }: DnsLocation): k8s.NetworkPolicyEgressRule {
  const port = k8s.IntOrString.fromNumber(53);
  return {
    to: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        podSelector: { matchLabels: { ...labels } },
      },
    ],
    ports: [
      { protocol: 'UDP', port },
      { protocol: 'TCP', port },
    ],
  };
}
