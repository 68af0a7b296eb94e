import { csv, defineModel } from '../../src/models/define-model';
import type { Model } from '../../src/models/model';
import { category, classOf, number, text, type NumberFeature } from '../../src/models/features';
import { iris } from '../../src/models/iris';
import { payload } from '../../src/models/payloads';
import { tfIdf } from '../../src/models/steps';
import { Validator } from '../../src/models/validate';
import { stay } from './stay';

const words = tfIdf({ language: 'en', ngrams: [1, 1], maxTerms: 10 });

/** Ranges at which rounding could leave the range. */
const edges = defineModel({
  ...{ name: 'edges', title: 'Edges', estimator: 'forest', selection: { metric: 'accuracy', floor: 0 } },
  features: {
    narrow: number({ title: 'Narrow', min: 0.51, max: 0.54 }),
    tiny: number({ title: 'Tiny', min: -1e-9, max: 1e-9 }),
    vast: number({ title: 'Vast', min: -1e15, max: 1e15 }),
    negative: number({ title: 'Negative', min: -2.55, max: -0.05 }),
    bit: number({ title: 'Bit', min: 0, max: 1, integer: true }),
    below: number({ title: 'Below', min: -7, max: -5, integer: true }),
    only: category({ title: 'Only', values: ['one'] }),
    letter: text({ title: 'Letter', maxLength: 1 }),
    long: text({ title: 'A title longer than the text may be', maxLength: 10 }),
  },
  prepare: { letter: words, long: words },
  example: { narrow: 0.52, tiny: 0, vast: 0, negative: -1, bit: 1, below: -6, only: 'one', letter: 'a', long: 'b' },
  target: classOf('kind', ['a', 'b']),
  source: csv('data/edges.csv'),
});

describe.each<[string, Model]>([
  ['iris', iris],
  ['a model with every kind of feature', stay],
  ['a model with narrow, vast and negative ranges', edges],
])('payloads of %s', (_, model) => {
  const rows = Array.from({ length: 2000 }, (_, index) => payload(model, index));

  test('are all accepted as they are', () => {
    const validator = new Validator(model);
    for (const row of rows) expect(JSON.stringify(validator.rows(row, 1))).toBe(JSON.stringify([row]));
  });

  test('are the same for the same index, in whatever order they are asked for', () => {
    for (const index of [1999, 0, 7, 1000]) expect(payload(model, index)).toEqual(rows[index]);
  });

  test('use every value of a category', () => {
    for (const [name, feature] of Object.entries(model.features)) {
      if (feature.kind !== 'category') continue;
      expect(new Set(rows.map((row) => row[name]))).toEqual(new Set(feature.values));
    }
  });
});

/** The values that payloads have for a number. */
function valuesOf(feature: Omit<NumberFeature, 'kind' | 'title'>): number[] {
  const model: Model = { ...edges, features: { value: number({ title: 'Value', ...feature }) } };
  return Array.from({ length: 500 }, (_, index) => Number(payload(model, index)['value']));
}

test.each([
  ['the centimetres of a flower', { min: 0, max: 10 }, 90],
  ['the days of a stay', { min: 1, max: 14, integer: true }, 12],
  ['the temperatures of a year', { min: -40, max: 45 }, 400],
])('payloads walk through %s', (_, feature, different) => {
  expect(new Set(valuesOf(feature)).size).toBeGreaterThan(different);
});

test.each([
  ['both values of a bit', { min: 0, max: 1, integer: true }, 2],
  ['every side of a die', { min: 1, max: 6, integer: true }, 6],
  ['a range narrower than a tenth', { min: 0.51, max: 0.54 }, 10],
])('payloads walk through %s', (_, feature, different) => {
  expect(new Set(valuesOf(feature)).size).toBeGreaterThanOrEqual(different);
});

test('payloads of a whole number lie within its bounds, though these are none', () => {
  expect(valuesOf({ min: 0.5, max: 3.5, integer: true }).filter((value) => value < 0.5)).toEqual([]);
});

test('payloads of iris are of many kinds', () => {
  expect(new Set(Array.from({ length: 100 }, (_, index) => payload(iris, index).petal_length)).size).toBeGreaterThan(
    50,
  );
});
