/** What trains a forest. `params.yaml` names the engine; nothing but training knows which one it was. */

import type { Forest } from './forest';
import type { ParameterTable, Parameters } from './parameters';

/** Rows as an estimator sees them. */
export interface TrainingSet {
  /** n × width, row by row. */
  readonly values: Float64Array;
  readonly width: number;
  /** n class indices in [0, classes). */
  readonly labels: Int32Array;
  readonly classes: number;
}

export interface ForestEngine {
  /** What it can be told; anything else in `params.yaml` is an error. */
  readonly parameters: ParameterTable;
  /** Deterministic: the same set, parameters and seed give the same forest on every machine. */
  train(set: TrainingSet, parameters: Parameters, seed: number): Forest;
}
