/** Scores of both sides on the same test rows, and how far their difference may be chance. */

import { randomFrom } from '../../src/learning/random';
import { scoreOf, type MetricName } from '../../src/learning/scores/scores';
import { rowCount, type Truth } from '../../src/learning/truth';
import { mean } from '../statistics';

/** Probabilities or values of the test rows, trained with the same seed. */
export interface Predictions {
  readonly canopy: Float64Array;
  readonly peer: Float64Array;
}

export interface ScoreDifference {
  readonly metric: MetricName;
  /** Means of the rounds. */
  readonly canopy: number;
  readonly peer: number;
  /** Of the difference, canopy − peer: its mean, and the ends of a 95 % interval. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

export const scored = { class: ['accuracy', 'auroc', 'log_loss'], value: ['mae', 'r2'] } as const;

const RESAMPLES = 200;
const SEED = 42;

/**
 * The bootstrap's percentile interval (Efron & Tibshirani, 1993, chapter 13) of paired differences. Each resample draws
 * test rows and rounds anew, since other rows and other seeds would both give another difference.
 * @param rounds one for each seed
 */
export function scoreDifferences(truth: Truth, rounds: readonly Predictions[]): ScoreDifference[] {
  const random = randomFrom(SEED);
  const draw = (count: number): Int32Array => Int32Array.from({ length: count }, () => Math.floor(random() * count));
  const names = scored[truth.kind];
  const resampled = Array.from({ length: RESAMPLES }, () => {
    const rows = draw(rowCount(truth));
    const drawn = Array.from(draw(rounds.length), (round) => resample(rounds[round]!, rows));
    return names.map((metric) => differenceOf(metric, truthOf(truth, rows), drawn));
  });
  return names.map((metric, index) => {
    const of = (side: keyof Predictions): number => mean(rounds.map((round) => scoreOf(metric, truth, round[side])));
    const sorted = resampled.map((differences) => differences[index]!).sort((a, b) => a - b);
    return {
      ...{ metric, canopy: of('canopy'), peer: of('peer'), difference: differenceOf(metric, truth, rounds) },
      low: sorted[Math.floor(0.025 * RESAMPLES)]!,
      high: sorted[Math.ceil(0.975 * RESAMPLES) - 1]!,
    };
  });
}

function differenceOf(metric: MetricName, truth: Truth, rounds: readonly Predictions[]): number {
  return mean(rounds.map(({ canopy, peer }) => scoreOf(metric, truth, canopy) - scoreOf(metric, truth, peer)));
}

function truthOf(truth: Truth, rows: Int32Array): Truth {
  return truth.kind === 'class'
    ? { ...truth, labels: rows.map((row) => truth.labels[row]!) }
    : { ...truth, targets: rowsOf(truth.targets, rows) };
}

function resample({ canopy, peer }: Predictions, rows: Int32Array): Predictions {
  return { canopy: rowsOf(canopy, rows), peer: rowsOf(peer, rows) };
}

function rowsOf(values: Float64Array, rows: Int32Array): Float64Array {
  const width = values.length / rows.length;
  const out = new Float64Array(values.length);
  rows.forEach((row, at) => out.set(values.subarray(row * width, (row + 1) * width), at * width));
  return out;
}
