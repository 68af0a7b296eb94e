/**
 * Shapley values of a forest's columns, exactly: a column that is left out sends a row both ways, by the cover of the
 * branches (Lundberg, Erion & Lee, 2018). Each value is an integral over the multilinear extension of the game (Owen,
 * 1972). For a tree that is a polynomial, so a Gauss rule is exact; one walk down and one up serve all columns
 * (the order of steps is that of Linear TreeSHAP by Yu, Bifet, Read & Xu, 2022).
 */

import type { Forest } from '../trees/forest';
import { gaussLegendre, type Quadrature } from './gauss-legendre';
import { treePaths, type TreePaths } from './tree-paths';

/**
 * A row reaches a leaf by all tests of each column on the path. When a column is known with chance t, its tests let the
 * row through with chance t × passes + (1 - t) × share: its factor. The leaf counts with the product of the factors.
 */
export class TreeShap {
  /** k: what the forest answers on the average of its training rows. */
  readonly base: Float64Array;
  readonly #paths: TreePaths;
  /** By the number of points. */
  readonly #rules: readonly Quadrature[];
  /** For the nodes of one tree: whether the row passes all tests of the column that led to it; 1 or 0. */
  readonly #passes: Uint8Array;
  /** Nodes × points: 1 / the factor of the column that led to it. */
  readonly #inverse: Float64Array;
  /** Nodes × points: first the product of the factors down to a node, then the sum of its leaves, each with its product. */
  readonly #product: Float64Array;

  /** @param forest one without a fault; it is kept, and what no row changes is worked out once */
  constructor(readonly forest: Forest) {
    this.#paths = treePaths(forest);
    this.base = this.#paths.base;
    const points = Math.max(...this.#paths.columns.map(pointsFor));
    this.#rules = Array.from({ length: points + 1 }, (_, count) => gaussLegendre(count));
    const sizes = this.#paths.columns.map((_, tree) => this.#paths.starts[tree + 1]! - this.#paths.starts[tree]!);
    const largest = Math.max(...sizes);
    this.#passes = new Uint8Array(largest);
    this.#inverse = new Float64Array(largest * points);
    this.#product = new Float64Array(largest * points);
  }

  /**
   * @param row the columns of one row
   * @param output which of the k outputs to explain
   * @returns one number a column; with base they add up to the output
   */
  contributions(row: Float64Array, output: number): Float64Array {
    const sums = new Float64Array(row.length);
    this.#paths.columns.forEach((columns, tree) => {
      const rule = this.#rules[pointsFor(columns)]!;
      this.#walkDown(tree, rule, row);
      this.#walkUp(tree, rule.points.length, output, sums);
    });
    return sums.map((sum) => sum / this.forest.roots.length);
  }

  #walkDown(tree: number, { points, weights }: Quadrature, row: Float64Array): void {
    const { feature, threshold, child } = this.forest;
    const { starts, before, share } = this.#paths;
    const [passes, inverse, product] = [this.#passes, this.#inverse, this.#product];
    const count = points.length;
    const root = starts[tree]!;
    passes[0] = 1;
    inverse.fill(1, 0, count);
    product.set(weights); // of the integral, so that the walk up has but to add
    for (let node = root; node < starts[tree + 1]!; node++) {
      const column = feature[node]!;
      if (column < 0) continue;
      const earlier = before[node]! - root;
      const taken = child[node]! + (row[column]! < threshold[node]! ? 0 : 1);
      for (let side = child[node]!; side <= child[node]! + 1; side++) {
        const passed = side === taken ? passes[earlier]! : 0;
        passes[side - root] = passed;
        for (let point = 0; point < count; point++) {
          const at = (side - root) * count + point;
          const known = points[point]!;
          const factor = known * passed + (1 - known) * share[side]!;
          inverse[at] = 1 / factor;
          product[at] = product[(node - root) * count + point]! * factor * inverse[earlier * count + point]!;
        }
      }
    }
  }

  /** The derivative of a product by one factor is the product over the factor; an earlier test's was not the last word. */
  #walkUp(tree: number, count: number, output: number, sums: Float64Array): void {
    const { feature, child, leaves, outputs } = this.forest;
    const { starts, before, share } = this.#paths;
    const [passes, inverse, product] = [this.#passes, this.#inverse, this.#product];
    const root = starts[tree]!;
    for (let node = starts[tree + 1]! - 1; node >= root; node--) {
      const at = (node - root) * count;
      const column = feature[node]!;
      if (column < 0) {
        const value = leaves[child[node]! * outputs + output]!;
        for (let point = 0; point < count; point++) product[at + point]! *= value;
        continue;
      }
      const earlier = before[node]! - root;
      const earlierChange = passes[earlier]! - share[earlier + root]!;
      product.fill(0, at, at + count);
      for (let side = child[node]!; side <= child[node]! + 1; side++) {
        const change = passes[side - root]! - share[side]!;
        const from = (side - root) * count;
        let sum = 0;
        for (let point = 0; point < count; point++) {
          const leavesBelow = product[from + point]!;
          product[at + point]! += leavesBelow;
          sum += leavesBelow * (change * inverse[from + point]! - earlierChange * inverse[earlier * count + point]!);
        }
        sums[column]! += sum;
      }
    }
  }
}

/** The polynomial of a path of some columns has one degree less; a Gauss rule is exact to twice its points, less one. */
function pointsFor(columns: number): number {
  return Math.max(1, Math.ceil(columns / 2));
}
