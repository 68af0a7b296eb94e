import type { Span } from './node';
import { SquaredError } from './squared-error';

/** Two classes by their Gini impurity, which is twice the squared error of the numbers 0 and 1. */
export class TwoClassTarget extends SquaredError {
  readonly outputs = 2;

  /** @param labels n times 0 or 1 */
  constructor(labels: Int32Array, classWeights: Float64Array) {
    super(
      Float64Array.from(labels),
      Float64Array.from(labels, (label) => classWeights[label]!),
    );
  }

  leaf(_: Span, leaves: number[]): void {
    const share = this.sum / this.weight;
    leaves.push(1 - share, share);
  }
}
