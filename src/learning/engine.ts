/** What trains a predictor. `params.yaml` names the engine; nothing but training knows which one it was. */

import type { ParameterTable, Parameters } from './parameters';
import type { Predictor } from './predictor';

interface Matrix {
  /** n × width, row by row. */
  readonly values: Float64Array;
  readonly width: number;
}

/** Rows of a classifier, as an estimator sees them. */
export interface ClassSet extends Matrix {
  readonly kind: 'class';
  /** n class indices in [0, classes). */
  readonly labels: Int32Array;
  readonly classes: number;
}

/** Rows of a regression, as an estimator sees them. */
export interface ValueSet extends Matrix {
  readonly kind: 'value';
  /** n numbers, in the unit of the target. */
  readonly targets: Float64Array;
}

export type TrainingSet = ClassSet | ValueSet;

export interface Engine {
  /** What it can be told; anything else in `params.yaml` is an error. */
  readonly parameters: ParameterTable;
  /** The targets that it learns. */
  readonly targets: readonly TrainingSet['kind'][];
  /**
   * Deterministic: the same set, parameters and seed give the same predictor on every machine, with any number of threads.
   * @param threads worker threads that it may use. @default 1: the calling one
   */
  train(set: TrainingSet, parameters: Parameters, seed: number, threads?: number): Promise<Predictor>;
}
