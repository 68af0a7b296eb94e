import { readFileSync } from 'node:fs';
import { InputError } from '../../src/contract/exit';
import { readArtefact } from '../../src/learning/artefact';
import { csv, defineModel } from '../../src/models/define-model';
import type { Model } from '../../src/models/model';
import { category, classOf, number, text } from '../../src/models/features';
import { iris } from '../../src/models/iris';
import { versionOf } from '../../src/service/model-file';
import { train, type Training } from '../../src/service/train';
import { temporaryFile } from './temporary-files';

/** Hyper-parameters that train fast. */
const quick = (parameters = 'n_estimators: 5', model = 'iris'): string =>
  temporaryFile(`${model}: {engine: ml-random-forest, seed: 42, ${parameters}}`);
const flowers = readFileSync('data/iris.csv', 'utf8');
const cardOf = ({ artefact }: Training) => readArtefact(new Uint8Array(artefact)).card;

test('what params.yaml says now makes a model that may ship', () => {
  expect(train(iris).report.accuracy).toBeGreaterThanOrEqual(iris.selection.floor);
});

describe('a trained model', () => {
  const given = { n_estimators: 30, max_depth: 5, min_samples_split: 4, max_features: 3, max_samples: 0.9 };
  const params = quick(JSON.stringify(given).slice(1, -1));
  const training = train(iris, params);
  const { artefact, report } = training;

  test('is the same each time, to the byte, and so is its report', () => {
    const again = train(iris, params);
    expect(Buffer.from(again.artefact).equals(artefact)).toBe(true);
    expect(again.report).toEqual(report);
  });

  test('reports what it was made of and how good it is', () => {
    expect(report).toMatchObject({
      ...{ model: 'iris', version: versionOf(artefact), engine: 'ml-random-forest', seed: 42 },
      parameters: { ...given, min_gain: 0 },
      data: { source: 'data/iris.csv', rows: 150, train: 120, test: 30 },
    });
    expect(report.accuracy).toBeGreaterThan(0.9);
    expect(report.accuracy).toBeLessThanOrEqual(1);
  });

  test('reports a confusion matrix of the rows that it was tested on, as many of each class', () => {
    const { classes, counts } = report.confusion_matrix;
    expect(classes).toEqual(['setosa', 'versicolor', 'virginica']);
    expect(counts.map((row) => row.reduce((sum, count) => sum + count, 0))).toEqual([10, 10, 10]);
    const hits = counts.reduce((sum, row, k) => sum + row[k]!, 0);
    expect(report.accuracy).toBe(hits / 30);
  });

  test('says the same in its model file', () => {
    const { model, engine, parameters, seed, data, accuracy } = report;
    expect(cardOf(training)).toMatchObject({
      ...{ model, engine, parameters, seed, estimator: 'forest', scores: { accuracy } },
      data: { source: data.source, rows: data.rows, sha256: data.sha256 },
      ...{ features: Object.keys(iris.features), classes: iris.target.classes },
      example: { values: [5.1, 3.5, 1.4, 0.2], probabilities: [1, 0, 0] },
    });
  });
});

describe('the model file', () => {
  const first = train(iris, quick());

  test.each([
    ['seed', 'n_estimators: 5, seed: 43'],
    ['share of test rows', 'n_estimators: 5, test_share: 0.3'],
    ['number of trees', 'n_estimators: 6'],
  ])('is another one with another %s', (_, parameters) => {
    const params = temporaryFile(`iris: {engine: ml-random-forest, ${parameters}}`);
    expect(train(iris, params).report.version).not.toBe(first.report.version);
  });

  test('is another one with one row more', () => {
    const source = csv(temporaryFile(`${flowers.trim()}\n5.1,3.5,1.4,0.2,setosa\n`));
    expect(train({ ...iris, source }, quick()).report).toMatchObject({ data: { rows: 151 } });
  });

  test('says when the declaration changed, though the rows did not', () => {
    const wider = { ...iris.features, petal_width: number({ title: 'Petal width', min: 0, max: 100 }) };
    expect(cardOf(train({ ...iris, features: wider }, quick())).code).not.toBe(cardOf(first).code);
  });

  test('is the same for the same parameters, written in another order and in other words', () => {
    const params = temporaryFile('# 5 trees\niris:\n  n_estimators: 5.0\n  seed: 42\n  engine: "ml-random-forest"\n');
    expect(train(iris, params).report.version).toBe(first.report.version);
  });
});

describe('training ends with one line and no model', () => {
  /** What is said to a training. */
  function complaint(model: Model, params: string): string {
    try {
      train(model, params);
      return 'nothing';
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      return error instanceof InputError ? error.message : '';
    }
  }

  test('below the floor of the model', () => {
    const params = quick('min_gain: 1');
    const line = `${params}: iris reaches an accuracy of 0.333; expected its floor of 0.9, so nothing was written`;
    expect(complaint(iris, params)).toBe(line);
  });

  test('when a class has too few rows to train on and to test with', () => {
    const path = temporaryFile(flowers.replaceAll(/.*virginica\n?/g, ''));
    expect(complaint({ ...iris, source: csv(path) }, quick())).toMatch(new RegExp(`^${path}: .*; expected at least 2`));
  });

  test('when a class has too few rows, named as the file names it', () => {
    const path = temporaryFile(flowers.replaceAll(/.*virginica\n?/g, ''));
    expect(complaint({ ...iris, source: csv(path) }, quick())).toContain('virginica');
  });

  test('when the parameters or the rows are wrong', () => {
    expect(complaint(iris, quick('n_estimators: 0'))).toContain('iris.n_estimators is 0');
    expect(complaint({ ...iris, source: csv('data/missing.csv') }, quick())).toContain('data/missing.csv: ');
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

  test('learns from categories', () => {
    expect(train(stay, quick('n_estimators: 50', 'stay')).report.accuracy).toBe(1);
  });

  test('of which one is a text is refused, as a forest takes numbers and categories', () => {
    const source = csv(temporaryFile('days,ward,note,outcome\n1,heart,a,0\n'));
    const noted = {
      ...stay,
      source,
      features: { days, ward, note: text({ title: 'Note', maxLength: 5 }) },
      example: { days: 1, ward: 'heart', note: 'a' },
    } as const;
    expect(() => train(noted, quick('n_estimators: 5', 'stay'))).toThrow(
      'model stay: the estimator forest takes numbers and categories, not the text note',
    );
  });
});
