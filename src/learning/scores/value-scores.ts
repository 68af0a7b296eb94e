/** How good predicted values are. Targets and predictions are n numbers each; without rows every score is NaN. */

/** Mean squared error, in the square of the target's unit. */
export function mse(targets: Float64Array, predicted: Float64Array): number {
  return squares(targets, predicted) / targets.length;
}

/** Root of the mean squared error, in the target's unit. */
export function rmse(targets: Float64Array, predicted: Float64Array): number {
  return Math.sqrt(mse(targets, predicted));
}

/** Mean absolute error, in the target's unit. */
export function mae(targets: Float64Array, predicted: Float64Array): number {
  return targets.reduce((sum, target, row) => sum + Math.abs(target - predicted[row]!), 0) / targets.length;
}

/**
 * Coefficient of determination: by which share the squared errors are less than those of the mean.
 * @returns at most 1, and below 0 when the mean is better; NaN when all targets are the same
 */
export function r2(targets: Float64Array, predicted: Float64Array): number {
  const first = targets[0]!;
  // Counted from the first target on, so that the mean of equal targets is that target to the bit.
  const mean = first + targets.reduce((sum, target) => sum + (target - first), 0) / targets.length;
  const spread = targets.reduce((sum, target) => sum + (target - mean) ** 2, 0);
  return spread === 0 ? NaN : 1 - squares(targets, predicted) / spread;
}

function squares(targets: Float64Array, predicted: Float64Array): number {
  return targets.reduce((sum, target, row) => sum + (target - predicted[row]!) ** 2, 0);
}
