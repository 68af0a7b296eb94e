import { randomFrom, shuffle } from '../../../src/learning/random';
import { split } from '../../../src/learning/validation/split';
import type { ClassTruth, ValueTruth } from '../../../src/learning/truth';

/** Rows of classes of these sizes, mixed. */
const classesOf = (...sizes: readonly number[]): ClassTruth => ({
  kind: 'class',
  classes: sizes.length,
  labels: Int32Array.from(
    shuffle(
      sizes.flatMap((size, k) => new Array<number>(size).fill(k)),
      randomFrom(3),
    ),
  ),
});
const valuesOf = (rows: number): ValueTruth => ({ kind: 'value', targets: new Float64Array(rows) });

const sizesOf = ({ labels, classes }: ClassTruth, rows: readonly number[]): number[] =>
  Array.from({ length: classes }, (_, k) => rows.filter((row) => labels[row] === k).length);

describe.each([
  [[50, 50, 50], { test: 0.2 }, [0, 0, 0], [10, 10, 10]],
  [[50, 50, 50], { test: 0.5 }, [0, 0, 0], [25, 25, 25]],
  [[100, 10, 2], { test: 0.2 }, [0, 0, 0], [20, 2, 1]],
  [[2, 2], { test: 0.2 }, [0, 0], [1, 1]],
  [[2, 2], { test: 0.99 }, [0, 0], [1, 1]],
  [[3, 7], { test: 0.5 }, [0, 0], [2, 4]],
  [[1000, 3], { test: 0.001 }, [0, 0], [1, 1]],
  [[10, 10], { test: 0.999 }, [0, 0], [9, 9]],
  [[13], { test: 0.3 }, [0], [4]],
  [[50, 100, 3], { validation: 0.2, test: 0.2 }, [10, 20, 1], [10, 20, 1]],
  [[10, 20], { validation: 0.1, test: 0.3 }, [1, 2], [3, 6]],
  [[3, 5], { validation: 0.5, test: 0.49 }, [1, 2], [1, 2]],
])('of classes of %j rows, with %j,', (sizes, shares, validated, tested) => {
  const truth = classesOf(...sizes);
  const parts = split(truth, shares, 42);

  test('each class is in the parts to the nearest row, and is trained on', () => {
    expect(sizesOf(truth, parts.validation)).toEqual(validated);
    expect(sizesOf(truth, parts.test)).toEqual(tested);
    expect(sizesOf(truth, parts.train).every((size) => size > 0)).toBe(true);
  });

  test('every row is in one of the parts, once', () => {
    const all = [...parts.train, ...parts.validation, ...parts.test];
    expect(all.sort((a, b) => a - b)).toEqual([...truth.labels.keys()]);
  });

  test('the same seed splits the same way, in the same order', () => {
    expect(split(truth, shares, 42)).toEqual(parts);
  });
});

test('another seed splits another way', () => {
  const truth = classesOf(50, 50);
  expect(split(truth, { test: 0.2 }, 1).test).not.toEqual(split(truth, { test: 0.2 }, 2).test);
});

test('all parts are mixed, so that their first rows are of all classes', () => {
  const labels = Int32Array.from({ length: 300 }, (_, row) => Math.floor(row / 100));
  const parts = split({ kind: 'class', labels, classes: 3 }, { validation: 0.2, test: 0.2 }, 42);
  for (const rows of [parts.train, parts.validation, parts.test]) {
    expect(new Set(rows.slice(0, 20).map((row) => labels[row])).size).toBe(3);
  }
});

test('rows with values are split by chance, 60, 20 and 20 in 100', () => {
  const { train, validation, test: tested } = split(valuesOf(1000), { validation: 0.2, test: 0.2 }, 42);
  expect([train.length, validation.length, tested.length]).toEqual([600, 200, 200]);
  expect(new Set([...train, ...validation, ...tested]).size).toBe(1000);
  // Of the first half of the rows, each part has about half of its own.
  for (const rows of [train, validation, tested]) {
    expect(Math.abs(rows.filter((row) => row < 500).length / rows.length - 0.5)).toBeLessThan(0.1);
  }
});

test('a million rows are split', () => {
  const labels = Int32Array.from({ length: 1_000_000 }, (_, row) => row % 200);
  expect(split({ kind: 'class', labels, classes: 200 }, { test: 0.2 }, 1).test).toHaveLength(200_000);
});

test.each([
  [classesOf(5, 1), { test: 0.2 }, 'class 1 has 1 rows; expected at least 2, one for each part'],
  [classesOf(5, 0), { test: 0.2 }, 'class 1 has 0 rows; expected at least 2, one for each part'],
  [classesOf(2, 5), { validation: 0.2, test: 0.2 }, 'class 0 has 2 rows; expected at least 3, one for each part'],
  [valuesOf(1), { test: 0.2 }, 'there are 1 rows; expected at least 2, one for each part'],
])('fewer rows than parts cannot be split: %j', (truth, shares, reason) => {
  expect(() => split(truth, shares, 42)).toThrow(new RangeError(reason));
});
