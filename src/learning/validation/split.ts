import { randomFrom, shuffle } from '../random';
import { strataOf } from './strata';
import type { Truth } from '../truth';

/** Row indices of the parts of a data set, each in shuffled order. */
export interface Split {
  readonly train: readonly number[];
  /** To choose between models; empty when it was given no share. */
  readonly validation: readonly number[];
  readonly test: readonly number[];
}

/** What is kept from training: shares in (0, 1), less than 1 together. */
export interface Shares {
  /** @default 0: no rows */
  readonly validation?: number;
  readonly test: number;
}

/**
 * Splits so that each class has the same share of all parts, to the nearest row, and at least one row in each; of values, by chance.
 * @throws RangeError when a class, or all, has fewer rows than there are parts
 */
export function split(truth: Truth, { validation = 0, test }: Shares, seed: number): Split {
  const random = randomFrom(seed);
  const parts = { train: new Array<number>(), validation: new Array<number>(), test: new Array<number>() };
  for (const rows of strataOf(truth, validation > 0 ? 3 : 2, random)) {
    const [validated, tested] = countsOf(rows.length, validation, test);
    rows.forEach((row, at) => {
      const part = at < tested ? 'test' : at < tested + validated ? 'validation' : 'train';
      parts[part].push(row);
    });
  }
  for (const rows of Object.values(parts)) shuffle(rows, random);
  return parts;
}

/** Rows to validate and to test; where too few would be left to train, the larger part gives. */
function countsOf(rows: number, validation: number, test: number): readonly [number, number] {
  const countOf = (share: number): number => (share > 0 ? Math.max(1, Math.round(rows * share)) : 0);
  let [validated, tested] = [countOf(validation), countOf(test)];
  while (validated + tested >= rows) {
    if (tested >= validated) tested -= 1;
    else validated -= 1;
  }
  return [validated, tested];
}
