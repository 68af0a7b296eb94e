/**
 * Minus the mean logarithm (base e) of the probability that the true class was given (Good, 1952).
 * A probability counts as no nearer to 0 or 1 than 2^-52, so that one sure mistake is not infinite.
 * @param labels n class indices in [0, classes)
 * @param probabilities n × classes, row by row
 * @returns a number from 0, less being better; NaN without rows
 */
export function logLoss(labels: Int32Array, probabilities: Float64Array, classes: number): number {
  const { EPSILON } = Number;
  const sum = labels.reduce((loss, label, row) => {
    const probability = probabilities[row * classes + label]!;
    return loss - Math.log(Math.min(1 - EPSILON, Math.max(EPSILON, probability)));
  }, 0);
  return sum / labels.length;
}
