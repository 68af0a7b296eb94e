/** Rows that somebody could have measured, and the forest that an engine makes of them. */

import type { ClassSet, Engine, TrainingSet, ValueSet } from '../../../src/learning/engine';
import type { Forest } from '../../../src/learning/trees/forest';
import type { Parameters } from '../../../src/learning/parameters';
import { randomFrom } from '../../../src/learning/random';

/** Columns of rows from someRows. */
export const WIDTH = 3;

/** The class depends on two of three columns of 21 values each, with some noise. */
export function someClasses(rows: number, classes: number, seed: number): ClassSet {
  const { values, targets } = someValues(rows, seed);
  const labels = Int32Array.from(targets, (target) => Math.min(classes - 1, Math.max(0, Math.floor(target * classes))));
  return { kind: 'class', values, width: WIDTH, labels, classes };
}

/** So does the value, which lies around 0.5. */
export function someValues(rows: number, seed: number): ValueSet {
  const random = randomFrom(seed);
  const values = Float64Array.from({ length: rows * WIDTH }, () => Math.round(random() * 20));
  const targets = Float64Array.from(
    { length: rows },
    (_, row) => (values[row * WIDTH]! + values[row * WIDTH + 1]!) / 40 + (random() - 0.5) * 0.2,
  );
  return { kind: 'value', values, width: WIDTH, targets };
}

export async function forestOf(
  engine: Engine,
  set: TrainingSet,
  parameters: Parameters = {},
  seed = 1,
  threads?: number,
): Promise<Forest> {
  const predictor = await engine.train(set, parameters, seed, threads);
  if (predictor.kind !== 'forest') throw new Error('expected a forest');
  return predictor;
}

/** The rows of a set that come by each node of the first tree. */
export function rowsByNode({ roots, feature, threshold, child }: Forest, { values, width }: TrainingSet): number[][] {
  const rows: number[][] = Array.from(feature, () => []);
  rows[roots[0]!] = Array.from({ length: values.length / width }, (_, row) => row);
  feature.forEach((column, node) => {
    if (column < 0) return;
    for (const row of rows[node]!) {
      const goesLeft = values[row * width + column]! < threshold[node]!;
      rows[child[node]! + (goesLeft ? 0 : 1)]!.push(row);
    }
  });
  return rows;
}
