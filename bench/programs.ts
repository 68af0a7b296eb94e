/** The programs that the benchmarks call. */

import { execFile, spawnSync, type ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';
import { InputError } from '../src/contract/exit';

const run = promisify(execFile);

/** How to get each on Debian. */
const packages = { wrk: 'wrk', taskset: 'util-linux', python3: 'python3 python3-venv' } as const;

/** @throws InputError that names a program which is missing, and how to get it */
export function requirePrograms(names: readonly (keyof typeof packages)[]): void {
  for (const name of names) {
    if (spawnSync(name, ['--version']).error) {
      throw new InputError(`bench: ${name} is missing; expected it on the PATH: apt-get install -y ${packages[name]}`);
    }
  }
}

/** Lets no process outlive this program. */
export function endsWithUs<Child extends ChildProcess>(child: Child): Child {
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}

/** Runs a program to its end. @returns its standard output @throws Error when it fails */
export async function output(program: string, args: readonly string[], env = process.env): Promise<string> {
  const running = run(program, args, { env });
  endsWithUs(running.child);
  return (await running).stdout.trim();
}

/** Says how far a benchmark is, to a person only. */
export function progress(line: string): void {
  if (process.stderr.isTTY) console.error(line);
}
