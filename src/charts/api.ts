import { Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { LogLevel, ServiceVariable } from '../contract/environment';
import { API_PORT, routes } from '../contract/routes';
import { keyOf, type Model } from '../models/model';
import { Component } from './component';
import type { Port } from './graph';
import type { SecretKey } from './workload';

export interface ApiProps {
  /** The model that it serves. */
  readonly model: Model;
  readonly image: string;
  /** Pods at least and at most; between them the autoscaler decides. @default 2 to 10 */
  readonly replicas?: { readonly min: number; readonly max: number };
  /** Share of the requested CPU, in percent, above which pods are added. @default 70 */
  readonly targetCpuPercent?: number;
  /** Memory of a pod. @default 256 MiB */
  readonly memory?: Size;
  /** Namespaces whose pods may call it; `*` is all of them. @default - only components that need it */
  readonly clientNamespaces?: readonly string[];
  /** The token that opens the routes which change state. @default - those routes are closed */
  readonly adminToken?: SecretKey;
  /** What the service logs at least. @default info */
  readonly logLevel?: LogLevel;
  /** Whether a model that was trained on made-up rows is refused. @default false */
  readonly refusesSynthetic?: boolean;
  /** Seconds in which a pod that stops still answers while its address leaves the Service. @default 5 */
  readonly drainGraceSeconds?: number;
}

/** Seconds that open requests have once the port is closed. */
const DRAIN_TIMEOUT_SECONDS = 10;

/** The inference service of one model: pods that scale with their load and lose no request when they are replaced. */
export class Api extends Component {
  /** Where predictions are asked for. */
  readonly http: Port;
  /** Every pod by itself, for whoever reads its metrics. */
  readonly pods: Port;

  constructor(scope: Construct, name: string, props: ApiProps) {
    super(scope, name);
    const { replicas = { min: 2, max: 10 }, drainGraceSeconds = 5 } = props;
    this.http = this.offers('http', API_PORT, props.clientNamespaces);
    this.pods = this.offersEachPod(this.http);
    const env: Partial<Record<ServiceVariable, string | SecretKey>> = {
      MODEL_TO_USE: keyOf(props.model),
      HOST: '0.0.0.0',
      DRAIN_GRACE_SECONDS: String(drainGraceSeconds),
      DRAIN_TIMEOUT_SECONDS: String(DRAIN_TIMEOUT_SECONDS),
      ...(props.refusesSynthetic && { ALLOW_SYNTHETIC: 'false' }),
      ...(props.logLevel && { LOG_LEVEL: props.logLevel }),
      ...(props.adminToken && { ADMIN_TOKEN: props.adminToken }),
    };
    this.runs(
      {
        image: props.image,
        env,
        // One event loop: more than one CPU helps only the garbage collector.
        cpu: { request: Cpu.millis(250), limit: Cpu.units(1) },
        memory: props.memory ?? Size.mebibytes(256),
        probes: {
          startup: { path: routes.startup, port: API_PORT },
          ready: { path: routes.ready, port: API_PORT },
          live: { path: routes.health, port: API_PORT },
        },
        stopSeconds: drainGraceSeconds + DRAIN_TIMEOUT_SECONDS + 5,
      },
      { replicas: 'autoscaled' },
    );
    this.scales(replicas, props.targetCpuPercent ?? 70);
    new k8s.KubePodDisruptionBudget(this, 'disruption-budget', {
      metadata: this.metadata(),
      spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: this.selector } },
    });
  }

  private scales({ min, max }: { readonly min: number; readonly max: number }, averageUtilization: number): void {
    new k8s.KubeHorizontalPodAutoscalerV2(this, 'autoscaler', {
      metadata: this.metadata(),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: this.name },
        minReplicas: min,
        maxReplicas: max,
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } }],
      },
    });
  }
}
