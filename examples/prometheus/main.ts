/** Prometheus, which reads the metrics of each pod of an API. Run: npx ts-node examples/prometheus/main.ts */

import { App } from 'cdk8s';
import { Api } from '../../src/charts/api';
import { Namespace } from '../../src/charts/namespace';
import { Prometheus } from '../../src/charts/prometheus';
import { iris } from '../../src/models/iris';
import { foreignImage } from '../../src/platform/image-lock';

const app = new App();
const namespace = new Namespace(app, 'namespace', { name: 'flowers' });
const api = new Api(namespace, 'iris-api', { model: iris, image: 'ghcr.io/canopy-ml/iris-api:1.0.0' });

new Prometheus(namespace, 'prometheus', {
  image: foreignImage('prometheus'),
  targets: [api.pods],
  retentionDays: 30,
});

process.stdout.write(app.synthYaml());
