/** One search, by one metric, among what params.yaml has now and trials of something else. */

import type { Parameters } from '../learning/parameters';
import { isBetter, type MetricName } from '../learning/scores/scores';
import { Progress } from '../service/progress';
import { halve, measurementsOf, ranked, type Measured } from './halving';
import type { Outcome } from './journal';
import type { Trials } from './trials';

/** Parameters that had the whole budget; the score is NaN when an engine could not train on them. */
export type Finalist = Measured<Parameters>;

/** @returns best first; the present parameters are never stopped, and win a tie */
export async function rankBy(
  metric: MetricName,
  present: Parameters,
  drawn: readonly Parameters[],
  trials: Pick<Trials, 'outcomeOf' | 'lanes'>,
): Promise<readonly Finalist[]> {
  const better = (first: number, second: number): boolean => isBetter(metric, first, second);
  const total = measurementsOf(drawn.length) + 1;
  const progress = new Progress(`search by ${metric}`);
  let begun = 0;
  const score = async (parameters: Parameters, share: number): Promise<number> => {
    progress.update(`training ${++begun} of ${total}, on ${Math.round(share * 100)} % of the budget`);
    return scoreBy(metric, await trials.outcomeOf(parameters, share));
  };
  try {
    const kept = { candidate: present, score: await score(present, 1) };
    return ranked([kept, ...(await halve(drawn, score, better, trials.lanes))], better);
  } finally {
    progress.done();
  }
}

/** NaN where there is none. */
export function scoreBy(metric: MetricName, outcome: Outcome): number {
  return 'scores' in outcome ? (outcome.scores[metric] ?? NaN) : NaN;
}
