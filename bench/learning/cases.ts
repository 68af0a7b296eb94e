/** What is learnt: made-up rows of three sizes, and every model of the project with its own parameters. */

import type { ModelCard } from '../../src/learning/artefact';
import type { TrainingSet } from '../../src/learning/engine';
import { estimators, type Estimator } from '../../src/learning/estimators';
import type { Parameters } from '../../src/learning/parameters';
import { choices } from '../../src/models/catalogue';
import { keyOf, type Model } from '../../src/models/model';
import { Validator } from '../../src/models/validate';
import { EncodedRows } from '../../src/service/encoded-rows';
import { readPlan } from '../../src/service/params';
import { readRows } from '../../src/service/rows';
import { splitRows } from '../../src/service/train';
import { nearest } from '../peers/scikit-learn';
import { fixed } from '../table';
import { noisyRows, WIDTH } from './noisy-rows';
import type { Task } from './task';

export interface Case {
  /** As `--case` names it. */
  readonly name: string;
  /** How many cores training may use, in turn. */
  readonly cores: readonly number[];
  readonly prepare: () => Promise<Prepared>;
}

export interface Prepared {
  readonly title: string;
  readonly task: Task;
  readonly train: TrainingSet;
  readonly test: TrainingSet;
}

export const cases: readonly Case[] = [
  madeUp('4000', 4_000, 3, [1, 2]),
  madeUp('60000', 60_000, 2, [1, 2]),
  madeUp('100000', 100_000, 3, [2]),
  madeUp('60000-values', 60_000, 0, [2]),
  ...choices.map((model) => ({ name: keyOf(model), cores: [2], prepare: () => ofModel(model) })),
];

const TEST_ROWS = 10_000;
const SEED = 42;

/** The square root of 18, which scikit-learn takes by default, is 4. */
const forest = { n_estimators: 100, max_depth: 20, max_features: 4 };

function madeUp(name: string, rows: number, classes: number, cores: readonly number[]): Case {
  const prepare = (): Prepared => {
    const set = noisyRows(rows + TEST_ROWS, classes, SEED);
    const defaults = Object.entries(estimators.forest['histogram']!.parameters).map(
      ([parameter, meaning]) => [parameter, meaning.default] as const,
    );
    const parameters: Parameters = { ...Object.fromEntries(defaults), ...forest };
    const [train, test] = [part(set, 0, rows), part(set, rows, rows + TEST_ROWS)];
    return { title: titleOf('forest', train), task: taskOf('forest', 'histogram', parameters, train), train, test };
  };
  return { name, cores, prepare: () => Promise.resolve(prepare()) };
}

function part(set: TrainingSet, from: number, to: number): TrainingSet {
  const values = set.values.slice(from * WIDTH, to * WIDTH);
  return set.kind === 'class'
    ? { ...set, values, labels: set.labels.slice(from, to) }
    : { ...set, values, targets: set.targets.slice(from, to) };
}

/** Rows, split, encoding and parameters of the training step; both sides are given the encoded columns. */
async function ofModel(model: Model): Promise<Prepared> {
  const plan = readPlan('params.yaml', model);
  const rows = await readRows(model);
  const parts = splitRows(model, rows, plan);
  const training = [...parts.train, ...parts.validation];
  const encoded = new EncodedRows(model, rows, training);
  const [train, test] = [encoded.set(training), encoded.set(parts.test)];
  const [row] = new Validator(model).rows(model.example, 1);
  const card: ModelCard = {
    model: model.name,
    estimator: model.estimator,
    engine: plan.engineName,
    features: Object.keys(model.features),
    classes: model.target.kind === 'class' ? model.target.classes : [],
    encoding: encoded.encoding,
    parameters: plan.parameters,
    seed: plan.seed,
    data: { ...rows.source, source: rows.source.name },
    scores: {},
    code: '',
    example: { row: row!, outputs: [] },
  };
  const title = titleOf(`${keyOf(model)}${rows.source.synthetic ? ', synthetic' : ''}`, train);
  const task = { ...taskOf(model.estimator, plan.engineName, plan.parameters, train), card };
  return { title, task, train, test };
}

function titleOf(what: string, { values, width, ...set }: TrainingSet): string {
  const target = set.kind === 'class' ? `${set.classes} classes` : 'values';
  return `${what}: ${fixed(values.length / width, 0)} × ${fixed(width, 0)}, ${target}`;
}

function taskOf(estimator: Estimator, engine: string, parameters: Parameters, set: TrainingSet): Task {
  const { kind, width } = set;
  return {
    ...{ estimator, engine, parameters, kind, width },
    peer: nearest(estimator, kind, parameters, width),
    classes: set.kind === 'class' ? set.classes : 0,
    repeats: { batches: 5, singles: 100, loads: 5 },
  };
}
