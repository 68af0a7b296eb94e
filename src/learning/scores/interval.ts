/** How far a score may be off because the test rows were few: the bootstrap's percentile interval (Efron & Tibshirani, 1993, chapter 13). */

import { randomFrom } from '../random';
import { scoreOf, type MetricName } from './scores';
import { rowCount, type Truth } from '../truth';

/** Where 95 % of the scores of resampled rows lie. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Resampling {
  readonly seed: number;
  /** How often rows are drawn; with fewer, the ends are rougher. @default 1000; 200 for auroc, which sorts each time */
  readonly resamples?: number;
}

/**
 * Takes as long as so many scores do: of 20,000 rows and three classes about 2 seconds.
 * @param predicted n × classes probabilities or n values, as `evaluate` gives them
 * @returns NaN twice when no resample has a score; resamples in which it is undefined are left out
 */
export function intervalOf(
  name: MetricName,
  truth: Truth,
  predicted: Float64Array,
  { seed, resamples = name === 'auroc' ? 200 : 1000 }: Resampling,
): Interval {
  const random = randomFrom(seed);
  const rows = new Int32Array(rowCount(truth));
  const scores: number[] = [];
  for (let round = 0; round < resamples; round++) {
    for (let at = 0; at < rows.length; at++) rows[at] = Math.floor(random() * rows.length);
    const score = scoreOf(name, taken(truth, rows), takenRows(predicted, rows));
    if (!Number.isNaN(score)) scores.push(score);
  }
  const sorted = Float64Array.from(scores).sort();
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}

function taken(truth: Truth, rows: Int32Array): Truth {
  return truth.kind === 'class'
    ? { ...truth, labels: rows.map((row) => truth.labels[row]!) }
    : { ...truth, targets: takenRows(truth.targets, rows) };
}

function takenRows(values: Float64Array, rows: Int32Array): Float64Array {
  const width = values.length / rows.length;
  const out = new Float64Array(values.length);
  for (let at = 0, to = 0; at < rows.length; at++) {
    const from = rows[at]! * width;
    for (let column = 0; column < width; column++) out[to++] = values[from + column]!;
  }
  return out;
}

/** Between neighbours in proportion (Hyndman & Fan, 1996, definition 7). */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}
