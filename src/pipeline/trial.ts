/** One trial: an engine is trained on part of the training rows of each round, and scored on its validation rows. */

import { messageOf } from '../contract/exit';
import type { Engine } from '../learning/engine';
import type { Parameters } from '../learning/parameters';
import { evaluate } from '../learning/predictor';
import { scoresOf } from '../learning/scores/scores';
import type { Outcome } from './journal';
import { firstRows, type Round } from './rounds';

export interface Trial {
  readonly parameters: Parameters;
  /** To train on, of each round; all of them where there are fewer. */
  readonly rows: number;
}

/** @returns the means over the rounds, by each metric; or why the engine could not train on such parameters */
export async function runTrial(
  { engine, seed }: { readonly engine: Engine; readonly seed: number },
  rounds: readonly Round[],
  { parameters, rows }: Trial,
  threads: number,
): Promise<Outcome> {
  const sums = new Map<string, number>();
  try {
    for (const { train, validation } of rounds) {
      const predictor = await engine.train(firstRows(train, rows), parameters, seed, threads);
      const scores = scoresOf(validation, evaluate(predictor, validation.values, validation.width));
      for (const [name, score] of Object.entries(scores)) sums.set(name, (sums.get(name) ?? 0) + score);
    }
  } catch (error) {
    if (error instanceof RangeError) return { fault: messageOf(error) };
    throw error;
  }
  const means = [...sums].map(([name, sum]) => [name, sum / rounds.length] as const);
  return { scores: Object.fromEntries(means.filter(([, mean]) => Number.isFinite(mean))) };
}
