/** What one environment consists of, and how its components are wired. */

import type { App } from 'cdk8s';
import { foreignImage, ownImage, type ImageLock } from '../platform/image-lock';
import type { Environment } from '../platform/environments';
import { Api } from './api';
import { modelDashboard } from './dashboard';
import { Grafana } from './grafana';
import type { Port } from './graph';
import { LoadTest } from './load-test';
import { Namespace } from './namespace';
import { Prometheus } from './prometheus';
import { SteadyLoad } from './steady-load';

/** @returns the namespace, in which everything else lies */
export function composeEnvironment(app: App, environment: Environment, images: ImageLock): Namespace {
  const { name, models, clientNamespaces, secrets } = environment;
  const namespace = new Namespace(app, 'namespace', { name: environment.namespace, secrets });
  const targets: Record<string, Port> = {};
  for (const { model, replicas, loadTest } of models) {
    const image = { api: ownImage(images, name, model.name, 'api'), load: ownImage(images, name, model.name, 'load') };
    const api = new Api(namespace, `${model.name}-api`, { model, image: image.api, replicas, clientNamespaces });
    new LoadTest(namespace, `${model.name}-load-test`, { image: image.load, target: api.http, ...loadTest });
    new SteadyLoad(namespace, `${model.name}-steady-load`, { image: image.load, target: api.http });
    targets[api.name] = api.pods;
  }
  const prometheus = new Prometheus(namespace, 'prometheus', { image: foreignImage('prometheus'), targets });
  new Grafana(namespace, 'grafana', {
    image: foreignImage('grafana'),
    prometheus: prometheus.query,
    dashboards: Object.fromEntries(models.map(({ model }) => [model.name, modelDashboard(model, `${model.name}-api`)])),
    adminPassword: { secret: 'grafana-admin', key: 'password' },
  });
  return namespace;
}
