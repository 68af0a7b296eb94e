import { decisionTree } from './decision-tree';
import type { Engine } from './engine';
import { gammaRegression } from './gamma-regression';
import { histogram } from './histogram';
import { linearRegression, ridge } from './linear-regression';
import { mlRandomForest } from './ml-random-forest';

export type Estimator = 'forest' | 'tree' | 'linear' | 'ridge' | 'gamma';

/** The engines of each estimator, by the name that `params.yaml` calls them. */
export const estimators: Readonly<Record<Estimator, Readonly<Record<string, Engine>>>> = {
  forest: { histogram, 'ml-random-forest': mlRandomForest },
  tree: { histogram: decisionTree },
  linear: { exact: linearRegression },
  ridge: { exact: ridge },
  gamma: { newton: gammaRegression },
};
