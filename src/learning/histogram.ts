/**
 * The engine of our own: forests on histograms, linear in rows (Breiman, 2001).
 * Each tree has a random generator of its own, so trees may be grown in any order and place.
 */

import { binColumns } from './bins';
import { ClassTarget, type Criterion } from './class-target';
import type { ForestEngine, TrainingSet } from './engine';
import { growTree, type GrowthLimits } from './grow-tree';
import { MAX_DEPTH, MAX_TREES, numberOf, type Parameters } from './parameters';
import { randomFrom } from './random';
import { joinTrees } from './tree';

const criteria: readonly Criterion[] = ['gini', 'entropy'];

const parameters = {
  n_estimators: { kind: 'integer', max: MAX_TREES, default: 100, meaning: 'trees' },
  max_depth: { kind: 'integer', max: MAX_DEPTH, default: 29, meaning: 'levels of a tree at most' },
  min_samples_split: { kind: 'integer', min: 2, default: 2, meaning: 'rows that a node needs to be split' },
  min_samples_leaf: { kind: 'integer', default: 1, meaning: 'rows that each side of a split needs' },
  max_features: { kind: 'features', default: 1, meaning: 'features that one node looks at' },
  max_samples: { kind: 'share', default: 1, meaning: 'rows drawn for a tree, with replacement' },
  criterion: { kind: 'choice', choices: criteria, default: 'gini', meaning: 'what a split lessens' },
  class_weight: {
    kind: 'choice',
    choices: ['none', 'balanced'],
    default: 'none',
    meaning: 'balanced: a class counts the more, the rarer it is',
  },
} as const;

export const histogram: ForestEngine = {
  parameters,
  train(set, given, seed) {
    const rows = set.labels.length;
    const columns = binColumns(set.values, set.width);
    const target = targetOf(set, given);
    const limits = limitsOf(set.width, given);
    const draws = Math.max(1, Math.round(numberOf(parameters, given, 'max_samples') * rows));
    const seeds = randomFrom(seed);
    const trees = Array.from({ length: numberOf(parameters, given, 'n_estimators') }, () => {
      const random = randomFrom(seeds() * 2 ** 32);
      return growTree(columns, target, limits, bootstrap(rows, draws, random), random);
    });
    return joinTrees(trees, set.classes);
  },
};

function targetOf({ labels, classes }: TrainingSet, given: Parameters): ClassTarget {
  const criterion = criteria.find((name) => name === given['criterion']) ?? parameters.criterion.default;
  const weights = new Float64Array(classes).fill(1);
  if (given['class_weight'] === 'balanced') {
    const counts = new Float64Array(classes);
    for (const label of labels) counts[label]! += 1;
    counts.forEach((count, k) => (weights[k] = count > 0 ? labels.length / (classes * count) : 0));
  }
  return new ClassTarget(Uint8Array.from(labels), classes, weights, criterion);
}

function limitsOf(width: number, given: Parameters): GrowthLimits {
  const features = numberOf(parameters, given, 'max_features');
  return {
    maxDepth: numberOf(parameters, given, 'max_depth'),
    minSamplesSplit: numberOf(parameters, given, 'min_samples_split'),
    minSamplesLeaf: numberOf(parameters, given, 'min_samples_leaf'),
    maxFeatures: features > 1 ? features : Math.max(1, Math.floor(features * width)),
  };
}

/** @returns n: how often each row was drawn, out of as many draws with replacement */
function bootstrap(rows: number, draws: number, random: () => number): Uint16Array {
  const weights = new Uint16Array(rows);
  for (let draw = 0; draw < draws; draw++) weights[Math.floor(random() * rows)]! += 1;
  return weights;
}
