/** Where Canopy runs, and what runs there. This is the file that a platform engineer edits. */

import type { LogLevel } from '../contract/environment';
import type { Model } from '../models/model';
import { housePrices } from '../models/house-prices';
import { iris } from '../models/iris';
import { jokemeter } from '../models/jokemeter';
import { readmission } from '../models/readmission';

/** One model as an environment serves it. */
export interface ServedModel {
  readonly model: Model;
  readonly replicas: { readonly min: number; readonly max: number };
  /** A load test at every sync: its requests, and the users who send them. @default - none */
  readonly loadTest?: { readonly users: number; readonly requests: number };
  /** What the service logs at least. @default info */
  readonly logLevel?: LogLevel;
  /** The token of the routes that change state, a key of `secrets`. @default - those routes are closed */
  readonly adminToken?: { readonly secret: string; readonly key: string };
}

export interface Environment {
  readonly name: string;
  readonly namespace: string;
  readonly models: readonly ServedModel[];
  /** Seconds between two scrapes of Prometheus. @default 5 */
  readonly scrapeSeconds?: number;
  /** automated: Argo CD applies every commit and mends drift; manual: a person syncs. */
  readonly sync: 'automated' | 'manual';
  /** Whether a model that was trained on made-up rows is refused. @default false */
  readonly refusesSynthetic?: boolean;
  /** Namespaces whose pods may call the APIs; `*` is all of them. */
  readonly clientNamespaces: readonly string[];
  /** Secrets that people make in the cluster, with their keys: no manifest holds one. */
  readonly secrets: Readonly<Record<string, readonly string[]>>;
}

const dev: Environment = {
  name: 'dev',
  namespace: 'canopy-dev',
  models: [
    { model: iris, replicas: { min: 1, max: 3 }, loadTest: { users: 10, requests: 1000 } },
    { model: readmission, replicas: { min: 1, max: 3 }, loadTest: { users: 10, requests: 1000 } },
    { model: housePrices, replicas: { min: 1, max: 3 }, loadTest: { users: 10, requests: 1000 } },
    { model: jokemeter, replicas: { min: 1, max: 3 }, loadTest: { users: 10, requests: 1000 } },
  ],
  sync: 'automated',
  clientNamespaces: ['*'],
  secrets: { 'grafana-admin': ['password'] },
};

const production: Environment = {
  name: 'production',
  namespace: 'canopy',
  // The other models join when they were trained on real rows: what learnt from made-up ones is refused here.
  models: [{ model: iris, replicas: { min: 2, max: 10 } }],
  refusesSynthetic: true,
  sync: 'manual', // a person decides when what dev has proved goes on
  clientNamespaces: ['gateway'],
  secrets: { 'grafana-admin': ['password'] },
};

export const environments: readonly Environment[] = [dev, production];
