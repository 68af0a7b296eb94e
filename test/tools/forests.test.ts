/** Our trees beside scikit-learn's, on the same rows, with the same parameters. */

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decisionTree } from '../../src/learning/trees/decision-tree';
import type { Engine, TrainingSet } from '../../src/learning/engine';
import { argmax, evaluateForest } from '../../src/learning/trees/forest';
import { histogram } from '../../src/learning/trees/histogram';
import type { Parameters } from '../../src/learning/parameters';
import { randomFrom } from '../../src/learning/random';
import { forestOf } from '../learning/trees/training-sets';
import { run, succeeded } from './programs';

const WIDTH = 6;
const TRAIN = 2000;
const TEST = 4000;
const SEEDS = 4;

const SCORES = `
import json, sys
import numpy as np
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor
from sklearn.metrics import accuracy_score, r2_score, roc_auc_score
table = np.loadtxt(sys.argv[1], delimiter=",")
given = json.loads(sys.argv[2])
name, train, seeds = given["estimator"], given["train"], given["seeds"]
values, targets = table[:, :-1], table[:, -1]
scores = []
for seed in range(seeds):
    model = globals()[name](random_state=seed, **given["parameters"]).fit(values[:train], targets[:train])
    unseen, truth = values[train:], targets[train:]
    if name.endswith("Regressor"):
        scores.append([r2_score(truth, model.predict(unseen))])
    else:
        shares = model.predict_proba(unseen)
        auroc = roc_auc_score(truth, shares[:, 1]) if shares.shape[1] == 2 else roc_auc_score(truth, shares, multi_class="ovo")
        scores.append([accuracy_score(truth, model.predict(unseen)), auroc])
tree = model.tree_ if hasattr(model, "tree_") else model.estimators_[0].tree_
print(json.dumps({"scores": scores, "root": [int(tree.feature[0]), float(tree.threshold[0])]}))
`;

interface Scored {
  /** One row a seed: R², or accuracy and AUROC. */
  readonly scores: number[][];
  /** Column and threshold of the root of the first tree. */
  readonly root: readonly [number, number];
}

/** Rows whose signal is a sum of two columns and a product of two; `levels` values a column, 0 for any. */
function rowsOf(kind: TrainingSet['kind'], classes: number, levels: number): TrainingSet {
  const random = randomFrom(7);
  const values = Float64Array.from({ length: (TRAIN + TEST) * WIDTH }, () => {
    const value = random() * 10;
    return levels > 0 ? Math.floor((value * levels) / 10) : value;
  });
  const top = levels > 0 ? levels - 1 : 10;
  const signals = Float64Array.from({ length: TRAIN + TEST }, (_, row) => {
    const [a, b, c, d] = [0, 1, 2, 3].map((column) => values[row * WIDTH + column]! / top);
    return (a! + b! + 2 * c! * d!) / 4 + (random() - 0.5) * 0.3;
  });
  if (kind === 'value') return { kind, values, width: WIDTH, targets: signals.map((signal) => 1000 + 100 * signal) };
  const sorted = signals.slice().sort();
  const bounds = Array.from(
    { length: classes - 1 },
    (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / classes)]!,
  );
  const labels = Int32Array.from(signals, (signal) => bounds.filter((bound) => signal >= bound).length);
  return { kind, values, width: WIDTH, labels, classes };
}

function part(set: TrainingSet, from: number, to: number): TrainingSet {
  const values = set.values.slice(from * WIDTH, to * WIDTH);
  return set.kind === 'class'
    ? { ...set, values, labels: set.labels.slice(from, to) }
    : { ...set, values, targets: set.targets.slice(from, to) };
}

function theirs(set: TrainingSet, estimator: string, parameters: object): Scored {
  const file = join(mkdtempSync(join(tmpdir(), 'canopy-')), 'rows.csv');
  const targets = set.kind === 'class' ? set.labels : set.targets;
  const lines = Array.from(targets, (target, row) => [...set.values.subarray(row * WIDTH, (row + 1) * WIDTH), target]);
  writeFileSync(file, lines.map((line) => line.join(',')).join('\n'));
  const scored = run(
    'python3',
    '-c',
    SCORES,
    file,
    JSON.stringify({ estimator, parameters, train: TRAIN, seeds: SEEDS }),
  );
  expect(scored).toEqual(succeeded);
  return JSON.parse(scored.output) as Scored;
}

