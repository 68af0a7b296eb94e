/** A service of any model on a free port of this machine, and the ways in which tests talk to it. */

import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceVariable } from '../../src/contract/environment';
import { metrics } from '../../src/contract/metrics';
import { problems, type BadField, type ProblemName } from '../../src/contract/problems';
import { routes } from '../../src/contract/routes';
import type { Explanation } from '../../src/learning/explanations/explain';
import { iris } from '../../src/models/iris';
import { keyOf, type Model } from '../../src/models/model';
import { readConfig } from '../../src/service/config';
import { Service } from '../../src/service/server';
import { temporaryFile } from './temporary-files';

export type Environment = Readonly<Partial<Record<ServiceVariable, string>>>;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed when it is declared as JSON. */
  readonly body: unknown;
}

export const aNumber: unknown = expect.any(Number);
export const aString: unknown = expect.any(String);

/** The file of a model, and of its variant, that was trained before all tests. */
export function artefactOf(model: Model): Buffer {
  return readFileSync(join(process.env['CANOPY_TEST_MODELS'] ?? '', `${keyOf(model)}.safetensors`));
}

/** That of iris. */
export const artefact = artefactOf(iris);

const running: RunningService[] = [];

afterAll(() => Promise.all(running.map(({ service }) => service.drain())));

/** Starts a service that loads the model, unless the environment says otherwise; it ends with the test file. */
export async function serve(
  model: Model,
  environment: Environment = {},
  file: Uint8Array = artefactOf(model),
): Promise<RunningService> {
  const modelPath = environment.ML_MODEL_PATH ?? temporaryFile(file, '.safetensors');
  const defaults: Environment = { PORT: '0', LOG_LEVEL: 'error', DRAIN_TIMEOUT_SECONDS: '1' };
  const named: Environment = { MODEL_TO_USE: keyOf(model), ML_MODEL_PATH: modelPath };
  const service = new Service(readConfig({ ...defaults, ...environment, ...named }));
  const started = new RunningService(service, await service.start(), modelPath);
  running.push(started);
  return started;
}

export function serveIris(environment: Environment = {}, file: Uint8Array = artefact): Promise<RunningService> {
  return serve(iris, environment, file);
}

/** An answer as a client reads it. */
export interface Answered {
  readonly prediction: number | string;
  readonly index?: number;
  readonly probabilities?: Readonly<Record<string, number>>;
  readonly unknown?: readonly string[];
  readonly explanation?: Explanation;
  readonly model: { readonly synthetic?: boolean };
}

/** @returns the answer to each row */
export async function answersOf(service: RunningService, rows: readonly object[], query = ''): Promise<Answered[]> {
  const { status, text } = await service.post(routes.predict + query, rows);
  expect([status, text]).toEqual([200, aString]);
  return JSON.parse(text) as Answered[];
}

export class RunningService {
  constructor(
    readonly service: Service,
    readonly port: number,
    readonly modelPath: string,
  ) {}

  async ask(path: string, init: RequestInit = {}): Promise<Reply> {
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, { redirect: 'manual', ...init });
    const { status, headers } = response;
    const text = await response.text();
    const isJson = /^application\/(problem\+)?json/.test(headers.get('content-type') ?? '');
    const body: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
    return { status, headers, text, body };
  }

  /** @param body sent as it is when it is text or bytes, else as JSON */
  post(path: string, body: unknown = '', headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    const sent = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
    return this.ask(path, { method: 'POST', body: sent, headers: { 'content-type': 'application/json', ...headers } });
  }

  predict(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply> {
    return this.post(routes.predict, body, headers);
  }

  /** Sends bytes as they are; @returns all that comes until the service closes the connection */
  raw(...chunks: readonly (string | Uint8Array)[]): Promise<string> {
    const socket = connect(this.port, '127.0.0.1');
    for (const chunk of chunks) socket.write(chunk);
    return received(socket);
  }

  /** That it answers still, and holds nothing that came before. */
  async expectWell(): Promise<void> {
    for (let waits = 0; waits < 100 && this.service.intake.inFlight > 0; waits++) await sleep(10);
    expect((await this.predict(iris.example)).body).toMatchObject({ prediction: 'setosa' });
    expect((await this.samples()).get(metrics.inFlight.name)).toBe(0);
  }

  /** The samples of one metric, by their labels. */
  async samplesOfMetric(name: string): Promise<Readonly<Record<string, number>>> {
    const samples = [...(await this.samples())].filter(([series]) => series.replace(/\{.*/, '') === name);
    return Object.fromEntries(samples.map(([series, value]) => [series.slice(name.length), value]));
  }

  async samples(): Promise<ReadonlyMap<string, number>> {
    return samplesOf((await this.ask(routes.metrics)).text);
  }
}

/** @returns all that comes down a connection until the other side closes it */
export function received(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
}

/** Reads the Prometheus text format; @throws Error at a line that is none of it */
export function samplesOf(text: string): ReadonlyMap<string, number> {
  const samples = text.split('\n').filter((line) => line !== '' && !/^# (HELP|TYPE) \w+ ./.test(line));
  return new Map(
    samples.map((line) => {
      const [, series, value] = /^(\w+(?:\{(?:\w+="[^"\\]*",?)*\})?) ([-+.\deE]+|NaN|\+Inf)$/i.exec(line) ?? [];
      if (series === undefined) throw new Error(`'${line}' is no sample`);
      return [series, Number(value)];
    }),
  );
}

/** Holds an answer against the table of problems, and its fields against those expected. */
export function expectProblem(reply: Reply, name: ProblemName, errors?: readonly Partial<BadField>[]): void {
  const { status, title } = problems[name];
  expect(reply.body).toMatchObject({
    type: `/openapi.json#/components/responses/${name}`,
    ...{ title, status, request_id: reply.headers.get('x-request-id') },
    ...(errors && { errors }),
  });
  expect(reply.status).toBe(status);
  expect(reply.headers.get('content-type')).toBe('application/problem+json');
}

/** The same for an answer that came as bytes. */
export function expectRawProblem(reply: string, name: ProblemName): void {
  const [head = '', body = ''] = reply.split('\r\n\r\n');
  const { status, title } = problems[name];
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).toContain('Content-Type: application/problem+json');
  const type = `/openapi.json#/components/responses/${name}`;
  expect(JSON.parse(body)).toEqual({ type, title, status, detail: aString, request_id: aString });
}
