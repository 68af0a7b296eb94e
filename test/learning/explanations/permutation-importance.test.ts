import { permutationImportance, type ImportanceTask } from '../../../src/learning/explanations/permutation-importance';
import type { Linear } from '../../../src/learning/linear/linear';
import { randomFrom } from '../../../src/learning/random';

function sumOf(...weights: number[]): Linear {
  const means = new Float64Array(weights.length);
  return { kind: 'linear', link: 'identity', intercept: 0, weights: Float64Array.from(weights), means };
}

const columns = [{ feature: 'strong' }, { feature: 'pair' }, { feature: 'pair' }, { feature: 'unused' }];
const rows = 2000;
/** The columns of the pair hold opposite numbers, so that they add nothing as long as they stay together. */
const values = new Float64Array(rows * 4);
const random = randomFrom(1);
for (let row = 0; row < rows; row++) {
  const [a, b, c] = [random(), random(), random()];
  values.set([a, b, -b, c], row * 4);
}
const targets = Float64Array.from({ length: rows }, (_, row) => 3 * values[row * 4]!);
const meanSquare = (outputs: Float64Array): number =>
  outputs.reduce((all, output, row) => all - (output - targets[row]!) ** 2, 0) / outputs.length;
const task: ImportanceTask = { predictor: sumOf(3, 1, 1, 0), values, columns, score: meanSquare, repeats: 10, seed: 1 };

describe('the importance of a feature', () => {
  test('is what its weight makes it: twice the variance of what it adds', () => {
    const { strong } = permutationImportance(task);
    // A uniform number has variance 1/12; the score loses E(3a - 3a')² = 2 × 9 / 12.
    expect(strong!.mean).toBeGreaterThan(1.5 - 0.06);
    expect(strong!.mean).toBeLessThan(1.5 + 0.06);
    expect(strong!.deviation).toBeGreaterThan(0);
    expect(strong!.deviation).toBeLessThan(0.1);
  });

  test('is 0 when no answer depends on it', () => {
    expect(permutationImportance(task)['unused']).toEqual({ mean: 0, deviation: 0 });
  });

  test('counts its columns together: they get the values of one row', () => {
    expect(Math.abs(permutationImportance(task)['pair']!.mean)).toBeLessThan(1e-12);
    const apart = columns.map((_, column) => ({ feature: `column ${column}` }));
    expect(permutationImportance({ ...task, columns: apart })['column 1']!.mean).toBeGreaterThan(0.1);
  });

  test('of two rows is the mean over their two orders', () => {
    // Either the rows stay, and nothing is lost, or they swap, and both answers miss by 1.
    const two: ImportanceTask = {
      predictor: sumOf(1),
      values: Float64Array.of(0, 1),
      columns: [{ feature: 'only' }],
      score: (outputs) => (outputs[0] === 0 && outputs[1] === 1 ? 1 : 0),
      repeats: 1000,
      seed: 1,
    };
    const { mean, deviation } = permutationImportance(two)['only']!;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
    expect(deviation).toBeCloseTo(Math.sqrt(mean * (1 - mean)), 12);
  });

  test('is the same for the same seed, and another for another seed', () => {
    expect(permutationImportance(task)).toEqual(permutationImportance(task));
    expect(permutationImportance(task)).not.toEqual(permutationImportance({ ...task, seed: 2 }));
  });

  test('leaves the rows as they were', () => {
    const before = values.slice();
    permutationImportance(task);
    expect(values).toEqual(before);
  });

  test('of one row is nothing: it has no other to swap with', () => {
    const one = { ...task, values: values.slice(0, 4) };
    expect(permutationImportance(one)['strong']).toEqual({ mean: 0, deviation: 0 });
  });
});
