/** `npm run bench:accuracy`: Canopy's forest and scikit-learn's on Iris, with the same parameters on the same splits. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { runProgram } from '../src/contract/exit';
import { argmax, evaluate } from '../src/learning/forest';
import { accuracy, confusionMatrix } from '../src/learning/scores';
import { stratifiedSplit, type Split } from '../src/learning/split';
import { Encoder } from '../src/models/encode';
import { iris } from '../src/models/iris';
import { readPlan, type TrainingPlan } from '../src/service/params';
import { readRows, type TrainingRows } from '../src/service/rows';
import { forestArguments, pythonWithRequirements } from './peers/scikit-learn';
import { progress, requirePrograms } from './programs';
import { mean, standardDeviation } from './statistics';
import { fixed, table } from './table';

const SEEDS = 50;
/** 0.975 quantile of Student's t distribution with 49 degrees of freedom. */
const T_QUANTILE = 2.0096;

const classes = iris.target.classes.length;

interface Run {
  readonly seed: number;
  readonly split: Split;
}

/** What both forests are trained with. */
interface Task {
  readonly plan: TrainingPlan;
  readonly data: TrainingRows;
  readonly encoder: Encoder;
}

/** @returns the share of the test rows whose class Canopy's forest names */
function canopy({ plan, data, encoder }: Task, { seed, split }: Run): number {
  const { width } = encoder;
  const pick = (indices: readonly number[]) => ({
    values: encoder.matrix(indices.map((index) => data.rows[index]!)),
    labels: Int32Array.from(indices, (index) => data.labels[index]!),
  });
  const forest = plan.engine.train({ ...pick(split.train), width, classes }, plan.parameters, seed);
  const test = pick(split.test);
  const probabilities = evaluate(forest, test.values, width);
  const predicted = test.labels.map((_, row) => argmax(probabilities, row * classes, classes));
  return accuracy(confusionMatrix(test.labels, predicted, classes));
}

/** @returns the same share for scikit-learn's forest, run by run */
function scikitLearn(python: string, { plan, data, encoder }: Task, runs: readonly Run[]): number[] {
  const input = JSON.stringify({
    values: data.rows.map((row) => [...encoder.matrix([row])]),
    labels: [...data.labels],
    runs: runs.map(({ seed, split }) => ({ ...split, forest: forestArguments(plan, encoder.width, seed) })),
  });
  const printed = execFileSync(python, [join(__dirname, 'peers/accuracy.py')], { input, encoding: 'utf8' });
  return printed.split(' ').map(Number);
}

/**
 * Half the width of a 95 % interval for the mean of n paired differences.
 * @param overlap test rows ÷ training rows when runs share rows (Nadeau & Bengio, 2003, section 3); 0 when they do not
 */
function margin(differences: readonly number[], overlap: number): number {
  return T_QUANTILE * standardDeviation(differences) * Math.sqrt(1 / differences.length + overlap);
}

async function bench(): Promise<void> {
  requirePrograms(['python3']);
  const python = await pythonWithRequirements();
  const task: Task = { plan: readPlan('params.yaml', iris), data: readRows(iris), encoder: new Encoder(iris) };
  const { plan, data } = task;
  const runs = Array.from({ length: SEEDS }, (_, seed) => ({
    seed,
    split: stratifiedSplit(data.labels, classes, plan.testShare, seed),
  }));
  progress(`training ${SEEDS} forests with each of the two`);
  const ours = runs.map((run) => canopy(task, run));
  const theirs = scikitLearn(python, task, runs);
  const differences = ours.map((score, run) => score - theirs[run]!);
  const { train, test } = runs[0]!.split;
  const percent = (share: number): string => fixed(100 * share, 2);
  const interval = (half: number): string =>
    `${percent(mean(differences) - half)} to ${percent(mean(differences) + half)}`;

  console.log(`## Accuracy on Iris over ${SEEDS} seeds, ${train.length} rows to train and ${test.length} to test\n`);
  console.log(
    table(
      ['forest', 'mean, %', 'standard deviation'],
      [
        [`Canopy, ${plan.engineName}`, percent(mean(ours)), percent(standardDeviation(ours))],
        ['scikit-learn, RandomForestClassifier', percent(mean(theirs)), percent(standardDeviation(theirs))],
      ],
    ),
  );
  console.log(`
Canopy − scikit-learn, in points: ${percent(mean(differences))} on average.
95 % interval of that average, over splits of these rows: ${interval(margin(differences, 0))};
over new rows too, since splits share rows: ${interval(margin(differences, test.length / train.length))}.`);
}

runProgram(bench);
