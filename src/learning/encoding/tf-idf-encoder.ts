/**
 * The weights of a text's terms: how often each occurs in it, times how rare it is among all texts
 * (Salton & Buckley, 1988), the weights of a text scaled to the length 1.
 */

import type { Cell, FittedTfIdf } from './encoding';
import { wrongCell, type FeatureEncoder } from './feature-encoder';
import { terms } from './terms';

/** A text of no known term has zeros only, a missing one too. */
export function tfIdfEncoder(fitted: FittedTfIdf): FeatureEncoder {
  const { name, language, ngrams, sublinear } = fitted;
  const columnOf = new Map(fitted.terms.map((term, column) => [term, column]));
  const idf = Float64Array.from(fitted.idf);
  return {
    titles: fitted.terms,
    write: (cell, out, at) => {
      const columns = countTerms(terms(textOf(name, cell), language, ngrams), columnOf, out, at);
      let squares = 0;
      for (const column of columns) {
        const count = out[at + column]!;
        const weight = (sublinear ? 1 + Math.log(count) : count) * idf[column]!;
        out[at + column] = weight;
        squares += weight * weight;
      }
      const length = Math.sqrt(squares);
      for (const column of columns) out[at + column]! /= length;
    },
    knows: () => true,
  };
}

/** @returns the columns of the terms that occur, each once; `out` then holds how often */
function countTerms(
  found: readonly string[],
  columnOf: ReadonlyMap<string, number>,
  out: Float64Array,
  at: number,
): number[] {
  const columns: number[] = [];
  for (const term of found) {
    const column = columnOf.get(term);
    if (column === undefined) continue;
    if (out[at + column] === 0) columns.push(column);
    out[at + column]! += 1;
  }
  return columns;
}

/**
 * @returns the text; a missing one is empty
 * @throws RangeError when the cell is neither a string nor null
 */
export function textOf(name: string, cell: Cell | undefined): string {
  if (typeof cell === 'string') return cell;
  if (cell === null) return '';
  throw wrongCell(name, cell, 'a text');
}
