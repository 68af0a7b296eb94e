/**
 * The engine of the npm package ml-random-forest (CART trees, Gini impurity).
 * Quadratic in rows: for small data, and the oracle of tests.
 */

import { RandomForestClassifier } from 'ml-random-forest';
import type { ClassSet, Engine } from '../engine';
import { MAX_TREES, numberOf, type Parameters } from '../parameters';
import { joinTrees, type Tree } from './tree';
import { treeParameters } from './tree-parameters';

const parameters = {
  n_estimators: {
    kind: 'integer',
    max: MAX_TREES,
    default: 100,
    meaning: 'trees',
    search: { from: 20, to: 200, scale: 'log' },
    isBudget: true,
  },
  max_depth: treeParameters.max_depth,
  min_samples_split: treeParameters.min_samples_split,
  max_features: {
    kind: 'features',
    default: 1,
    meaning: 'features that one tree sees',
    search: { from: 0.25, to: 1, scale: 'linear' },
  },
  max_samples: {
    kind: 'share',
    default: 1,
    meaning: 'rows that trees are drawn from',
    search: { from: 0.5, to: 1, scale: 'linear' },
  },
  min_gain: { kind: 'number', min: 0, default: 0, meaning: 'gain in Gini impurity that a split must exceed' },
} as const;

/** A node as the package keeps it: a split, or the distribution of the classes in a leaf. */
interface CartNode {
  readonly splitColumn: number;
  readonly splitValue: number;
  readonly left?: CartNode;
  readonly right?: CartNode;
  /** 1 × (largest class that occurs + 1). */
  readonly distribution?: { getRow(row: number): number[] };
}

export const mlRandomForest: Engine = {
  parameters,
  targets: ['class'],
  train: (set, given, seed) =>
    new Promise((resolve) => {
      if (set.kind !== 'class') {
        throw new RangeError('ml-random-forest learns classes, but the target is a value; choose the engine histogram');
      }
      const classifier = fit(set, given, seed);
      const trees: readonly { readonly root: CartNode }[] = classifier.estimators ?? [];
      const columns = classifier.indexes ?? [];
      resolve(
        joinTrees(
          trees.map(({ root }, tree) => flatten(root, columns[tree]!, set)),
          set.classes,
        ),
      );
    }),
};

/** The package's own classifier, trained. Exported for the tests that hold the flat forest against it. */
export function fit(set: ClassSet, given: Parameters, seed: number): RandomForestClassifier {
  const of = (name: keyof typeof parameters): number => numberOf(parameters, given, name);
  const rows = set.labels.length;
  const matrix = Array.from({ length: rows }, (_, row) => [
    ...set.values.subarray(row * set.width, (row + 1) * set.width),
  ]);
  const options = {
    seed,
    nEstimators: of('n_estimators'),
    maxFeatures: featureShare(countOf(of('max_features'), set.width), set.width),
    maxSamples: countOf(of('max_samples'), rows), // it takes the first ones, so the rows come shuffled
    replacement: false, // a feature is drawn once a tree
    useSampleBagging: true,
    noOOB: true,
    // The package makes a leaf of minNumSamples rows or fewer; min_samples_split is one more.
    treeOptions: {
      maxDepth: of('max_depth'),
      minNumSamples: of('min_samples_split') - 1,
      gainThreshold: of('min_gain'),
    },
  };
  const classifier = new RandomForestClassifier(options);
  classifier.train(matrix, [...set.labels]);
  return classifier;
}

/** A share too small for one counts one. */
function countOf(shareOrCount: number, total: number): number {
  return shareOrCount > 1 ? Math.min(shareOrCount, total) : Math.max(1, Math.floor(shareOrCount * total));
}

/** The package takes floor(share × width) and reads 1 as all: the share halfway to the next count is safe from rounding. */
function featureShare(count: number, width: number): number {
  return count === width ? 1 : (count + 0.5) / width;
}

/**
 * Breadth first, so that siblings lie side by side. The package does not say which rows it drew for a tree, so all rows
 * of the set are counted, and one more where none of them comes by.
 * @param columns the feature behind each of the columns that the tree saw
 */
function flatten(root: CartNode, columns: readonly number[], { values, width, labels, classes }: ClassSet): Tree {
  const tree: Tree = { feature: [], threshold: [], child: [], leaves: [], cover: [] };
  const queue = [{ node: root, rows: Int32Array.from(labels.keys()) }];
  for (const { node, rows } of queue) {
    tree.cover.push(Math.max(1, rows.length));
    if (node.left && node.right) {
      const feature = columns[node.splitColumn]!;
      const goesLeft = (row: number): boolean => values[row * width + feature]! < node.splitValue;
      tree.feature.push(feature);
      tree.threshold.push(node.splitValue);
      tree.child.push(queue.length);
      queue.push({ node: node.left, rows: rows.filter(goesLeft) });
      queue.push({ node: node.right, rows: rows.filter((row) => !goesLeft(row)) });
    } else {
      const shares = node.distribution?.getRow(0) ?? [];
      // The package adds up n times 1/n, which is not always 1.
      const total = shares.reduce((sum, share) => sum + share, 0);
      tree.feature.push(-1);
      tree.threshold.push(0);
      tree.child.push(tree.leaves.length / classes);
      for (let k = 0; k < classes; k++) tree.leaves.push((shares[k] ?? 0) / total);
    }
  }
  return tree;
}
