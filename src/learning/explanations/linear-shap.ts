/**
 * Shapley values of a weighted sum when columns are independent: weight × (value - mean) (Lundberg & Lee, 2017, cor. 1).
 * With a log link they explain the logarithm of the value: a sum there is a product of factors in the value.
 */

import type { Linear } from '../linear/linear';

export class LinearShap {
  /** One number: the weighted sum of the mean training row. */
  readonly base: Float64Array;

  /** @param linear one without a fault */
  constructor(readonly linear: Linear) {
    const { intercept, weights, means } = linear;
    this.base = Float64Array.of(weights.reduce((sum, weight, column) => sum + weight * means[column]!, intercept));
  }

  /**
   * @param row the columns of one row
   * @returns one number a column; with base they add up to the weighted sum
   */
  contributions(row: Float64Array): Float64Array {
    const { weights, means } = this.linear;
    return weights.map((weight, column) => weight * (row[column]! - means[column]!));
  }
}
