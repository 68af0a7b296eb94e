/** Rows that fit a model, as many as a load test wants. */

import type { Model, Row } from './model';
import type { Feature } from './features';

/**
 * Row `index` of an endless, fixed sequence that walks through the ranges of all features.
 * @param index 0, 1, 2 …; the same index gives the same row everywhere
 */
export function payload(model: Model, index: number): Row {
  const row: Record<string, number | string | null> = {};
  Object.entries<Feature>(model.features).forEach(([name, feature], column) => {
    // Additive recurrence with the golden ratio: spreads evenly without a random generator.
    row[name] = valueAt(feature, model.example[name] ?? '', ((index + 1) * (column + 1) * 0.6180339887498949) % 1);
  });
  return row;
}

/** Which labels there are only the training rows know: the one of the example is used for all. */
function valueAt(feature: Feature, example: number | string, share: number): number | string {
  switch (feature.kind) {
    case 'number': {
      const { min, max, integer } = feature;
      if (integer) return Math.ceil(min) + Math.floor(share * (Math.floor(max) - Math.ceil(min) + 1));
      // As many decimals as tell a hundred values apart keep payloads short; clamped, since rounding may leave the range.
      const decimals = Math.min(100, Math.max(0, Math.ceil(-Math.log10((max - min) / 100))));
      return Math.min(max, Math.max(min, Number((min + share * (max - min)).toFixed(decimals))));
    }
    case 'category':
      return feature.values[Math.floor(share * feature.values.length)] ?? '';
    case 'label':
      return example;
    case 'date': {
      const [min, max] = [Date.parse(feature.min), Date.parse(feature.max)];
      return new Date(min + share * (max - min)).toJSON().slice(0, 10);
    }
    case 'text':
      return `${example} ${Math.floor(share * 1000)}`.slice(0, feature.maxLength);
  }
}
