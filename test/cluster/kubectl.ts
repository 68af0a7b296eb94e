/** Reaches the cluster of KUBECONFIG, through kubectl alone: so it works on any cluster. */

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** @returns standard output. @throws Error with what kubectl said */
export function kubectl(...args: readonly string[]): string {
  return execFileSync('kubectl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26 });
}

export function kubectlInput(input: string, ...args: readonly string[]): string {
  return execFileSync('kubectl', args, { encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'pipe'] });
}

/** @param path of the API server; services answer below `/api/v1/namespaces/…/proxy` */
export function getJson<T>(path: string): T {
  return JSON.parse(kubectl('get', '--raw', path)) as T;
}

/** Follows the log of a workload to its end. */
export class LogFollower {
  private readonly process: ChildProcess;
  private text = '';

  constructor(namespace: string, workload: string) {
    this.process = spawn('kubectl', ['logs', '--namespace', namespace, '--follow', workload], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.process.stdout?.setEncoding('utf8').on('data', (chunk: string) => (this.text += chunk));
  }

  /** Everything that it wrote, once it has ended. */
  async ended(): Promise<string> {
    if (this.process.exitCode === null) await once(this.process, 'close');
    return this.text;
  }
}

/** A port of this machine that leads to a Service for the time of one call. */
export async function withForward<T>(
  namespace: string,
  service: string,
  port: number,
  use: (origin: string) => Promise<T>,
): Promise<T> {
  const forward = spawn('kubectl', ['port-forward', '--namespace', namespace, `service/${service}`, `:${port}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    for await (const line of createInterface(forward.stdout)) {
      const local = /127\.0\.0\.1:(\d+)/.exec(line)?.[1];
      if (local !== undefined) return await use(`http://127.0.0.1:${local}`);
    }
    throw new Error(`kubectl port-forward ended before it led to ${service}`);
  } finally {
    forward.kill();
  }
}
