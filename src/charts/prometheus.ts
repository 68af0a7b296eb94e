import { Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { Component } from './component';
import { contentHash } from './content-hash';
import type { Port } from './graph';
import { prometheusConfig } from './prometheus-config';

export interface PrometheusProps {
  readonly image: string;
  /** What it scrapes: the pods of each API, in a job that has the name of the API. */
  readonly targets: readonly Port[];
  /** Seconds between two scrapes. @default 5 */
  readonly scrapeSeconds?: number;
  /** Days that samples are kept. @default 15 */
  readonly retentionDays?: number;
  /** Memory of the pod. @default 512 MiB */
  readonly memory?: Size;
}

const PORT = 9090;
const DATA = Size.gibibytes(2);
/** The user of the official image. */
const NOBODY = 65534;

/** Prometheus: finds every pod of the APIs by DNS and reads its metrics. */
export class Prometheus extends Component {
  /** Where queries are asked. */
  readonly query: Port;

  constructor(scope: Construct, name: string, props: PrometheusProps) {
    super(scope, name);
    this.query = this.offers('http', PORT);
    for (const port of props.targets) this.reaches(port);
    const config = prometheusConfig(props.targets, props.scrapeSeconds ?? 5);
    new k8s.KubeConfigMap(this, 'config', { metadata: this.metadata(), data: { 'prometheus.yml': config } });
    this.runs(
      {
        image: props.image,
        args: [
          '--config.file=/etc/prometheus/prometheus.yml',
          '--storage.tsdb.path=/prometheus',
          `--storage.tsdb.retention.time=${props.retentionDays ?? 15}d`,
          // A volume that overflows evicts the pod, so the oldest samples go first; the write-ahead log needs the rest.
          `--storage.tsdb.retention.size=${DATA.toMebibytes() / 2}MiB`,
        ],
        cpu: { request: Cpu.millis(100), limit: Cpu.units(1) },
        memory: props.memory ?? Size.mebibytes(512),
        mounts: [
          { name: 'config', path: '/etc/prometheus', configMap: this.name },
          { name: 'data', path: '/prometheus', scratch: DATA },
        ],
        probes: {
          startup: { path: '/-/ready', port: PORT },
          ready: { path: '/-/ready', port: PORT },
          live: { path: '/-/healthy', port: PORT },
        },
        uid: NOBODY,
      },
      // A changed configuration is read at a start; two at a time would fight over the data.
      { surge: false, podAnnotations: contentHash(config) },
    );
  }
}
