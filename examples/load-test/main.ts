/** A Job that loads an API at every sync, once it is healthy. Run: npx ts-node examples/load-test/main.ts */

import { App } from 'cdk8s';
import { Api } from '../../src/charts/api';
import { LoadTest } from '../../src/charts/load-test';
import { Namespace } from '../../src/charts/namespace';
import { iris } from '../../src/models/iris';

const app = new App();
const namespace = new Namespace(app, 'namespace', { name: 'flowers' });
const api = new Api(namespace, 'iris-api', { model: iris, image: 'ghcr.io/canopy-ml/iris-api:1.0.0' });

new LoadTest(namespace, 'iris-load-test', {
  image: 'ghcr.io/canopy-ml/iris-load:1.0.0',
  model: iris,
  target: api.http,
  users: 50,
  requests: 10_000,
});

process.stdout.write(app.synthYaml());
