/** A fitted encoding out of a file, which may be damaged or hostile: whole and in bounds, or refused with the reason. */

import type { FittedEncoding, FittedFeature, FittedNumber, FittedOrdinal, FittedTfIdf, Language } from './encoding';
import { MAX_NGRAM } from './terms';

type Members = Readonly<Record<string, unknown>>;

/** @throws Error that says what is wrong with it */
export function readFittedEncoding(value: unknown): FittedEncoding {
  const features = listOf(value, 'the encoding').map((entry, index) => {
    const members = membersOf(entry, `feature ${index + 1}`);
    const name = stringOf(members['name'], `the name of feature ${index + 1}`);
    try {
      return readFeature(name, members);
    } catch (error) {
      throw new Error(`feature ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
  checkDistinct(
    features.map(({ name }) => name),
    'the features',
  );
  return features;
}

function readFeature(name: string, members: Members): FittedFeature {
  const { kind } = members;
  switch (kind) {
    case 'number':
    case 'date':
      return readNumber(name, kind, members);
    case 'ordinal':
      return readOrdinal(name, members);
    case 'one-hot':
      return { name, kind, values: distinctOf(members['values'], 'values'), other: flagOf(members['other'], 'other') };
    case 'tf-idf':
      return readTfIdf(name, members);
    default:
      throw new Error(
        `its kind is ${JSON.stringify(kind)}; this program has number, date, ordinal, one-hot and tf-idf, so update it`,
      );
  }
}

function readNumber(name: string, kind: FittedNumber['kind'], { missing, log, scale }: Members): FittedNumber {
  const filled = missing === undefined ? undefined : numberOf(missing, 'missing');
  const head = { name, kind, missing: filled, ...(log !== undefined && { log: flagOf(log, 'log') }) };
  if (scale === undefined) return head;
  const members = membersOf(scale, 'scale');
  const mean = numberOf(members['mean'], 'mean');
  const deviation = numberOf(members['deviation'], 'deviation');
  if (deviation <= 0) throw new Error(`deviation is ${deviation}; expected more than 0`);
  return { ...head, scale: { mean, deviation } };
}

function readOrdinal(name: string, members: Members): FittedOrdinal {
  const values = distinctOf(members['values'], 'values');
  const unknown = numberOf(members['unknown'], 'unknown');
  if (!Number.isSafeInteger(unknown) || unknown < 0 || unknown > values.length)
    throw new Error(`unknown is ${unknown}; expected an index up to ${values.length}`);
  return { name, kind: 'ordinal', values, unknown };
}

function readTfIdf(name: string, members: Members): FittedTfIdf {
  const [shortest, longest, ...rest] = listOf(members['ngrams'], 'ngrams').map((length) => numberOf(length, 'ngrams'));
  if (shortest === undefined || longest === undefined || rest.length > 0) throw new Error('ngrams is no pair');
  if (!(Number.isSafeInteger(shortest) && Number.isSafeInteger(longest) && shortest >= 1 && longest <= MAX_NGRAM))
    throw new Error(`ngrams is ${shortest} to ${longest}; expected whole numbers from 1 to ${MAX_NGRAM}`);
  const terms = distinctOf(members['terms'], 'terms');
  const idf = listOf(members['idf'], 'idf').map((weight) => numberOf(weight, 'idf'));
  if (idf.length !== terms.length) throw new Error(`it has ${terms.length} terms and ${idf.length} idf`);
  if (!idf.every((weight) => weight > 0)) throw new Error('an idf is not above 0'); // no text then has the length 0
  return {
    ...{ name, kind: 'tf-idf', language: languageOf(members['language']), ngrams: [shortest, longest] },
    ...{ sublinear: flagOf(members['sublinear'], 'sublinear'), terms, idf },
  };
}

function membersOf(value: unknown, what: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} is no object`);
  return Object.fromEntries(Object.entries(value));
}

function listOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${what} is no list`);
  return value;
}

function distinctOf(value: unknown, what: string): readonly string[] {
  const strings = listOf(value, what).map((entry) => stringOf(entry, `one of ${what}`));
  checkDistinct(strings, what);
  return strings;
}

function checkDistinct(strings: readonly string[], what: string): void {
  if (new Set(strings).size < strings.length) throw new Error(`one of ${what} occurs twice`);
}

function stringOf(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new Error(`${what} is no string`);
  return value;
}

function numberOf(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`${what} is no finite number`);
  return value;
}

function flagOf(value: unknown, what: string): boolean {
  if (typeof value !== 'boolean') throw new Error(`${what} is neither true nor false`);
  return value;
}

function languageOf(value: unknown): Language {
  if (value !== 'en' && value !== 'ru') throw new Error(`language is ${JSON.stringify(value)}; expected en or ru`);
  return value;
}
