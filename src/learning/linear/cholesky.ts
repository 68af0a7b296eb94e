/**
 * Equations with a symmetric matrix S that has no negative eigenvalue, by Cholesky's factors with pivots (Higham, 1990).
 * S = C Cᵀ, where C has a column for each pivot: for each row of S that the others do not give. When some are given by
 * others, S has many solutions or none, and the shortest one is found in the space of C (Courrieu, 2005).
 */

import { combination, gram, products, transposed, type Vectors } from './vectors';

export interface Factor {
  /** C: size vectors of as many numbers as there are pivots. */
  readonly rows: Vectors;
  /** Rows of S in the order in which they became pivots; those of C are then a lower triangle. */
  readonly pivots: Int32Array;
  /** Factors of CᵀC, when pivots are fewer than rows. */
  readonly inner?: Factor;
}

/**
 * @param matrix size × size, on and below the diagonal
 * @param tolerance a row is given by the pivots when no more than this share of its diagonal is left without them
 */
export function factorise(matrix: Float64Array, size: number, tolerance: number): Factor {
  const { lower, pivots } = lowerOf(matrix, size, tolerance);
  const rank = pivots.length;
  const values = new Float64Array(size * rank);
  for (let row = 0; row < size; row++) values.set(lower.subarray(row * size, row * size + rank), row * rank);
  const rows = { values, count: size, length: rank };
  return rank === size ? { rows, pivots } : { rows, pivots, inner: factorise(gram(transposed(rows)), rank, 0) };
}

/**
 * The shortest x with S x = b.
 * @param b size numbers in the space of C
 */
export function shortestSolution(factor: Factor, b: Float64Array): Float64Array {
  const { rows, inner } = factor;
  const reached = forward(factor, b);
  return inner ? products(rows, solution(inner, reached)) : solution(factor, b);
}

/**
 * An x for which S x is as near to b as can be; 0 but for the pivots.
 * Nearness is that of the vectors whose products S holds: the length of C z - b, with z what x gives in the space of C.
 * @param b size numbers
 */
export function nearestSolution(factor: Factor, b: Float64Array): Float64Array {
  const { rows, inner } = factor;
  return inner ? backward(factor, solution(inner, combination(rows, b))) : solution(factor, b);
}

function solution(factor: Factor, b: Float64Array): Float64Array {
  return backward(factor, forward(factor, b));
}

function lowerOf(
  matrix: Float64Array,
  size: number,
  tolerance: number,
): { readonly lower: Float64Array; readonly pivots: Int32Array } {
  const lower = new Float64Array(size * size);
  const left = Float64Array.from({ length: size }, (_, row) => matrix[row * size + row]!);
  const least = left.map((diagonal) => tolerance * diagonal);
  const waiting = new Set(left.keys());
  const pivots: number[] = [];
  for (let k = 0; k < size; k++) {
    const pivot = nextPivot(waiting, left, matrix, size);
    if (pivot === undefined || !(left[pivot]! > least[pivot]!)) break;
    waiting.delete(pivot);
    pivots.push(pivot);
    const root = Math.sqrt(left[pivot]!);
    lower[pivot * size + k] = root;
    for (const row of waiting) {
      let sum = matrix[Math.max(row, pivot) * size + Math.min(row, pivot)]!;
      for (let at = 0; at < k; at++) sum -= lower[row * size + at]! * lower[pivot * size + at]!;
      lower[row * size + k] = sum / root;
      left[row]! -= (sum / root) ** 2;
    }
  }
  return { lower, pivots: Int32Array.from(pivots) };
}

/** The row of whose diagonal the largest share is left: units of a column then do not matter. */
function nextPivot(
  waiting: ReadonlySet<number>,
  left: Float64Array,
  matrix: Float64Array,
  size: number,
): number | undefined {
  let next: number | undefined;
  let largest = 0;
  for (const row of waiting) {
    const share = left[row]! / matrix[row * size + row]!;
    if (share > largest) [next, largest] = [row, share];
  }
  return next;
}

/** From b to the space of C: x with C x = b, read off the pivots. */
function forward({ rows: { values, length }, pivots }: Factor, b: Float64Array): Float64Array {
  const x = new Float64Array(length);
  for (let k = 0; k < length; k++) {
    const from = pivots[k]! * length;
    let sum = b[pivots[k]!]!;
    for (let at = 0; at < k; at++) sum -= values[from + at]! * x[at]!;
    x[k] = sum / values[from + k]!;
  }
  return x;
}

/** From the space of C to the pivots: x with Cᵀ x = z, and 0 at the other rows. */
function backward({ rows: { values, count, length }, pivots }: Factor, z: Float64Array): Float64Array {
  const x = new Float64Array(count);
  const left = z.slice();
  for (let k = length - 1; k >= 0; k--) {
    const from = pivots[k]! * length;
    const value = left[k]! / values[from + k]!;
    x[pivots[k]!] = value;
    for (let at = 0; at < k; at++) left[at]! -= value * values[from + at]!;
  }
  return x;
}
