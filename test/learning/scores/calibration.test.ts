import { calibrationError, reliability } from '../../../src/learning/scores/calibration';
import { randomFrom } from '../../../src/learning/random';

/** Rows of two classes, given the probability of the second. */
const ofSecond = (...shares: readonly number[]) => Float64Array.from(shares.flatMap((share) => [1 - share, share]));

test('of two classes, bins ask how often the second one occurs; those without rows are left out', () => {
  const bins = reliability(Int32Array.of(0, 1, 1, 0), ofSecond(0.25, 0.15, 0.95, 0), 2, 5);
  expect(bins).toEqual([
    { from: 0, to: 0.2, rows: 2, predicted: 0.075, observed: 0.5 },
    { from: 0.2, to: 0.4, rows: 1, predicted: 0.25, observed: 0 },
    { from: 0.8, to: 1, rows: 1, predicted: 0.95, observed: 1 },
  ]);
  // (2 · 0.425 + 0.25 + 0.05) / 4
  expect(calibrationError(bins)).toBeCloseTo(0.2875, 12);
});

test('of more classes, bins ask how often the most likely one occurs', () => {
  const bins = reliability(Int32Array.of(0, 2), Float64Array.of(0.7, 0.2, 0.1, 0.3, 0.65, 0.05), 3, 2);
  expect(bins).toEqual([{ from: 0.5, to: 1, rows: 2, predicted: 0.675, observed: 0.5 }]);
});

test('a probability at an edge is in the bin below, 0 in the first and 1 in the last', () => {
  const bins = reliability(Int32Array.of(0, 0, 1), ofSecond(0, 0.5, 1), 2, 2);
  expect(bins.map(({ rows }) => rows)).toEqual([2, 1]);
});

test('probabilities that come true as often as they say have nearly no error, boasting ones have', () => {
  const random = randomFrom(1);
  const shares = Array.from({ length: 50_000 }, random);
  const labels = Int32Array.from(shares, (share) => (random() < share ? 1 : 0));
  expect(calibrationError(reliability(labels, ofSecond(...shares), 2))).toBeLessThan(0.02);
  const boasted = ofSecond(...shares.map((share) => (share > 0.5 ? 1 : 0)));
  expect(calibrationError(reliability(labels, boasted, 2))).toBeCloseTo(0.25, 1);
});

test('without rows there are no bins, and no error can be told', () => {
  const bins = reliability(new Int32Array(), new Float64Array(), 3);
  expect(bins).toEqual([]);
  expect(calibrationError(bins)).toBeNaN();
});
