/** What stands for a missing number, and the mean and deviation by which all are scaled, from training rows. */

import type { DateEncoding, FittedNumber, NumberEncoding } from './encoding';
import { numberOf } from './number-encoder';
import { cellOf, type Column } from '../rows/table';

/** @throws RangeError when no row has a value from which to fit, or the values are too large to add */
export function fitNumber(
  name: string,
  encoding: NumberEncoding | DateEncoding,
  column: Column,
  rows: Int32Array,
): FittedNumber {
  const { kind, missing, scale } = encoding;
  const log = encoding.kind === 'number' && encoding.log === true ? { log: true } : {};
  if (missing === undefined && scale === undefined) return { name, kind, ...log };
  if (typeof missing === 'number' && !Number.isFinite(missing))
    throw new RangeError(`feature ${name}: ${missing} cannot stand for what is missing; expected a finite number`);
  const all = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index++) all[index] = numberOf(name, kind, cellOf(column, rows[index]!));
  const present = all.filter((number) => !Number.isNaN(number));
  const fill = typeof missing === 'string' ? middle(name, missing, present) : missing;
  if (scale === undefined) return { name, kind, missing: fill, ...log };
  const filled = fill === undefined ? present : all.map((number) => (Number.isNaN(number) ? fill : number));
  return {
    name,
    kind,
    missing: fill,
    ...log,
    scale: standardScale(name, 'log' in log ? filled.map(Math.log1p) : filled),
  };
}

function middle(name: string, which: 'mean' | 'median', present: Float64Array): number {
  return which === 'mean' ? standardScale(name, present).mean : median(name, present);
}

function median(name: string, present: Float64Array): number {
  if (present.length === 0) throw noValue(name, 'median');
  const sorted = present.slice().sort();
  const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!];
  return low / 2 + high / 2;
}

/**
 * Mean and population deviation in two passes, the second of which corrects the rounding of the first
 * (Chan, Golub & LeVeque, 1983). A constant column has the deviation 1, so that it scales to 0.
 */
function standardScale(name: string, values: Float64Array): { readonly mean: number; readonly deviation: number } {
  if (values.length === 0) throw noValue(name, 'mean');
  const first = values[0]!;
  if (values.every((value) => value === first)) return { mean: first, deviation: 1 };
  const roughMean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value - roughMean;
    squares += (value - roughMean) ** 2;
  }
  const mean = roughMean + sum / values.length;
  const deviation = Math.sqrt(Math.max(0, squares - (sum * sum) / values.length) / values.length);
  if (!Number.isFinite(mean) || !Number.isFinite(deviation))
    throw new RangeError(`feature ${name}: its values are too large to add; give it a smaller unit`);
  return { mean, deviation: deviation || 1 }; // 0: values so close that their squares vanish
}

function noValue(name: string, wanted: string): RangeError {
  return new RangeError(
    `feature ${name}: every training row lacks it, so it has no ${wanted}; take it out or give \`missing\` a number`,
  );
}
