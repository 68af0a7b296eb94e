/** Spreads the trees of a forest over threads. Their order is that of the seeds, so any number of threads gives the same. */

import { join } from 'node:path';
import type { Forest } from './forest';
import { growTrees, type Growth } from './grow-trees';
import type { TreeWork } from './tree-worker';
import { typescriptWorker } from '../typescript-worker';

/** Visits of a row by the search of one column that take about a second, which is what a thread takes to start. */
const WORTH_A_THREAD = 5e7;

/** @throws what growing throws, in whatever thread */
export async function growOnThreads(growth: Growth, seeds: readonly number[], threads: number): Promise<Forest[]> {
  const { rows, limits } = growth;
  const visits = seeds.length * rows * limits.maxFeatures * Math.min(limits.maxDepth, Math.log2(rows + 1));
  const used = Math.min(threads, seeds.length, 1 + Math.floor(visits / WORTH_A_THREAD));
  if (used <= 1) return growTrees(growth, seeds);
  const share = Math.ceil(seeds.length / used);
  const parts = Array.from({ length: used }, (_, part) => seeds.slice(part * share, (part + 1) * share));
  return (await Promise.all(parts.map((part) => growElsewhere({ growth, seeds: part })))).flat();
}

function growElsewhere(workerData: TreeWork): Promise<Forest[]> {
  const worker = typescriptWorker(join(__dirname, 'tree-worker.ts'), workerData);
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a thread ended with ${code} before it had grown its trees`)));
  });
}
