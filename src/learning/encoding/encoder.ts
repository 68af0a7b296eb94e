/** From rows to the matrix that an estimator sees, by a fitted encoding. Training and serving give the same bits. */

import { oneHotEncoder, ordinalEncoder } from './category-encoder';
import type { FittedEncoding, FittedFeature, Row } from './encoding';
import type { FeatureEncoder } from './feature-encoder';
import { numberEncoder } from './number-encoder';
import { cellOf, type Table } from '../rows/table';
import { tfIdfEncoder } from './tf-idf-encoder';

export interface EncodedColumn {
  readonly feature: string;
  /** As a person reads it: the feature's name, `status = sold`, or a term of a text. */
  readonly title: string;
}

interface Part {
  readonly name: string;
  /** Its first column. */
  readonly at: number;
  readonly encoder: FeatureEncoder;
}

/** Made once; `matrix` runs on every request. */
export class Encoder {
  readonly columns: readonly EncodedColumn[];
  readonly width: number;
  private readonly parts: readonly Part[];

  constructor(fitted: FittedEncoding) {
    const columns: EncodedColumn[] = [];
    this.parts = fitted.map((feature) => {
      const { name } = feature;
      const part = { name, at: columns.length, encoder: featureEncoder(feature) };
      for (const title of part.encoder.titles) columns.push({ feature: name, title });
      return part;
    });
    this.columns = columns;
    this.width = columns.length;
  }

  /**
   * @returns rows × width, row by row
   * @throws RangeError that names the feature when a cell is not there, of the wrong type or no date
   */
  matrix(rows: readonly Row[]): Float64Array {
    const out = new Float64Array(rows.length * this.width);
    for (let row = 0; row < rows.length; row++) {
      const cells = rows[row]!;
      for (const { name, at, encoder } of this.parts) encoder.write(cells[name], out, row * this.width + at);
    }
    return out;
  }

  /**
   * @param rows indices of rows of the table
   * @returns rows × width, in the order given; the bits that `matrix` gives for them
   */
  tableMatrix(table: Table, rows: Int32Array): Float64Array {
    const out = new Float64Array(rows.length * this.width);
    for (const { name, at, encoder } of this.parts) {
      const column = table.column(name);
      for (let row = 0; row < rows.length; row++) {
        encoder.write(cellOf(column, rows[row]!), out, row * this.width + at);
      }
    }
    return out;
  }

  /** @returns the features whose value has no index or column of its own: unseen in training, or too rare there */
  unknown(row: Row): readonly string[] {
    return this.parts.filter(({ name, encoder }) => !encoder.knows(row[name])).map(({ name }) => name);
  }
}

function featureEncoder(fitted: FittedFeature): FeatureEncoder {
  switch (fitted.kind) {
    case 'number':
    case 'date':
      return numberEncoder(fitted);
    case 'ordinal':
      return ordinalEncoder(fitted);
    case 'one-hot':
      return oneHotEncoder(fitted);
    case 'tf-idf':
      return tfIdfEncoder(fitted);
  }
}
