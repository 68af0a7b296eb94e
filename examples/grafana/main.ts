/** Grafana with the dashboard of one model. Run: npx ts-node examples/grafana/main.ts */

import { App } from 'cdk8s';
import { Api } from '../../src/charts/api';
import { modelDashboard } from '../../src/charts/dashboard';
import { Grafana } from '../../src/charts/grafana';
import { Namespace } from '../../src/charts/namespace';
import { Prometheus } from '../../src/charts/prometheus';
import { iris } from '../../src/models/iris';
import { foreignImage } from '../../src/platform/image-lock';

const app = new App();
const namespace = new Namespace(app, 'namespace', { name: 'flowers', secrets: { 'grafana-admin': ['password'] } });
const api = new Api(namespace, 'iris-api', { model: iris, image: 'ghcr.io/canopy-ml/iris-api:1.0.0' });
const prometheus = new Prometheus(namespace, 'prometheus', {
  image: foreignImage('prometheus'),
  targets: [api.pods],
});

new Grafana(namespace, 'grafana', {
  image: foreignImage('grafana'),
  prometheus: prometheus.query,
  dashboards: { iris: modelDashboard(iris, api.pods) },
  adminPassword: { secret: 'grafana-admin', key: 'password' },
});

process.stdout.write(app.synthYaml());
