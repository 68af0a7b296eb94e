import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { protocolRoutes, routes } from '../../src/contract/routes';
import { iris } from '../../src/models/iris';
import { expectProblem, received, serveIris, type Reply } from './running-service';

const json = JSON.stringify(iris.example);
const POST = `POST ${routes.predict} HTTP/1.1\r\nHost: iris\r\nContent-Length: ${json.length}\r\n\r\n`;

/** How long a piece of work takes. */
async function millisecondsOf(work: Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work;
  return performance.now() - started;
}

describe('in the grace period', () => {
  const readiness = [routes.ready, routes.v2Ready, protocolRoutes('iris').ready];
  const rest = [routes.startup, routes.health, routes.v2Live, routes.metrics, routes.docs];
  let before: Reply;
  let replies: ReadonlyMap<string, Reply>;

  beforeAll(async () => {
    const service = await serveIris({ DRAIN_GRACE_SECONDS: '1' });
    before = await service.predict(json);
    const drained = service.service.drain();
    const asked = [...readiness, ...rest, '/nowhere'].map(async (path) => [path, await service.ask(path)] as const);
    const predicted = ['[]', json].map(async (body) => [body, await service.predict(body)] as const);
    replies = new Map(await Promise.all([...asked, ...predicted]));
    await drained;
  });

  test.each(readiness)('%s fails at once', (path) => {
    const reply = replies.get(path)!;
    expectProblem(reply, 'draining');
    expect(reply.headers.get('retry-after')).toBe('1');
  });

  test.each(rest)('%s is answered', (path) => {
    expect(replies.get(path)?.status).toBe(200);
  });

  test('predictions are answered, good ones and bad ones', () => {
    expect(replies.get(json)?.body).toMatchObject({ prediction: 'setosa' });
    expectProblem(replies.get('[]')!, 'invalid-input');
  });

  test('every answer closes its connection, so that clients go elsewhere', () => {
    expect(before.headers.get('connection')).toBe('keep-alive');
    expect([...replies.values()].filter(({ headers }) => headers.get('connection') !== 'close')).toEqual([]);
  });
});

test('after it the port is closed', async () => {
  const service = await serveIris();
  await service.predict(json);
  await service.service.drain();
  await expect(service.ask(routes.health)).rejects.toThrow('fetch failed');
});

test('a request that is open when the port closes is answered', async () => {
  const service = await serveIris();
  const socket = connect(service.port, '127.0.0.1');
  const reply = received(socket);
  socket.write(POST + json.slice(0, 5));
  while (service.service.intake.inFlight === 0) await sleep(1);
  const drained = service.service.drain();
  await sleep(50);
  socket.write(json.slice(5));
  expect(await reply).toMatch(/^HTTP\/1\.1 200 OK.*Connection: close.*"prediction":"setosa"/s);
  await drained;
});

test('a request that never ends is cut when the time is over', async () => {
  const service = await serveIris();
  const socket = connect(service.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(POST);
  while (service.service.intake.inFlight === 0) await sleep(1);
  const milliseconds = await millisecondsOf(service.service.drain());
  expect(milliseconds).toBeGreaterThan(900);
  expect(milliseconds).toBeLessThan(2500);
  await sleep(20);
  expect(service.service.intake.inFlight).toBe(0);
});

describe('a connection that nobody uses does not hold it up', () => {
  test('after a request', async () => {
    const service = await serveIris();
    await service.predict(json);
    expect(await millisecondsOf(service.service.drain())).toBeLessThan(900);
  });

  test('before its first request', async () => {
    const service = await serveIris();
    const socket = connect(service.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await service.expectWell();
    expect(await millisecondsOf(service.service.drain())).toBeLessThan(900);
  });
});
