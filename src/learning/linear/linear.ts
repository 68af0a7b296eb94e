/** A weighted sum of the columns, and its evaluation. Whichever engine fitted it, this is what serves. */

export interface Linear {
  readonly kind: 'linear';
  /** From the weighted sum to the value: itself, or its exponential (a log link). */
  readonly link: 'identity' | 'log';
  readonly intercept: number;
  /** One a column. */
  readonly weights: Float64Array;
  /** Of each training column; explanations measure from them. */
  readonly means: Float64Array;
}

/**
 * @param values rows × width, row by row
 * @returns one value a row
 */
export function evaluateLinear(
  { link, intercept, weights }: Linear,
  values: Float64Array,
  width: number,
): Float64Array {
  const out = new Float64Array(values.length / width);
  for (let row = 0; row < out.length; row++) {
    const from = row * width;
    let sum = intercept;
    for (let column = 0; column < width; column++) sum += weights[column]! * values[from + column]!;
    out[row] = link === 'log' ? Math.exp(sum) : sum;
  }
  return out;
}

/** @returns the first fault in words, or undefined */
export function linearFault({ intercept, weights, means }: Linear, width: number): string | undefined {
  if (means.length !== width) return `it has ${means.length} means for ${width} columns`;
  if (weights.length !== width) return `it has ${weights.length} weights for ${width} columns`;
  if (!Number.isFinite(intercept) || ![weights, means].every((numbers) => numbers.every(Number.isFinite)))
    return 'a weight is no number';
  return undefined;
}
