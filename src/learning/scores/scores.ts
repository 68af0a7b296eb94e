/** The scores by which models are compared, by the names that a declaration calls them. */

import { auroc } from './auroc';
import { accuracy, confusionMatrix, macroF1, mostLikely, type Confusion } from './class-scores';
import { logLoss } from './log-loss';
import type { ClassTruth, Truth, ValueTruth } from '../truth';
import { mae, mse, r2, rmse } from './value-scores';

export type ClassMetric = 'accuracy' | 'macro_f1' | 'auroc' | 'log_loss';
export type ValueMetric = 'mse' | 'rmse' | 'mae' | 'r2';
export type MetricName = ClassMetric | ValueMetric;

interface Metric<Kind extends Truth['kind'], Of extends Truth> {
  /** The targets that it is for. */
  readonly kind: Kind;
  readonly title: string;
  readonly higherIsBetter: boolean;
  readonly score: (truth: Of, predicted: Float64Array) => number;
}

export const classMetrics: Readonly<Record<ClassMetric, Metric<'class', ClassTruth>>> = {
  accuracy: ofClasses('Accuracy', true, (truth, predicted) => accuracy(confusionOf(truth, predicted))),
  macro_f1: ofClasses('F1 score, macro average', true, (truth, predicted) => macroF1(confusionOf(truth, predicted))),
  auroc: ofClasses('Area under the ROC curve', true, ({ labels, classes }, p) => auroc(labels, p, classes)),
  log_loss: ofClasses('Log loss', false, ({ labels, classes }, p) => logLoss(labels, p, classes)),
};

export const valueMetrics: Readonly<Record<ValueMetric, Metric<'value', ValueTruth>>> = {
  mse: ofValues('Mean squared error', false, mse),
  rmse: ofValues('Root of the mean squared error', false, rmse),
  mae: ofValues('Mean absolute error', false, mae),
  r2: ofValues('R²', true, r2),
};

/** By the kind of target that they are for. */
export const metricNames = {
  class: ['accuracy', 'macro_f1', 'auroc', 'log_loss'],
  value: ['mse', 'rmse', 'mae', 'r2'],
} as const satisfies Record<Truth['kind'], readonly MetricName[]>;

export const metrics = { ...classMetrics, ...valueMetrics };

/**
 * @param predicted n × classes probabilities or n values, as `evaluate` gives them
 * @returns NaN where the score is undefined for such rows
 * @throws RangeError when the score is for another kind of target
 */
export function scoreOf(name: MetricName, truth: Truth, predicted: Float64Array): number {
  const metric = metrics[name];
  if (metric.kind === 'class' && truth.kind === 'class') return metric.score(truth, predicted);
  if (metric.kind === 'value' && truth.kind === 'value') return metric.score(truth, predicted);
  const names = Object.keys(truth.kind === 'class' ? classMetrics : valueMetrics).join(', ');
  throw new RangeError(`${name} is no score of a ${truth.kind}; expected one of ${names}`);
}

/** All scores of such a target, by their names. */
export function scoresOf(truth: ClassTruth, predicted: Float64Array): Record<ClassMetric, number>;
export function scoresOf(truth: ValueTruth, predicted: Float64Array): Record<ValueMetric, number>;
export function scoresOf(truth: Truth, predicted: Float64Array): Partial<Record<MetricName, number>>;
export function scoresOf(truth: Truth, predicted: Float64Array): Partial<Record<MetricName, number>> {
  const of = (name: MetricName): number => scoreOf(name, truth, predicted);
  return truth.kind === 'class'
    ? { accuracy: of('accuracy'), macro_f1: of('macro_f1'), auroc: of('auroc'), log_loss: of('log_loss') }
    : { mse: of('mse'), rmse: of('rmse'), mae: of('mae'), r2: of('r2') };
}

/** Whether the first score is better than the second, and not as good; any number is better than NaN. */
export function isBetter(name: MetricName, first: number, second: number): boolean {
  if (Number.isNaN(second)) return !Number.isNaN(first);
  return metrics[name].higherIsBetter ? first > second : first < second;
}

function confusionOf({ labels, classes }: ClassTruth, probabilities: Float64Array): Confusion {
  return confusionMatrix(labels, mostLikely(probabilities, classes), classes);
}

function ofClasses(
  title: string,
  higherIsBetter: boolean,
  score: (truth: ClassTruth, probabilities: Float64Array) => number,
): Metric<'class', ClassTruth> {
  return { kind: 'class', title, higherIsBetter, score };
}

function ofValues(
  title: string,
  higherIsBetter: boolean,
  score: (targets: Float64Array, predicted: Float64Array) => number,
): Metric<'value', ValueTruth> {
  return { kind: 'value', title, higherIsBetter, score: ({ targets }, predicted) => score(targets, predicted) };
}
