import type { Engine, ValueSet } from '../../../src/learning/engine';
import { gammaRegression } from '../../../src/learning/linear/gamma-regression';
import type { Linear } from '../../../src/learning/linear/linear';
import { linearRegression, ridge } from '../../../src/learning/linear/linear-regression';
import type { Parameters } from '../../../src/learning/parameters';
import { evaluate, predictorFault } from '../../../src/learning/predictor';
import { randomFrom } from '../../../src/learning/random';

const rowsOf = (rows: readonly (readonly number[])[], targets: readonly number[]): ValueSet => ({
  kind: 'value',
  values: Float64Array.from(rows.flat()),
  width: rows[0]?.length ?? 0,
  targets: Float64Array.from(targets),
});

async function fit(engine: Engine, set: ValueSet, parameters: Parameters = {}): Promise<Linear> {
  const predictor = await engine.train(set, parameters, 42);
  if (predictor.kind !== 'linear') throw new Error(`it gave a ${predictor.kind}`);
  expect(predictorFault(predictor, set.width)).toBeUndefined();
  return predictor;
}

function expectFit({ intercept, weights }: Linear, expected: readonly number[], digits = 10): void {
  [intercept, ...weights].forEach((number, at) => expect(number).toBeCloseTo(expected[at]!, digits));
  expect(weights).toHaveLength(expected.length - 1);
}

/** n rows of numbers in [-1, 1). */
function someRows(rows: number, width: number, seed: number): ValueSet {
  const random = randomFrom(seed);
  const values = Float64Array.from({ length: rows * width }, () => random() * 2 - 1);
  return { kind: 'value', values, width, targets: Float64Array.from({ length: rows }, () => 0.1 + random()) };
}

/** How the sum of squares, with its penalty, changes when one number of the fit does; 0 where it is least. */
function slopes({ intercept, weights }: Linear, { values, width, targets }: ValueSet, alpha: number): number[] {
  const rests = targets.map((target, row) =>
    weights.reduce((rest, weight, column) => rest - weight * values[row * width + column]!, target - intercept),
  );
  const ofColumn = (column: number): number =>
    rests.reduce((sum, rest, row) => sum - rest * values[row * width + column]!, alpha * weights[column]!);
  return [rests.reduce((sum, rest) => sum + rest, 0), ...Array.from(weights, (_, column) => ofColumn(column))];
}

describe('linear regression', () => {
  test('finds the line through points that lie on one', async () => {
    expectFit(await fit(linearRegression, rowsOf([[1], [2], [4]], [5, 7, 11])), [3, 2]);
  });

  test('of points beside a line finds the nearest one, worked out by hand', async () => {
    expectFit(await fit(linearRegression, rowsOf([[0], [1], [2]], [1, 0, 2])), [0.5, 0.5]);
  });

  test('shares a weight out among columns that say the same', async () => {
    const set = rowsOf([[1, 1], [2, 2], [4, 4]], [5, 7, 11]); // prettier-ignore
    expectFit(await fit(linearRegression, set), [3, 1, 1]);
  });

  test('takes the smallest weights where units differ: the column of large numbers gets most of it', async () => {
    const set = rowsOf([[1, 1000], [2, 2000], [4, 4000]], [5, 7, 11]); // prettier-ignore
    expectFit(await fit(linearRegression, set), [3, 2 / 1_000_001, 2000 / 1_000_001]);
  });

  test('gives a constant column no weight, whatever its value', async () => {
    const set = rowsOf([[1, 0.1], [2, 0.1], [4, 0.1]], [5, 7, 11]); // prettier-ignore
    expectFit(await fit(linearRegression, set), [3, 2, 0]);
  });

  test('of one row says its target', async () => {
    expectFit(await fit(linearRegression, rowsOf([[7, 8]], [5])), [5, 0, 0]);
  });

  test('of no column says the mean', async () => {
    expectFit(await fit(linearRegression, { ...rowsOf([], []), targets: Float64Array.of(1, 2, 6) }), [3]);
  });

  test('of more columns than rows goes through every target, with weights that no other such fit has smaller', async () => {
    const set = someRows(8, 30, 1);
    const linear = await fit(linearRegression, set);
    evaluate(linear, set.values, 30).forEach((value, row) => expect(value).toBeCloseTo(set.targets[row]!, 10));
    // Smallest, as they lie in the space of the rows: nearly no penalty changes nearly nothing.
    const almost = await fit(ridge, set, { alpha: 1e-9 });
    linear.weights.forEach((weight, column) => expect(weight).toBeCloseTo(almost.weights[column]!, 8));
  });

  test('keeps its digits where columns are years and square metres', async () => {
    const random = randomFrom(5);
    const rows = Array.from({ length: 500 }, () => [1990 + Math.floor(random() * 30), 1e6 * random(), 1e-6 * random()]);
    const targets = rows.map(([year, area, share]) => 7 + 0.25 * year! - 3e-5 * area! + 4e5 * share!);
    const { weights } = await fit(linearRegression, rowsOf(rows, targets));
    [0.25, -3e-5, 4e5].forEach((weight, column) => expect(weights[column]! / weight).toBeCloseTo(1, 9));
  });
});

