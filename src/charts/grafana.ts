import { Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-28';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Construct } from 'constructs';
import { stringify } from 'yaml';
import { Component } from './component';
import { contentHash } from './content-hash';
import { DATASOURCE } from './dashboard';
import type { Port } from './graph';
import type { SecretKey } from './workload';

export interface GrafanaProps {
  readonly image: string;
  /** The Prometheus that panels ask. */
  readonly prometheus: Port;
  /** By the names of their files. */
  readonly dashboards: Readonly<Record<string, Dashboard>>;
  /** The password of the user `admin`. */
  readonly adminPassword: SecretKey;
  /** Memory of the pod. @default 256 MiB */
  readonly memory?: Size;
}

const PORT = 3000;
/** The user of the official image. */
const GRAFANA = 472;
const DASHBOARDS = '/var/lib/grafana-dashboards';

/** Grafana, set up by three ConfigMaps: where it asks, where dashboards lie, and the dashboards. It keeps nothing of its own. */
export class Grafana extends Component {
  /** The page. */
  readonly http: Port;

  constructor(scope: Construct, name: string, props: GrafanaProps) {
    super(scope, name);
    this.http = this.offers('http', PORT);
    const datasource = stringify({
      apiVersion: 1,
      datasources: [
        {
          name: 'Prometheus',
          ...DATASOURCE,
          access: 'proxy',
          url: `http://${this.needs(props.prometheus)}`,
          isDefault: true,
          editable: false,
        },
      ],
    });
    const provider = stringify({
      apiVersion: 1,
      providers: [
        { name: 'canopy', type: 'file', disableDeletion: true, allowUiUpdates: false, options: { path: DASHBOARDS } },
      ],
    });
    const dashboards = Object.fromEntries(
      Object.entries(props.dashboards).map(([file, dashboard]) => [
        `${file}.json`,
        `${JSON.stringify(dashboard, null, 2)}\n`,
      ]),
    );
    this.runs(
      {
        image: props.image,
        env: {
          GF_SECURITY_ADMIN_PASSWORD: props.adminPassword,
          GF_ANALYTICS_REPORTING_ENABLED: 'false',
          GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
          GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
          GF_PLUGINS_PREINSTALL_DISABLED: 'true',
        },
        cpu: { request: Cpu.millis(50), limit: Cpu.millis(500) },
        memory: props.memory ?? Size.mebibytes(256),
        mounts: [
          {
            name: 'datasource',
            path: '/etc/grafana/provisioning/datasources',
            configMap: this.config('datasource', { 'prometheus.yaml': datasource }),
          },
          {
            name: 'provider',
            path: '/etc/grafana/provisioning/dashboards',
            configMap: this.config('provider', { 'canopy.yaml': provider }),
          },
          { name: 'dashboards', path: DASHBOARDS, configMap: this.config('dashboards', dashboards) },
          { name: 'data', path: '/var/lib/grafana', scratch: Size.mebibytes(512) },
        ],
        probes: {
          startup: { path: '/api/health', port: PORT },
          ready: { path: '/api/health', port: PORT },
          live: { path: '/api/health', port: PORT },
        },
        uid: GRAFANA,
      },
      // Dashboards are read again by themselves; where they come from only at a start.
      { podAnnotations: contentHash(datasource, provider) },
    );
  }

  /** @returns the name of the ConfigMap */
  private config(what: string, data: Readonly<Record<string, string>>): string {
    const name = `${this.name}-${what}`;
    new k8s.KubeConfigMap(this, what, { metadata: this.metadata(name), data: { ...data } });
    return name;
  }
}
