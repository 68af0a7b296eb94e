/** Canopy's side, in a process of its own: trains and predicts the task of a folder, and prints its measurement as JSON. */

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArtefact, writeArtefact } from '../../src/learning/artefact';
import { estimators } from '../../src/learning/estimators';
import { evaluate, type Predictor } from '../../src/learning/predictor';
import { runProgram } from '../../src/contract/exit';
import { median } from '../statistics';
import { readSet, readTask, writePredictions, type Measurement, type Task } from './task';

async function measure(folder: string, cores: number, seed: number): Promise<Measurement> {
  const task = readTask(folder);
  const { width, repeats } = task;
  const engine = estimators[task.estimator][task.engine]!;
  const set = readSet(folder, task, 'train');
  const { values } = readSet(folder, task, 'test');
  const baseline = peakMemory();
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const predictor = await engine.train(set, task.parameters, seed, cores);
  const training = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const peak = peakMemory();

  writePredictions(folder, 'canopy', evaluate(predictor, values, width));
  const rows = values.length / width;
  const singles = Array.from({ length: repeats.singles }, (_, at) => {
    const row = at % rows;
    return values.slice(row * width, (row + 1) * width);
  });
  const batches = Array.from({ length: repeats.batches }, () => timed(() => evaluate(predictor, values, width)));
  const alone = singles.map((row) => timed(() => evaluate(predictor, row, width)));
  const file = modelFile(join(folder, 'model.safetensors'), task, predictor);
  return {
    ...{ training, baseline, peak, file },
    cpu: (user + system) / 1e6,
    batch: (median(batches) * 1000) / rows,
    single: median(alone) * 1000,
  };
}

function modelFile(path: string, { card, repeats }: Task, predictor: Predictor): Measurement['file'] {
  if (card === undefined) return undefined;
  writeFileSync(path, writeArtefact({ card, predictor }));
  const loads = Array.from({ length: repeats.loads }, () => timed(() => readArtefact(readFileSync(path))));
  return { bytes: statSync(path).size, milliseconds: median(loads) };
}

/** @returns milliseconds */
function timed(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

/**
 * MiB of this process at most so far. Not `resourceUsage().maxRSS`: Linux hands that down to a child, so it is never
 * below the memory of the program that started this one.
 */
function peakMemory(): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
}

const [folder = '', cores = '', seed = ''] = process.argv.slice(2);
runProgram(async () => console.log(JSON.stringify(await measure(folder, Number(cores), Number(seed)))));
