import { randomFrom, shuffle } from '../../src/learning/random';
import { stratifiedSplit } from '../../src/learning/split';

/** Labels of classes of these sizes, mixed. */
const labelsOf = (...sizes: readonly number[]): Int32Array =>
  Int32Array.from(
    shuffle(
      sizes.flatMap((size, k) => new Array<number>(size).fill(k)),
      randomFrom(3),
    ),
  );

const sizesOf = (labels: Int32Array, rows: readonly number[], classes: number): number[] =>
  Array.from({ length: classes }, (_, k) => rows.filter((row) => labels[row] === k).length);

describe.each([
  [[50, 50, 50], 0.2, [10, 10, 10]],
  [[50, 50, 50], 0.5, [25, 25, 25]],
  [[100, 10, 2], 0.2, [20, 2, 1]],
  [[2, 2], 0.2, [1, 1]],
  [[2, 2], 0.99, [1, 1]],
  [[3, 7], 0.5, [2, 4]],
  [[1000, 3], 0.001, [1, 1]],
  [[10, 10], 0.999, [9, 9]],
  [[13], 0.3, [4]],
])('of classes of %j rows, with a share of %d,', (sizes, share, tested) => {
  const labels = labelsOf(...sizes);
  const split = stratifiedSplit(labels, sizes.length, share, 42);

  test('each class is in the test to the nearest row, and in both parts', () => {
    expect(sizesOf(labels, split.test, sizes.length)).toEqual(tested);
    expect(sizesOf(labels, split.train, sizes.length).every((size) => size > 0)).toBe(true);
  });

  test('every row is in one of the parts, once', () => {
    expect([...split.train, ...split.test].sort((a, b) => a - b)).toEqual([...labels.keys()]);
  });

  test('the same seed splits the same way, in the same order', () => {
    expect(stratifiedSplit(labels, sizes.length, share, 42)).toEqual(split);
  });
});

test('another seed splits another way', () => {
  const labels = labelsOf(50, 50);
  expect(stratifiedSplit(labels, 2, 0.2, 1).test).not.toEqual(stratifiedSplit(labels, 2, 0.2, 2).test);
});

test('both parts are mixed, so that their first rows are of all classes', () => {
  const labels = Int32Array.from({ length: 300 }, (_, row) => Math.floor(row / 100));
  const { train, test: tested } = stratifiedSplit(labels, 3, 0.2, 42);
  expect(new Set(train.slice(0, 20).map((row) => labels[row])).size).toBe(3);
  expect(new Set(tested.slice(0, 20).map((row) => labels[row])).size).toBe(3);
});

test.each([
  [[5, 1], 'class 1 has 1 rows; expected at least 2, one to train and one to test'],
  [[5, 0], 'class 1 has 0 rows; expected at least 2, one to train and one to test'],
  [[0, 5], 'class 0 has 0 rows; expected at least 2, one to train and one to test'],
])('classes of %j rows cannot be split', (sizes, reason) => {
  expect(() => stratifiedSplit(labelsOf(...sizes), 2, 0.2, 42)).toThrow(new RangeError(reason));
});
