import { readFileSync } from 'node:fs';
import { InputError } from '../../src/contract/exit';
import { readArtefact } from '../../src/learning/artefact';
import { csv, defineModel } from '../../src/models/define-model';
import type { Model } from '../../src/models/model';
import { category, classOf, number } from '../../src/models/features';
import { iris } from '../../src/models/iris';
import { versionOf } from '../../src/service/model-file';
import { train, type Training } from '../../src/service/train';
import { temporaryFile } from './temporary-files';

/** Hyper-parameters that train fast. */
const quick = (parameters = 'n_estimators: 5', model = 'iris'): string =>
  temporaryFile(`${model}: {engine: ml-random-forest, seed: 42, ${parameters}}`);
const flowers = readFileSync('data/iris.csv', 'utf8');
const cardOf = ({ artefact }: Training) => readArtefact(new Uint8Array(artefact)).card;

test('what params.yaml says now makes a model that may ship', async () => {
  expect((await train(iris)).report.scores['accuracy']?.value).toBeGreaterThanOrEqual(iris.selection.floor);
});

describe('a trained model', () => {
  const given = { n_estimators: 30, max_depth: 5, min_samples_split: 4, max_features: 3, max_samples: 0.9 };
  const params = quick(JSON.stringify(given).slice(1, -1));
  let training: Training;
  beforeAll(async () => {
    training = await train(iris, params);
  });

  test('is the same each time, to the byte, and so is its report', async () => {
    const again = await train(iris, params);
    expect(Buffer.from(again.artefact).equals(training.artefact)).toBe(true);
    expect(again.report).toEqual(training.report);
  });

  test('reports what it was made of and how good it is', () => {
    const { artefact, report } = training;
    expect(report).toMatchObject({
      ...{ model: 'iris', version: versionOf(artefact), engine: 'ml-random-forest', seed: 42 },
      parameters: { ...given, min_gain: 0 },
      data: { source: 'data/iris.csv', rows: 150, train: 120, test: 30 },
    });
    expect(Object.keys(report.scores)).toEqual(['accuracy', 'macro_f1', 'auroc', 'log_loss']);
    const { value = NaN, low, high } = report.scores['accuracy'] ?? {};
    expect(value).toBeGreaterThan(0.9);
    expect(low).toBeLessThanOrEqual(value);
    expect(high).toBeGreaterThanOrEqual(value);
    expect(report.importance.map(({ feature }) => feature).sort()).toEqual(Object.keys(iris.features).sort());
    expect(report.importance[0]?.feature).toMatch(/^petal/);
    expect(Object.keys(report.calibration)).toEqual(['setosa', 'versicolor', 'virginica']);
  });

  test('reports a confusion matrix of the rows that it was tested on, as many of each class', () => {
    const { classes, counts } = training.report.confusion_matrix ?? { counts: [] };
    expect(classes).toEqual(['setosa', 'versicolor', 'virginica']);
    expect(counts.map((row) => row.reduce((sum, count) => sum + count, 0))).toEqual([10, 10, 10]);
    const hits = counts.reduce((sum, row, k) => sum + row[k]!, 0);
    expect(training.report.scores['accuracy']?.value).toBe(hits / 30);
  });

  test('says the same in its model file', () => {
    const { model, engine, parameters, seed, data, scores } = training.report;
    expect(cardOf(training)).toMatchObject({
      ...{ model, engine, parameters, seed, estimator: 'forest', scores: { accuracy: scores['accuracy']?.value } },
      data: { source: data.source, rows: data.rows, sha256: data.sha256 },
      ...{ features: Object.keys(iris.features), classes: iris.target.classes },
      example: { row: iris.example, outputs: [1, 0, 0] },
    });
  });
});

describe('the model file', () => {
  let first: Training;
  beforeAll(async () => {
    first = await train(iris, quick());
  });

  test.each([
    ['seed', 'n_estimators: 5, seed: 43'],
    ['share of test rows', 'n_estimators: 5, test_share: 0.3'],
    ['number of trees', 'n_estimators: 6'],
  ])('is another one with another %s', async (_, parameters) => {
    const params = temporaryFile(`iris: {engine: ml-random-forest, ${parameters}}`);
    expect((await train(iris, params)).report.version).not.toBe(first.report.version);
  });

  test('is another one with one row more', async () => {
    const source = csv(temporaryFile(`${flowers.trim()}\n5.1,3.5,1.4,0.2,setosa\n`));
    expect((await train({ ...iris, source }, quick())).report).toMatchObject({ data: { rows: 151 } });
  });

  test('says when the declaration changed, though the rows did not', async () => {
    const wider = { ...iris.features, petal_width: number({ title: 'Petal width', min: 0, max: 100 }) };
    expect(cardOf(await train({ ...iris, features: wider }, quick())).code).not.toBe(cardOf(first).code);
  });

  test('is the same for the same parameters, written in another order and in other words', async () => {
    const params = temporaryFile('# 5 trees\niris:\n  n_estimators: 5.0\n  seed: 42\n  engine: "ml-random-forest"\n');
    expect((await train(iris, params)).report.version).toBe(first.report.version);
  });
});

describe('training ends with one line and no model', () => {
  /** What is said to a training. */
  async function complaint(model: Model, params: string): Promise<string> {
    try {
      await train(model, params);
      return 'nothing';
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      return error instanceof InputError ? error.message : '';
    }
  }

  test('below the floor of the model', async () => {
    const params = quick('min_gain: 1');
    const line = `${params}: iris reaches Accuracy 0.3333; expected its floor of 0.9, so nothing was written`;
    expect(await complaint(iris, params)).toBe(line);
  });

  test('when a class has too few rows to train on and to test with', async () => {
    const path = temporaryFile(flowers.replaceAll(/.*virginica\n?/g, ''));
    expect(await complaint({ ...iris, source: csv(path) }, quick())).toMatch(
      new RegExp(`^${path}: .*; expected at least 3`),
    );
  });

  test('when a class has too few rows, named as the file names it', async () => {
    const path = temporaryFile(flowers.replaceAll(/.*virginica\n?/g, ''));
    expect(await complaint({ ...iris, source: csv(path) }, quick())).toContain('virginica');
  });

  test('when the parameters or the rows are wrong', async () => {
    expect(await complaint(iris, quick('n_estimators: 0'))).toContain('iris.n_estimators is 0');
    expect(await complaint({ ...iris, source: csv('data/missing.csv') }, quick())).toContain('data/missing.csv: ');
  });
});

describe('a model of other features', () => {
  const ward = category({ title: 'Ward', values: ['general', 'heart'], unknown: 'general' });
  const days = number({ title: 'Days', min: 1, max: 14, integer: true });
  const rows = Array.from(
    { length: 40 },
    (_, index) => `${(index % 14) + 1},${index % 2 ? 'heart' : 'general'},${index % 2}`,
  );
  const stay = defineModel({
    ...{ name: 'stay', title: 'Length of stay', estimator: 'forest', selection: { metric: 'accuracy', floor: 0.9 } },
    features: { days, ward },
    example: { days: 3, ward: 'heart' },
    target: classOf('outcome', ['0', '1']),
    source: csv(temporaryFile(`days,ward,outcome\n${rows.join('\n')}\n`)),
  });

  test('learns from categories', async () => {
    const { report } = await train(stay, quick('n_estimators: 50', 'stay'));
    expect(report.scores['accuracy']?.value).toBe(1);
  });
});
