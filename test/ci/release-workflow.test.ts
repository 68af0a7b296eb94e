import { readFileSync } from 'node:fs';
import { buildSync } from 'esbuild';
import { recordedPaths } from '../../src/ci/record-step';
import { releaseWorkflow } from '../../src/ci/release-workflow';
import { choices } from '../../src/models/catalogue';
import { keyOf } from '../../src/models/model';
import { imageName, imageRepository, ownImages } from '../../src/platform/image-lock';
import { project, registries } from '../../src/platform/project';
import { jobsOf, startsOn, stepsOf, usesOf } from './workflows';

const release = releaseWorkflow();
const ghcr = releaseWorkflow({ registry: registries.ghcr });
const dockerHub = releaseWorkflow({ registry: registries.dockerHub });

describe('a release starts when a push touches', () => {
  test.each(['params.yaml', 'Dockerfile', 'package-lock.json', 'data/iris.csv'])('%s', (path) =>
    expect(startsOn(release, path)).toBe(true),
  );

  test('any source that an image or the training is made of', () => {
    const { metafile } = buildSync({
      entryPoints: ['src/service/main.ts', 'src/service/train.ts', 'src/load/main.ts'],
      outdir: 'build',
      platform: 'node',
      bundle: true,
      packages: 'external',
      metafile: true,
      write: false,
    });
    const sources = Object.keys(metafile.inputs).filter((path) => path !== '');
    expect(sources).toContain('src/models/catalogue.ts');
    expect(sources.filter((path) => !startsOn(release, path))).toEqual([]);
  });

  test('whatever else the Dockerfile copies', () => {
    const copies = readFileSync('Dockerfile', 'utf8').matchAll(/^COPY (?!--from)(?<sources>.+) \S+$/gm);
    const files = Array.from(copies, ({ groups }) => groups?.['sources']?.split(' ') ?? []).flat();
    expect(files).toContain('package.json');
    const others = files.filter((path) => path !== 'src' && !path.startsWith('build/'));
    expect(others.filter((path) => !startsOn(release, path))).toEqual([]);
  });
});

test('a release does not start another one', () => {
  expect(recordedPaths).toEqual(['src/platform/images.json', 'dist']);
  expect(startsOn(release, 'src/platform/images.json')).toBe(false);
  expect(startsOn(release, 'dist/dev/iris-api.yaml')).toBe(false);
});

test('charts, workflows, tests and prose release nothing', () => {
  for (const path of ['src/charts/api.ts', '.github/workflows/release.yml', 'test/ci/workflows.ts', 'README.md']) {
    expect(startsOn(release, path)).toBe(false);
  }
});

test('a release of another branch is not made', () => {
  for (const job of jobsOf(release)) expect(job.if).toBe(`github.ref == 'refs/heads/${project.branch}'`);
});

test('two releases never run at once, and none is cut short', () => {
  expect(release.workflow.concurrency).toEqual({ group: 'release', 'cancel-in-progress': false });
});

test('every model is trained and kept before images are built', () => {
  const steps = stepsOf(release);
  const firstBuild = steps.findIndex(({ uses }) => uses?.startsWith('docker/'));
  for (const name of choices.map(keyOf)) {
    const trained = steps.findIndex(({ run }) => run === `npm run train -- ${name}`);
    const kept = steps.findIndex((step) => step.with?.['path'] === `build/${name}`);
    expect(trained).toBeGreaterThan(0);
    expect(kept).toBeGreaterThan(trained);
    expect(firstBuild).toBeGreaterThan(kept);
  }
});

test.each(ownImages.map(({ model, target }) => ({ image: imageName(model, target), name: keyOf(model), target })))(
  'the image $image is built, pushed under the short commit, and recorded',
  ({ image, name, target }) => {
    const push = usesOf(release, 'docker/build-push-action').find(({ id }) => id === image);
    expect(push?.with).toMatchObject({
      target,
      'build-args': `MODEL_TO_USE=${name}`,
      tags: `${imageRepository(image)}:\${{ steps.commit.outputs.tag }}`,
      push: true,
      'cache-from': `type=gha,scope=${image}`,
    });
    const record = stepsOf(release).at(-1);
    const variable = `${image.replaceAll('-', '_').toUpperCase()}_DIGEST`;
    expect(record?.env).toHaveProperty(variable, `\${{ steps.${image}.outputs.digest }}`);
    expect(record?.run).toContain(`npm run -s canopy -- images record dev ${image} "$TAG" "$${variable}"\n`);
  },
);

test('GHCR takes the token of the run', () => {
  expect(usesOf(ghcr, 'docker/login-action')).toMatchObject([
    {
      with: {
        registry: 'ghcr.io',
        username: '${{ github.actor }}',
        password: '${{ secrets.GITHUB_TOKEN }}',
      },
    },
  ]);
  expect(jobsOf(ghcr)[0]?.permissions).toEqual({ contents: 'write', packages: 'write' });
});

test('Docker Hub takes an account of its own, and the token of the run may push no packages', () => {
  expect(usesOf(dockerHub, 'docker/login-action')).toMatchObject([
    {
      with: {
        registry: 'docker.io',
        username: '${{ secrets.DOCKERHUB_USERNAME }}',
        password: '${{ secrets.DOCKERHUB_TOKEN }}',
      },
    },
  ]);
  expect(jobsOf(dockerHub)[0]?.permissions).toEqual({ contents: 'write' });
  for (const push of usesOf(dockerHub, 'docker/build-push-action')) {
    expect(push.with?.['tags']).toMatch(/^docker\.io\/[\w-]+\/[\w-]+:/);
  }
});

test("the project's registry decides where a release goes", () => {
  const [logIn] = usesOf(release, 'docker/login-action');
  expect(logIn?.with?.['registry']).toBe(project.registry);
});
