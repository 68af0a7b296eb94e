/** Users who send predictions one after the other, and the count of what came back. */

import { createHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { messageOf } from '../contract/exit';
import { routes } from '../contract/routes';
import type { Target } from '../models/features';
import { payload } from '../models/payloads';
import type { LoadConfig } from './config';

/** What a run came to. Latencies are milliseconds. */
export interface LoadSummary {
  readonly requests: number;
  readonly failures: number;
  /** Failures by their reason. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Different payloads that are sent in turn, made before the clock starts. */
const PAYLOADS = 256;
/** A request that takes longer has failed. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Later than this, a request is not late: the service was away. */
const BEHIND_MS = 1000;
const SAY_AGAIN_MS = 60_000;

/**
 * Runs until its requests are sent, its time is over, or `stop` is aborted; whatever is on its way is waited for.
 * @throws Error when the service does not get ready in time
 */
export async function generateLoad(config: LoadConfig, stop: AbortSignal): Promise<LoadSummary> {
  const { target, model, users, rate, requests, runTimeSeconds } = config;
  const pool = new Pool(target.origin, {
    connections: users,
    headersTimeout: REQUEST_TIMEOUT_MS,
    bodyTimeout: REQUEST_TIMEOUT_MS,
  });
  try {
    await untilReady(pool, config.waitReadySeconds, stop);
    const bodies = Array.from({ length: PAYLOADS }, (_, index) => JSON.stringify(payload(model, index)));
    const isPrediction = predictionTest(model.target);
    const latency = createHistogram();
    const failures = new Failures();
    const started = performance.now();
    let origin = started;
    const end = runTimeSeconds > 0 ? started + runTimeSeconds * 1000 : Infinity;
    let taken = 0;
    let sent = 0;

    const user = async (): Promise<void> => {
      while (!stop.aborted && (requests === 0 || taken < requests)) {
        const ticket = taken++;
        const due = rate > 0 ? origin + (ticket / rate) * 1000 : 0;
        if (Math.max(due, performance.now()) >= end) return;
        if (!(await waitUntil(due, stop))) return;
        // What an outage held up is not sent at once when it ends: a steady rate stays steady.
        if (rate > 0 && performance.now() - due > BEHIND_MS) origin += performance.now() - due;
        const begun = performance.now();
        const failure = await predict(pool, bodies[ticket % PAYLOADS]!, isPrediction);
        latency.record(Math.max(1, Math.round((performance.now() - begun) * 1e6)));
        sent += 1;
        if (failure !== undefined) failures.add(failure);
      }
    };
    await Promise.all(Array.from({ length: users }, user));

    const seconds = (performance.now() - started) / 1000;
    const milliseconds = (nanoseconds: number): number => Math.round(nanoseconds / 1e3) / 1e3;
    return {
      requests: sent,
      ...failures.summary(),
      seconds,
      requestsPerSecond: sent / seconds,
      p50: milliseconds(latency.percentile(50)),
      p99: milliseconds(latency.percentile(99)),
      max: milliseconds(latency.max),
    };
  } finally {
    await pool.close();
  }
}

/** Counts failures by their reason, and says so on standard error: at once for a new reason, then once a minute. */
class Failures {
  private readonly reasons = new Map<string, { count: number; said: number }>();

  add(reason: string): void {
    const entry = this.reasons.get(reason) ?? { count: 0, said: -Infinity };
    entry.count += 1;
    if (performance.now() - entry.said > SAY_AGAIN_MS) {
      entry.said = performance.now();
      console.error(JSON.stringify({ failure: reason, count: entry.count }));
    }
    this.reasons.set(reason, entry);
  }

  summary(): Pick<LoadSummary, 'failures' | 'reasons'> {
    const reasons = Object.fromEntries([...this.reasons].map(([reason, { count }]) => [reason, count]));
    return { failures: Object.values(reasons).reduce((sum, count) => sum + count, 0), reasons };
  }
}

/** Whether what was answered is a prediction of the model. */
function predictionTest(target: Target): (prediction: unknown) => boolean {
  if (target.kind === 'value') return (prediction) => typeof prediction === 'number';
  const classes = new Set<unknown>(target.classes);
  return (prediction) => classes.has(prediction);
}

/** @returns why the request failed, or undefined */
async function predict(
  pool: Pool,
  body: string,
  isPrediction: (prediction: unknown) => boolean,
): Promise<string | undefined> {
  try {
    const response = await pool.request({
      method: 'POST',
      path: routes.predict,
      headers: { 'content-type': 'application/json' },
      body,
    });
    const answer: unknown = await response.body.json();
    if (response.statusCode !== 200) return `status ${response.statusCode}`;
    const isAnswer =
      typeof answer === 'object' && answer !== null && 'prediction' in answer && isPrediction(answer.prediction);
    return isAnswer ? undefined : 'the answer holds no prediction of the model';
  } catch (error) {
    return messageOf(error);
  }
}

async function untilReady(pool: Pool, seconds: number, stop: AbortSignal): Promise<void> {
  const deadline = seconds > 0 ? performance.now() + seconds * 1000 : Infinity;
  for (let last = 'it was not asked'; !stop.aborted; await waitUntil(performance.now() + 500, stop)) {
    try {
      const { statusCode, body } = await pool.request({ method: 'GET', path: routes.ready });
      await body.dump();
      if (statusCode === 200) return;
      last = `status ${statusCode}`;
    } catch (error) {
      last = messageOf(error);
    }
    if (performance.now() > deadline) throw new Error(`the service was not ready within ${seconds} s: ${last}`);
  }
}

/** @returns whether the time came before the stop */
async function waitUntil(due: number, stop: AbortSignal): Promise<boolean> {
  const milliseconds = due - performance.now();
  if (milliseconds <= 0) return !stop.aborted;
  return sleep(milliseconds, true, { signal: stop }).catch(() => false);
}
