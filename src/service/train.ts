/** The training step: params.yaml and rows in, build/<model>/model.safetensors and report.json out. */

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sync as writeFileAtomic } from 'write-file-atomic';
import { InputError, runProgram } from '../contract/exit';
import { writeArtefact, type ModelCard } from '../learning/artefact';
import { argmax, evaluate, type Forest } from '../learning/forest';
import type { Parameters } from '../learning/parameters';
import { accuracy, confusionMatrix } from '../learning/scores';
import { stratifiedSplit, type Split } from '../learning/split';
import { catalogue, modelNamed } from '../models/catalogue';
import type { Model } from '../models/model';
import { Encoder } from '../models/encode';
import { modelFile, versionOf } from './model-file';
import { readPlan } from './params';
import { readRows } from './rows';

export interface Training {
  readonly artefact: Uint8Array;
  readonly report: Report;
}

/** What report.json holds. */
export interface Report {
  readonly model: string;
  readonly version: string;
  readonly engine: string;
  readonly parameters: Parameters;
  readonly seed: number;
  readonly data: {
    readonly source: string;
    readonly rows: number;
    readonly train: number;
    readonly test: number;
    readonly sha256: string;
  };
  readonly accuracy: number;
  readonly confusion_matrix: { readonly classes: readonly string[]; readonly counts: readonly (readonly number[])[] };
}

/**
 * Trains one model. Same rows, parameters and seed give the same bytes on every machine.
 * @throws InputError when the input is wrong, or the model stays below its floor
 */
export function train(model: Model, paramsFile = 'params.yaml'): Training {
  const plan = readPlan(paramsFile, model);
  const { rows, labels, sha256 } = readRows(model);
  const encoder = new Encoder(model);
  const { classes } = model.target;
  const split = splitOf(model, labels, plan.testShare, plan.seed);
  const pick = (indices: readonly number[]) => ({
    values: encoder.matrix(indices.map((index) => rows[index]!)),
    labels: Int32Array.from(indices, (index) => labels[index]!),
  });
  const forest = plan.engine.train(
    { ...pick(split.train), width: encoder.width, classes: classes.length },
    plan.parameters,
    plan.seed,
  );

  const test = pick(split.test);
  const confusion = confusionMatrix(test.labels, classify(forest, test.values, encoder.width), classes.length);
  const score = accuracy(confusion);
  if (score < model.selection.floor) {
    throw new InputError(
      `${paramsFile}: ${model.name} reaches an accuracy of ${score.toFixed(3)}; expected its floor of ${model.selection.floor}, so nothing was written`,
    );
  }

  const example = encoder.matrix([model.example]);
  const card: ModelCard = {
    model: model.name,
    estimator: model.estimator,
    engine: plan.engineName,
    features: Object.keys(model.features),
    classes,
    parameters: plan.parameters,
    seed: plan.seed,
    data: { source: model.source.path, rows: rows.length, sha256 },
    scores: { accuracy: score },
    code: codeHash(model),
    example: { values: [...example], probabilities: [...evaluate(forest, example, encoder.width)] },
  };
  const artefact = writeArtefact({ card, forest });
  const report: Report = {
    model: model.name,
    version: versionOf(artefact),
    engine: plan.engineName,
    parameters: plan.parameters,
    seed: plan.seed,
    data: { ...card.data, train: split.train.length, test: split.test.length },
    accuracy: score,
    confusion_matrix: { classes, counts: confusion },
  };
  return { artefact, report };
}

function splitOf({ target, source }: Model, labels: Int32Array, testShare: number, seed: number): Split {
  target.classes.forEach((name, k) => {
    const rows = labels.filter((label) => label === k).length;
    if (rows < 2)
      throw new InputError(
        `${source.path}: ${target.column} is ${name} in ${rows} rows; expected at least 2, to train and to test`,
      );
  });
  return stratifiedSplit(labels, target.classes.length, testShare, seed);
}

function classify(forest: Forest, values: Float64Array, width: number): Int32Array {
  const probabilities = evaluate(forest, values, width);
  return Int32Array.from({ length: values.length / width }, (_, row) =>
    argmax(probabilities, row * forest.classes, forest.classes),
  );
}

/** Of the learning code and the declaration: a change elsewhere rebuilds nothing. */
function codeHash(model: Model): string {
  const folder = join(__dirname, '../learning');
  const hash = createHash('sha256').update(JSON.stringify(model));
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort())
    hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}

/** Trains and writes the named models, all of them by default. @returns a line about each */
export function trainToFiles(names: readonly string[]): string[] {
  const trained = (names.length > 0 ? names.map(modelNamed) : catalogue).map((model) => ({ model, ...train(model) }));
  return trained.map(({ model, artefact, report }) => {
    const file = modelFile(model.name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileAtomic(join(dirname(file), 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    writeFileAtomic(file, Buffer.from(artefact));
    return `${file}: ${model.title}, version ${report.version}, accuracy ${report.accuracy.toFixed(3)} on ${report.data.test} rows`;
  });
}

if (require.main === module) runProgram(() => trainToFiles(process.argv.slice(2)).forEach((line) => console.log(line)));