async function ours(set: TrainingSet, engine: Engine, parameters: Parameters): Promise<Scored> {
  const scores: number[][] = [];
  let root: readonly [number, number] = [-1, NaN];
  for (let seed = 0; seed < SEEDS; seed++) {
    const forest = await forestOf(engine, part(set, 0, TRAIN), parameters, seed);
    root = [forest.feature[0]!, forest.threshold[0]!];
    const unseen = part(set, TRAIN, TRAIN + TEST);
    scores.push(scoresOf(unseen, evaluateForest(forest, unseen.values, WIDTH)));
  }
  return { scores, root };
}

function scoresOf(set: TrainingSet, answers: Float64Array): number[] {
  if (set.kind === 'value') {
    const mean = set.targets.reduce((sum, target) => sum + target, 0) / set.targets.length;
    const squares = (from: (row: number) => number): number =>
      set.targets.reduce((sum, target, row) => sum + (target - from(row)) ** 2, 0);
    return [1 - squares((row) => answers[row]!) / squares(() => mean)];
  }
  const { labels, classes } = set;
  const right = labels.filter((label, row) => argmax(answers, row * classes, classes) === label).length;
  return [right / labels.length, auroc(labels, answers, classes)];
}

/** The mean over pairs of classes (Hand & Till, 2001), each by counting pairs of rows. */
function auroc(labels: Int32Array, answers: Float64Array, classes: number): number {
  const areas: number[] = [];
  for (let k = 0; k < classes; k++) {
    for (let other = 0; other < classes; other++) {
      if (k === other) continue;
      const scores = (label: number): number[] =>
        [...labels.keys()].filter((row) => labels[row] === label).map((row) => answers[row * classes + k]!);
      const [high, low] = [scores(k), scores(other)];
      const wins = high.map((a) => low.reduce((sum, b) => sum + (a > b ? 1 : a === b ? 0.5 : 0), 0));
      areas.push(wins.reduce((sum, win) => sum + win, 0) / (high.length * low.length));
    }
  }
  return areas.reduce((sum, area) => sum + area, 0) / areas.length;
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const forest = { n_estimators: 100, max_depth: 20, min_samples_leaf: 2 };
const shares = { max_features: 2, max_samples: 0.8 };
const leaves = { max_depth: 8, min_samples_leaf: 10 };
const balanced = { class_weight: 'balanced' };

/** Half a point, which the issue allows and which is above what seeds make of a forest of 100 trees. */
const CLOSE = 0.005;

test.each<[string, TrainingSet, Engine, Parameters, object]>([
  ['RandomForestClassifier', rowsOf('class', 2, 0), histogram, forest, {}],
  ['RandomForestClassifier', rowsOf('class', 2, 0), histogram, { ...forest, ...shares }, shares],
  ['RandomForestClassifier', rowsOf('class', 3, 0), histogram, { ...forest, ...shares }, shares],
  [
    'RandomForestClassifier',
    rowsOf('class', 3, 12),
    histogram,
    { ...forest, criterion: 'entropy' },
    { criterion: 'entropy' },
  ],
  ['RandomForestClassifier', rowsOf('class', 2, 12), histogram, { ...forest, ...balanced }, balanced],
  ['RandomForestRegressor', rowsOf('value', 0, 0), histogram, forest, {}],
  ['RandomForestRegressor', rowsOf('value', 0, 12), histogram, { ...forest, ...shares }, shares],
])(
  'a forest predicts as well as %s',
  async (estimator, set, engine, parameters, extra) => {
    const us = await ours(set, engine, parameters);
    const them = theirs(set, estimator, { ...forest, max_features: null, ...extra });
    them.scores[0]!.forEach((_, score) => {
      const [our, their] = [us, them].map(({ scores }) => mean(scores.map((row) => row[score]!)));
      expect(our).toBeGreaterThan(their! - CLOSE);
      expect(our).toBeLessThan(their! + CLOSE);
    });
  },
  120_000,
);

test.each<[string, TrainingSet, Parameters]>([
  ['DecisionTreeClassifier', rowsOf('class', 2, 12), {}],
  ['DecisionTreeClassifier', rowsOf('class', 3, 12), { criterion: 'entropy' }],
  ['DecisionTreeRegressor', rowsOf('value', 0, 12), {}],
])(
  'a tree is the one that %s grows, where columns have few values',
  async (estimator, set, extra) => {
    const us = await ours(set, decisionTree, { ...leaves, ...extra });
    const them = theirs(set, estimator, { ...leaves, ...extra });
    expect(us.root).toEqual(them.root);
    them.scores[0]!.forEach((score, at) => expect(us.scores[0]![at]).toBeCloseTo(score, 2));
  },
  120_000,
);
