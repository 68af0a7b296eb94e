import type { ValueSet } from '../../../src/learning/engine';
import { gammaRegression } from '../../../src/learning/linear/gamma-regression';
import { evaluate } from '../../../src/learning/predictor';
import { randomFrom } from '../../../src/learning/random';

/** Prices that grow by a factor with each of two columns, and spread in proportion. */
function prices(rows: number, seed: number): ValueSet {
  const random = randomFrom(seed);
  const values = Float64Array.from({ length: rows * 2 }, () => random() * 3);
  const targets = Float64Array.from({ length: rows }, (_, row) => {
    // The sum of two exponential draws, halved: a gamma distribution of mean 1.
    const noise = -Math.log(1 - random()) / 2 - Math.log(1 - random()) / 2;
    return Math.exp(5 + 0.7 * values[row * 2]! - 0.4 * values[row * 2 + 1]!) * noise;
  });
  return { kind: 'value', values, width: 2, targets };
}

async function fit(set: ValueSet, alpha: number, max_iter = 100): Promise<number[]> {
  const predictor = await gammaRegression.train(set, { alpha, max_iter }, 1);
  if (predictor.kind !== 'linear') throw new Error(`it gave a ${predictor.kind}`);
  expect(predictor.link).toBe('log');
  return [predictor.intercept, ...predictor.weights];
}

/** The slope of mean(η + y exp(-η)) + alpha / 2 |w|², which is 0 where it is least. */
function slopes([intercept = 0, ...weights]: number[], { values, width, targets }: ValueSet, alpha: number): number[] {
  const out = [0, ...weights.map((weight) => alpha * weight)];
  targets.forEach((target, row) => {
    const x = [1, ...values.subarray(row * width, (row + 1) * width)];
    const log = weights.reduce((sum, weight, column) => sum + weight * x[column + 1]!, intercept);
    x.forEach((value, at) => (out[at]! += ((1 - target / Math.exp(log)) * value) / targets.length));
  });
  return out;
}

test('the factors by which prices grow are found again', async () => {
  const [intercept, ...weights] = await fit(prices(20_000, 1), 0);
  expect(intercept).toBeCloseTo(5, 1);
  expect(weights[0]).toBeCloseTo(0.7, 1);
  expect(weights[1]).toBeCloseTo(-0.4, 1);
});

test.each([0, 0.001, 1, 100])('no other weights are better, with an alpha of %d', async (alpha) => {
  const set = prices(300, 2);
  for (const slope of slopes(await fit(set, alpha), set, alpha)) expect(slope).toBeCloseTo(0, 12);
});

test('more columns than rows are no hindrance, with a penalty', async () => {
  const random = randomFrom(3);
  const values = Float64Array.from({ length: 30 * 200 }, () => (random() < 0.1 ? random() : 0));
  const set: ValueSet = { ...prices(30, 3), values, width: 200 };
  for (const slope of slopes(await fit(set, 0.01), set, 0.01)) expect(slope).toBeCloseTo(0, 12);
});

test('prices a million times apart are fitted by halving the steps that overshoot', async () => {
  const set: ValueSet = {
    ...{ kind: 'value', width: 1, values: Float64Array.of(0, 1, 2, 3, 4) },
    targets: Float64Array.of(1e-6, 1e-3, 1, 1e3, 1e6),
  };
  const [intercept, weight] = await fit(set, 0);
  expect(intercept).toBeCloseTo(Math.log(1e-6), 9);
  expect(weight).toBeCloseTo(Math.log(1000), 9);
});

test('of one row it says the target', async () => {
  const set: ValueSet = { kind: 'value', values: Float64Array.of(3), width: 1, targets: Float64Array.of(8) };
  const predictor = await gammaRegression.train(set, {}, 1);
  expect(evaluate(predictor, Float64Array.of(100), 1)[0]).toBeCloseTo(8, 12);
});

test.each([0, -2])('a target of %d is refused with the reason', async (target) => {
  const set: ValueSet = { kind: 'value', values: Float64Array.of(1, 2), width: 1, targets: Float64Array.of(1, target) };
  await expect(fit(set, 1)).rejects.toThrow(
    new RangeError(
      `the target of row 1 is ${target}; gamma regression expects targets above 0, so choose another engine`,
    ),
  );
});

test('too few steps are an error, and no half-done fit', async () => {
  await expect(fit(prices(300, 4), 0, 2)).rejects.toThrow('gamma regression has not settled after 2 steps');
});
