/** A server as a process of its own, pinned to one core, and what can be seen of it from outside. */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../src/contract/exit';
import { endsWithUs } from './programs';

/** A server to start. It listens on 127.0.0.1 at PORT. */
export interface ServerCommand {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface ServerProcess {
  readonly url: string;
  /** Milliseconds from its spawn to its first good answer. */
  readonly firstAnswer: number;
  /** MiB of it and its children that are in memory now. */
  readonly resident: () => number;
  /** Seconds of CPU that it and its children have used. */
  readonly cpuSeconds: () => number;
}

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;

/** Serves while `use` runs; the process has ended when this returns or throws. */
export async function whileServing<T>(
  { name, command, environment }: ServerCommand,
  core: number,
  body: string,
  use: (server: ServerProcess) => Promise<T>,
): Promise<T> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/predict`;
  const started = performance.now();
  // taskset becomes the server: their process id is the same.
  const env = { PATH: process.env.PATH, ...environment, PORT: String(port) };
  const child = endsWithUs(
    spawn('taskset', ['-c', String(core), ...command], { env, stdio: ['ignore', 'ignore', 'inherit'] }),
  );
  try {
    await answered(child, url, body, started + START_TIMEOUT_MS);
    const firstAnswer = performance.now() - started;
    return await use({
      url,
      firstAnswer,
      resident: () => sum(family(child.pid!).map(resident)),
      cpuSeconds: () => sum(family(child.pid!).map(cpuSeconds)),
    });
  } catch (error) {
    throw new Error(`${name}: ${messageOf(error)}`, { cause: error });
  } finally {
    await stop(child);
  }
}

async function answered(child: ChildProcess, url: string, body: string, deadline: number): Promise<void> {
  while (!(await isAnswered(url, body))) {
    if (hasEnded(child)) throw new Error('it ended before it answered; what it said is above');
    if (performance.now() > deadline) throw new Error(`it gave no prediction in ${START_TIMEOUT_MS / 1000} s`);
    await sleep(2);
  }
}

async function isAnswered(url: string, body: string): Promise<boolean> {
  try {
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(START_TIMEOUT_MS) });
    const answer: unknown = await response.json();
    return response.ok && typeof answer === 'object' && answer !== null && 'prediction' in answer;
  } catch {
    return false;
  }
}

/** A process and its children, and theirs. */
function family(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(family)];
}

/** @returns MiB in memory now */
function resident(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** @returns seconds of CPU since its start, in user and system mode (proc(5): fields 14 and 15, hundredths of a second) */
function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // from field 3 on: the name may hold blanks
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const impatient = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(impatient);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port of the loopback interface is free');
  return address.port;
}
