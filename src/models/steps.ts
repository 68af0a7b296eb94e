/** How a feature becomes columns, as declarations write it. */

import type { Encoding } from '../learning/encoding/encoding';

type Declared<Kind extends Encoding['kind']> = Extract<Encoding, { kind: Kind }>;
type Options<Kind extends Encoding['kind']> = Omit<Declared<Kind>, 'kind'>;

/** A number to mean 0 and standard deviation 1, a missing one filled in: linear estimators need both. */
export function scaled(options: Omit<Options<'number'>, 'scale'>): Declared<'number'> {
  return { kind: 'number', scale: 'standard', ...options };
}

/** As `scaled`, for dates. */
export function scaledDate(options: Omit<Options<'date'>, 'scale'>): Declared<'date'> {
  return { kind: 'date', scale: 'standard', ...options };
}

/** A column a value, the commonest ones; the last column is all others. */
export function oneHot(options: Pick<Options<'one-hot'>, 'max'>): Declared<'one-hot'> {
  return { kind: 'one-hot', ...options };
}

/** A text as the weights of its words. */
export function tfIdf(options: Options<'tf-idf'>): Declared<'tf-idf'> {
  return { kind: 'tf-idf', ...options };
}
