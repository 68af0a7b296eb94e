/** What one environment consists of, and how its components are wired. */

import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
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
  const { name, models, clientNamespaces, secrets, scrapeSeconds } = environment;
  const namespace = new Namespace(app, 'namespace', { name: environment.namespace, secrets });
  const pods: Port[] = [];
  const dashboards: Record<string, Dashboard> = {};
  for (const { model, loadTest, ...serving } of models) {
    const image = { api: ownImage(images, name, model, 'api'), load: ownImage(images, name, model, 'load') };
    const api = new Api(namespace, `${model.name}-api`, {
      ...{ model, image: image.api, clientNamespaces, refusesSynthetic: environment.refusesSynthetic },
      ...serving,
    });
    const load = { model, image: image.load, target: api.http };
    if (loadTest) new LoadTest(namespace, `${model.name}-load-test`, { ...load, ...loadTest });
    new SteadyLoad(namespace, `${model.name}-steady-load`, load);
    pods.push(api.pods);
    dashboards[model.name] = modelDashboard(model, api.pods);
  }
  const prometheus = new Prometheus(namespace, 'prometheus', {
    image: foreignImage('prometheus'),
    targets: pods,
    scrapeSeconds,
  });
  new Grafana(namespace, 'grafana', {
    image: foreignImage('grafana'),
    prometheus: prometheus.query,
    dashboards,
    adminPassword: { secret: 'grafana-admin', key: 'password' },
  });
  return namespace;
}
