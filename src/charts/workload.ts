/** What a pod runs, and the one way in which pods of this project are written: hardened, bounded, probed. */

import type { Size } from 'cdk8s';
import { k8s, type Cpu } from 'cdk8s-plus-28';

/** A value that people keep in a Secret. */
export interface SecretKey {
  readonly secret: string;
  readonly key: string;
}

/** Files that a container sees. */
export type Mount = { readonly path: string } & (
  { readonly configMap: string; readonly name: string } | { readonly scratch: Size; readonly name: string }
);

export interface HttpProbe {
  readonly path: string;
  readonly port: number;
}

export interface Workload {
  readonly image: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | SecretKey>>;
  readonly cpu: { readonly request: Cpu; readonly limit: Cpu };
  /** Request and limit: memory that is not reserved is memory that kills. */
  readonly memory: Size;
  readonly mounts?: readonly Mount[];
  readonly ports?: readonly { readonly name: string; readonly number: number }[];
  /** @default - a pod counts as ready as soon as it runs */
  readonly probes?: { readonly startup: HttpProbe; readonly ready: HttpProbe; readonly live: HttpProbe };
  /** The user that the image is made for. @default 1000 */
  readonly uid?: number;
  /** Seconds between SIGTERM and SIGKILL. @default 30 */
  readonly stopSeconds?: number;
}

/** The pod template of a workload; it passes Pod Security `restricted`. */
export function podTemplate(
  name: string,
  labels: Readonly<Record<string, string>>,
  workload: Workload,
  restartPolicy: 'Always' | 'Never',
  annotations?: Readonly<Record<string, string>>,
): k8s.PodTemplateSpec {
  const { uid = 1000, stopSeconds = 30, mounts = [] } = workload;
  return {
    metadata: { labels: { ...labels }, annotations: annotations && { ...annotations } },
    spec: {
      serviceAccountName: name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      restartPolicy,
      terminationGracePeriodSeconds: stopSeconds,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: uid,
        runAsGroup: uid,
        fsGroup: uid,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      ...(restartPolicy === 'Always' && { topologySpreadConstraints: spread(labels) }),
      containers: [container(name, workload)],
      ...(mounts.length > 0 && { volumes: mounts.map(volume) }),
    },
  };
}

/** Over nodes and zones where there are several; one node is no reason to wait. */
function spread(matchLabels: Readonly<Record<string, string>>): k8s.TopologySpreadConstraint[] {
  return ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selector(matchLabels) },
  }));
}

/** The one label by which pods are selected: other labels may change, a selector may not. */
export function selector(labels: Readonly<Record<string, string>>): Record<string, string> {
  const name = labels['app.kubernetes.io/name'];
  return { 'app.kubernetes.io/name': name ?? '' };
}

function container(
  name: string,
  { image, args, env = {}, cpu, memory, mounts = [], ports = [], probes }: Workload,
): k8s.Container {
  const quantity = (amount: string): k8s.Quantity => k8s.Quantity.fromString(amount);
  const bytes = quantity(`${memory.toMebibytes()}Mi`);
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    ...(args && { args: [...args] }),
    ...(Object.keys(env).length > 0 && { env: Object.entries(env).map(variable) }),
    ...(ports.length > 0 && { ports: ports.map((port) => ({ name: port.name, containerPort: port.number })) }),
    resources: {
      requests: { cpu: quantity(cpu.request.amount), memory: bytes },
      limits: { cpu: quantity(cpu.limit.amount), memory: bytes },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    ...(mounts.length > 0 && {
      volumeMounts: mounts.map((mount) => ({
        name: mount.name,
        mountPath: mount.path,
        ...('configMap' in mount && { readOnly: true }),
      })),
    }),
    ...(probes && {
      // A start may take a minute; after it, readiness is lost within 6 s and a hang ends within 30 s.
      startupProbe: { httpGet: httpGet(probes.startup), periodSeconds: 1, failureThreshold: 60 },
      readinessProbe: { httpGet: httpGet(probes.ready), periodSeconds: 2, failureThreshold: 3, timeoutSeconds: 2 },
      livenessProbe: { httpGet: httpGet(probes.live), periodSeconds: 10, failureThreshold: 3, timeoutSeconds: 5 },
    }),
  };
}

function httpGet({ path, port }: HttpProbe): k8s.HttpGetAction {
  return { path, port: k8s.IntOrString.fromNumber(port) };
}

function variable([name, value]: [string, string | SecretKey]): k8s.EnvVar {
  if (typeof value === 'string') return { name, value };
  return { name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } };
}

function volume(mount: Mount): k8s.Volume {
  if ('configMap' in mount) return { name: mount.name, configMap: { name: mount.configMap } };
  return { name: mount.name, emptyDir: { sizeLimit: k8s.Quantity.fromString(`${mount.scratch.toMebibytes()}Mi`) } };
}
