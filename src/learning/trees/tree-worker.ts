/** A thread of tree-threads.ts: grows its trees, answers with them and ends. */

import { parentPort, workerData } from 'node:worker_threads';
import { growTrees, type Growth } from './grow-trees';

export interface TreeWork {
  readonly growth: Growth;
  readonly seeds: readonly number[];
}

const { growth, seeds } = workerData as TreeWork;
parentPort?.postMessage(growTrees(growth, seeds));
