/** From a typed row to the numbers that an estimator sees. */

import type { Model, Row } from './model';
import type { Feature } from './features';

/** Writes rows of one model into matrices. Made once; `into` runs on every request. */
export class Encoder {
  private readonly columns: readonly { readonly name: string; readonly feature: Feature }[];

  /** @throws Error when the model has a feature that its estimator cannot take */
  constructor(model: Model) {
    this.columns = Object.entries<Feature>(model.features).map(([name, feature]) => ({ name, feature }));
    const texts = this.columns.filter(({ feature }) => feature.kind === 'text').map(({ name }) => name);
    if (texts.length > 0) {
      throw new Error(
        `model ${model.name}: the estimator ${model.estimator} takes numbers and categories, not the text ${texts.join(', ')}`,
      );
    }
  }

  /** Numbers a row. */
  get width(): number {
    return this.columns.length;
  }

  /**
   * @returns rows × width numbers, row by row; a category is the index of its value
   */
  matrix(rows: readonly Row[]): Float64Array {
    const values = new Float64Array(rows.length * this.width);
    rows.forEach((row, index) => this.into(row, values, index * this.width));
    return values;
  }

  private into(row: Row, values: Float64Array, offset: number): void {
    this.columns.forEach(({ name, feature }, column) => {
      const cell = row[name];
      values[offset + column] = feature.kind === 'category' ? feature.values.indexOf(String(cell)) : Number(cell);
    });
  }
}
