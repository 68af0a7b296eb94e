import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentsOf, temporaryFolder } from './folder';

const project = join(__dirname, '../..');
const copy = temporaryFolder();
/** A program starts in a second; on a busy machine in several. */
const TIMEOUT = 60_000;

function run(program: string, ...args: readonly string[]): { status: number | null; stderr: string } {
  const file = join(copy, 'node_modules/.bin', program);
  return spawnSync(file, args, { cwd: copy, encoding: 'utf8', env: { ...process.env, npm_config_loglevel: 'error' } });
}

function synthesize(): { status: number | null; stderr: string } {
  return run('ts-node', 'src/main.ts');
}

function generated(): Readonly<Record<string, unknown>> {
  return { dist: contentsOf(join(copy, 'dist')), workflows: contentsOf(join(copy, '.github')) };
}

/** The tree itself is left alone: its dist/ is what Git holds. */
beforeAll(() => {
  for (const name of ['src', 'imports', 'package.json', 'tsconfig.json', 'cdk8s.yaml']) {
    cpSync(join(project, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  expect(synthesize()).toMatchObject({ status: 0, stderr: '' });
}, TIMEOUT);

afterAll(() => rmSync(copy, { recursive: true }));

test(
  'npm run synth twice gives the same bytes',
  () => {
    const first = generated();
    expect(synthesize()).toMatchObject({ status: 0, stderr: '' });
    expect(generated()).toEqual(first);
  },
  TIMEOUT,
);

test(
  'cdk8s synth gives what npm run synth gives',
  () => {
    const first = generated();
    rmSync(join(copy, 'dist'), { recursive: true });
    expect(run('cdk8s', 'synth', '--check-upgrade=false')).toMatchObject({ status: 0 });
    expect(generated()).toEqual(first);
  },
  TIMEOUT,
);

test(
  'a malformed images.json is one line on standard error, exit 2, and changes nothing',
  () => {
    const first = generated();
    const images = join(copy, 'src/platform/images.json');
    writeFileSync(images, '{ "dev": { "iris-api": { "tag": "1a2b3c4", "digest": "latest" } } }');
    const { status, stderr } = synthesize();
    expect(stderr).toBe(
      `${images}: dev.iris-api is {"tag":"1a2b3c4","digest":"latest"}; expected a tag and a digest of sha256: and 64 hexadecimal digits\n`,
    );
    expect(status).toBe(2);
    expect(generated()).toEqual(first);
  },
  TIMEOUT,
);
