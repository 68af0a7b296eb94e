/** Runs several trials at once, each in a thread of its own. All read the same rows, in shared memory. */

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { TrainingSet } from '../learning/engine';
import { typescriptWorker } from '../learning/typescript-worker';
import type { Outcome } from './journal';
import type { Round } from './rounds';
import type { Trial } from './trial';
import type { TrialSetting } from './trial-worker';

export class TrialThreads {
  /** How many may run at once. */
  readonly lanes = availableParallelism();
  private readonly workers: Worker[] = [];
  private readonly idle: Worker[] = [];
  private readonly setting: TrialSetting;

  constructor(setting: TrialSetting) {
    this.setting = { ...setting, rounds: setting.rounds.map(sharedRound) };
  }

  /** @throws what the trial throws */
  async run(trial: Trial): Promise<Outcome> {
    const worker = this.idle.pop() ?? this.start();
    const outcome = await answerOf(worker, trial);
    this.idle.push(worker);
    return outcome;
  }

  /** Trials that still run are given up. */
  async end(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private start(): Worker {
    const worker = typescriptWorker(join(__dirname, 'trial-worker.ts'), this.setting);
    this.workers.push(worker);
    return worker;
  }
}

function answerOf(worker: Worker, trial: Trial): Promise<Outcome> {
  return new Promise<Outcome>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a thread ended with ${code} before its trial did`)));
    worker.postMessage(trial);
  }).finally(() => ['message', 'error', 'exit'].forEach((event) => worker.removeAllListeners(event)));
}

function sharedRound({ train, validation }: Round): Round {
  return { train: sharedSet(train), validation: sharedSet(validation) };
}

function sharedSet(set: TrainingSet): TrainingSet {
  const values = sharedNumbers(set.values);
  if (set.kind === 'value') return { ...set, values, targets: sharedNumbers(set.targets) };
  const labels = new Int32Array(new SharedArrayBuffer(set.labels.byteLength));
  labels.set(set.labels);
  return { ...set, values, labels };
}

function sharedNumbers(numbers: Float64Array): Float64Array {
  const shared = new Float64Array(new SharedArrayBuffer(numbers.byteLength));
  shared.set(numbers);
  return shared;
}
