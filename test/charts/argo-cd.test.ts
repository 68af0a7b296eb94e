import { App } from 'cdk8s';
import { Api } from '../../src/charts/api';
import { ArgoCd, type ArgoCdEnvironment, type ArgoCdProps } from '../../src/charts/argo-cd';
import { LoadTest } from '../../src/charts/load-test';
import { Namespace } from '../../src/charts/namespace';
import { iris } from '../../src/models/iris';
import { testProps } from './prop-tests';
import { at, irisApi, objectsOf, type Objects } from './synthesized';

function flowers(name: string): Namespace {
  const namespace = new Namespace(new App(), 'namespace', { name });
  new LoadTest(namespace, 'load-test', { model: iris, image: 'load', target: irisApi });
  return namespace;
}

const dev: ArgoCdEnvironment = { namespace: flowers('flowers-dev'), path: 'dist/dev' };
const minimal: ArgoCdProps = { gitUrl: 'https://github.com/canopy-ml/canopy.git', environments: { dev } };

function argoCd(props: ArgoCdProps): Objects {
  return objectsOf(new ArgoCd(new App(), 'argo-cd', props));
}

function environment(props: ArgoCdEnvironment): Objects {
  return argoCd({ ...minimal, environments: { dev: props } });
}

describe('an Argo CD with the fewest props', () => {
  const objects = argoCd(minimal);

  test('is a project, and an application for each environment', () => {
    expect([...objects.keys()]).toEqual(['AppProject/canopy', 'Application/canopy-dev']);
  });

  test('may fill its namespaces from its repository with just the kinds that they hold', () => {
    expect(at(objects.get('AppProject/canopy'), 'spec')).toMatchObject({
      sourceRepos: ['https://github.com/canopy-ml/canopy.git'],
      destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'flowers-dev' }],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
      namespaceResourceWhitelist: [
        { group: '', kind: 'ServiceAccount' },
        { group: 'batch', kind: 'Job' },
        { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
      ],
    });
  });

  test('follows main, applies every commit and mends drift', () => {
    expect(at(objects.get('Application/canopy-dev'), 'spec')).toMatchObject({
      project: 'canopy',
      source: { repoURL: 'https://github.com/canopy-ml/canopy.git', targetRevision: 'main', path: 'dist/dev' },
      destination: { namespace: 'flowers-dev' },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    });
  });

  test('may sync a kind as soon as a component makes it', () => {
    const namespace = flowers('flowers-dev');
    new Api(namespace, 'iris-api', { model: iris, image: 'api' });
    const project = environment({ ...dev, namespace }).get('AppProject/canopy');
    expect(at(project, 'spec.namespaceResourceWhitelist')).toContainEqual({ group: 'apps', kind: 'Deployment' });
  });
});

const project = 'AppProject/canopy';
const application = 'Application/canopy-dev';

describe('a prop of Argo CD', () => {
  testProps<ArgoCdProps>('argo-cd.ts', minimal, argoCd, {
    gitUrl: {
      title: 'it clones that, and the project allows it',
      value: 'https://git.example.org/canopy.git',
      changes: {
        [`${project} spec.sourceRepos.0`]: [minimal.gitUrl, 'https://git.example.org/canopy.git'],
        [`${application} spec.source.repoURL`]: [minimal.gitUrl, 'https://git.example.org/canopy.git'],
      },
    },
    revision: {
      title: 'it follows that branch',
      value: 'next',
      changes: { [`${application} spec.source.targetRevision`]: ['main', 'next'] },
      byDefault: ['main', 'main'],
    },
    environments: {
      title: 'another namespace is another destination and another application',
      value: { dev: { namespace: flowers('flowers-next'), path: 'dist/next' } },
      changes: {
        [`${project} spec.destinations.0.namespace`]: ['flowers-dev', 'flowers-next'],
        [`${application} spec.destination.namespace`]: ['flowers-dev', 'flowers-next'],
        [`${application} spec.source.path`]: ['dist/dev', 'dist/next'],
      },
    },
    argoNamespace: {
      title: 'Argo CD is told where it runs',
      value: 'gitops',
      changes: {
        [`${project} metadata.namespace`]: ['argocd', 'gitops'],
        [`${application} metadata.namespace`]: ['argocd', 'gitops'],
      },
      byDefault: ['argocd', 'argocd'],
    },
  });
});

describe('a prop of an environment of Argo CD', () => {
  testProps<ArgoCdEnvironment>('argo-cd.ts', dev, environment, {
    namespace: {
      title: 'its application fills that namespace, and the project allows it',
      value: flowers('flowers-next'),
      changes: {
        [`${project} spec.destinations.0.namespace`]: ['flowers-dev', 'flowers-next'],
        [`${application} spec.destination.namespace`]: ['flowers-dev', 'flowers-next'],
      },
    },
    path: {
      title: 'its manifests lie there',
      value: 'dist/next',
      changes: { [`${application} spec.source.path`]: ['dist/dev', 'dist/next'] },
    },
    sync: {
      title: 'manual leaves every sync to a person',
      value: 'manual',
      changes: {
        [`${application} spec.syncPolicy.automated.prune`]: [true, undefined],
        [`${application} spec.syncPolicy.automated.selfHeal`]: [true, undefined],
      },
      byDefault: ['automated', 'automated'],
    },
  });
});
