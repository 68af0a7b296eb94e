/** `npm run bench:learning`: Canopy's engines and scikit-learn's estimators on the same rows, parameters and cores. */

import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { InputError, runProgram } from '../src/contract/exit';
import { cases, type Case } from './learning/cases';
import { scoreDifferences, type Predictions } from './learning/score-differences';
import { report, type Result, type Round } from './learning/tables';
import { readPredictions, writeTask, type Measurement } from './learning/task';
import { machineLine } from './machine';
import { optionsGiven, wholeNumber } from './options';
import { pythonWithRequirements } from './peers/scikit-learn';
import { output, progress, requirePrograms } from './programs';
import { fixed } from './table';

const FOLDER = 'build/bench/learning';
/** That of the first round; each round has its own. */
const SEED = 42;

async function bench(): Promise<void> {
  const { rounds, chosen } = readOptions();
  requirePrograms(['taskset', 'python3']);
  const most = Math.max(...chosen.flatMap(({ cores }) => cores));
  if (availableParallelism() < most) {
    throw new InputError(`bench: there is ${availableParallelism()} core; expected ${most} for the cases chosen`);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

  const [loadBefore = 0] = loadavg();
  progress('preparing the Python environment');
  const python = await pythonWithRequirements();
  const results: Result[] = [];
  for (const one of chosen) results.push(await measureCase(one, python, rounds));
  console.log('## Training and prediction beside scikit-learn\n');
  console.log(machineLine(await output(python, ['--version']), loadBefore));
  console.log(`Rounds: ${rounds}; median (least–greatest). A ratio is Canopy ÷ scikit-learn, round by round.\n`);
  console.log(report(results));
}

/** The same rows on each number of cores. */
async function measureCase({ name, cores, prepare }: Case, python: string, rounds: number): Promise<Result> {
  const { title, task, train, test } = await prepare();
  const folder = join(FOLDER, name);
  writeTask(folder, task, { train, test });
  const canopy = [process.execPath, '--require', 'ts-node/register', join(__dirname, 'learning/canopy.ts'), folder];
  const peer = [python, join(__dirname, 'peers/learning.py'), folder];
  const predictions: Predictions[] = [];
  const runs = cores.map((count) => ({ cores: count, rounds: new Array<Round>() }));
  for (let round = 0; round < rounds; round++) {
    const seed = SEED + round;
    for (const run of runs) {
      const measured = { canopy: await measure(canopy, run.cores, seed), peer: await measure(peer, run.cores, seed) };
      run.rounds.push(measured);
      const [ours, theirs] = [measured.canopy.training, measured.peer.training].map((seconds) => fixed(seconds, 2));
      progress(`${title}, cores: ${run.cores}, round ${round + 1}: ${ours} s, scikit-learn ${theirs} s`);
    }
    predictions.push({ canopy: readPredictions(folder, 'canopy'), peer: readPredictions(folder, 'scikit-learn') });
  }
  return { title, runs, scores: scoreDifferences(test, predictions) };
}

/** A new process each time, held to the first cores. */
async function measure(side: readonly string[], cores: number, seed: number): Promise<Measurement> {
  const printed = await output('taskset', ['-c', `0-${cores - 1}`, ...side, String(cores), String(seed)]);
  return JSON.parse(printed) as Measurement;
}

/** @throws InputError that names the option */
function readOptions(): { readonly rounds: number; readonly chosen: readonly Case[] } {
  const { rounds, case: names } = optionsGiven({
    rounds: { type: 'string', default: '3' },
    case: { type: 'string', multiple: true, default: cases.map(({ name }) => name) },
  });
  const chosen = names.map((name) => {
    const found = cases.find((one) => one.name === name);
    if (found !== undefined) return found;
    throw new InputError(`bench: --case is '${name}'; expected ${cases.map((one) => one.name).join(', ')}`);
  });
  return { rounds: wholeNumber('rounds', rounds), chosen };
}

runProgram(bench);
