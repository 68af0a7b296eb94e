/** The vocabulary of the training texts, and how rare each of its terms is. */

import type { FittedTfIdf, TfIdfEncoding } from './encoding';
import { cellOf, type Column } from '../rows/table';
import { MAX_NGRAM, terms } from './terms';
import { textOf } from './tf-idf-encoder';

/** In how many rows a term occurs, and how often in all of them. */
interface Occurrence {
  rows: number;
  times: number;
  lastRow: number;
}

/** @throws RangeError when no term is left, or the declaration asks for none */
export function fitTfIdf(name: string, encoding: TfIdfEncoding, column: Column, rows: Int32Array): FittedTfIdf {
  const { kind, language, ngrams, maxTerms, minRows = 1, sublinear = false } = encoding;
  checkDeclaration(name, encoding);
  const occurrences = countOccurrences(name, encoding, column, rows);
  const vocabulary = [...occurrences]
    .filter(([, occurrence]) => occurrence.rows >= minRows)
    .sort(([a, x], [b, y]) => y.times - x.times || (a < b ? -1 : 1))
    .slice(0, maxTerms)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (vocabulary.length === 0)
    throw new RangeError(`feature ${name}: no term occurs in ${minRows} or more of ${rows.length} training rows`);
  return {
    ...{ name, kind, language, ngrams, sublinear },
    terms: vocabulary.map(([term]) => term),
    idf: vocabulary.map(([, occurrence]) => inverseFrequency(occurrence.rows, rows.length)),
  };
}

/** As if one more row had every term: no term weighs nothing, and none is divided by 0. */
function inverseFrequency(rowsWithTerm: number, rows: number): number {
  return Math.log((1 + rows) / (1 + rowsWithTerm)) + 1;
}

function countOccurrences(
  name: string,
  { language, ngrams }: TfIdfEncoding,
  column: Column,
  rows: Int32Array,
): Map<string, Occurrence> {
  const occurrences = new Map<string, Occurrence>();
  rows.forEach((row, index) => {
    for (const term of terms(textOf(name, cellOf(column, row)), language, ngrams)) {
      const occurrence = occurrences.get(term);
      if (occurrence === undefined) {
        occurrences.set(term, { rows: 1, times: 1, lastRow: index });
        continue;
      }
      occurrence.times += 1;
      if (occurrence.lastRow !== index) occurrence.rows += 1;
      occurrence.lastRow = index;
    }
  });
  return occurrences;
}

function checkDeclaration(name: string, { ngrams, maxTerms, minRows = 1 }: TfIdfEncoding): void {
  const [shortest, longest] = ngrams;
  const wrong = (what: string): RangeError => new RangeError(`feature ${name}: ${what}`);
  if (![shortest, longest].every(Number.isSafeInteger) || shortest < 1 || longest < shortest || longest > MAX_NGRAM)
    throw wrong(
      `ngrams is ${shortest} to ${longest}; expected whole numbers from 1 to ${MAX_NGRAM}, the smaller first`,
    );
  if (!Number.isSafeInteger(maxTerms) || maxTerms < 1) throw wrong(`maxTerms is ${maxTerms}; expected 1 or more`);
  if (!Number.isSafeInteger(minRows) || minRows < 1) throw wrong(`minRows is ${minRows}; expected 1 or more`);
}
