/** The training step: params.yaml and rows in, build/<model>/model.safetensors and its report out. */

import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { sync as writeFileAtomic } from 'write-file-atomic';
import { InputError, messageOf, runProgram } from '../contract/exit';
import { writeArtefact, type ModelCard } from '../learning/artefact';
import { evaluate } from '../learning/predictor';
import { isBetter, metrics, scoresOf } from '../learning/scores/scores';
import { split, type Split } from '../learning/validation/split';
import { choices, modelNamed } from '../models/catalogue';
import { keyOf, type Model } from '../models/model';
import { Validator } from '../models/validate';
import { reportHtml } from '../report/html';
import { calibrationSvg, importanceSvg } from '../report/plots';
import { reportMarkdown } from '../report/markdown';
import type { Report } from '../report/report';
import { codeHash } from './code-hash';
import { EncodedRows } from './encoded-rows';
import { modelFile, versionOf } from './model-file';
import { readPlan, type TrainingPlan } from './params';
import { readRows, type TrainingRows } from './rows';
import { reportOf, type Trial } from './train-report';

export interface Training {
  readonly artefact: Uint8Array;
  readonly report: Report;
}

/**
 * Trains one model. Same rows, parameters and seed give the same bytes on every machine.
 * @throws InputError when the input is wrong, or the model stays below its floor
 */
export async function train(model: Model, paramsFile = 'params.yaml'): Promise<Training> {
  const plan = readPlan(paramsFile, model);
  const rows = await readRows(model);
  const parts = splitRows(model, rows, plan);
  const training = [...parts.train, ...parts.validation];
  const encoded = new EncodedRows(model, rows, training);
  const set = encoded.set(training);
  const predictor = await plan.engine
    .train(set, plan.parameters, plan.seed, availableParallelism())
    .catch((error: unknown) => {
      throw error instanceof RangeError ? new InputError(`${rows.source.name}: ${messageOf(error)}`) : error;
    });
  const trial = { encoded, predictor, parts };
  const test = encoded.set(parts.test);
  const scores = scoresOf(test, evaluate(predictor, test.values, test.width));
  checkFloor(model, scores, paramsFile);
  const artefact = writeArtefact({ card: cardOf(model, plan, rows, trial, scores), predictor });
  return { artefact, report: reportOf({ model, plan, rows, trial, version: versionOf(artefact) }) };
}

/** The same rows test a model, whoever trains it. @throws InputError when a class has too few of them */
export function splitRows(model: Model, { truth, source }: TrainingRows, plan: TrainingPlan): Split {
  if (truth.kind === 'class' && model.target.kind === 'class') {
    model.target.classes.forEach((name, k) => {
      const count = truth.labels.reduce((sum, label) => sum + (label === k ? 1 : 0), 0);
      if (count < PARTS)
        throw new InputError(
          `${source.name}: ${model.target.column} is ${name} in ${count} rows; expected at least ${PARTS}, to train, to validate and to test`,
        );
    });
  }
  try {
    return split(truth, { validation: plan.validationShare, test: plan.testShare }, plan.seed);
  } catch (error) {
    throw error instanceof RangeError ? new InputError(`${source.name}: ${error.message}`) : error;
  }
}

const PARTS = 3;

function checkFloor(model: Model, scores: Readonly<Partial<Record<string, number>>>, paramsFile: string): void {
  const { metric, floor } = model.selection;
  const score = scores[metric] ?? NaN;
  if (score === floor || isBetter(metric, score, floor)) return;
  throw new InputError(
    `${paramsFile}: ${keyOf(model)} reaches ${metrics[metric].title} ${Number(score.toPrecision(4))}; expected its floor of ${floor}, so nothing was written`,
  );
}

function cardOf(
  model: Model,
  plan: TrainingPlan,
  { source }: TrainingRows,
  { encoded: { encoding, encoder }, predictor }: Trial,
  scores: Readonly<Partial<Record<string, number>>>,
): ModelCard {
  const [row] = new Validator(model).rows(model.example, 1);
  const example = encoder.matrix([row!]);
  return {
    model: model.name,
    ...(model.variant !== undefined && { variant: model.variant }),
    estimator: model.estimator,
    engine: plan.engineName,
    features: Object.keys(model.features),
    classes: model.target.kind === 'class' ? model.target.classes : [],
    encoding,
    parameters: plan.parameters,
    seed: plan.seed,
    data: { source: source.name, synthetic: source.synthetic, rows: source.rows, sha256: source.sha256 },
    scores: Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, score ?? NaN])),
    code: codeHash(model),
    example: { row: row!, outputs: [...evaluate(predictor, example, encoder.width)] },
  };
}

/** Trains the named models, all of them by default, and writes those that are good enough. @returns a line about each */
export async function trainToFiles(names: readonly string[]): Promise<string[]> {
  const models = names.length > 0 ? names.map(modelNamed) : choices;
  const trained: (Training & { readonly model: Model })[] = [];
  for (const model of models) trained.push({ model, ...(await train(model)) });
  return trained.map(({ model, artefact, report }) => {
    const file = modelFile(model);
    const write = (name: string, text: string): void => writeFileAtomic(join(dirname(file), name), text);
    mkdirSync(dirname(file), { recursive: true });
    write('report.json', `${JSON.stringify(report, null, 2)}\n`);
    write('report.md', reportMarkdown(report, model));
    write('report.html', reportHtml(report, model));
    write('calibration.svg', calibrationSvg(report).html);
    write('importance.svg', importanceSvg(report, model).html);
    writeFileAtomic(file, Buffer.from(artefact));
    return lineOf(file, model, report);
  });
}

function lineOf(file: string, { title, selection: { metric } }: Model, { version, scores, data }: Report): string {
  const rows = `${data.test} rows${data.synthetic ? ', made up: it serves to try things out' : ''}`;
  return `${file}: ${title}, version ${version}, ${metric} ${Number(scores[metric]?.value.toPrecision(4))} on ${rows}`;
}

if (require.main === module)
  runProgram(async () => (await trainToFiles(process.argv.slice(2))).forEach((line) => console.log(line)));
