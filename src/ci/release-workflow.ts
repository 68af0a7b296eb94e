/** From a pushed change to digests in Git: train, build and push an image for every target, record what was pushed. */

import { expressions, NormalJob, Step, Workflow } from '@github-actions-workflow-ts/lib';
import { choices } from '../models/catalogue';
import { keyOf, type Model } from '../models/model';
import { imageName, ownImages, type Target } from '../platform/image-lock';
import { project, type RegistryHost } from '../platform/project';
import { action } from './actions';
import { recordStep } from './record-step';
import { setUp } from './steps';

/**
 * What an image is made of: the programs with what they import, the rows and parameters that its model is trained on,
 * and the recipe. Charts, workflows and digests are not in it: a push of those releases nothing.
 */
const releasePaths: [string, ...string[]] = [
  'src/service/**',
  'src/load/**',
  'src/web/**',
  'src/models/**',
  'src/learning/**',
  'src/report/**',
  'src/contract/**',
  'data/**',
  'params.yaml',
  'Dockerfile',
  '.dockerignore',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

const logIns: Record<RegistryHost, { readonly username: string; readonly password: string }> = {
  'ghcr.io': { username: expressions.expn('github.actor'), password: expressions.secret('GITHUB_TOKEN') },
  'docker.io': {
    username: expressions.secret('DOCKERHUB_USERNAME'),
    password: expressions.secret('DOCKERHUB_TOKEN'),
  },
};

/** Set by a step of its own, since an expression cannot shorten a commit. */
const TAG = expressions.expn('steps.commit.outputs.tag');

export interface ReleaseProps {
  /** Where images are pushed. @default project.registry */
  readonly registry?: RegistryHost;
}

export function releaseWorkflow({ registry = project.registry }: ReleaseProps = {}): Workflow {
  const release = new NormalJob('release', {
    name: 'Release to dev',
    if: `github.ref == 'refs/heads/${project.branch}'`,
    'runs-on': 'ubuntu-latest',
    'timeout-minutes': 30,
    permissions: { contents: 'write', ...(registry === 'ghcr.io' && { packages: 'write' }) },
  }).addSteps([
    ...setUp(),
    new Step({ name: 'Test', run: 'npm test' }),
    ...choices.flatMap(trainSteps),
    new Step({
      name: 'Name the images after the commit',
      id: 'commit',
      run: 'echo "tag=$(git rev-parse --short HEAD)" >> "$GITHUB_OUTPUT"',
    }),
    new Step({
      name: `Log in to ${registry}`,
      uses: action('docker/login-action'),
      with: { registry, ...logIns[registry] },
    }),
    new Step({
      name: 'Set up Buildx',
      uses: action('docker/setup-buildx-action'),
      with: { 'cache-binary': false },
    }),
    ...ownImages.map(({ model, target }) => imageStep(registry, model, target)),
    new Step({ name: `Log out of ${registry}`, run: `docker logout ${registry}` }), // what comes next needs no token that a file holds
    recordStep({
      environment: 'dev',
      images: ownImages.map(({ model, target }) => imageName(model, target)),
      tag: TAG,
    }),
  ]);
  return new Workflow('release.yml', {
    name: 'Release',
    on: { push: { branches: [project.branch], paths: releasePaths }, workflow_dispatch: {} },
    permissions: { contents: 'read' },
    // Two releases at once would record their digests in the order in which they end.
    concurrency: { group: 'release', 'cancel-in-progress': false },
    defaults: { run: { shell: 'bash' } },
  }).addJob(release);
}

function trainSteps(model: Model): Step[] {
  const name = keyOf(model);
  const { source } = model;
  return [
    new Step({
      name: `Train ${name}`,
      run: `npm run train -- ${name}`,
      ...(source.kind === 'external' && { env: rowSecrets(source.variable) }),
    }),
    new Step({
      name: `Keep ${name} and its report`,
      uses: action('actions/upload-artifact'),
      with: { name: `model-${name}`, path: `build/${name}`, 'if-no-files-found': 'error' },
    }),
  ];
}

/**
 * Where the rows are, and what opens them: secrets, since an address may hold a password. Without the address the model
 * is trained on made-up rows, and says so.
 */
function rowSecrets(variable: string): Record<string, string> {
  const names = [variable, 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION', 'AWS_ENDPOINT_URL_S3'];
  return Object.fromEntries(names.map((name) => [name, expressions.secret(name)]));
}

/** The context is the folder, not the commit: the trained model lies in it. */
function imageStep(registry: RegistryHost, model: Model, target: Target): Step {
  const name = imageName(model, target);
  return new Step({
    name: `Build and push ${name}`,
    id: name,
    uses: action('docker/build-push-action'),
    with: {
      context: '.',
      target,
      'build-args': `MODEL_TO_USE=${keyOf(model)}`,
      tags: `${registry}/${project.owner}/${name}:${TAG}`,
      push: true,
      'cache-from': `type=gha,scope=${name}`,
      'cache-to': `type=gha,scope=${name},mode=max`,
    },
  });
}
