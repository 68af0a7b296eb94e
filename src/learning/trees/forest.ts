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

/** Rows that go through a group of trees together: their values and the trees' nodes both stay near the processor. */
const BLOCK = 64;

/**
 * The mean of the leaves that a row falls into (soft voting of classes).
 * @param values rows × width, row by row
 * @returns rows × k, row by row; each row is summed tree by tree, so batches equal singles to the bit
 */
export function evaluateForest(forest: Forest, values: Float64Array, width: number): Float64Array {
  const rows = values.length / width;
  const out = new Float64Array(rows * forest.outputs);
  for (let first = 0; first < rows; first += BLOCK)
    addLeaves(forest, values, width, first, Math.min(first + BLOCK, rows), out);
  for (let at = 0; at < out.length; at++) out[at]! /= forest.roots.length;
  return out;
}

function addLeaves(
  { outputs, roots, feature, threshold, child, leaves }: Forest,
  values: Float64Array,
  width: number,
  first: number,
  end: number,
  out: Float64Array,
): void {
  const trees = roots.length;
  let tree = 0;
  // Four trees at a time: a processor overlaps four walks, where one alone would wait for memory at each step.
  for (; tree + 4 <= trees; tree += 4) {
    for (let row = first; row < end; row++) {
      const from = row * width;
      const to = row * outputs;
      let a = roots[tree]!;
      let b = roots[tree + 1]!;
      let c = roots[tree + 2]!;
      let d = roots[tree + 3]!;
      let ofA = feature[a]!;
      let ofB = feature[b]!;
      let ofC = feature[c]!;
      let ofD = feature[d]!;
      while ((ofA & ofB & ofC & ofD) >= 0) {
        a = step(ofA, threshold, child, values, from, a);
        b = step(ofB, threshold, child, values, from, b);
        c = step(ofC, threshold, child, values, from, c);
        d = step(ofD, threshold, child, values, from, d);
        ofA = feature[a]!;
        ofB = feature[b]!;
        ofC = feature[c]!;
        ofD = feature[d]!;
      }
      a = child[a]! * outputs;
      b = child[b]! * outputs;
      c = child[c]! * outputs;
      d = child[d]! * outputs;
      for (let k = 0; k < outputs; k++) {
        out[to + k] = out[to + k]! + leaves[a + k]! + leaves[b + k]! + leaves[c + k]! + leaves[d + k]!;
      }
    }
  }
  for (; tree < trees; tree++) {
    for (let row = first; row < end; row++) {
      let node = roots[tree]!;
      while (feature[node]! >= 0) node = step(feature[node]!, threshold, child, values, row * width, node);
      const leaf = child[node]! * outputs;
      for (let k = 0; k < outputs; k++) out[row * outputs + k]! += leaves[leaf + k]!;
    }
  }
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
