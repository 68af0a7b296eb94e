/** The load: wrk with one thread keeps its connections busy, each with one request after the other. */

import { join } from 'node:path';
import { output } from './programs';

export const CONNECTIONS = 32;

export interface Load {
  readonly requests: number;
  readonly requestsPerSecond: number;
  /** Milliseconds that half of the requests took at most. */
  readonly p50: number;
  readonly p99: number;
}

/** Posts one body for some seconds from one core. @throws Error when a single answer was not 2xx, or did not come */
export async function load(url: string, body: string, seconds: number, core: number): Promise<Load> {
  const wrk = ['wrk', '--threads=1', `--connections=${CONNECTIONS}`, `--duration=${seconds}s`, '--timeout=10s'];
  const script = join(__dirname, 'predict.lua');
  const printed = await output('taskset', ['-c', String(core), ...wrk, '--script', script, url], {
    ...process.env,
    BODY: body,
  });
  const [requests = NaN, microseconds = NaN, p50 = NaN, p99 = NaN, failures = NaN] = printed
    .slice(printed.lastIndexOf('\n') + 1)
    .split(' ')
    .map(Number);
  if (failures !== 0) throw new Error(`${url}: ${failures} of ${requests} requests failed; expected none`);
  return { requests, requestsPerSecond: requests / (microseconds / 1e6), p50: p50 / 1e3, p99: p99 / 1e3 };
}
