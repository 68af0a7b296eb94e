/** JSON Schema (2020-12) of what a model accepts, from its declaration: it accepts what the validator accepts, and days that no calendar has. */

import type { Model } from './model';
import type { Feature } from './features';

export type Schema = Readonly<Record<string, unknown>>;

/** One row, as it is or in its wrapper. */
export function rowSchema(model: Model): Schema {
  const row = plainSchema(model);
  if (model.wrapped !== true) return row;
  const wrapper = {
    type: 'object',
    additionalProperties: false,
    properties: { features: row },
    required: ['features'],
  };
  return { title: model.title, oneOf: [row, wrapper], examples: [model.example] };
}

/** Every feature once, under its name or its alias, the context, and nothing else. */
function plainSchema(model: Model): Schema {
  const features = Object.entries<Feature>(model.features);
  const needed = features.filter(([, { optional }]) => optional !== true);
  const context = Object.entries(model.context ?? {}).map(([name, { title, maxLength }]) => [
    name,
    { type: ['string', 'null'], description: title, minLength: 1, maxLength },
  ]);
  return {
    type: 'object',
    title: model.title,
    additionalProperties: false,
    properties: Object.fromEntries([
      ...features.flatMap(([name, feature]) => {
        const schema = feature.optional === true ? orNull(featureSchema(feature)) : featureSchema(feature);
        return [name, ...(feature.alias === undefined ? [] : [feature.alias])].map((spelling) => [spelling, schema]);
      }),
      ...context,
    ]),
    required: needed.filter(([, { alias }]) => alias === undefined).map(([name]) => name),
    allOf: features.flatMap(([name, { alias, optional }]): Schema[] => {
      if (alias === undefined) return [];
      if (optional === true) return [{ not: { required: [name, alias] } }];
      return [{ oneOf: [{ required: [name] }, { required: [alias] }] }];
    }),
    examples: [model.example],
  };
}

/** What is optional may be null too. */
function orNull(schema: Schema): Schema {
  return 'enum' in schema
    ? { anyOf: [schema, { type: 'null' }] }
    : { ...schema, type: [schema['type'], 'null'].flat() };
}

function featureSchema(feature: Feature): Schema {
  switch (feature.kind) {
    case 'number': {
      const { title, unit, min, max, integer } = feature;
      const description = unit === undefined ? title : `${title} in ${unit}`;
      return { type: integer ? 'integer' : 'number', description, minimum: min, maximum: max };
    }
    case 'category': {
      const { title, values, unknown } = feature;
      if (unknown === undefined) return { type: 'string', description: title, enum: values };
      return { type: 'string', description: `${title}; another value counts as ${unknown}`, examples: values };
    }
    case 'label': {
      const { title, maxLength } = feature;
      return { type: ['string', 'number'], description: title, minLength: 1, maxLength };
    }
    case 'date':
      return {
        type: 'string',
        pattern: '^\\d{4}-\\d\\d-\\d\\d$',
        description: `${feature.title}, from ${feature.min} to ${feature.max}`,
      };
    case 'text':
      return { type: 'string', description: feature.title, minLength: 1, maxLength: feature.maxLength };
  }
}
