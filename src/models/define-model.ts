/** A model is data: what it takes, what it gives, where its rows come from, and when it is good enough to ship. */

import type { ClassTarget, Feature, Features, ValueOf } from './features';

/** Rows in a CSV file whose header names the features and the target. */
export interface CsvSource {
  readonly kind: 'csv';
  /** Relative to the root of the repository. */
  readonly path: string;
}

export function csv(path: string): CsvSource {
  return { kind: 'csv', path };
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

/**
 * Declares a model. Everything that serves it follows from what is given here.
 * @throws Error that lists every fault of the declaration at once
 */
export function defineModel<const F extends Features, Class extends string>(model: Model<F, Class>): Model<F, Class> {
  const faults = [
    ...nameFaults(model.name),
    ...Object.entries<Feature>(model.features).flatMap(([name, feature]) => featureFaults(name, feature)),
    ...spellingFaults(model),
    ...targetFaults(model.target),
  ];
  if (faults.length > 0) throw new Error(`model ${model.name}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return model;
}

/** The longest name that leaves room for the suffixes of resource names within the 63 characters of a DNS label. */
const NAME_LENGTH = 40;

function nameFaults(name: string): string[] {
  if (/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name) && name.length <= NAME_LENGTH) return [];
  return [`name is '${name}'; expected a DNS label of at most ${NAME_LENGTH} characters, such as house-prices`];
}

function featureFaults(name: string, feature: Feature): string[] {
  switch (feature.kind) {
    case 'number':
      return feature.min < feature.max ? [] : [`${name}: min ${feature.min} is not below max ${feature.max}`];
    case 'category': {
      const faults = repeated(feature.values).map((value) => `${name}: the value '${value}' is listed twice`);
      if (feature.values.length === 0) faults.push(`${name}: a category needs at least one value`);
      return faults;
    }
    case 'text':
      return feature.maxLength > 0 ? [] : [`${name}: maxLength is ${feature.maxLength}; expected 1 or more`];
  }
}

/** Names and aliases share one space: a client may send either. */
function spellingFaults({ features }: Model): string[] {
  const spellings = Object.entries(features).flatMap(([name, { alias }]) =>
    alias === undefined ? [name] : [name, alias],
  );
  const misspelt = spellings.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name) || name in Object.prototype);
  return [
    ...(spellings.length === 0 ? ['a model needs at least one feature'] : []),
    ...misspelt.map((name) => `the feature name '${name}' is not lower case letters, digits and underscores`),
    ...repeated(spellings).map((name) => `two features are called '${name}'`),
  ];
}

function targetFaults({ column, classes }: ClassTarget): string[] {
  const faults = repeated(classes).map((value) => `target ${column}: the class '${value}' is listed twice`);
  if (classes.length < 2) faults.push(`target ${column}: a classifier needs at least two classes`);
  return faults;
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
