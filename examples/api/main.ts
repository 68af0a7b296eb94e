/** The inference service of one model, open to a gateway. Run: npx ts-node examples/api/main.ts */

import { App } from 'cdk8s';
import { Api } from '../../src/charts/api';
import { Namespace } from '../../src/charts/namespace';
import { iris } from '../../src/models/iris';

const app = new App();
const namespace = new Namespace(app, 'namespace', { name: 'flowers' });

new Api(namespace, 'iris-api', {
  model: iris,
  image: 'ghcr.io/canopy-ml/iris-api:1.0.0',
  replicas: { min: 2, max: 6 },
  clientNamespaces: ['gateway'],
});

process.stdout.write(app.synthYaml());
