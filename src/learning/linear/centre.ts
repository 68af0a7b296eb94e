/** Taking means away, so that an intercept need not be solved for. Rows may count differently, as `counts` says. */

/**
 * Counted from the first row on, so that the mean of a constant column is that constant to the bit.
 * @param values n × width, row by row; n from 1
 * @param counts n numbers. @default 1 each
 */
export function meansOf(values: Float64Array, width: number, counts?: Float64Array): Float64Array {
  const means = new Float64Array(width);
  let total = 0;
  for (let at = 0, row = 0; at < values.length; row++) {
    const count = counts?.[row] ?? 1;
    total += count;
    for (let column = 0; column < width; column++, at++) means[column]! += count * (values[at]! - values[column]!);
  }
  return means.map((sum, column) => values[column]! + sum / total);
}

/** @returns n × width: columns less their offsets, then each row times the root of its count */
export function shifted(values: Float64Array, offsets: Float64Array, counts: Float64Array): Float64Array {
  const width = offsets.length;
  const out = new Float64Array(values.length);
  for (let at = 0, row = 0; at < values.length; row++) {
    const root = Math.sqrt(counts[row]!);
    for (let column = 0; column < width; column++, at++) out[at] = root * (values[at]! - offsets[column]!);
  }
  return out;
}

/** The means, but 0 for a column that is mostly zeros: those stay zeros, and products skip them. */
export function sparingZeros(values: Float64Array, means: Float64Array): Float64Array {
  const zeros = new Int32Array(means.length);
  for (let at = 0, column = 0; at < values.length; at++) {
    if (values[at] === 0) zeros[column]! += 1;
    if (++column === means.length) column = 0;
  }
  const rows = values.length / means.length;
  return means.map((mean, column) => (zeros[column]! > rows / 2 ? 0 : mean));
}

/**
 * Takes the mean away from rows that `shifted` has made: they lose what lies along the roots of their counts.
 * @returns a vector of length 1
 */
export function directionOf(counts: Float64Array): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => Math.sqrt(count / total));
}

/** @returns the vector less its part along the direction */
export function without(direction: Float64Array, vector: Float64Array): Float64Array {
  const part = vector.reduce((sum, value, row) => sum + value * direction[row]!, 0);
  return vector.map((value, row) => value - part * direction[row]!);
}

/**
 * Products of rows become products of rows less their part along the direction.
 * @param matrix n × n, on and below the diagonal; changed in place
 */
export function removeFromProducts(direction: Float64Array, matrix: Float64Array): void {
  const rows = direction.length;
  const along = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      along[i]! += matrix[i * rows + j]! * direction[j]!;
      if (j < i) along[j]! += matrix[i * rows + j]! * direction[i]!;
    }
  }
  const both = along.reduce((sum, value, row) => sum + value * direction[row]!, 0);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      const [a, b] = [direction[i]!, direction[j]!];
      matrix[i * rows + j]! -= a * along[j]! + b * along[i]! - both * a * b;
    }
  }
}
