/** How each feature of a model becomes columns: as it is declared, else by its kind. */

import type { Encoding, FeatureEncoding } from '../learning/encoding/encoding';
import type { Feature } from './features';
import type { Model } from './model';

export function encodingsOf({ features, prepare = {} }: Model): FeatureEncoding[] {
  return Object.entries<Feature>(features).map(([name, feature]) => ({
    name,
    encoding: completed(feature, prepare[name] ?? byKind(name, feature)),
  }));
}

/** @throws Error for a text: which of its words count is to be declared */
function byKind(name: string, { kind }: Feature): Encoding {
  switch (kind) {
    case 'number':
    case 'date':
      return { kind };
    case 'category':
    case 'label':
      return { kind: 'ordinal' };
    case 'text':
      throw new Error(`${name}: a text needs a tfIdf(…) in prepare`);
  }
}

/** A category knows its values before any row is read. */
function completed(feature: Feature, encoding: Encoding): Encoding {
  if (feature.kind !== 'category') return encoding;
  const { values, unknown } = feature;
  if (encoding.kind === 'ordinal') return { ...encoding, values, unknown };
  return encoding.kind === 'one-hot' && encoding.max === undefined ? { ...encoding, values } : encoding;
}
