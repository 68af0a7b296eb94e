import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InputError } from '../../src/contract/exit';
import { readArtefact } from '../../src/learning/artefact';
import { choices } from '../../src/models/catalogue';
import { keyOf } from '../../src/models/model';
import { versionOf } from '../../src/service/model-file';
import { trainToFiles } from '../../src/service/train';
import { folder } from './temporary-files';

const file = join(folder, 'build/iris/model.safetensors');
const written = ['calibration.svg', 'importance.svg', 'model.safetensors', 'report.html', 'report.json', 'report.md'];
const report = join(folder, 'build/iris/report.json');

beforeAll(() => {
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data/iris.csv'), readFileSync('data/iris.csv'));
});

/** `npm run train` in a folder of its own. */
function run(parameters: string) {
  writeFileSync(join(folder, 'params.yaml'), `iris:\n  engine: ml-random-forest\n  ${parameters}\n`);
  const program = [require.resolve('ts-node/dist/bin'), resolve('src/service/train.ts'), 'iris'];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('with a bad parameter the program says so in one line, ends with 2 and writes nothing', () => {
  expect(run('n_estimators: 0')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'params.yaml:3: iris.n_estimators is 0; expected a whole number from 1 to 10000\n',
  });
  expect(readdirSync(folder).sort()).toEqual(['data', 'params.yaml']);
});

test('with a good one it writes the model and its report, and says where and how good', () => {
  const { status, stdout, stderr } = run('n_estimators: 20');
  expect([status, stderr]).toEqual([0, '']);
  const bytes = readFileSync(file);
  expect(readArtefact(new Uint8Array(bytes)).card.parameters).toMatchObject({ n_estimators: 20 });
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ model: 'iris', version: versionOf(bytes) });
  expect(stdout).toMatch(
    new RegExp(
      `^build/iris/model\\.safetensors: Iris species, version ${versionOf(bytes)}, accuracy \\d[.\\d]* on 30 rows\n$`,
    ),
  );
});

test('below the floor it leaves the model that was there', () => {
  expect(existsSync(file)).toBe(true);
  const [model, words] = [readFileSync(file), readFileSync(report)];
  const { status, stdout, stderr } = run('min_gain: 1');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toBe('params.yaml: iris reaches Accuracy 0.3333; expected its floor of 0.9, so nothing was written\n');
  expect([readFileSync(file), readFileSync(report)]).toEqual([model, words]);
  expect(readdirSync(join(folder, 'build/iris')).sort()).toEqual(written);
});

test('for a model that there is not it names those that there are, and trains none', async () => {
  const problem = new InputError(`no model is called 'tulip'; expected ${choices.map(keyOf).join(', ')}`);
  await expect(trainToFiles(['iris', 'tulip'])).rejects.toThrow(problem);
});
