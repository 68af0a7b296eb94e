/** JSON Schema (2020-12) of what a model accepts, from its declaration: it accepts just what the validator accepts. */

import type { Model } from './model';
import type { Feature } from './features';

export type Schema = Readonly<Record<string, unknown>>;

/** One row: every feature once, under its name or its alias, and nothing else. */
export function rowSchema(model: Model): Schema {
  const features = Object.entries<Feature>(model.features);
  return {
    type: 'object',
    title: model.title,
    additionalProperties: false,
    properties: Object.fromEntries(
      features.flatMap(([name, feature]) => {
        const schema = featureSchema(feature);
        return feature.alias === undefined
          ? [[name, schema]]
          : [
              [name, schema],
              [feature.alias, schema],
            ];
      }),
    ),
    required: features.filter(([, { alias }]) => alias === undefined).map(([name]) => name),
    allOf: features.flatMap(([name, { alias }]) =>
      alias === undefined ? [] : [{ oneOf: [{ required: [name] }, { required: [alias] }] }],
    ),
    examples: [model.example],
  };
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
    case 'text':
      return { type: 'string', description: feature.title, minLength: 1, maxLength: feature.maxLength };
  }
}
