import type { ForestEngine } from './engine';
import { histogram } from './histogram';
import { mlRandomForest } from './ml-random-forest';

/** Every engine, by the name that `params.yaml` calls it. */
export const engines: Readonly<Record<string, ForestEngine>> = {
  histogram,
  'ml-random-forest': mlRandomForest,
};
