/** How a model is declared, and what is wrong with a declaration. */

import { Problem } from '../contract/problems';
import type { Feature, Features } from './features';
import type { CsvSource, Model } from './model';
import { Validator } from './validate';

export function csv(path: string): CsvSource {
  return { kind: 'csv', path };
}

/**
 * Declares a model. Everything that serves it follows from what is given here.
 * @throws Error that lists every fault of the declaration at once
 */
export function defineModel<const F extends Features, Class extends string>(model: Model<F, Class>): Model<F, Class> {
  const faults = [
    ...nameFaults(model.name),
    ...Object.entries<Feature>(model.features).flatMap(([name, feature]) => featureFaults(name, feature)),
    ...spellingFaults(model),
    ...targetFaults(model),
    ...selectionFaults(model.selection),
  ];
  if (faults.length === 0) faults.push(...exampleFaults(model));
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
    case 'number': {
      const { min, max, integer } = feature;
      if (!(min < max)) return [`${name}: min ${min} is not below max ${max}`];
      if (!Number.isFinite(min)) return [`${name}: min is ${min}; expected a number`];
      if (!Number.isFinite(max)) return [`${name}: max is ${max}; expected a number`];
      return integer && Math.ceil(min) > max ? [`${name}: there is no whole number from ${min} to ${max}`] : [];
    }
    case 'category': {
      const faults = repeated(feature.values).map((value) => `${name}: the value '${value}' is listed twice`);
      if (feature.values.length === 0) faults.push(`${name}: a category needs at least one value`);
      return faults;
    }
    case 'text':
      if (Number.isSafeInteger(feature.maxLength) && feature.maxLength > 0) return [];
      return [`${name}: maxLength is ${feature.maxLength}; expected a whole number from 1`];
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

function targetFaults({ target: { column, classes }, features }: Model): string[] {
  const faults = repeated(classes).map((value) => `target ${column}: the class '${value}' is listed twice`);
  if (classes.length < 2) faults.push(`target ${column}: a classifier needs at least two classes`);
  if (Object.hasOwn(features, column))
    faults.push(`target ${column}: it is a feature too, so the model would be told the answer`);
  return faults;
}

function selectionFaults({ metric, floor }: Model['selection']): string[] {
  return floor >= 0 && floor <= 1 ? [] : [`selection: floor is ${floor}; expected a value of ${metric} from 0 to 1`];
}

function exampleFaults(model: Model): string[] {
  try {
    new Validator(model).rows(model.example, 1);
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.errors.map(({ field, got, expected }) => `example: ${field.slice(1)} is ${got}; expected ${expected}`);
  }
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
