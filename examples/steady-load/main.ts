/** Two predictions a second, day and night. Run: npx ts-node examples/steady-load/main.ts */

import { App } from 'cdk8s';
import { Api } from '../../src/charts/api';
import { Namespace } from '../../src/charts/namespace';
import { SteadyLoad } from '../../src/charts/steady-load';
import { iris } from '../../src/models/iris';

const app = new App();
const namespace = new Namespace(app, 'namespace', { name: 'flowers' });
const api = new Api(namespace, 'iris-api', { model: iris, image: 'ghcr.io/canopy-ml/iris-api:1.0.0' });

new SteadyLoad(namespace, 'iris-steady-load', {
  image: 'ghcr.io/canopy-ml/iris-load:1.0.0',
  model: iris,
  target: api.http,
  rate: 2,
});

process.stdout.write(app.synthYaml());
