/**
 * How much a predictor relies on a feature: the score that it loses when the values of the feature are dealt out anew
 * among the rows (Breiman, 2001; Fisher, Rudin & Dominici, 2019).
 */

import { evaluate, type Predictor } from '../predictor';
import { randomFrom, shuffle } from '../random';

export interface ImportanceTask {
  readonly predictor: Predictor;
  /** n × width, row by row. Rows that the predictor was not trained on: else it is praised for what it knows by heart. */
  readonly values: Float64Array;
  /** One for each column; those of a feature move together. */
  readonly columns: readonly { readonly feature: string }[];
  /** From the outputs for the n rows to a number that is the higher, the better they are. */
  readonly score: (outputs: Float64Array) => number;
  /** Deals of each feature. @default 5 */
  readonly repeats?: number;
  readonly seed: number;
}

/** In the unit of the score. */
export interface Importance {
  readonly mean: number;
  /** Over the deals, with the number of deals as divisor. */
  readonly deviation: number;
}

/** @returns feature to importance, in the order of the columns; near 0, or below, for a feature of no use */
export function permutationImportance(task: ImportanceTask): Record<string, Importance> {
  const { predictor, values, columns, score, repeats = 5, seed } = task;
  const width = columns.length;
  const whole = score(evaluate(predictor, values, width));
  const seeds = randomFrom(seed);
  const features = [...new Set(columns.map(({ feature }) => feature))];
  return Object.fromEntries(
    features.map((feature) => {
      const random = randomFrom(seeds() * 2 ** 32);
      const members = [...columns.keys()].filter((column) => columns[column]!.feature === feature);
      const losses = Array.from({ length: repeats }, () => {
        const dealt = dealOut(values, width, members, random);
        return whole - score(evaluate(predictor, dealt, width));
      });
      return [feature, summary(losses)];
    }),
  );
}

/** A copy in which each row has some of its columns from another row, all from the same. */
function dealOut(values: Float64Array, width: number, members: readonly number[], random: () => number): Float64Array {
  const givers = shuffle([...Array(values.length / width).keys()], random);
  const dealt = values.slice();
  givers.forEach((giver, row) => {
    for (const column of members) dealt[row * width + column] = values[giver * width + column]!;
  });
  return dealt;
}

function summary(losses: readonly number[]): Importance {
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  const squares = losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / losses.length) };
}
