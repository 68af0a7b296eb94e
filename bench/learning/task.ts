/** What both sides of a case are given: a folder with the rows as raw numbers, and with what to learn as JSON. */

import { mkdirSync, openSync, closeSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelCard } from '../../src/learning/artefact';
import type { TrainingSet } from '../../src/learning/engine';
import type { Estimator } from '../../src/learning/estimators';
import type { Parameters } from '../../src/learning/parameters';
import type { Peer } from '../peers/scikit-learn';

export interface Task {
  readonly estimator: Estimator;
  readonly engine: string;
  readonly parameters: Parameters;
  readonly peer: Peer;
  readonly kind: TrainingSet['kind'];
  readonly width: number;
  /** 0 when a value is predicted. */
  readonly classes: number;
  /** What our model file says of itself. @default - no file is measured */
  readonly card?: ModelCard;
  /** How often the test rows are predicted together, how many rows alone, and how often the model file is read. */
  readonly repeats: { readonly batches: number; readonly singles: number; readonly loads: number };
}

/** What a side measures of one task. */
export interface Measurement {
  /** Seconds of training: by the clock, and of all cores together, which others on the machine disturb less. */
  readonly training: number;
  readonly cpu: number;
  /** MiB of memory at most, before training and after it. */
  readonly baseline: number;
  readonly peak: number;
  /** Microseconds to predict a row, with all test rows at once and alone. */
  readonly batch: number;
  readonly single: number;
  readonly file?: { readonly bytes: number; readonly milliseconds: number };
}

export type Side = 'canopy' | 'scikit-learn';
type Part = 'train' | 'test';

export function writeTask(folder: string, task: Task, parts: Readonly<Record<Part, TrainingSet>>): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'task.json'), JSON.stringify(task));
  for (const part of ['train', 'test'] as const) {
    const set = parts[part];
    writeNumbers(join(folder, `${part}.f64`), set.values);
    writeNumbers(
      join(folder, `${part}-target.f64`),
      set.kind === 'class' ? Float64Array.from(set.labels) : set.targets,
    );
  }
}

export function readTask(folder: string): Task {
  return JSON.parse(readFileSync(join(folder, 'task.json'), 'utf8')) as Task;
}

export function readSet(folder: string, { kind, width, classes }: Task, part: Part): TrainingSet {
  const values = readNumbers(join(folder, `${part}.f64`));
  const targets = readNumbers(join(folder, `${part}-target.f64`));
  return kind === 'class'
    ? { kind, values, width, labels: Int32Array.from(targets), classes }
    : { kind, values, width, targets };
}

/** Probabilities of the classes, or values, of the test rows. */
export function writePredictions(folder: string, side: Side, predicted: Float64Array): void {
  writeNumbers(join(folder, `${side}.f64`), predicted);
}

export function readPredictions(folder: string, side: Side): Float64Array {
  return readNumbers(join(folder, `${side}.f64`));
}

function writeNumbers(path: string, numbers: Float64Array): void {
  writeFileSync(path, numbers);
}

/** Into the array itself, so that no second copy counts as memory of the training. */
function readNumbers(path: string): Float64Array {
  const numbers = new Float64Array(statSync(path).size / Float64Array.BYTES_PER_ELEMENT);
  const file = openSync(path, 'r');
  readSync(file, numbers);
  closeSync(file);
  return numbers;
}
