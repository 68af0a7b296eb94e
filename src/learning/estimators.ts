import { decisionTree } from './trees/decision-tree';
import type { Engine } from './engine';
import { gammaRegression } from './linear/gamma-regression';
import { histogram } from './trees/histogram';
import { linearRegression, ridge } from './linear/linear-regression';
import { mlRandomForest } from './trees/ml-random-forest';

export type Estimator = 'forest' | 'tree' | 'linear' | 'ridge' | 'gamma';

/** The engines of each estimator, by the name that `params.yaml` calls them. */
export const estimators: Readonly<Record<Estimator, Readonly<Record<string, Engine>>>> = {
  forest: { histogram, 'ml-random-forest': mlRandomForest },
  tree: { histogram: decisionTree },
  linear: { exact: linearRegression },
  ridge: { exact: ridge },
  gamma: { newton: gammaRegression },
};
