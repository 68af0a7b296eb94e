/** How a model is declared, and what is wrong with a declaration. */

import { messageOf } from '../contract/exit';
import { Problem } from '../contract/problems';
import type { Encoding } from '../learning/encoding/encoding';
import { encodingsOf } from './encodings';
import type { Feature, Features, Target } from './features';
import type { CsvSource, Declaration, Model } from './model';
import { spelling } from './spelling';
import { isDay, Validator } from './validate';

export function csv(path: string): CsvSource {
  return { kind: 'csv', path };
}

/**
 * Declares a model. Everything that serves it follows from what is given here.
 * @throws Error that lists every fault of the declaration at once
 */
export function defineModel<const F extends Features, const T extends Target>(
  declaration: Declaration<F, T>,
): Model<F, T> {
  const model = chosen(declaration);
  const faults = [
    ...nameFaults(model.name),
    ...Object.entries<Feature>(model.features).flatMap(([name, feature]) => featureFaults(name, feature)),
    ...spellingFaults(model),
    ...targetFaults(model),
    ...learningFaults(model),
    ...selectionFaults(model.selection),
  ];
  if (faults.length === 0) faults.push(...exampleFaults(model));
  if (faults.length > 0) throw new Error(`model ${model.name}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return model;
}

/** The first variant is what serves unless another is chosen. */
function chosen<F extends Features, T extends Target>(declaration: Declaration<F, T>): Model<F, T> {
  if (!('variants' in declaration)) return declaration;
  const [first] = Object.entries(declaration.variants);
  if (first === undefined) throw new Error(`model ${declaration.name}: variants is empty; expected at least one`);
  const [variant, learning] = first;
  return { ...declaration, ...learning, variant };
}

/** A model with each of its variants chosen; itself when it has none. */
export function variantsOf(model: Model): readonly Model[] {
  if (model.variants === undefined) return [model];
  return Object.entries(model.variants).map(([variant, learning]) => ({ ...model, ...learning, variant }));
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
      if (feature.unknown !== undefined && !feature.values.includes(feature.unknown))
        faults.push(`${name}: unknown is '${feature.unknown}', which is none of its values`);
      const alike = feature.unknown === undefined ? [] : repeated(feature.values.map(spelling));
      return [...faults, ...alike.map((value) => `${name}: two values are spelt like '${value}'`)];
    }
    case 'date':
      if (isDay(feature.min) && isDay(feature.max) && feature.min < feature.max) return [];
      return [
        `${name}: its days are from ${feature.min} to ${feature.max}; expected two days such as 2022-03-15, in order`,
      ];
    case 'label':
    case 'text':
      if (Number.isSafeInteger(feature.maxLength) && feature.maxLength > 0) return [];
      return [`${name}: maxLength is ${feature.maxLength}; expected a whole number from 1`];
  }
}

/** Names, aliases and context share one space: a client may send any of them. */
function spellingFaults({ features, context = {} }: Model): string[] {
  const own = Object.entries(features).flatMap(([name, { alias }]) => (alias === undefined ? [name] : [name, alias]));
  const spellings = [...own, ...Object.keys(context)];
  const misspelt = spellings.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name) || name in Object.prototype);
  return [
    ...(own.length === 0 ? ['a model needs at least one feature'] : []),
    ...misspelt.map((name) => `the feature name '${name}' is not lower case letters, digits and underscores`),
    ...repeated(spellings).map((name) => `two features are called '${name}'`),
  ];
}

function targetFaults({ target, features }: Model): string[] {
  const { column } = target;
  const faults = Object.hasOwn(features, column)
    ? [`target ${column}: it is a feature too, so the model would be told the answer`]
    : [];
  if (target.kind === 'value') {
    if (!(target.min < target.max)) faults.push(`target ${column}: min ${target.min} is not below max ${target.max}`);
    return faults;
  }
  if (target.classes.length < 2) faults.unshift(`target ${column}: a classifier needs at least two classes`);
  return [
    ...repeated(target.classes).map((value) => `target ${column}: the class '${value}' is listed twice`),
    ...faults,
  ];
}

/** Each variant must know how to encode each feature. */
function learningFaults(model: Model): string[] {
  return variantsOf(model).flatMap((variant) => {
    const where = variant.variant === undefined ? '' : `${variant.variant}: `;
    try {
      return encodingsOf(variant).flatMap(({ name, encoding }) =>
        encodingFaults(variant, model.features[name]!, encoding).map((fault) => `${where}${name}: ${fault}`),
      );
    } catch (error) {
      return [where + messageOf(error)];
    }
  });
}

function encodingFaults({ estimator }: Model, feature: Feature, encoding: Encoding): string[] {
  if (
    encoding.kind === 'one-hot' &&
    encoding.max === undefined &&
    'unknown' in feature &&
    feature.unknown !== undefined
  )
    return ['one column a value has none for what is unknown; give oneHot a max'];
  if (encoding.kind !== 'number' && encoding.kind !== 'date') return [];
  const faults: string[] = [];
  if (encoding.kind === 'number' && encoding.log === true && feature.kind === 'number' && feature.min <= -1)
    faults.push(`a logarithm of 1 + x needs numbers above -1; its min is ${feature.min}`);
  const isTree = estimator === 'forest' || estimator === 'tree';
  if (!isTree && feature.optional === true && encoding.missing === undefined)
    faults.push(`${estimator} needs to know what a missing value counts as`);
  return faults;
}

/** Scores that lie between 0 and 1. */
const SHARES: readonly string[] = ['accuracy', 'macro_f1', 'auroc'];

function selectionFaults({ metric, floor }: Model['selection']): string[] {
  if (!Number.isFinite(floor)) return [`selection: floor is ${floor}; expected a value of ${metric}`];
  if (!SHARES.includes(metric) || (floor >= 0 && floor <= 1)) return [];
  return [`selection: floor is ${floor}; expected a value of ${metric} from 0 to 1`];
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
