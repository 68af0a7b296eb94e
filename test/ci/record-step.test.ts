import { recordStep } from '../../src/ci/record-step';
import { ScratchRepository } from './scratch-repository';

const { run: script = '' } = recordStep({ environment: 'dev', images: ['iris-api', 'iris-load'], tag: 'unused' }).step;
const values = {
  GITHUB_TOKEN: 'secret-token',
  TAG: '1a2b3c4',
  IRIS_API_DIGEST: 'sha256:aa',
  IRIS_LOAD_DIGEST: 'sha256:bb',
};
const recorded = 'iris-api 1a2b3c4 sha256:aa\niris-load 1a2b3c4 sha256:bb\n';

let repository: ScratchRepository;
beforeEach(() => (repository = new ScratchRepository()));
afterEach(() => repository.remove());

const onMain = (path: string): string => repository.git('origin.git', 'show', `main:${path}`);
const commits = (): string[] => repository.git('origin.git', 'log', '--format=%an: %s', 'main').trim().split('\n');

test('the digests and the manifests that follow from them arrive on main in one commit of the bot', () => {
  expect(repository.run(script, values)).toMatchObject({ status: 0 });
  expect(onMain('src/platform/images.json')).toBe(recorded);
  expect(onMain('dist/manifest.yaml')).toBe(`chart 1\n${recorded}`);
  expect(commits()).toEqual(['github-actions[bot]: Release 1a2b3c4 to dev', 'a person: from ours']);
});

test('nothing is committed when nothing changed', () => {
  repository.run(script, values);
  expect(repository.run(script, values)).toMatchObject({ status: 0, output: 'dev has these digests already\n' });
  expect(commits()).toHaveLength(2);
});

test('only the digests and the manifests are committed', () => {
  repository.write('ours', 'src/chart.ts', 'chart 2\n');
  repository.write('ours', 'leftover.txt', 'x');
  repository.run(script, values);
  const changed = repository.git('origin.git', 'show', '--name-only', '--format=', 'main');
  expect(changed).toBe('dist/manifest.yaml\nsrc/platform/images.json\n');
});

test('a commit that came in between is kept, and the manifests are written from it', () => {
  repository.clone('theirs');
  repository.write('theirs', 'src/chart.ts', 'chart 2\n');
  repository.write('theirs', 'dist/manifest.yaml', 'chart 2\n');
  repository.commitAndPush('theirs');
  expect(repository.run(script, values)).toMatchObject({ status: 0 });
  expect(onMain('dist/manifest.yaml')).toBe(`chart 2\n${recorded}`);
  expect(commits()[1]).toBe('a person: from theirs');
});

test('a release whose commit is refused fails and says so', () => {
  repository.git('origin.git', 'config', 'receive.maxInputSize', '1');
  const { status, output } = repository.run(script, values);
  expect(status).toBe(1);
  expect(output).toContain('Attempt 5 was refused');
  expect(output).toContain('::error title=The digests are not recorded::');
});

test('the token answers the server of GitHub and no other, and lies in no file', () => {
  repository.run(script, values);
  const ask = (host: string) => repository.run('git credential fill', values, `protocol=https\nhost=${host}\n`);
  expect(ask('github.com').output).toContain('username=x-access-token\npassword=secret-token\n');
  expect(ask('example.com').output).not.toContain('secret-token');
  expect(repository.read('ours', '.git/config')).not.toContain('secret-token');
});
