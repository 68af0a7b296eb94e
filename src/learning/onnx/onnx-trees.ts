/** A forest as one node of a graph: the tree ensembles of ai.onnx.ml 3, which have thresholds in double precision. */

import type { Forest } from '../trees/forest';
import { attribute, type Attribute, type Node } from './onnx-schema';

export const treeDomain = { domain: 'ai.onnx.ml', version: 3 };

/** @returns a node from `columns` to `label` and `probabilities` */
export function treeClassifier(forest: Forest, classes: readonly string[]): Node {
  // The classifier adds trees up, so each brings its part of the mean. A class without a share is written too:
  // where only one of two classes occurs, runtimes take its weight for the score of a yes or no.
  const weights = forest.leaves.map((share) => share / forest.roots.length);
  return {
    input: ['columns'],
    output: ['label', 'probabilities'],
    opType: 'TreeEnsembleClassifier',
    domain: treeDomain.domain,
    attribute: [
      ...nodeAttributes(forest),
      ...leafAttributes(forest, 'class', weights),
      attribute.strings('classlabels_strings', classes),
      attribute.string('post_transform', 'NONE'),
    ],
  };
}

/** @returns a node from `columns` to `value` */
export function treeRegressor(forest: Forest): Node {
  return {
    input: ['columns'],
    output: ['value'],
    opType: 'TreeEnsembleRegressor',
    domain: treeDomain.domain,
    attribute: [
      ...nodeAttributes(forest),
      ...leafAttributes(forest, 'target', forest.leaves),
      attribute.int('n_targets', 1),
      attribute.string('aggregate_function', 'AVERAGE'),
      attribute.string('post_transform', 'NONE'),
    ],
  };
}

/** ONNX counts the nodes of each tree from its root, which is 0. */
interface Place {
  readonly tree: Int32Array;
  readonly index: Int32Array;
}

function placesOf({ roots, feature }: Forest): Place {
  const tree = new Int32Array(feature.length);
  const index = new Int32Array(feature.length);
  roots.forEach((root, number) => {
    for (let node = root; node < (roots[number + 1] ?? feature.length); node++) {
      tree[node] = number;
      index[node] = node - root;
    }
  });
  return { tree, index };
}

function nodeAttributes(forest: Forest): Attribute[] {
  const { feature, threshold, child } = forest;
  const { tree, index } = placesOf(forest);
  const modes = Array.from(feature, (column) => (column < 0 ? 'LEAF' : 'BRANCH_LT'));
  const left = feature.map((column, node) => (column < 0 ? 0 : index[child[node]!]!));
  return [
    attribute.ints('nodes_treeids', tree),
    attribute.ints('nodes_nodeids', index),
    attribute.ints(
      'nodes_featureids',
      feature.map((column) => Math.max(0, column)),
    ),
    attribute.strings('nodes_modes', modes),
    attribute.tensor('nodes_values_as_tensor', threshold),
    attribute.ints('nodes_truenodeids', left),
    attribute.ints(
      'nodes_falsenodeids',
      left.map((node) => (node === 0 ? 0 : node + 1)),
    ),
    attribute.ints('nodes_missing_value_tracks_true', new Int32Array(feature.length)), // NaN goes right
  ];
}

/** One weight for each output of each leaf. */
function leafAttributes(forest: Forest, kind: 'class' | 'target', weights: Float64Array): Attribute[] {
  const { outputs, feature, child } = forest;
  const { tree, index } = placesOf(forest);
  const leaves = Int32Array.from([...feature.keys()].filter((node) => feature[node]! < 0));
  const rows = leaves.length * outputs;
  const leafOf = (row: number): number => leaves[Math.floor(row / outputs)]!;
  const column = (value: (row: number) => number): number[] => Array.from({ length: rows }, (_, row) => value(row));
  return [
    attribute.ints(
      `${kind}_treeids`,
      column((row) => tree[leafOf(row)]!),
    ),
    attribute.ints(
      `${kind}_nodeids`,
      column((row) => index[leafOf(row)]!),
    ),
    attribute.ints(
      `${kind}_ids`,
      column((row) => row % outputs),
    ),
    attribute.tensor(
      `${kind}_weights_as_tensor`,
      column((row) => weights[child[leafOf(row)]! * outputs + (row % outputs)]!),
    ),
  ];
}
