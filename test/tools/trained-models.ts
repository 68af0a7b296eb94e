/** Every model of the project, trained in a folder of its own by what params.yaml says: on real rows where they are. */

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Outcome } from './programs';
import { realRows } from './real-rows';

/** Holds build/ once `trainAll` has returned. */
export const folder = mkdtempSync(join(tmpdir(), 'canopy-models-'));

/** @returns what `npm run train` printed */
export function trainAll(): Outcome {
  for (const path of ['params.yaml', 'data']) cpSync(path, join(folder, path), { recursive: true });
  return program('src/service/train.ts');
}

/** Runs a program of ours in the folder. */
export function program(file: string, ...args: readonly string[]): Outcome {
  const command = [require.resolve('ts-node/dist/bin'), resolve(file), ...args];
  const env = { ...process.env, ...realRows };
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, env, encoding: 'utf8' });
  return { status: status ?? 1, output: stdout + stderr };
}
