/** scikit-learn beside Canopy: its estimators with the nearest parameters, and the Python that runs them. */

import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrainingSet } from '../../src/learning/engine';
import type { Estimator } from '../../src/learning/estimators';
import type { Parameters } from '../../src/learning/parameters';
import { output } from '../programs';

const requirements = join(__dirname, 'fastapi/requirements.txt');
const venv = 'build/bench/venv';

/** An estimator of scikit-learn. */
export interface Peer {
  /** Its class. */
  readonly name: string;
  /** Keyword arguments, but for the seed and the cores. */
  readonly arguments: Readonly<Record<string, number | string | null | undefined>>;
}

/**
 * The estimator that comes nearest to one of ours. One parameter has no match: the engine ml-random-forest draws
 * features once a tree, scikit-learn at every split.
 * @param parameters all of the engine, defaults filled in
 * @param width how many columns there are
 */
export function nearest(estimator: Estimator, kind: TrainingSet['kind'], parameters: Parameters, width: number): Peer {
  const learner = kind === 'class' ? 'Classifier' : 'Regressor';
  const { n_estimators, max_samples, alpha, max_iter } = parameters;
  const tree = treeArguments(kind, parameters, width);
  switch (estimator) {
    case 'forest': {
      const samples = max_samples === 1 ? null : max_samples; // to scikit-learn, 1 is a number of rows
      return { name: `RandomForest${learner}`, arguments: { ...tree, n_estimators, max_samples: samples } };
    }
    case 'tree':
      return { name: `DecisionTree${learner}`, arguments: tree };
    case 'linear':
      return { name: 'LinearRegression', arguments: {} };
    case 'ridge':
      return { name: 'Ridge', arguments: { alpha } };
    case 'gamma':
      return { name: 'GammaRegressor', arguments: { alpha, max_iter, solver: 'newton-cholesky' } };
  }
}

function treeArguments(kind: TrainingSet['kind'], parameters: Parameters, width: number): Peer['arguments'] {
  const { max_depth, min_samples_split, min_samples_leaf, max_features, criterion, class_weight } = parameters;
  const features = Number(max_features);
  return {
    ...{ max_depth, min_samples_split, min_samples_leaf },
    max_features: features > 1 ? features : Math.max(1, Math.floor(features * width)),
    ...(criterion !== 'auto' && { criterion }),
    ...(kind === 'class' && class_weight === 'balanced' && { class_weight }),
  };
}

/** The interpreter of a virtual environment that holds the requirements; the first use installs them. */
export async function pythonWithRequirements(): Promise<string> {
  const python = join(venv, 'bin/python');
  const installed = join(venv, 'requirements.txt');
  if (!existsSync(installed) || !readFileSync(installed).equals(readFileSync(requirements))) {
    await output('python3', ['-m', 'venv', '--clear', venv]);
    await output(python, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
    copyFileSync(requirements, installed);
  }
  return python;
}
