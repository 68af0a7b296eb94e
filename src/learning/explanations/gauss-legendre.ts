/** The rule of Gauss (1814) for integrals over [0, 1]; its points are the zeros of the Legendre polynomial. */

export interface Quadrature {
  /** In (0, 1), rising. */
  readonly points: Float64Array;
  /** They add up to 1. */
  readonly weights: Float64Array;
}

/**
 * Newton's method from Tricomi's first guess, which lies close enough to each zero.
 * @param count points; as many integrate polynomials up to degree 2 × count - 1 exactly
 */
export function gaussLegendre(count: number): Quadrature {
  const points = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    let x = -Math.cos((Math.PI * (index + 0.75)) / (count + 0.5));
    let [value, slope] = legendre(count, x);
    for (let step = 0; step < 20 && Math.abs(value / slope) > 1e-16; step++) {
      x -= value / slope;
      [value, slope] = legendre(count, x);
    }
    points[index] = (1 + x) / 2;
    weights[index] = 1 / ((1 - x * x) * slope * slope);
  }
  return { points, weights };
}

/** @returns the Legendre polynomial of a degree and its derivative, at x in (-1, 1), by Bonnet's recursion */
function legendre(degree: number, x: number): [number, number] {
  let before = 1;
  let value = x;
  for (let n = 2; n <= degree; n++) {
    [before, value] = [value, ((2 * n - 1) * x * value - (n - 1) * before) / n];
  }
  return [value, (degree * (x * value - before)) / (x * x - 1)];
}
