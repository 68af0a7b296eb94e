/**
 * Made-up rows that are hard on a learner: continuous columns without ties, of which 8 tell something, some only
 * together; the target is drawn by chance.
 */

import type { TrainingSet } from '../../src/learning/engine';
import { randomFrom } from '../../src/learning/random';

export const WIDTH = 18;

/** @param classes 2 or 3; 0 for a value */
export function noisyRows(rows: number, classes: number, seed: number): TrainingSet {
  const random = randomFrom(seed);
  const values = Float64Array.from({ length: rows * WIDTH }, () => normal(random));
  const target = (row: number): number => {
    const logits = logitsOf(values.subarray(row * WIDTH, (row + 1) * WIDTH));
    return classes === 0 ? logits[1]! + logits[2]! + normal(random) : drawn(logits.slice(0, classes), random);
  };
  const targets = Float64Array.from({ length: rows }, (_, row) => target(row));
  return classes === 0
    ? { kind: 'value', values, width: WIDTH, targets }
    : { kind: 'class', values, width: WIDTH, labels: Int32Array.from(targets), classes };
}

function logitsOf(x: Float64Array): readonly number[] {
  return [
    0,
    1.2 * x[0]! + x[1]! * x[2]! + 1.5 * Math.sin(2 * x[3]!),
    0.7 * (x[4]! * x[4]! - 1) + (x[5]! > 0.3 ? x[6]! : -x[7]!) - 0.5 * x[0]!,
  ];
}

/** A class, by the softmax of its logits. */
function drawn(logits: readonly number[], random: () => number): number {
  const weights = logits.map(Math.exp);
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  return Math.max(
    0,
    weights.findIndex((weight) => (left -= weight) < 0),
  );
}

/** Box & Muller, 1958. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
