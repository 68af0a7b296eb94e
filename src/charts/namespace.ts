import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct, Node, type IConstruct } from 'constructs';
import { Graph } from './graph';

export interface NamespaceProps {
  /** Its name in the cluster; a DNS label. */
  readonly name: string;
  /** Secrets that people make in it, with their keys. @default - none */
  readonly secrets?: Readonly<Record<string, readonly string[]>>;
  /** Where pods resolve names. @default - pods labelled k8s-app=kube-dns in kube-system */
  readonly dns?: DnsLocation;
}

/** Which pods answer DNS queries. */
export interface DnsLocation {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * A namespace that admits only pods of the `restricted` Pod Security standard, and the scope of the components
 * that live in it: they take its name, and find each other in its graph.
 * Its chart is beside theirs, not around them: cdk8s writes inner charts before outer ones.
 */
export class Namespace extends Construct {
  readonly name: string;
  readonly graph = new Graph();
  readonly secrets: Readonly<Record<string, readonly string[]>>;
  readonly dns: DnsLocation;

  constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    this.name = props.name;
    this.secrets = props.secrets ?? {};
    this.dns = props.dns ?? { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
    new k8s.KubeNamespace(new Chart(this, 'namespace'), 'namespace', {
      metadata: {
        name: this.name,
        labels: {
          'app.kubernetes.io/part-of': 'canopy',
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/enforce-version': 'latest',
          'pod-security.kubernetes.io/warn': 'restricted',
          'pod-security.kubernetes.io/warn-version': 'latest',
        },
        annotations: { 'argocd.argoproj.io/sync-wave': '-1' },
      },
    });
  }

  /** The namespace that a construct lives in. */
  static around(construct: IConstruct): Namespace {
    const found = Node.of(construct).scopes.find((scope) => scope instanceof Namespace);
    if (found === undefined)
      throw new Error(`${Node.of(construct).path}: it is in no Namespace; give it one as its scope`);
    return found;
  }
}
