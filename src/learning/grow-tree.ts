/**
 * Grows one tree over binned columns (CART: Breiman et al., 1984; on histograms, as LightGBM does: Ke et al., 2017).
 * Which features a node may use is drawn anew for each node (Breiman, 2001).
 */

import type { BinnedColumn } from './bins';
import type { Tree } from './tree';

export interface GrowthLimits {
  readonly maxDepth: number;
  /** Rows that a node needs to be split, and that each side of a split needs. A row that was drawn twice counts once. */
  readonly minSamplesSplit: number;
  readonly minSamplesLeaf: number;
  /** Features that a node looks at. */
  readonly maxFeatures: number;
}

/** The rows of a node: `rows[start]` to `rows[end - 1]`. */
export interface Span {
  readonly rows: Int32Array;
  readonly start: number;
  readonly end: number;
}

export interface Split {
  readonly column: number;
  /** Rows up to this bin go left. */
  readonly bin: number;
  /** The larger, the purer the sides; comparable within one node. */
  readonly score: number;
}

/** What is learnt: classes or values. It keeps the sums of the node that was measured last. */
export interface Target {
  /** Numbers in a leaf. */
  readonly outputs: number;
  /** Takes the weights of the rows of the next tree. */
  draw(weights: Uint16Array): void;
  /** Sums a node. @returns whether its rows differ at all */
  measure(span: Span): boolean;
  /** The best split of the measured node by one column, if it is better than `best`; undefined for a constant column. */
  bestSplit(span: Span, column: number, binned: BinnedColumn, minSamplesLeaf: number, best: Split): Split | undefined;
  /** What the measured node answers as a leaf. */
  leaf(): readonly number[];
}

interface Node {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

const NONE: Split = { column: -1, bin: -1, score: -Infinity };

/** @param weights n: how often each row was drawn */
export function growTree(
  columns: readonly BinnedColumn[],
  target: Target,
  limits: GrowthLimits,
  weights: Uint16Array,
  random: () => number,
): Tree {
  const rows = drawn(weights);
  const spare = new Int32Array(rows.length);
  const order = Int32Array.from(columns.keys()); // shuffled a little further at each node
  const tree: Tree = { feature: [-1], threshold: [0], child: [0], leaves: [] };
  const open: Node[] = [{ id: 0, start: 0, end: rows.length, depth: 0 }];
  target.draw(weights);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const span = { rows, start: node.start, end: node.end };
    const split =
      target.measure(span) && mayGrow(node, limits) ? bestSplit(columns, target, limits, span, order, random) : NONE;
    if (split === NONE) {
      tree.child[node.id] = tree.leaves.length / target.outputs;
      tree.leaves.push(...target.leaf());
      continue;
    }
    const { bins, edges } = columns[split.column]!;
    const middle = partition(span, spare, bins, split.bin);
    const child = tree.feature.length;
    tree.feature[node.id] = split.column;
    tree.threshold[node.id] = edges[split.bin]!;
    tree.child[node.id] = child;
    tree.feature.push(-1, -1);
    tree.threshold.push(0, 0);
    tree.child.push(0, 0);
    const depth = node.depth + 1;
    open.push(
      { id: child + 1, start: middle, end: node.end, depth },
      { id: child, start: node.start, end: middle, depth },
    );
  }
  return tree;
}

function drawn(weights: Uint16Array): Int32Array {
  const rows = new Int32Array(weights.length);
  let count = 0;
  for (let row = 0; row < weights.length; row++) if (weights[row]! > 0) rows[count++] = row;
  return rows.subarray(0, count);
}

function mayGrow({ start, end, depth }: Node, { maxDepth, minSamplesSplit, minSamplesLeaf }: GrowthLimits): boolean {
  const count = end - start;
  return depth < maxDepth && count >= minSamplesSplit && count >= 2 * minSamplesLeaf;
}

/** Over columns drawn one after the other; one that is constant in this node does not count as looked at. */
function bestSplit(
  columns: readonly BinnedColumn[],
  target: Target,
  { maxFeatures, minSamplesLeaf }: GrowthLimits,
  span: Span,
  order: Int32Array,
  random: () => number,
): Split {
  let best = NONE;
  for (let at = 0, seen = 0; at < order.length && (seen < maxFeatures || best === NONE); at++) {
    const pick = at + Math.floor(random() * (order.length - at));
    const column = order[pick]!;
    order[pick] = order[at]!;
    order[at] = column;
    const split = target.bestSplit(span, column, columns[column]!, minSamplesLeaf, best);
    if (split === undefined) continue;
    seen += 1;
    best = split;
  }
  return best;
}

/** Stable, so that rows stand in the same order on every machine. @returns where the right side starts */
function partition({ rows, start, end }: Span, spare: Int32Array, bins: Uint8Array, bin: number): number {
  let left = start;
  let right = 0;
  for (let at = start; at < end; at++) {
    const row = rows[at]!;
    if (bins[row]! <= bin) rows[left++] = row;
    else spare[right++] = row;
  }
  rows.set(spare.subarray(0, right), left);
  return left;
}
