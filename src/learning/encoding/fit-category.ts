/** The values that get an index or a column of their own, from training rows. */

import { categoryOf } from './category-encoder';
import type { FittedOneHot, FittedOrdinal, OneHotEncoding, OrdinalEncoding } from './encoding';
import { cellOf, type Column } from '../rows/table';

/** @throws RangeError when there is no value to learn, one is listed twice, or `unknown` is none of them */
export function fitOrdinal(
  name: string,
  { values: declared, unknown }: OrdinalEncoding,
  column: Column,
  rows: Int32Array,
): FittedOrdinal {
  checkDeclared(name, declared);
  const values = declared ?? commonest(name, column, rows);
  if (unknown === undefined) return { name, kind: 'ordinal', values, unknown: values.length };
  const index = values.indexOf(unknown);
  if (index >= 0) return { name, kind: 'ordinal', values, unknown: index };
  throw new RangeError(`feature ${name}: its unknown value ${JSON.stringify(unknown)} is none of its values`);
}

/** @throws RangeError when there is no value to learn, one is listed twice, or `max` leaves room for none */
export function fitOneHot(
  name: string,
  { values: declared, max }: OneHotEncoding,
  column: Column,
  rows: Int32Array,
): FittedOneHot {
  checkDeclared(name, declared);
  if (max === undefined) {
    return { name, kind: 'one-hot', values: declared ?? commonest(name, column, rows), other: false };
  }
  if (!Number.isSafeInteger(max) || max < 2)
    throw new RangeError(`feature ${name}: max is ${max}; expected a whole number of columns from 2`);
  const ranked = commonest(name, column, rows);
  const kept = new Set(ranked.filter((value) => declared?.includes(value) ?? true).slice(0, max - 1));
  return { name, kind: 'one-hot', values: (declared ?? ranked).filter((value) => kept.has(value)), other: true };
}

function checkDeclared(name: string, values: readonly string[] | undefined): void {
  if (values?.length === 0) throw new RangeError(`feature ${name}: its list of values is empty`);
  const twice = values?.find((value, index) => values.indexOf(value) < index);
  if (twice !== undefined) throw new RangeError(`feature ${name}: its value ${JSON.stringify(twice)} is listed twice`);
}

/** Values that are learnt of one feature; rarer ones count as unseen. Each takes memory in whatever serves the model. */
const MAX_VALUES = 10_000;

/** @returns the values that occur, by falling frequency, then by name */
function commonest(name: string, column: Column, rows: Int32Array): string[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = categoryOf(name, cellOf(column, row));
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  if (counts.size === 0)
    throw new RangeError(`feature ${name}: every training row lacks it, so it has no value to learn; take it out`);
  const ranked = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return ranked.slice(0, MAX_VALUES).map(([value]) => value);
}
