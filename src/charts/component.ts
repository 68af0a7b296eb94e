/**
 * The base of every component: names, labels, order, policy and hardening are its business,
 * so that a component itself says only what it offers, what it needs and what it runs.
 */

import { Chart, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { addressOf, type Port } from './graph';
import { Namespace } from './namespace';
import { networkPolicySpec } from './network-policy';
import { podTemplate, selector, type Workload } from './workload';

interface DeploymentOptions {
  /** `autoscaled` leaves the number to an autoscaler. @default 1 */
  readonly replicas?: number | 'autoscaled';
  /** Whether pods may stand side by side while one replaces the other. @default true */
  readonly surge?: boolean;
  /** On the pods: what changes here restarts them. @default - none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
}

/** A chart of its own, so a file of its own. Its id is the name of everything that it makes. */
export abstract class Component extends Chart {
  readonly name: string;
  protected readonly space: Namespace;
  private readonly offered: { readonly port: Port; readonly openTo: readonly string[] }[] = [];

  constructor(scope: Construct, name: string) {
    super(scope, name);
    this.name = name;
    this.space = Namespace.around(this);
  }

  /**
   * A port that other components can need, behind a Service.
   * @param openTo further namespaces whose pods may connect; `*` is all of them
   */
  protected offers(name: string, number: number, openTo: readonly string[] = []): Port {
    const port = { owner: this.name, name, number, host: this.name };
    this.offered.push({ port, openTo });
    this.service(port, {});
    return port;
  }

  /** A port again, for clients that must find each pod by itself, ready or not: a headless Service. */
  protected offersEachPod(port: Port): Port {
    const each = { ...port, host: `${this.name}-pods` };
    this.service(each, { clusterIp: 'None', publishNotReadyAddresses: true });
    return each;
  }

  /** Connects to a port, and starts after its owner. @returns host:port */
  protected needs(port: Port): string {
    this.space.graph.add({ from: this.name, to: port, ordered: true });
    return addressOf(port);
  }

  /** Connects to a port in no order, so two may reach each other. @returns host:port */
  protected reaches(port: Port): string {
    this.space.graph.add({ from: this.name, to: port, ordered: false });
    return addressOf(port);
  }

  /** Pods that run until they are replaced. */
  protected runs(workload: Workload, { replicas = 1, surge = true, podAnnotations }: DeploymentOptions = {}): void {
    this.identity();
    const template = podTemplate(this.name, this.podLabels, this.withPorts(workload), 'Always', podAnnotations);
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: this.metadata(),
      spec: {
        ...(replicas !== 'autoscaled' && { replicas }),
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 120,
        strategy: surge
          ? {
              type: 'RollingUpdate',
              rollingUpdate: { maxSurge: k8s.IntOrString.fromNumber(1), maxUnavailable: k8s.IntOrString.fromNumber(0) },
            }
          : { type: 'Recreate' },
        selector: { matchLabels: this.selector },
        template,
      },
    });
  }

  /** A pod that runs to its end: a hook, so that Argo CD makes it anew at every sync, in its wave. */
  protected completes(workload: Workload, limits: { readonly seconds: number; readonly retries: number }): void {
    this.identity();
    new k8s.KubeJob(this, 'job', {
      metadata: this.metadata(this.name, {
        'argocd.argoproj.io/hook': 'Sync',
        'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
      }),
      spec: {
        backoffLimit: limits.retries,
        activeDeadlineSeconds: limits.seconds,
        template: podTemplate(this.name, this.podLabels, this.withPorts(workload), 'Never'),
      },
    });
  }

  protected metadata(name = this.name, annotations: Readonly<Record<string, string>> = {}): k8s.ObjectMeta {
    const wave = atSynthesis(() => String(this.space.graph.waveOf(this.name)));
    return {
      name,
      namespace: this.space.name,
      labels: this.podLabels,
      annotations: { 'argocd.argoproj.io/sync-wave': wave, ...annotations },
    };
  }

  protected get selector(): Record<string, string> {
    return selector(this.podLabels);
  }

  private get podLabels(): Record<string, string> {
    return { 'app.kubernetes.io/name': this.name, 'app.kubernetes.io/part-of': 'canopy' };
  }

  private withPorts(workload: Workload): Workload {
    return { ...workload, ports: this.offered.map(({ port: { name, number } }) => ({ name, number })) };
  }

  /** The account and the policy that pods of this component have to themselves. */
  private identity(): void {
    new k8s.KubeServiceAccount(this, 'service-account', {
      metadata: this.metadata(),
      automountServiceAccountToken: false,
    });
    const { graph, dns } = this.space;
    const offered = () => this.offered.map(({ port, openTo }) => ({ number: port.number, openTo }));
    new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata: this.metadata(),
      spec: atSynthesis(() => networkPolicySpec({ component: this.name, offered: offered(), graph, dns })),
    });
  }

  private service({ name, number, host }: Port, extra: Partial<k8s.ServiceSpec>): void {
    new k8s.KubeService(this, `service-${host}`, {
      metadata: this.metadata(host),
      spec: {
        selector: this.selector,
        ports: [{ name, port: number, targetPort: k8s.IntOrString.fromNumber(number) }],
        ...extra,
      },
    });
  }
}

/** What is known only when every component is there. cdk8s puts the value in place of the promise of it. */
function atSynthesis<T>(produce: () => T): T {
  return Lazy.any({ produce }) as T;
}