describe('ridge', () => {
  test('shrinks the weight and not the intercept, worked out by hand', async () => {
    // Around their means: 2 = Σx², 2 = Σxy, so the weight is 2 / (2 + alpha).
    expectFit(await fit(ridge, rowsOf([[0], [1], [2]], [10, 11, 12]), { alpha: 2 }), [10.5, 0.5]);
  });

  test('asks for an alpha of 1 when it is told none, and with 0 is linear regression', async () => {
    const set = someRows(40, 5, 2);
    expect(await fit(ridge, set)).toEqual(await fit(ridge, set, { alpha: 1 }));
    expect(await fit(ridge, set, { alpha: 0 })).toEqual(await fit(linearRegression, set));
  });
});

describe.each([
  ['many rows', 200, 6],
  ['as many rows as columns', 20, 20],
  ['one row more', 21, 20],
  ['more columns than rows', 20, 90],
])('of %s', (_, rows, width) => {
  test.each([0, 0.01, 1, 1000])('no other weights are better, with an alpha of %d', async (alpha) => {
    const set = someRows(rows, width, 3);
    for (const slope of slopes(await fit(ridge, set, { alpha }), set, alpha)) expect(slope).toBeCloseTo(0, 9);
  });

  test('columns that are mostly zeros are taken like others', async () => {
    const set = someRows(rows, width, 4);
    const sparse = { ...set, values: set.values.map((value, at) => (at % 7 === 0 ? value : 0)) };
    for (const slope of slopes(await fit(ridge, sparse, { alpha: 0.1 }), sparse, 0.1)) expect(slope).toBeCloseTo(0, 9);
  });
});

describe.each([
  ['linear regression', linearRegression],
  ['ridge', ridge],
  ['gamma regression', gammaRegression],
])('%s', (_, engine) => {
  test('gives the same bytes for the same rows, whatever the seed', async () => {
    const set = someRows(50, 4, 6);
    expect(await engine.train(set, {}, 1)).toEqual(await engine.train(set, {}, 2));
  });

  test.each<[string, ValueSet, string]>([
    ['no rows', rowsOf([], []), 'there are no rows; expected at least 1'],
    [
      'a hole',
      rowsOf([[1, 2], [3, NaN]], [1, 2]), // prettier-ignore
      'row 1, column 1 is NaN; expected a number, so fill in what is missing',
    ],
    [
      'a target missing',
      rowsOf([[1], [3]], [1, NaN]),
      'the target of row 1 is NaN; expected a number, so leave the row out',
    ],
  ])('refuses %s with the reason', async (_, set, reason) => {
    await expect(engine.train(set, {}, 1)).rejects.toThrow(new RangeError(reason));
  });

  test('refuses classes', async () => {
    const set = { kind: 'class', values: Float64Array.of(1), width: 1, labels: Int32Array.of(0), classes: 3 } as const;
    await expect(engine.train(set, {}, 1)).rejects.toThrow('the target is one of 3 classes; expected a value');
  });
});

test.each([
  ['columns', rowsOf([[1e200], [2e200], [-1e200]], [1, 2, 3])],
  ['targets', rowsOf([[1], [2], [-1]], [1e308, -1e308, 1e308])],
])('%s too large to multiply are refused, not answered with NaN', async (_, set) => {
  await expect(linearRegression.train(set, {}, 1)).rejects.toThrow('are too large to multiply; scale them');
});
