/** One tree on all rows (Breiman et al., 1984), by the means of the forest on histograms. */

import { binColumns } from './bins';
import type { Engine } from '../engine';
import { goalOf } from './goal';
import { growTrees } from './grow-trees';
import { limitsOf, treeParameters } from './tree-parameters';

export const decisionTree: Engine = {
  parameters: treeParameters,
  targets: ['class', 'value'],
  train: (set, given, seed) =>
    new Promise((resolve) => {
      const goal = goalOf(set, given);
      const columns = binColumns(set.values, set.width);
      const limits = limitsOf(set.width, given);
      const [tree] = growTrees({ columns, goal, limits, rows: set.values.length / set.width, draws: 0 }, [seed]);
      resolve(tree!);
    }),
};
