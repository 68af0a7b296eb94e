/** A forest of decision trees as flat arrays, and its evaluation. Whichever engine trained it, this is what serves. */

/**
 * Nodes of all trees lie one after the other; a child always comes after its parent, siblings lie side by side.
 * A leaf has feature -1, and `child` is then its row of `leaves`.
 */
export interface Forest {
  /** k: numbers in a leaf, one a class. */
  readonly classes: number;
  /** t: the node at the root of each tree. */
  readonly roots: Int32Array;
  /** n: the column that a node tests, or -1. */
  readonly feature: Int32Array;
  /** n: a row goes left when its value is below this, else right; so NaN goes right. */
  readonly threshold: Float64Array;
  /** n: the left child; the right one is the next. */
  readonly child: Int32Array;
  /** l × k: share of each class among the training rows of a leaf. */
  readonly leaves: Float64Array;
}

/**
 * The mean of the leaves that a row falls into (soft voting).
 * @param values rows × width, row by row
 * @returns rows × k probabilities, row by row; each row is summed tree by tree, so batches equal singles to the bit
 */
export function evaluate(forest: Forest, values: Float64Array, width: number): Float64Array {
  const { classes, roots, feature, threshold, child, leaves } = forest;
  const rows = values.length / width;
  const trees = roots.length;
  const out = new Float64Array(rows * classes);
  for (let row = 0; row < rows; row++) {
    const from = row * width;
    const to = row * classes;
    for (let tree = 0; tree < trees; tree++) {
      let node = roots[tree]!;
      for (let column = feature[node]!; column >= 0; column = feature[node]!) {
        node = child[node]! + (values[from + column]! < threshold[node]! ? 0 : 1);
      }
      const leaf = child[node]! * classes;
      for (let k = 0; k < classes; k++) out[to + k]! += leaves[leaf + k]!;
    }
    for (let k = 0; k < classes; k++) out[to + k]! /= trees;
  }
  return out;
}

/** The index of the largest of k probabilities; the first one on a tie. */
export function argmax(probabilities: Float64Array, offset: number, classes: number): number {
  let best = 0;
  for (let k = 1; k < classes; k++) if (probabilities[offset + k]! > probabilities[offset + best]!) best = k;
  return best;
}

/**
 * Whether evaluation of this forest ends and stays within its arrays.
 * @returns the first fault in words, or undefined
 */
export function forestFault(forest: Forest, width: number): string | undefined {
  const { classes, roots, feature, threshold, child, leaves } = forest;
  const nodes = feature.length;
  if (threshold.length !== nodes || child.length !== nodes) return 'the arrays of its nodes differ in length';
  if (roots.length === 0) return 'it has no tree';
  if (classes < 1 || leaves.length % classes !== 0) return 'its leaves do not fit its classes';
  for (const root of roots) if (root < 0 || root >= nodes) return `a root points to node ${root} of ${nodes}`;
  for (let node = 0; node < nodes; node++) {
    const next = child[node]!;
    if (feature[node]! >= width) return `node ${node} tests column ${feature[node]} of ${width}`;
    if (feature[node]! >= 0 && (next <= node || next + 1 >= nodes)) return `node ${node} has child ${next}`;
    if (feature[node]! < 0 && (next < 0 || next >= leaves.length / classes)) return `node ${node} has leaf ${next}`;
  }
  if (!leaves.every((share) => share >= 0 && share <= 1)) return 'a leaf holds what is no share';
  return undefined;
}
