/** Runs the programs that generated files are made for. One that is not there fails the test: nothing is skipped. */

import { spawnSync } from 'node:child_process';

export interface Outcome {
  readonly status: number;
  readonly output: string;
}

/** @throws Error when the program cannot be started */
export function run(program: string, ...args: readonly string[]): Outcome {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (error) throw new Error(`${program} could not be run: ${error.message}; install it and put it on the PATH`);
  return { status: status ?? 1, output: stdout + stderr };
}

/** As a test sees it: the output shows why when the status is not 0. */
export const succeeded = { status: 0, output: expect.any(String) as string };
