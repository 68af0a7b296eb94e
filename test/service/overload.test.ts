import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { metrics } from '../../src/contract/metrics';
import { routes } from '../../src/contract/routes';
import { iris } from '../../src/models/iris';
import { expectProblem, received, serveIris, type RunningService } from './running-service';

const json = JSON.stringify(iris.example);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Sends a prediction without its last byte; the answer comes when `finish` sends it. */
async function open(service: RunningService, body = json): Promise<{ finish: () => Promise<string>; socket: Socket }> {
  const before = service.service.intake.inFlight;
  const socket = connect(service.port, '127.0.0.1');
  const head = `POST ${routes.predict} HTTP/1.1\r\nHost: iris\r\nConnection: close\r\nContent-Length: ${body.length}`;
  socket.write(`${head}\r\n\r\n${body.slice(0, -1)}`);
  while (service.service.intake.inFlight === before) await sleep(1);
  const finish = async (): Promise<string> => {
    socket.write(body.slice(-1));
    return received(socket);
  };
  return { socket, finish };
}

describe('with as many requests in flight as there may be', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await serveIris({ MAX_IN_FLIGHT: '1' });
  });

  test('the next one is refused at once and told when to try again; the first one is answered', async () => {
    const { finish } = await open(service);
    const asked = performance.now();
    const reply = await service.predict(iris.example);
    expect(performance.now() - asked).toBeLessThan(900);
    expectProblem(reply, 'overloaded');
    expect(reply.headers.get('retry-after')).toBe('1');
    expect(await finish()).toContain('"prediction":"setosa"');
    await service.expectWell();
  });

  test('everything but predictions is answered, and the metrics show the load', async () => {
    const { finish } = await open(service);
    expect((await service.ask(routes.health)).status).toBe(200);
    expect((await service.ask(routes.ready)).status).toBe(200);
    expect((await service.samples()).get(metrics.inFlight.name)).toBe(1);
    await finish();
    await service.expectWell();
  });

  test('a client that goes away makes room', async () => {
    const { socket } = await open(service);
    expectProblem(await service.predict(iris.example), 'overloaded');
    socket.destroy();
    await service.expectWell();
  });

  test('of many that come at once each gets an answer or a refusal', async () => {
    const replies = await Promise.all(Array.from({ length: 200 }, () => service.predict(iris.example)));
    const statuses = new Set(replies.map(({ status }) => status));
    expect(statuses).toContain(200);
    expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    await service.expectWell();
  });
});

test('with 64 of the largest bodies in memory the next one is refused, and the others are answered', async () => {
  const service = await serveIris({ MAX_BODY_BYTES: '100' });
  const opened = await Promise.all(Array.from({ length: 64 }, () => open(service, json.padEnd(100))));
  expectProblem(await service.predict(json.padEnd(100)), 'overloaded');
  const replies = await Promise.all(opened.map(({ finish }) => finish()));
  expect(replies.filter((reply) => reply.includes('"prediction":"setosa"'))).toHaveLength(64);
  await service.expectWell();
});

describe('what a client sends costs no more than it weighs', () => {
  /** Bytes that are still held once everything else is collected. */
  const retained = (): number => {
    collectGarbage();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };

  test('a body that comes byte by byte', async () => {
    const service = await serveIris();
    const socket = connect(service.port, '127.0.0.1');
    const chunk = '1\r\n \r\n';
    socket.write(`POST ${routes.predict} HTTP/1.1\r\nHost: iris\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const before = retained();
    for (let sent = 0; sent < 200_000; sent += 10_000) {
      await new Promise((resolve) => socket.write(chunk.repeat(10_000), resolve));
    }
    await sleep(100);
    expect(retained() - before).toBeLessThan(4_000_000); // a buffer a byte holds 10 MB
    socket.destroy();
    await service.expectWell();
  });

  test('a body that nobody is let to send takes no room from those who are', async () => {
    const service = await serveIris({ API_KEYS: 'alice', MAX_BODY_BYTES: '200' });
    const strangers = Array.from({ length: 80 }, () => connect(service.port, '127.0.0.1'));
    for (const socket of strangers) {
      socket.write(`POST ${routes.predict} HTTP/1.1\r\nHost: iris\r\nContent-Length: 200\r\n\r\n${' '.repeat(199)}`);
    }
    await sleep(100);
    const reply = await service.post(routes.predict, iris.example, { authorization: 'Bearer alice' });
    expect(reply.status).toBe(200);
    for (const socket of strangers) socket.destroy();
  });
});

test('pipelined requests of a client that goes away are not in flight for ever', async () => {
  const service = await serveIris();
  const request = `POST ${routes.predict} HTTP/1.1\r\nHost: iris\r\nContent-Length: ${json.length}\r\n\r\n${json}`;
  const half = `POST ${routes.predict} HTTP/1.1\r\nHost: iris\r\nContent-Length: 100\r\n\r\n{`;
  for (let client = 0; client < 20; client++) {
    const socket = connect(service.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.write(request.repeat(3) + half, resolve));
    socket.resetAndDestroy();
  }
  await service.expectWell();
});
