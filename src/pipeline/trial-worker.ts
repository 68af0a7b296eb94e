/** A thread of trial-threads.ts: runs the trials that it is sent, one after the other. */

import { parentPort, workerData } from 'node:worker_threads';
import { estimators, type Estimator } from '../learning/estimators';
import type { Round } from './rounds';
import { runTrial, type Trial } from './trial';

/** What all trials of a search have in common. */
export interface TrialSetting {
  readonly estimator: Estimator;
  readonly engineName: string;
  readonly seed: number;
  readonly rounds: readonly Round[];
}

const { estimator, engineName, seed, rounds } = workerData as TrialSetting;
const engine = estimators[estimator][engineName];
if (engine === undefined) throw new Error(`the estimator ${estimator} has no engine ${engineName}`);

parentPort?.on('message', (trial: Trial) => {
  void runTrial({ engine, seed }, rounds, trial, 1).then((outcome) => parentPort?.postMessage(outcome));
});
