/** A model is data: what it takes, what it gives, where its rows come from, and when it is good enough to ship. */

import type { ClassTarget, Features, ValueOf } from './features';

/** Rows in a CSV file whose header names the features and the target. */
export interface CsvSource {
  readonly kind: 'csv';
  /** Relative to the root of the repository. */
  readonly path: string;
}

export interface Model<F extends Features = Features, Class extends string = string> {
  /** A DNS label; also the name of the image, the Deployment and the folder in build/. */
  readonly name: string;
  readonly title: string;
  /** In the order in which the estimator sees them. */
  readonly features: F;
  /** A real row: documentation and error answers show it, and every model file records what the model says to it. */
  readonly example: NoInfer<RowFrom<F>>;
  readonly target: ClassTarget<Class>;
  readonly source: CsvSource;
  readonly estimator: 'forest';
  /** The metric by which models are compared, and the score below which none ships. */
  readonly selection: { readonly metric: 'accuracy'; readonly floor: number };
}

type RowFrom<F extends Features> = { readonly [Name in keyof F]: ValueOf<F[Name]> };

/** What a client sends to a model: `RowOf<typeof iris>`. */
export type RowOf<M extends Model> = RowFrom<M['features']>;

/** A row of whichever model. */
export type Row = RowOf<Model>;

/** A class that a model answers with. */
export type ClassOf<M extends Model> = M['target']['classes'][number];
