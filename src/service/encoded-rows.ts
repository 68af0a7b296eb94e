/** Rows as an estimator sees them: encoded by what the training rows show, and by nothing that tests it. */

import { InputError, messageOf } from '../contract/exit';
import { Encoder } from '../learning/encoding/encoder';
import type { FittedEncoding } from '../learning/encoding/encoding';
import type { TrainingSet } from '../learning/engine';
import { fitEncoder } from '../learning/encoding/fit-encoder';
import { encodingsOf } from '../models/encodings';
import { keyOf, type Model } from '../models/model';
import type { TrainingRows } from './rows';

export class EncodedRows {
  readonly encoding: FittedEncoding;
  readonly encoder: Encoder;

  /**
   * @param training the rows that the encoding is fitted to
   * @throws InputError when they do not tell how to encode a feature
   */
  constructor(
    model: Model,
    private readonly rows: TrainingRows,
    training: readonly number[],
  ) {
    const useless = new Set(rows.screened.map(({ column }) => column));
    const features = encodingsOf(model).filter(({ name }) => !useless.has(name));
    if (features.length === 0)
      throw new InputError(`${rows.source.name}: screening leaves no feature of ${keyOf(model)}`);
    try {
      this.encoding = fitEncoder(features, rows.table, Int32Array.from(training));
    } catch (error) {
      throw new InputError(`${rows.source.name}: ${messageOf(error)}`);
    }
    this.encoder = new Encoder(this.encoding);
  }

  /** @param indices of rows, in the order wanted */
  set(indices: readonly number[]): TrainingSet {
    const values = this.encoder.tableMatrix(this.rows.table, Int32Array.from(indices));
    const { truth } = this.rows;
    const matrix = { values, width: this.encoder.width };
    return truth.kind === 'class'
      ? { ...truth, ...matrix, labels: Int32Array.from(indices, (row) => truth.labels[row]!) }
      : { ...truth, ...matrix, targets: Float64Array.from(indices, (row) => truth.targets[row]!) };
  }
}
