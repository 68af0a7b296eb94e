/** What writes the columns of one feature. */

import type { Cell } from './encoding';

export interface FeatureEncoder {
  /** One a column, as a person reads it. */
  readonly titles: readonly string[];
  /**
   * Writes the columns of a cell from `at` on, where zeros are.
   * @throws RangeError when the cell is not what the feature takes
   */
  write(cell: Cell | undefined, out: Float64Array, at: number): void;
  /** Whether the value has an index or a column of its own; a missing one needs none. */
  knows(cell: Cell | undefined): boolean;
}

/** @returns an error that says what came and what was expected */
export function wrongCell(name: string, cell: Cell | undefined, expected: string): RangeError {
  return new RangeError(`feature ${name}: ${JSON.stringify(cell)} came; expected ${expected} or null`);
}
