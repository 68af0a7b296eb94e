import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** A thread that runs a file of the project, from whatever folder the program was started. */
export function typescriptWorker(file: string, workerData: unknown): Worker {
  return new Worker(file, {
    workerData,
    execArgv: ['--require', require.resolve('ts-node/register')],
    env: { ...process.env, TS_NODE_PROJECT: join(__dirname, '../../tsconfig.json') },
  });
}
