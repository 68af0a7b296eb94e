/** A model is data: what it takes, what it gives, where its rows come from, and when it is good enough to ship. */

import type { Encoding } from '../learning/encoding/encoding';
import type { ClassMetric, ValueMetric } from '../learning/scores/scores';
import type { ScreeningRules } from '../learning/rows/screening';
import type {
  CategoryFeature,
  ClassTarget,
  DateFeature,
  Feature,
  Features,
  LabelFeature,
  NumberFeature,
  Target,
  ValueOf,
} from './features';

/** A row of a source before it is cleaned: its cells as they were written, by the name of their column. */
export type RawRow = Readonly<Record<string, string>>;

/** Rows in a CSV file of the repository whose header names the features and the target. */
export interface CsvSource {
  readonly kind: 'csv';
  /** Relative to the root of the repository. */
  readonly path: string;
}

/** Rows that the repository may not contain. */
export interface ExternalSource {
  readonly kind: 'external';
  /** The environment variable that says where they are: a CSV file, or its http, https or s3 address. */
  readonly variable: string;
  /** What is trained on without it: made-up rows of the same columns, from seeded random numbers in [0, 1). */
  readonly synthetic: { readonly rows: number; generate(rows: number, random: () => number): Iterable<RawRow> };
  /** The columns that must be there. */
  readonly columns: readonly string[];
  /** A raw row by the names of features and target, a missing cell empty; undefined for one to leave out. */
  clean(raw: RawRow): RawRow | undefined;
}

export type Source = CsvSource | ExternalSource;

export type EstimatorName = 'forest' | 'tree' | 'linear' | 'ridge' | 'gamma';

/** How a model learns. */
export interface Learning<F extends Features = Features, T extends Target = Target> {
  /** Classes are learnt by trees, values by any. */
  readonly estimator: T extends ClassTarget ? 'forest' | 'tree' : EstimatorName;
  /** How features become columns. @default - numbers and dates as they are, categories and labels by their index */
  readonly prepare?: { readonly [Name in keyof F]?: EncodingOf<F[Name]> };
}

type EncodingOf<F extends Feature> = F extends NumberFeature
  ? Extract<Encoding, { kind: 'number' }>
  : F extends DateFeature
    ? Extract<Encoding, { kind: 'date' }>
    : F extends CategoryFeature | LabelFeature
      ? Extract<Encoding, { kind: 'ordinal' | 'one-hot' }>
      : Extract<Encoding, { kind: 'tf-idf' }>;

/** What a person declares, apart from how the model learns. */
interface Declared<F extends Features, T extends Target> {
  /** A DNS label; also the name of the image, the Deployment and the folder in build/. */
  readonly name: string;
  readonly title: string;
  /** In the order in which the estimator sees them. */
  readonly features: F;
  /** Fields that travel with a request and are counted, but are no input of the model. */
  readonly context?: Readonly<Record<string, ContextField>>;
  /** A real row: documentation and error answers show it, and every model file records what the model says to it. */
  readonly example: NoInfer<RowFrom<F>>;
  readonly target: T;
  readonly source: Source;
  /** Which columns are of no use; training leaves them out and says so. @default - all are of use */
  readonly screening?: ScreeningRules;
  /** The metric by which models are compared, and the worst score that ships. */
  readonly selection: { readonly metric: T extends ClassTarget ? ClassMetric : ValueMetric; readonly floor: number };
  /** Whether clients may also wrap a row as `{"features": {…}}`. @default false */
  readonly wrapped?: boolean;
}

/** A text that travels with a request, such as a joker's name. */
export interface ContextField {
  readonly title: string;
  /** Characters at most. */
  readonly maxLength: number;
}

/** Ways to learn of one model, by their names: `jokemeter-lr` chooses `lr`. The first is what serves by default. */
export type Variants<F extends Features = Features, T extends Target = Target> = Readonly<
  Record<string, Learning<F, T>>
>;

export type Declaration<F extends Features, T extends Target> = Declared<F, T> &
  (Learning<F, T> | { readonly variants: Variants<F, T> });

/** A declaration that was checked, with one of its variants chosen. */
export type Model<F extends Features = Features, T extends Target = Target> = Declared<F, T> &
  Learning<F, T> & {
    readonly variants?: Variants<F, T>;
    readonly variant?: string;
  };

type RowFrom<F extends Features> = { readonly [Name in keyof F]: ValueOf<F[Name]> };

/** What a client sends to a model: `RowOf<typeof iris>`. */
export type RowOf<M extends Model> = RowFrom<M['features']>;

/** A row of whichever model, validated: a missing value is null, a label is normalized. */
export type Row = Readonly<Record<string, number | string | null>>;

/** A class that a model answers with. */
export type ClassOf<M extends { readonly target: ClassTarget }> = M['target']['classes'][number];

/** The name by which a model and its variant are chosen: of its section in params.yaml and its folder in build/. */
export function keyOf({ name, variant }: Model): string {
  return variant === undefined ? name : `${name}-${variant}`;
}
