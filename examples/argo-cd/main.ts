/** Argo CD fills two namespaces: one by itself, one when a person says so. Run: npx ts-node examples/argo-cd/main.ts */

import { App } from 'cdk8s';
import { Api } from '../../src/charts/api';
import { ArgoCd } from '../../src/charts/argo-cd';
import { Namespace } from '../../src/charts/namespace';
import { iris } from '../../src/models/iris';

const app = new App();
const dev = new Namespace(app, 'dev', { name: 'flowers-dev' });
const production = new Namespace(app, 'production', { name: 'flowers' });
for (const namespace of [dev, production]) {
  new Api(namespace, 'iris-api', { model: iris, image: 'ghcr.io/canopy-ml/iris-api:1.0.0' });
}

new ArgoCd(app, 'argo-cd', {
  gitUrl: 'https://github.com/canopy-ml/canopy.git',
  environments: {
    dev: { namespace: dev, path: 'dist/dev' },
    production: { namespace: production, path: 'dist/production', sync: 'manual' },
  },
});

process.stdout.write(app.synthYaml());
