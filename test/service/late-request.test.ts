import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { metrics } from '../../src/contract/metrics';
import { expectRawProblem, serveIris, type RunningService } from './running-service';

const POST = 'POST /predict HTTP/1.1\r\nHost: iris\r\n';
const HALF = `${POST}Content-Length: 100\r\n\r\n{`;

const late: readonly (readonly [string, string])[] = [
  ['half of its body', HALF],
  ['a chunk and no end', `${POST}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`],
  ['half of its head', POST],
  ['a part of the body that a refused method has', 'PUT /predict HTTP/1.1\r\nHost: iris\r\nContent-Length: 9\r\n\r\n'],
];

let service: RunningService;
let replies: ReadonlyMap<string, string>;
let inFlight: number;
let untouched: RunningService;

beforeAll(async () => {
  service = await serveIris({ REQUEST_TIMEOUT_SECONDS: '1' });
  const stubborn = connect({ port: service.port, host: '127.0.0.1', allowHalfOpen: true }).resume();
  stubborn.write(HALF);
  // All at once: each takes a second or two.
  untouched = await serveIris({ REQUEST_TIMEOUT_SECONDS: '1' });
  const silent = untouched.raw();
  replies = new Map(await Promise.all(late.map(async ([name, bytes]) => [name, await service.raw(bytes)] as const)));
  await silent;
  await sleep(100);
  inFlight = service.service.intake.inFlight;
  stubborn.destroy();
});

test.each(late)('a request of which only %s arrives in time is answered 408', (name) => {
  expectRawProblem(replies.get(name) ?? '', 'timeout');
});

test('late requests are counted, those that were for predictions as requests too', async () => {
  const samples = await service.samples();
  expect(samples.get(`${metrics.errors.name}{reason="timeout"}`)).toBeGreaterThanOrEqual(4);
  expect(samples.get(metrics.requests.name)).toBe(4);
});

test('late requests are counted with the time that they took, so that an alert on latency sees them', async () => {
  expect((await service.samples()).get(`${metrics.latency.name}_sum`)).toBeGreaterThan(1);
});

test('a connection that was opened ahead and never used is no failed prediction: it fires no alert', async () => {
  const samples = [...(await untouched.samples()).keys()];
  expect(samples.filter((series) => series.startsWith(metrics.errors.name))).toEqual([]);
});

test('after all this the service answers as before, with nothing in flight', async () => {
  await service.expectWell();
});

test('a late request is forgotten, even when the client keeps its end of the connection open', () => {
  expect(inFlight).toBe(0);
});
