/** The engine of our own: forests on histograms, linear in rows (Breiman, 2001). */

import { binColumns } from './bins';
import type { Engine } from '../engine';
import { goalOf } from './goal';
import { MAX_TREES, numberOf } from '../parameters';
import { randomFrom } from '../random';
import { joinForests } from './tree';
import { limitsOf, treeParameters } from './tree-parameters';
import { growOnThreads } from './tree-threads';

const parameters = {
  n_estimators: {
    kind: 'integer',
    max: MAX_TREES,
    default: 100,
    meaning: 'trees',
    search: { from: 50, to: 400, scale: 'log' },
    isBudget: true,
  },
  max_samples: {
    kind: 'share',
    default: 1,
    meaning: 'rows drawn for a tree, with replacement',
    search: { from: 0.3, to: 1, scale: 'linear' },
  },
  ...treeParameters,
} as const;

export const histogram: Engine = {
  parameters,
  targets: ['class', 'value'],
  async train(set, given, seed, threads = 1) {
    const goal = goalOf(set, given);
    const rows = set.values.length / set.width;
    const random = randomFrom(seed);
    const trees = await growOnThreads(
      {
        columns: binColumns(set.values, set.width),
        goal,
        limits: limitsOf(set.width, given),
        rows,
        draws: Math.max(1, Math.round(numberOf(parameters, given, 'max_samples') * rows)),
      },
      Array.from({ length: numberOf(parameters, given, 'n_estimators') }, () => random() * 2 ** 32),
      threads,
    );
    return joinForests(trees, set.kind === 'class' ? set.classes : 1);
  },
};
