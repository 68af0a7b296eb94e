/** Categories as the index of their value (ordinal), or as a column a value (one-hot). */

import type { Cell, FittedOneHot, FittedOrdinal } from './encoding';
import { wrongCell, type FeatureEncoder } from './feature-encoder';

export function ordinalEncoder({ name, values, unknown }: FittedOrdinal): FeatureEncoder {
  const indexOf = indices(values);
  return {
    titles: [name],
    write: (cell, out, at) => {
      out[at] = indexOf.get(categoryOf(name, cell)) ?? unknown;
    },
    knows: (cell) => cell === null || indexOf.has(categoryOf(name, cell)),
  };
}

export function oneHotEncoder({ name, values, other }: FittedOneHot): FeatureEncoder {
  const columnOf = indices(values);
  const titles = values.map((value) => `${name} = ${value}`);
  return {
    titles: other ? [...titles, `${name} is another`] : titles,
    write: (cell, out, at) => {
      const column = columnOf.get(categoryOf(name, cell)) ?? (other ? values.length : undefined);
      if (column !== undefined) out[at + column] = 1;
    },
    knows: (cell) => cell === null || columnOf.has(categoryOf(name, cell)),
  };
}

/** @throws RangeError when the cell is neither a string nor null */
export function categoryOf(name: string, cell: Cell | undefined): string | null {
  if (cell === null || typeof cell === 'string') return cell;
  throw wrongCell(name, cell, 'a string');
}

/** Values compare exactly. */
function indices(values: readonly string[]): ReadonlyMap<string | null, number> {
  return new Map(values.map((value, index) => [value, index]));
}
