/** A namespace whose DNS servers and Secrets are not the usual ones. Run: npx ts-node examples/namespace/main.ts */

import { App } from 'cdk8s';
import { Api } from '../../src/charts/api';
import { Namespace } from '../../src/charts/namespace';
import { iris } from '../../src/models/iris';

const app = new App();
const namespace = new Namespace(app, 'namespace', {
  name: 'flowers',
  secrets: { 'iris-admin': ['token'] },
  dns: { namespace: 'dns', labels: { app: 'coredns' } },
});

new Api(namespace, 'iris-api', {
  model: iris,
  image: 'ghcr.io/canopy-ml/iris-api:1.0.0',
  adminToken: { secret: 'iris-admin', key: 'token' },
});

process.stdout.write(app.synthYaml());
