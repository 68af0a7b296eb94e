/** What explanations of a forest need and no row changes: who tested a column before, and how many rows passed. */

import type { Forest } from '../trees/forest';

export interface TreePaths {
  /** t + 1: where the nodes of each tree begin, and where the last one ends. */
  readonly starts: Int32Array;
  /** n: for a node that tests a column, the last node above or at it that an earlier test of the column led to; else the root. */
  readonly before: Int32Array;
  /** n: share of the training rows that the tests of its parent's column, from the root on, let through to here. */
  readonly share: Float64Array;
  /** t: distinct columns on the longest path. */
  readonly columns: Int32Array;
  /** k: mean output when nothing is known of a row, so that it goes both ways everywhere. */
  readonly base: Float64Array;
}

/** Children come after their parents, so one pass over the nodes of a tree has seen all that lies above each. */
export function treePaths(forest: Forest): TreePaths {
  const { roots, feature, child, leaves, outputs } = forest;
  const nodes = feature.length;
  const starts = Int32Array.of(...roots, nodes);
  const before = new Int32Array(nodes);
  const share = new Float64Array(nodes).fill(1);
  const columns = new Int32Array(roots.length);
  const base = new Float64Array(outputs);
  const parent = new Int32Array(nodes).fill(-1);
  const distinct = new Int32Array(nodes);
  const reach = new Float64Array(nodes).fill(1);

  for (let tree = 0; tree < roots.length; tree++) {
    for (let node = starts[tree]!; node < starts[tree + 1]!; node++) {
      const next = child[node]!;
      if (feature[node]! < 0) {
        for (let k = 0; k < outputs; k++) base[k]! += (reach[node]! * leaves[next * outputs + k]!) / roots.length;
        continue;
      }
      const earlier = earlierTest(feature, parent, node);
      before[node] = earlier;
      const seen = distinct[node]! + (parent[earlier]! < 0 ? 1 : 0);
      columns[tree] = Math.max(columns[tree]!, seen);
      for (const side of [next, next + 1]) {
        const part = partOf(forest, node, side);
        parent[side] = node;
        distinct[side] = seen;
        share[side] = share[earlier]! * part;
        reach[side] = reach[node]! * part;
      }
    }
  }
  return { starts, before, share, columns, base };
}

/** @returns the last node on the path that a test of the same column led to, or the root */
function earlierTest(feature: Int32Array, parent: Int32Array, from: number): number {
  let node = from;
  while (parent[node]! >= 0 && feature[parent[node]!] !== feature[from]) node = parent[node]!;
  return node;
}

/** The part of a node's training rows that went to one of its children; both parts add up to 1. */
function partOf({ child, cover }: Forest, node: number, side: number): number {
  const left = child[node]!;
  return cover[side]! / (cover[left]! + cover[left + 1]!);
}
