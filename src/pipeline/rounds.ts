/** The rows that a search compares hyper-parameters on. None of those that test the model is among them. */

import { InputError, messageOf } from '../contract/exit';
import type { TrainingSet } from '../learning/engine';
import { folds } from '../learning/validation/folds';
import { rowCount, type Truth } from '../learning/truth';
import type { Model } from '../models/model';
import { EncodedRows } from '../service/encoded-rows';
import type { TrainingPlan } from '../service/params';
import type { TrainingRows } from '../service/rows';
import { splitRows } from '../service/train';

/** Encoded by what its training rows show. */
export interface Round {
  readonly train: TrainingSet;
  readonly validation: TrainingSet;
}

/**
 * @param count 0 for one round, of the training and the validation rows; else how many folds both are dealt to
 * @throws InputError when there are too few rows, or they do not tell how to encode a feature
 */
export function roundsOf(model: Model, rows: TrainingRows, plan: TrainingPlan, count: number): readonly Round[] {
  const { train, validation } = splitRows(model, rows, plan);
  const parts = count === 0 ? [{ train, validation }] : dealt(rows, [...train, ...validation], count, plan.seed);
  return parts.map((part) => {
    const encoded = new EncodedRows(model, rows, part.train);
    return { train: encoded.set(part.train), validation: encoded.set(part.validation) };
  });
}

function dealt({ truth, source }: TrainingRows, indices: readonly number[], count: number, seed: number) {
  const original = (part: readonly number[]): number[] => part.map((at) => indices[at]!);
  try {
    return folds(truthOf(truth, indices), count, seed).map(({ train, test }) => ({
      train: original(train),
      validation: original(test),
    }));
  } catch (error) {
    throw error instanceof RangeError ? new InputError(`${source.name}: ${messageOf(error)}`) : error;
  }
}

function truthOf(truth: Truth, indices: readonly number[]): Truth {
  return truth.kind === 'class'
    ? { ...truth, labels: Int32Array.from(indices, (row) => truth.labels[row]!) }
    : { ...truth, targets: Float64Array.from(indices, (row) => truth.targets[row]!) };
}

/** The first rows, which are as mixed as all; all of them where there are no more. */
export function firstRows(set: TrainingSet, count: number): TrainingSet {
  if (count >= rowCount(set)) return set;
  const values = set.values.slice(0, count * set.width);
  return set.kind === 'class'
    ? { ...set, values, labels: set.labels.slice(0, count) }
    : { ...set, values, targets: set.targets.slice(0, count) };
}
