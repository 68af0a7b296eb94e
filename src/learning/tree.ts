import type { Forest } from './forest';

/** One tree as an engine grows it: the arrays of a Forest, node 0 the root, children counted from it. */
export interface Tree {
  readonly feature: number[];
  readonly threshold: number[];
  readonly child: number[];
  /** Leaves × classes. */
  readonly leaves: number[];
}

/** Lays trees one after the other. */
export function joinTrees(trees: readonly Tree[], classes: number): Forest {
  const nodes = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const forest = {
    classes,
    roots: new Int32Array(trees.length),
    feature: new Int32Array(nodes),
    threshold: new Float64Array(nodes),
    child: new Int32Array(nodes),
    leaves: new Float64Array(trees.reduce((sum, tree) => sum + tree.leaves.length, 0)),
  };
  let node = 0;
  let leaf = 0;
  trees.forEach((tree, index) => {
    forest.roots[index] = node;
    forest.feature.set(tree.feature, node);
    forest.threshold.set(tree.threshold, node);
    forest.child.set(
      tree.child.map((child, at) => child + (tree.feature[at]! < 0 ? leaf : node)),
      node,
    );
    forest.leaves.set(tree.leaves, leaf * classes);
    node += tree.feature.length;
    leaf += tree.leaves.length / classes;
  });
  return forest;
}
