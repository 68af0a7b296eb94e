/**
 * Grows one tree over binned columns (CART: Breiman et al., 1984; on histograms, as LightGBM does: Ke et al., 2017).
 * Which features a node may use is drawn anew for each node (Breiman, 2001).
 */

import type { BinnedColumn } from './bins';
import type { Node, Span, Split, Target } from './node';
import { NodeHistograms } from './node-histograms';
import type { Tree } from './tree';

export interface GrowthLimits {
  readonly maxDepth: number;
  /** Rows that a node needs to be split, and that each side of a split needs. A row that was drawn twice counts once. */
  readonly minSamplesSplit: number;
  readonly minSamplesLeaf: number;
  /** Features that a node looks at. */
  readonly maxFeatures: number;
}

const NONE: Split = { column: -1, bin: -1, score: -Infinity };

/** @param draws n: how often each row was drawn */
export function growTree(
  columns: readonly BinnedColumn[],
  target: Target,
  limits: GrowthLimits,
  draws: Uint16Array,
  random: () => number,
): Tree {
  const rows = drawn(draws);
  const spare = new Int32Array(rows.length);
  const tree: Tree = { feature: [], threshold: [], child: [], leaves: [], cover: [] };
  target.draw(draws);
  const histograms = new NodeHistograms(columns, target, limits.maxFeatures >= columns.length);
  const bestSplit = splitSearch(columns, target, limits, histograms, random);
  const root: Node = { id: addNode(tree), depth: 0, rows, start: 0, end: rows.length, histograms: undefined };
  histograms.begin(root);
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const differs = target.measure(node);
    tree.cover[node.id] = target.weight;
    const split = differs && mayGrow(node, limits) ? bestSplit(node) : NONE;
    if (split === NONE) {
      tree.child[node.id] = tree.leaves.length / target.outputs;
      target.leaf(node, tree.leaves);
      histograms.release(node);
      continue;
    }
    const { bins, edges } = columns[split.column]!;
    const middle = partition(node, spare, bins, split.bin);
    const depth = node.depth + 1;
    const left: Node = { id: addNode(tree), depth, rows, start: node.start, end: middle, histograms: undefined };
    const right: Node = { id: addNode(tree), depth, rows, start: middle, end: node.end, histograms: undefined };
    tree.feature[node.id] = split.column;
    tree.threshold[node.id] = edges[split.bin]!;
    tree.child[node.id] = left.id;
    histograms.divide(node, left, right);
    open.push(right, left);
  }
  return tree;
}

/** Over columns drawn one after the other; one that is constant in the node does not count as looked at. */
function splitSearch(
  columns: readonly BinnedColumn[],
  target: Target,
  { maxFeatures, minSamplesLeaf }: GrowthLimits,
  histograms: NodeHistograms,
  random: () => number,
): (node: Node) => Split {
  const order = Int32Array.from(columns.keys()); // shuffled a little further at each node
  return (node) => {
    const small = node.end - node.start <= target.smallNode;
    let best = NONE;
    for (let at = 0, seen = 0; at < order.length && (seen < maxFeatures || best === NONE); at++) {
      const pick = at + Math.floor(random() * (order.length - at));
      const column = order[pick]!;
      order[pick] = order[at]!;
      order[at] = column;
      const { bins, edges } = columns[column]!;
      const search = { column, bins, edges: edges.length, minSamplesLeaf, best };
      const split = small ? target.searchRows(node, search) : histograms.search(node, search);
      if (split === undefined) continue;
      seen += 1;
      best = split;
    }
    return best;
  };
}

/** A leaf until it is split. @returns its place */
function addNode(tree: Tree): number {
  tree.threshold.push(0);
  tree.child.push(0);
  tree.cover.push(0);
  return tree.feature.push(-1) - 1;
}

function drawn(draws: Uint16Array): Int32Array {
  const rows = new Int32Array(draws.length);
  let count = 0;
  for (let row = 0; row < draws.length; row++) if (draws[row]! > 0) rows[count++] = row;
  return rows.subarray(0, count);
}

function mayGrow({ start, end, depth }: Node, { maxDepth, minSamplesSplit, minSamplesLeaf }: GrowthLimits): boolean {
  const count = end - start;
  return depth < maxDepth && count >= minSamplesSplit && count >= 2 * minSamplesLeaf;
}

/** Stable, so that rows stand in the same order on every machine. @returns where the right side starts */
function partition({ rows, start, end }: Span, spare: Int32Array, bins: Uint8Array, bin: number): number {
  let left = start;
  let right = 0;
  for (let at = start; at < end; at++) {
    const row = rows[at]!;
    const goesRight = (bin - bins[row]!) >>> 31; // the sign: a branch on it would be a coin toss
    rows[left] = row;
    spare[right] = row;
    left += 1 - goesRight;
    right += goesRight;
  }
  rows.set(spare.subarray(0, right), left);
  return left;
}
