/** What the engines that grow trees on histograms can be told in common. */

import type { GrowthLimits } from './grow-tree';
import { MAX_DEPTH, numberOf, type Parameters } from '../parameters';

export const treeParameters = {
  max_depth: {
    kind: 'integer',
    max: MAX_DEPTH,
    default: 29,
    meaning: 'levels of a tree at most',
    search: { from: 3, to: 30, scale: 'log' },
  },
  min_samples_split: { kind: 'integer', min: 2, default: 2, meaning: 'rows that a node needs to be split' },
  min_samples_leaf: {
    kind: 'integer',
    default: 1,
    meaning: 'rows that each side of a split needs',
    search: { from: 1, to: 50, scale: 'log' },
  },
  max_features: {
    kind: 'features',
    default: 1,
    meaning: 'features that one node looks at',
    search: { from: 0.1, to: 1, scale: 'linear' },
  },
  criterion: {
    kind: 'choice',
    choices: ['auto', 'gini', 'entropy', 'squared_error'],
    default: 'auto',
    meaning: 'what a split lessens: gini (auto) or entropy of classes, squared_error (auto) of values',
  },
  class_weight: {
    kind: 'choice',
    choices: ['none', 'balanced'],
    default: 'none',
    meaning: 'balanced: a class counts the more, the rarer it is; values take none',
  },
} as const;

/** @param width columns of the matrix */
export function limitsOf(width: number, given: Parameters): GrowthLimits {
  const features = numberOf(treeParameters, given, 'max_features');
  return {
    maxDepth: numberOf(treeParameters, given, 'max_depth'),
    minSamplesSplit: numberOf(treeParameters, given, 'min_samples_split'),
    minSamplesLeaf: numberOf(treeParameters, given, 'min_samples_leaf'),
    maxFeatures: features > 1 ? features : Math.max(1, Math.floor(features * width)),
  };
}
