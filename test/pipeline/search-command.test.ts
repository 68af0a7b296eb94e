import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { searchModel } from '../../src/cli/search';
import { InputError } from '../../src/contract/exit';
import { mlRandomForest } from '../../src/learning/trees/ml-random-forest';
import type { Parameter } from '../../src/learning/parameters';
import { iris } from '../../src/models/iris';
import { readPlan } from '../../src/service/params';
import { folder } from '../service/temporary-files';

const root = process.cwd();
const flowers = readFileSync('data/iris.csv');
const flags = { trials: '9', seed: '42', folds: '0' };
const poor = `# ours
iris:
  engine: ml-random-forest # small rows
  n_estimators: 1
  max_depth: 1
  max_samples: 0.05
  max_features: 0.25

house-prices-gamma:
  alpha: 0.5
`;
/** Ranges that train fast. */
const ranges: Readonly<Record<string, Pick<Parameter, 'search' | 'isBudget'>>> = {
  n_estimators: { search: { from: 5, to: 20, scale: 'log' }, isBudget: true },
  max_depth: { search: { from: 2, to: 8, scale: 'linear' } },
  max_samples: { search: { from: 0.3, to: 1, scale: 'linear' } },
};
const params = (): string => readFileSync('params.yaml', 'utf8');

beforeAll(() => {
  const searched = Object.entries(mlRandomForest.parameters).map(
    ([name, { search: _, isBudget: __, ...parameter }]) => [name, { ...parameter, ...ranges[name] }] as const,
  );
  jest.replaceProperty(mlRandomForest, 'parameters', Object.fromEntries(searched));
  process.chdir(folder);
  mkdirSync('data');
});
beforeEach(() => {
  writeFileSync('data/iris.csv', flowers);
  writeFileSync('params.yaml', poor);
});
afterAll(() => process.chdir(root));

test('it says what it tried and what would be better, and leaves params.yaml alone', async () => {
  const lines = await searchModel('iris', flags);
  expect(lines[0]).toBe('iris by accuracy: 9 trials, 8 of them stopped early');
  expect(lines[1]).toMatch(/^rank {2}accuracy {2}n_estimators {2}max_depth/);
  expect(lines[2]).toMatch(/^ {3}1 +(0\.9|1)/);
  expect(lines[3]).toMatch(/^ {3}2 .* params\.yaml$/);
  expect(lines.at(-1)).toMatch(
    /^params\.yaml: iris would do better with n_estimators: \d+, .*: accuracy [\d.]+, not [\d.]+; --write puts them there$/,
  );
  expect(lines).toHaveLength(5);
  expect(params()).toBe(poor);
});

test('with --write it puts them there; the comments stay, and training takes them', async () => {
  const lines = await searchModel('iris', { ...flags, write: true });
  expect(lines.at(-1)).toMatch(/^params\.yaml: iris has n_estimators: \d+, .* from now on: accuracy/);
  expect(params()).toMatch(/^# ours\niris:\n {2}engine: ml-random-forest # small rows\n {2}n_estimators: \d+\n/);
  expect(params()).toMatch(/\n\nhouse-prices-gamma:\n {2}alpha: 0.5\n$/);
  expect(readPlan('params.yaml', iris).parameters['n_estimators']).not.toBe(1);
});

test('once more, it remembers the trials and finds nothing better', async () => {
  await searchModel('iris', { ...flags, write: true });
  const written = params();
  const lines = await searchModel('iris', { ...flags, write: true });
  expect(lines[0]).toMatch(/^build\/iris\/search\.jsonl knew \d+ trainings; \d+ were made now$/);
  expect(lines.at(-1)).toMatch(/^params\.yaml: iris stays as it is: nothing is better than its accuracy of/);
  expect(params()).toBe(written);
});

test('with rows that changed it begins anew, and says so', async () => {
  await searchModel('iris', flags);
  writeFileSync(join('data', 'iris.csv'), `${flowers.toString().trim()}\n5.1,3.5,1.4,0.2,setosa\n`);
  const [line] = await searchModel('iris', flags);
  expect(line).toBe('build/iris/search.jsonl was of other rows, folds or code: it begins anew');
});

test('two metrics have a table each', async () => {
  const lines = await searchModel('iris', { ...flags, metric: 'accuracy, auroc', folds: '3' });
  const titles = lines.filter((line) => line.includes(' trials, '));
  expect(titles.map((line) => line.split(':')[0])).toEqual(['iris by accuracy', 'iris by auroc']);
});

test.each([
  ['iris', { metric: 'rmse' }, "--metric has 'rmse'; expected, for iris, some of accuracy, macro_f1, auroc, log_loss"],
  ['iris', { metric: '' }, "--metric has ''; expected, for iris, some of accuracy, macro_f1, auroc, log_loss"],
  [
    'house-prices-gamma',
    { metric: 'r2,auroc' },
    "--metric has 'auroc'; expected, for house-prices-gamma, some of mse, rmse, mae, r2",
  ],
  ['iris', { trials: '0' }, "--trials is '0'; expected a whole number from 1"],
  ['iris', { trials: 'many' }, "--trials is 'many'; expected a whole number from 1"],
  ['iris', { trials: '1e9999' }, "--trials is '1e9999'; expected a whole number from 1"],
  ['iris', { seed: '-1' }, "--seed is '-1'; expected a whole number from 0 to 4294967295"],
  ['iris', { seed: '4294967296' }, "--seed is '4294967296'; expected a whole number from 0 to 4294967295"],
  ['iris', { folds: '1' }, "--folds is '1'; expected 0, to compare on the validation rows, or a whole number from 2"],
  ['iris', { folds: '99' }, 'data/iris.csv: class 0 has 40 rows; expected at least 99, one for each part'],
])('%s with %p is refused in one line', async (model, wrong, line) => {
  await expect(searchModel(model, { ...flags, ...wrong })).rejects.toThrow(new InputError(line));
});

test('rows of one class are refused in the words of training', async () => {
  writeFileSync('data/iris.csv', flowers.toString().replaceAll(/.*(versicolor|virginica)\n?/g, ''));
  await expect(searchModel('iris', flags)).rejects.toThrow(/species is versicolor in 0 rows; expected at least 3/);
});

test('a model that there is not is refused with those that there are', async () => {
  await expect(searchModel('tulip', flags)).rejects.toThrow(/no model is called 'tulip'; expected iris, /);
});
