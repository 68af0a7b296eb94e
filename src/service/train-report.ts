/** What a training came to, as its report holds it. */

import { reliability } from '../learning/scores/calibration';
import { confusionMatrix, mostLikely } from '../learning/scores/class-scores';
import { intervalOf } from '../learning/scores/interval';
import { permutationImportance } from '../learning/explanations/permutation-importance';
import { explain } from '../learning/explanations/explain';
import { argmax } from '../learning/trees/forest';
import { evaluate, type Predictor } from '../learning/predictor';
import { metricNames, metrics, scoreOf, type MetricName } from '../learning/scores/scores';
import type { Split } from '../learning/validation/split';
import type { TrainingSet } from '../learning/engine';
import type { Model } from '../models/model';
import type { Report } from '../report/report';
import type { EncodedRows } from './encoded-rows';
import type { TrainingPlan } from './params';
import type { TrainingRows } from './rows';

/** Test rows that importance is measured on: each feature asks the model for all of them several times. */
const IMPORTANCE_ROWS = 2000;
/** Test rows that are explained: to explain one takes as long as to predict a thousand. */
const EXPLAINED_ROWS = 100;
/** Groups of equal size that a regression's predictions are compared in. */
const GROUPS = 10;

/** A predictor, and what it was trained and is tested on. */
export interface Trial {
  readonly encoded: EncodedRows;
  readonly predictor: Predictor;
  readonly parts: Split;
}

interface Training {
  readonly model: Model;
  readonly plan: TrainingPlan;
  readonly rows: TrainingRows;
  readonly trial: Trial;
  readonly version: string;
}

export function reportOf({ model, plan, rows: { source, screened }, trial, version }: Training): Report {
  const { encoded, predictor, parts } = trial;
  const test = encoded.set(parts.test);
  const outputs = evaluate(predictor, test.values, test.width);
  const { name, title, variant, estimator, target, selection } = model;
  return {
    ...{ model: name, title, ...(variant !== undefined && { variant }), version, estimator, engine: plan.engineName },
    ...{ parameters: plan.parameters, seed: plan.seed },
    data: {
      ...{ source: source.name, synthetic: source.synthetic, sha256: source.sha256 },
      ...{ rows: source.rows, left_out: source.leftOut },
      ...{ train: parts.train.length + parts.validation.length, test: parts.test.length, screened },
    },
    target: {
      column: target.column,
      ...(target.kind === 'value' && target.unit !== undefined && { unit: target.unit }),
    },
    selection,
    scores: scoresWithIntervals(test, outputs, plan.seed),
    ...(test.kind === 'class' && target.kind === 'class' && confusionOf(test.labels, outputs, target.classes)),
    calibration: calibrationOf(model, test, outputs),
    contributions: contributionsOf(trial),
    importance: importanceOf(selection.metric, trial, plan.seed),
  };
}

function scoresWithIntervals(test: TrainingSet, outputs: Float64Array, seed: number): Report['scores'] {
  return Object.fromEntries(
    metricNames[test.kind].map((name: MetricName) => [
      name,
      { value: scoreOf(name, test, outputs), ...intervalOf(name, test, outputs, { seed }) },
    ]),
  );
}

function confusionOf(labels: Int32Array, outputs: Float64Array, classes: readonly string[]) {
  const counts = confusionMatrix(labels, mostLikely(outputs, classes.length), classes.length);
  return { confusion_matrix: { classes, counts } };
}

/** Of each class against all others, or of the values in groups of equal size. */
function calibrationOf({ target }: Model, test: TrainingSet, outputs: Float64Array): Report['calibration'] {
  if (test.kind === 'value') return { value: groups(test.targets, outputs) };
  const names = target.kind === 'class' ? target.classes : [];
  return Object.fromEntries(
    names.map((name, k) => {
      const isClass = test.labels.map((label) => (label === k ? 1 : 0));
      const probabilities = Float64Array.from({ length: isClass.length * 2 }, (_, at) => {
        const probability = outputs[(at >> 1) * names.length + k]!;
        return at % 2 === 1 ? probability : 1 - probability;
      });
      return [
        name,
        reliability(isClass, probabilities, 2).map(({ rows, predicted, observed }) => ({ rows, predicted, observed })),
      ];
    }),
  );
}

function groups(targets: Float64Array, predicted: Float64Array): Report['calibration'][string] {
  const order = [...predicted.keys()].sort((a, b) => predicted[a]! - predicted[b]! || a - b);
  const mean = (values: Float64Array, rows: readonly number[]): number =>
    rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length;
  return Array.from({ length: GROUPS }, (_, group) =>
    order.slice(Math.floor((group * order.length) / GROUPS), Math.floor(((group + 1) * order.length) / GROUPS)),
  )
    .filter((rows) => rows.length > 0)
    .map((rows) => ({ rows: rows.length, predicted: mean(predicted, rows), observed: mean(targets, rows) }));
}

/** Of the class that was predicted, or of the value. */
function contributionsOf({ encoded, predictor, parts }: Trial): Report['contributions'] {
  const { columns, width } = encoded.encoder;
  const { values, kind } = encoded.set(parts.test.slice(0, EXPLAINED_ROWS));
  const rows = values.length / width;
  const outputs = evaluate(predictor, values, width);
  const explanations = Array.from({ length: rows }, (_, row) => {
    const output = kind === 'class' ? argmax(outputs, row * (outputs.length / rows), outputs.length / rows) : 0;
    return explain(predictor, columns, values.subarray(row * width, (row + 1) * width), output);
  });
  const sizeOf = (feature: string): number =>
    explanations.reduce((sum, { features }) => sum + Math.abs(features[feature]!), 0) / rows;
  const features = [...new Set(columns.map(({ feature }) => feature))].map((feature) => ({
    feature,
    size: sizeOf(feature),
  }));
  const { scale, base } = explanations[0]!;
  return {
    rows,
    scale,
    ...(kind === 'value' && { base }),
    features: features.sort((a, b) => b.size - a.size),
  };
}

function importanceOf(metric: MetricName, { encoded, predictor, parts }: Trial, seed: number): Report['importance'] {
  const test = encoded.set(parts.test.slice(0, IMPORTANCE_ROWS));
  const sign = metrics[metric].higherIsBetter ? 1 : -1;
  const score = (outputs: Float64Array): number => sign * scoreOf(metric, test, outputs);
  const { columns } = encoded.encoder;
  const losses = permutationImportance({ predictor, values: test.values, columns, score, seed });
  return Object.entries(losses)
    .map(([feature, loss]) => ({ feature, ...loss }))
    .sort((a, b) => b.mean - a.mean);
}
