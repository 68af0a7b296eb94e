import type { Forest } from './forest';

/** One tree while it grows: the arrays of a Forest, node 0 the root, children counted from it. */
export interface Tree {
  readonly feature: number[];
  readonly threshold: number[];
  readonly child: number[];
  /** Leaves × outputs. */
  readonly leaves: number[];
  readonly cover: number[];
}

/** A tree as a forest of one. */
export function forestOfOne({ feature, threshold, child, leaves, cover }: Tree, outputs: number): Forest {
  return {
    kind: 'forest',
    outputs,
    roots: Int32Array.of(0),
    feature: Int32Array.from(feature),
    threshold: Float64Array.from(threshold),
    child: Int32Array.from(child),
    leaves: Float64Array.from(leaves),
    cover: Float64Array.from(cover),
  };
}

/** Lays trees one after the other. */
export function joinTrees(trees: readonly Tree[], outputs: number): Forest {
  return joinForests(
    trees.map((tree) => forestOfOne(tree, outputs)),
    outputs,
  );
}

/** Lays forests one after the other. */
export function joinForests(forests: readonly Forest[], outputs: number): Forest {
  const total = (lengthOf: (forest: Forest) => number): number =>
    forests.reduce((sum, part) => sum + lengthOf(part), 0);
  const nodes = total(({ feature }) => feature.length);
  const joined: Forest = {
    kind: 'forest',
    outputs,
    roots: new Int32Array(total(({ roots }) => roots.length)),
    feature: new Int32Array(nodes),
    threshold: new Float64Array(nodes),
    child: new Int32Array(nodes),
    leaves: new Float64Array(total(({ leaves }) => leaves.length)),
    cover: new Float64Array(nodes),
  };
  let tree = 0;
  let node = 0;
  let leaf = 0;
  for (const { roots, feature, threshold, child, leaves, cover } of forests) {
    joined.feature.set(feature, node);
    joined.threshold.set(threshold, node);
    joined.cover.set(cover, node);
    joined.leaves.set(leaves, leaf * outputs);
    for (const root of roots) joined.roots[tree++] = root + node;
    for (let at = 0; at < child.length; at++) joined.child[node + at] = child[at]! + (feature[at]! < 0 ? leaf : node);
    node += feature.length;
    leaf += leaves.length / outputs;
  }
  return joined;
}
