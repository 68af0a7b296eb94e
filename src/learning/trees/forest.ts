/** A forest of decision trees as flat arrays, and its evaluation. Whichever engine trained it, this is what serves. */

/**
 * Nodes of all trees lie one after the other; a child always comes after its parent, siblings lie side by side.
 * A leaf has feature -1, and `child` is then its row of `leaves`.
 */
export interface Forest {
  readonly kind: 'forest';
  /** k: numbers in a leaf, one a class; 1 when the forest predicts a value. */
  readonly outputs: number;
  /** t: the node at the root of each tree. */
  readonly roots: Int32Array;
  /** n: the column that a node tests, or -1. */
  readonly feature: Int32Array;
  /** n: a row goes left when its value is below this, else right; so NaN goes right. */
  readonly threshold: Float64Array;
  /** n: the left child; the right one is the next. */
  readonly child: Int32Array;
  /** l × k: share of each class among the training rows of a leaf, or their mean value. */
  readonly leaves: Float64Array;
  /** n: weight of the training rows that came by; explanations weigh the branches by it. */
  readonly cover: Float64Array;
}

/**
 * The mean of the leaves that a row falls into (soft voting of classes).
 * @param values rows × width, row by row
 * @returns rows × k, row by row; each row is summed tree by tree, so batches equal singles to the bit
 */
export function evaluateForest(forest: Forest, values: Float64Array, width: number): Float64Array {
  const { outputs, roots, feature, threshold, child, leaves } = forest;
  const rows = values.length / width;
  const trees = roots.length;
  const out = new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    const from = row * width;
    const to = row * outputs;
    let tree = 0;
    // Four trees at a time: a processor overlaps four walks, where one alone would wait for memory at each step.
    for (; tree + 4 <= trees; tree += 4) {
      let a = roots[tree]!;
      let b = roots[tree + 1]!;
      let c = roots[tree + 2]!;
      let d = roots[tree + 3]!;
      while ((feature[a]! & feature[b]! & feature[c]! & feature[d]!) >= 0) {
        a = step(feature[a]!, threshold, child, values, from, a);
        b = step(feature[b]!, threshold, child, values, from, b);
        c = step(feature[c]!, threshold, child, values, from, c);
        d = step(feature[d]!, threshold, child, values, from, d);
      }
      a = child[a]! * outputs;
      b = child[b]! * outputs;
      c = child[c]! * outputs;
      d = child[d]! * outputs;
      for (let k = 0; k < outputs; k++) {
        out[to + k] = out[to + k]! + leaves[a + k]! + leaves[b + k]! + leaves[c + k]! + leaves[d + k]!;
      }
    }
    for (; tree < trees; tree++) {
      let node = roots[tree]!;
      while (feature[node]! >= 0) node = step(feature[node]!, threshold, child, values, from, node);
      const leaf = child[node]! * outputs;
      for (let k = 0; k < outputs; k++) out[to + k]! += leaves[leaf + k]!;
    }
    for (let k = 0; k < outputs; k++) out[to + k]! /= trees;
  }
  return out;
}

/**
 * The child that a row goes to; a leaf, whose column is below 0, stays. It has no branch, which a processor would guess
 * wrongly every other time: `isLeaf` is all ones or all zeros.
 */
function step(
  column: number,
  threshold: Float64Array,
  child: Int32Array,
  values: Float64Array,
  from: number,
  node: number,
): number {
  const isLeaf = column >> 31;
  const next = (child[node]! + 1 - +(values[from + (column & ~isLeaf)]! < threshold[node]!)) | 0;
  return (node & isLeaf) | (next & ~isLeaf);
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
  const { outputs, roots, feature, threshold, child, leaves, cover } = forest;
  const nodes = feature.length;
  if ([threshold, child, cover].some(({ length }) => length !== nodes))
    return 'the arrays of its nodes differ in length';
  if (roots.length === 0) return 'it has no tree';
  if (outputs < 1 || leaves.length % outputs !== 0) return 'its leaves do not fit its classes';
  for (const root of roots) if (root < 0 || root >= nodes) return `a root points to node ${root} of ${nodes}`;
  for (let node = 0; node < nodes; node++) {
    const next = child[node]!;
    if (feature[node]! >= width) return `node ${node} tests column ${feature[node]} of ${width}`;
    if (feature[node]! >= 0 && (next <= node || next + 1 >= nodes)) return `node ${node} has child ${next}`;
    if (feature[node]! < 0 && (next < 0 || next >= leaves.length / outputs)) return `node ${node} has leaf ${next}`;
  }
  if (!leaves.every(Number.isFinite)) return 'a leaf holds what is no number';
  if (outputs > 1 && !leaves.every((share) => share >= 0 && share <= 1)) return 'a leaf holds what is no share';
  if (!cover.every((weight) => weight > 0)) return 'a node was reached by no training row';
  return undefined;
}
