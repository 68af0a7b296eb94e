import { intervalOf } from '../../../src/learning/scores/interval';
import { randomFrom } from '../../../src/learning/random';
import type { ClassTruth, ValueTruth } from '../../../src/learning/truth';

/** Rows of which this share was predicted right. */
function rightIn(share: number, rows: number): { truth: ClassTruth; predicted: Float64Array } {
  const labels = Int32Array.from({ length: rows }, (_, row) => row % 2);
  const predicted = Float64Array.from({ length: rows * 2 }, (_, at) => {
    const right = at >> 1 < share * rows;
    return (at % 2 === (at >> 1) % 2) === right ? 0.9 : 0.1;
  });
  return { truth: { kind: 'class', labels, classes: 2 }, predicted };
}

test('accuracy has the interval of a share: 1.96 standard errors to each side', () => {
  const { truth, predicted } = rightIn(0.8, 400);
  const { low, high } = intervalOf('accuracy', truth, predicted, { seed: 1, resamples: 1000 });
  const half = 1.96 * Math.sqrt((0.8 * 0.2) / 400);
  expect(low).toBeCloseTo(0.8 - half, 2);
  expect(high).toBeCloseTo(0.8 + half, 2);
});

test('of many data sets, about 95 in 100 intervals hold the true error', () => {
  const random = randomFrom(7);
  let held = 0;
  for (let round = 0; round < 100; round++) {
    const targets = Float64Array.from({ length: 50 }, random);
    const truth: ValueTruth = { kind: 'value', targets };
    // Around a half, a number spread evenly over [0, 1) is off by a quarter on average.
    const { low, high } = intervalOf('mae', truth, targets.map(() => 0.5), { seed: round, resamples: 100 }); // prettier-ignore
    if (low <= 0.25 && 0.25 <= high) held += 1;
  }
  expect(held).toBeGreaterThan(87);
  expect(held).toBeLessThan(100);
});

test('the same seed gives the same interval, another one another', () => {
  const { truth, predicted } = rightIn(0.7, 100);
  const of = (seed: number) => intervalOf('log_loss', truth, predicted, { seed, resamples: 100 });
  expect(of(3)).toEqual(of(3));
  expect(of(3)).not.toEqual(of(4));
});

test('resamples in which a score is undefined are left out', () => {
  // Half of all resamples of two rows hold one of them twice.
  const truth: ClassTruth = { kind: 'class', labels: Int32Array.of(0, 1), classes: 2 };
  const predicted = Float64Array.of(0.9, 0.1, 0.2, 0.8);
  expect(intervalOf('auroc', truth, predicted, { seed: 1, resamples: 50 })).toEqual({ low: 1, high: 1 });
});

test('without rows there is no interval', () => {
  const truth: ValueTruth = { kind: 'value', targets: new Float64Array() };
  expect(intervalOf('mse', truth, new Float64Array(), { seed: 1 })).toEqual({ low: NaN, high: NaN });
});
