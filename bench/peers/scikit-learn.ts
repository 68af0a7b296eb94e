/** scikit-learn beside Canopy: its forest with the nearest parameters, and the Python that runs it. */

import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { numberOf } from '../../src/learning/parameters';
import type { TrainingPlan } from '../../src/service/params';
import { output } from '../programs';

const requirements = join(__dirname, 'fastapi/requirements.txt');
const venv = 'build/bench/venv';

/**
 * Keyword arguments of RandomForestClassifier that come nearest to those of params.yaml. One has no match:
 * ml-random-forest draws features once a tree, scikit-learn at every split.
 * @param width how many features there are
 */
export function forestArguments({ engine, parameters }: TrainingPlan, width: number, seed: number) {
  const { n_estimators, max_depth, min_samples_split } = parameters;
  const features = numberOf(engine.parameters, parameters, 'max_features');
  const samples = numberOf(engine.parameters, parameters, 'max_samples');
  return {
    n_estimators,
    max_depth,
    min_samples_split,
    max_features: features > 1 ? features : Math.max(1, Math.floor(features * width)),
    max_samples: samples === 1 ? null : samples, // to scikit-learn, 1 is a number of rows
    random_state: seed,
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
