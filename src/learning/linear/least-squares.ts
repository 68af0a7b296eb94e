/**
 * Least squares with an intercept, exactly: the weights w that make Σ cᵢ (yᵢ - b - xᵢw)² + alpha |w|² least.
 * Ridge regression is Hoerl & Kennard's (1970), its form in rows instead of columns Saunders, Gammerman & Vovk's (1998).
 */

import { directionOf, meansOf, removeFromProducts, shifted, sparingZeros, without } from './centre';
import { factorise, nearestSolution, shortestSolution, type Factor } from './cholesky';
import { combination, gram, products, transposed, type Vectors } from './vectors';

export interface Rows {
  /** n × width, row by row; n from 1. */
  readonly values: Float64Array;
  readonly width: number;
  /** n numbers. */
  readonly targets: Float64Array;
  /** n numbers above 0: how much a row counts. @default 1 each */
  readonly counts?: Float64Array;
}

export interface Fit {
  readonly intercept: number;
  /** One a column. */
  readonly weights: Float64Array;
}

/** Rounds after the first, each of which solves for what the last one left (Björck, 1987): products of columns hold half the digits. */
const REFINEMENTS = 3;

const TOO_LARGE = 'the columns, the target or alpha are too large to multiply; scale them';

/**
 * Solves for columns or for rows, whichever are fewer.
 * Of many solutions, as collinear columns have them, the one with the least |w|. Columns count as collinear when they
 * agree to about 6 digits, more with fewer rows.
 * @param alpha from 0; the intercept is not penalised
 * @throws RangeError when numbers are too large to multiply
 */
export function leastSquares({ values, width, targets, counts = targets.map(() => 1) }: Rows, alpha: number): Fit {
  const means = meansOf(values, width, counts);
  const [target] = meansOf(targets, 1, counts);
  const y = shifted(targets, Float64Array.of(target!), counts);
  const rowsOf = (offsets: Float64Array): Vectors => {
    return { values: shifted(values, offsets, counts), count: targets.length, length: width };
  };
  const weights =
    width <= targets.length
      ? byColumns(transposed(rowsOf(means)), y, alpha)
      : byRows(rowsOf(sparingZeros(values, means)), directionOf(counts), y, alpha);
  const intercept = target! - means.reduce((sum, mean, column) => sum + mean * weights[column]!, 0);
  if (!Number.isFinite(intercept) || !weights.every(Number.isFinite)) throw new RangeError(TOO_LARGE);
  return { intercept, weights };
}

/** XᵀX w + alpha w = Xᵀy, with one equation a column. */
function byColumns(columns: Vectors, y: Float64Array, alpha: number): Float64Array {
  const factor = factorOf(columns, gram(columns), alpha);
  const weights = new Float64Array(columns.count);
  for (let round = 0; round <= REFINEMENTS; round++) {
    const fitted = combination(columns, weights);
    const rest = y.map((target, row) => target - fitted[row]!);
    const slope = products(columns, rest).map((sum, column) => sum - alpha * weights[column]!);
    add(weights, shortestSolution(factor, slope));
  }
  return weights;
}

/**
 * w = Xᵀa with XXᵀa + alpha a = y, with one equation a row.
 * @param direction along which rows lose their mean
 */
function byRows(rows: Vectors, direction: Float64Array, y: Float64Array, alpha: number): Float64Array {
  const matrix = gram(rows);
  removeFromProducts(direction, matrix);
  const factor = factorOf(rows, matrix, alpha);
  const shares = new Float64Array(rows.count);
  let weights: Float64Array = new Float64Array(rows.length);
  for (let round = 0; round <= REFINEMENTS; round++) {
    const fitted = without(direction, products(rows, weights));
    const rest = y.map((target, row) => target - fitted[row]! - alpha * shares[row]!);
    add(shares, nearestSolution(factor, rest));
    weights = combination(rows, without(direction, shares));
  }
  return weights;
}

/**
 * @param matrix products of the vectors; changed in place
 * @throws RangeError when a product is too large for a number
 */
function factorOf({ count, length }: Vectors, matrix: Float64Array, alpha: number): Factor {
  for (let i = 0; i < count; i++) {
    matrix[i * count + i]! += alpha;
    if (!Number.isFinite(matrix[i * count + i])) throw new RangeError(TOO_LARGE);
  }
  // As far as rounding can bring a sum of so many products.
  return factorise(matrix, count, 10 * (count + length) * Number.EPSILON);
}

function add(to: Float64Array, what: Float64Array): void {
  for (let at = 0; at < to.length; at++) to[at]! += what[at]!;
}
