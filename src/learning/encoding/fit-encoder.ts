/** Fits the declared encodings of features to training rows. */

import type { FeatureEncoding, FittedEncoding, FittedFeature } from './encoding';
import { fitOneHot, fitOrdinal } from './fit-category';
import { fitNumber } from './fit-number';
import { fitTfIdf } from './fit-tf-idf';
import type { Table } from '../rows/table';

/**
 * @param rows indices of the training rows; no other row has any influence
 * @returns plain data, the same for the same rows
 * @throws RangeError that names the feature that cannot be fitted, and why
 */
export function fitEncoder(features: readonly FeatureEncoding[], table: Table, rows: Int32Array): FittedEncoding {
  if (rows.length === 0) throw new RangeError('there is no training row to fit the encoding to');
  return features.map((feature) => fitFeature(feature, table, rows));
}

function fitFeature({ name, encoding }: FeatureEncoding, table: Table, rows: Int32Array): FittedFeature {
  const column = table.column(name);
  switch (encoding.kind) {
    case 'number':
    case 'date':
      return fitNumber(name, encoding, column, rows);
    case 'ordinal':
      return fitOrdinal(name, encoding, column, rows);
    case 'one-hot':
      return fitOneHot(name, encoding, column, rows);
    case 'tf-idf':
      return fitTfIdf(name, encoding, column, rows);
  }
}
