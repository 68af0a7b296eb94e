/** Numbers and dates as one column, a missing one filled and all of them scaled as fitted. */

import { yearsSince1970 } from './date';
import type { Cell, FittedNumber } from './encoding';
import { wrongCell, type FeatureEncoder } from './feature-encoder';

export function numberEncoder({ name, kind, missing = NaN, log = false, scale }: FittedNumber): FeatureEncoder {
  const { mean, deviation } = scale ?? { mean: 0, deviation: 1 };
  return {
    titles: [name],
    write: (cell, out, at) => {
      const number = numberOf(name, kind, cell);
      const filled = Number.isNaN(number) ? missing : number;
      out[at] = ((log ? Math.log1p(filled) : filled) - mean) / deviation;
    },
    knows: () => true,
  };
}

/**
 * @returns the number or, of a date, its years since 1970; NaN when it is missing
 * @throws RangeError when it is neither
 */
export function numberOf(name: string, kind: FittedNumber['kind'], cell: Cell | undefined): number {
  if (cell === null) return NaN;
  if (kind === 'number') {
    if (typeof cell === 'number') return cell;
    throw wrongCell(name, cell, 'a number');
  }
  const years = typeof cell === 'string' ? yearsSince1970(cell) : undefined;
  if (years !== undefined) return years;
  throw wrongCell(name, cell, 'a date YYYY-MM-DD');
}
