import { folds } from '../../../src/learning/validation/folds';
import type { ClassTruth, ValueTruth } from '../../../src/learning/truth';

/** 23 rows of class 0, 11 of class 1 and 7 of class 2. */
const labels = Int32Array.from({ length: 41 }, (_, row) => (row < 23 ? 0 : row < 34 ? 1 : 2));
const species: ClassTruth = { kind: 'class', labels, classes: 3 };
const prices: ValueTruth = { kind: 'value', targets: new Float64Array(41) };

const spread = (sizes: readonly number[]): number => Math.max(...sizes) - Math.min(...sizes);

describe.each([
  ['classes', species],
  ['values', prices],
])('of rows with %s,', (_, truth) => {
  const rounds = folds(truth, 5, 42);

  test('each is in one test, and in the training of all other rounds', () => {
    expect(rounds).toHaveLength(5);
    expect(rounds.flatMap(({ test }) => test).sort((a, b) => a - b)).toEqual([...labels.keys()]);
    for (const { train, test } of rounds) {
      expect([...train, ...test].sort((a, b) => a - b)).toEqual([...labels.keys()]);
    }
  });

  test('tests are of one size, but for a row', () => {
    expect(spread(rounds.map(({ test }) => test.length))).toBe(1);
  });

  test('the same seed gives the same folds, another one others', () => {
    expect(folds(truth, 5, 42)).toEqual(rounds);
    expect(folds(truth, 5, 43)).not.toEqual(rounds);
  });
});

test('each class is spread over the tests evenly, but for a row', () => {
  const rounds = folds(species, 5, 42);
  for (const k of [0, 1, 2]) {
    expect(spread(rounds.map(({ test }) => test.filter((row) => labels[row] === k).length))).toBeLessThanOrEqual(1);
  }
});

test('rows come mixed', () => {
  for (const { train } of folds(species, 3, 1)) {
    expect(new Set(train.slice(0, 15).map((row) => labels[row])).size).toBe(3);
  }
});

test.each([
  [species, 8, 'class 2 has 7 rows; expected at least 8, one for each part'],
  [prices, 42, 'there are 41 rows; expected at least 42, one for each part'],
  [prices, 1, '1 folds; expected a whole number from 2'],
  [prices, 2.5, '2.5 folds; expected a whole number from 2'],
])('of %j no %d folds are made', (truth, count, reason) => {
  expect(() => folds(truth, count, 1)).toThrow(new RangeError(reason));
});
