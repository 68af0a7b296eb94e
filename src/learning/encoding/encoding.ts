/**
 * How features become columns: as a declaration says it, and as fitted to training rows.
 * Both are plain data that JSON carries to the bit; the fitted form lies in the model file.
 */

/** A value of a row. null: missing. A date is written YYYY-MM-DD. */
export type Cell = number | string | null;
export type Row = Readonly<Record<string, Cell>>;

interface Numeric {
  /** What stands for a missing value. @default - it stays NaN, which forests take and linear estimators do not */
  readonly missing?: 'mean' | 'median' | number;
  /** `standard`: mean 0 and deviation 1 over the training rows, after missing values were filled. @default - as is */
  readonly scale?: 'standard';
}

export interface NumberEncoding extends Numeric {
  readonly kind: 'number';
  /** Whether ln(1 + x) stands for x, before it is scaled: for sizes and counts with a long tail. @default false */
  readonly log?: boolean;
}

/** Years since 1970, of 365.2425 days. */
export interface DateEncoding extends Numeric {
  readonly kind: 'date';
}

/** The index of the value. */
export interface OrdinalEncoding {
  readonly kind: 'ordinal';
  /** @default - those of the training rows, by falling frequency, then by name */
  readonly values?: readonly string[];
  /** The value that a missing or unseen one counts as. @default - none: its index is one past the last */
  readonly unknown?: string;
}

/** A column a value: 1 in that of the row's, 0 in the others. */
export interface OneHotEncoding {
  readonly kind: 'one-hot';
  /** @default - those of the training rows, by falling frequency, then by name */
  readonly values?: readonly string[];
  /**
   * At most so many columns, 2 or more: the commonest values of the training rows, and a last one that rarer, unseen
   * and missing values share. @default - every value has its column; an unseen or missing one has 0 in all
   */
  readonly max?: number;
}

export type Language = 'en' | 'ru';

/** Shortest and longest run of words that makes a term. */
export type Ngrams = readonly [number, number];

/** A column a term of the vocabulary: its TF-IDF weight in the text, rows of length 1. */
export interface TfIdfEncoding {
  readonly kind: 'tf-idf';
  readonly language: Language;
  readonly ngrams: Ngrams;
  /** The vocabulary: the terms that occur most often in the training rows; of equals, the first by name. */
  readonly maxTerms: number;
  /** A term must occur in so many rows. @default 1 */
  readonly minRows?: number;
  /** Whether a term that occurs n times counts 1 + ln n. @default false: n */
  readonly sublinear?: boolean;
}

export type Encoding = NumberEncoding | DateEncoding | OrdinalEncoding | OneHotEncoding | TfIdfEncoding;

export interface FeatureEncoding {
  readonly name: string;
  readonly encoding: Encoding;
}

interface Named {
  readonly name: string;
}

export interface FittedNumber extends Named {
  readonly kind: 'number' | 'date';
  /** Stands for a missing value. @default NaN */
  readonly missing?: number;
  /** @default false */
  readonly log?: boolean;
  /** @default - none */
  readonly scale?: { readonly mean: number; readonly deviation: number };
}

export interface FittedOrdinal extends Named {
  readonly kind: 'ordinal';
  readonly values: readonly string[];
  /** The index of every other value. */
  readonly unknown: number;
}

export interface FittedOneHot extends Named {
  readonly kind: 'one-hot';
  readonly values: readonly string[];
  /** Whether a last column stands for every other value. */
  readonly other: boolean;
}

export interface FittedTfIdf extends Named {
  readonly kind: 'tf-idf';
  readonly language: Language;
  readonly ngrams: Ngrams;
  readonly sublinear: boolean;
  /** Ascending. */
  readonly terms: readonly string[];
  /** One a term. */
  readonly idf: readonly number[];
}

export type FittedFeature = FittedNumber | FittedOrdinal | FittedOneHot | FittedTfIdf;

/** In the order of the columns. */
export type FittedEncoding = readonly FittedFeature[];
