/** What a training came to: what build/<model>/report.json holds, and the other forms of a report are made from. */

import type { Explanation } from '../learning/explanations/explain';
import type { Parameters } from '../learning/parameters';
import type { MetricName } from '../learning/scores/scores';

/** A score of the test rows, and its 95 % confidence interval. A score that is not defined is NaN, in JSON null. */
export interface ScoreInterval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Rows whose prediction lies in one range: what was said, and what came true. */
export interface CalibrationBin {
  readonly rows: number;
  /** Mean prediction: a probability, or a value in the unit of the target. */
  readonly predicted: number;
  /** Share of the rows that were of the class, or their mean value. */
  readonly observed: number;
}

export interface FeatureImportance {
  readonly feature: string;
  /** How much worse the selection metric is when the feature is shuffled among the test rows: mean and deviation. */
  readonly mean: number;
  readonly deviation: number;
}

/** Shapley values of what was predicted for some of the test rows. */
export interface Contributions {
  readonly rows: number;
  /** What they are parts of. */
  readonly scale: Explanation['scale'];
  /** What the average training row gets, where all rows have the same: not of classes. */
  readonly base?: number;
  /** Mean size of what each feature adds or takes, the largest first. */
  readonly features: readonly { readonly feature: string; readonly size: number }[];
}

export interface Report {
  readonly model: string;
  readonly title: string;
  readonly variant?: string;
  readonly version: string;
  readonly estimator: string;
  readonly engine: string;
  readonly parameters: Parameters;
  readonly seed: number;
  readonly data: {
    readonly source: string;
    /** Whether the rows were made up. */
    readonly synthetic: boolean;
    readonly sha256: string;
    /** After cleaning. */
    readonly rows: number;
    /** Rows that cleaning dropped. */
    readonly left_out: number;
    readonly train: number;
    readonly test: number;
    /** Columns that are of no use, and why. */
    readonly screened: readonly { readonly column: string; readonly reason: string }[];
  };
  /** Name and unit of what is predicted. */
  readonly target: { readonly column: string; readonly unit?: string };
  readonly selection: { readonly metric: MetricName; readonly floor: number };
  /** By metric. */
  readonly scores: Readonly<Record<string, ScoreInterval>>;
  /** Only of a classifier. Row: true class; column: predicted class. */
  readonly confusion_matrix?: {
    readonly classes: readonly string[];
    readonly counts: readonly (readonly number[])[];
  };
  /** One list a class; under `value` for a regression. */
  readonly calibration: Readonly<Record<string, readonly CalibrationBin[]>>;
  readonly contributions: Contributions;
  /** The most important first. */
  readonly importance: readonly FeatureImportance[];
}
