import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { readLoadConfig, type LoadConfig } from '../../src/load/config';
import { generateLoad } from '../../src/load/generator';
import { routes } from '../../src/contract/routes';
import { Validator } from '../../src/models/validate';
import { iris } from '../../src/models/iris';

const answer = JSON.stringify({ prediction: 'setosa' });
const never = new AbortController().signal;
const servers: Server[] = [];

/** A service that is ready and answers predictions as it is told. */
async function service(
  predict: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => (request.url === routes.ready ? response.end('{}') : predict(request, response, body)));
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

function config(TARGET_HOST: string, rest: Readonly<Record<string, string>>): LoadConfig {
  return readLoadConfig({ TARGET_HOST, ...rest });
}

beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());
afterAll(() => servers.forEach((server) => server.close()));

test('as many requests are sent as were asked for, each a row of the model', async () => {
  const validator = new Validator(iris);
  const bodies: string[] = [];
  const target = await service((_, response, body) => {
    bodies.push(body);
    response.end(answer);
  });
  const summary = await generateLoad(config(target, { LOAD_USERS: '7', LOAD_REQUESTS: '300' }), never);
  expect(summary).toMatchObject({ requests: 300, failures: 0, reasons: {} });
  expect(bodies).toHaveLength(300);
  for (const body of bodies) expect(validator.rows(JSON.parse(body), 1)).toHaveLength(1);
  expect(new Set(bodies).size).toBeGreaterThan(200);
  expect(summary.p50).toBeLessThanOrEqual(summary.p99);
  expect(summary.p99).toBeLessThanOrEqual(summary.max);
});

test('no more users send at a time than there are', async () => {
  let open = 0;
  let most = 0;
  const target = await service((_, response) => {
    most = Math.max(most, ++open);
    setTimeout(() => {
      open -= 1;
      response.end(answer);
    }, 2);
  });
  await generateLoad(config(target, { LOAD_USERS: '4', LOAD_REQUESTS: '100' }), never);
  expect(most).toBe(4);
});

test.each<[string, (request: IncomingMessage, response: ServerResponse) => void, RegExp]>([
  ['a refusal', (_, response) => response.writeHead(503).end('{}'), /^status 503$/],
  ['what is no JSON', (_, response) => response.end('<html>'), /JSON/],
  ['no prediction of the model', (_, response) => response.end('{"prediction":"tulip"}'), /no prediction of the model/],
  ['a connection that is cut', (request) => request.socket.destroy(), /closed|reset|hang up|other side/i],
])('%s is a failure, counted by its reason and said at once', async (_, predict, reason) => {
  const target = await service(predict);
  const summary = await generateLoad(config(target, { LOAD_USERS: '1', LOAD_REQUESTS: '3' }), never);
  expect(summary).toMatchObject({ requests: 3, failures: 3 });
  expect(Object.keys(summary.reasons)).toEqual([expect.stringMatching(reason)]);
  expect(console.error).toHaveBeenCalledTimes(1);
});

test('a rate is kept, and a run ends with its time', async () => {
  const target = await service((_, response) => response.end(answer));
  const summary = await generateLoad(config(target, { LOAD_RATE: '50', LOAD_RUN_TIME_SECONDS: '1' }), never);
  expect(summary.requests).toBeGreaterThanOrEqual(45);
  expect(summary.requests).toBeLessThanOrEqual(50);
});

test('what an outage held up is not sent at once when it ends', async () => {
  const times: number[] = [];
  const target = await service((_, response) => {
    times.push(performance.now());
    setTimeout(() => response.end(answer), times.length === 1 ? 1500 : 0);
  });
  await generateLoad(config(target, { LOAD_USERS: '1', LOAD_RATE: '10', LOAD_REQUESTS: '6' }), never);
  const gaps = times.slice(2).map((time, index) => time - times[index + 1]!);
  expect(Math.min(...gaps)).toBeGreaterThan(50);
});

test('a stop lets what is on its way arrive, and counts it', async () => {
  const stop = new AbortController();
  const target = await service((_, response) => {
    stop.abort();
    setTimeout(() => response.end(answer), 50);
  });
  expect(await generateLoad(config(target, { LOAD_USERS: '3' }), stop.signal)).toMatchObject({ failures: 0 });
});

test('a service that is not ready in time is an error that says so', async () => {
  const run = generateLoad(config('http://127.0.0.1:1', { LOAD_WAIT_READY_SECONDS: '1' }), never);
  await expect(run).rejects.toThrow(/^the service was not ready within 1 s: .*ECONNREFUSED/);
});

test.each([
  ['TARGET_HOST', 'iris-api:8989'],
  ['TARGET_HOST', 'https://iris-api'],
  ['TARGET_HOST', 'http://iris-api:8989/some/prefix'],
  ['LOAD_USERS', '0'],
  ['LOAD_RATE', '-1'],
  ['LOAD_REQUESTS', 'many'],
])('%s=%s is refused in one line', (name, value) => {
  expect(() => readLoadConfig({ [name]: value })).toThrow(new RegExp(`^environment: ${name} is '${value}'; expected `));
});
