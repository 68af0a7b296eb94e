import { gzipSync } from 'node:zlib';
import { protocolRoutes, routes } from '../../src/contract/routes';
import { iris } from '../../src/models/iris';
import { expectProblem, serveIris, type RunningService } from './running-service';

const json = JSON.stringify(iris.example);
const gets = [
  routes.root,
  routes.ui,
  routes.docs,
  routes.openapi,
  routes.metrics,
  routes.health,
  routes.ready,
  routes.v2,
];

let service: RunningService;
beforeAll(async () => {
  service = await serveIris();
});

describe('the wrong method is answered with the right one', () => {
  test.each(
    [routes.predict, routes.predictV1, protocolRoutes('iris').infer, routes.loadModel, routes.modelUpdate].flatMap(
      (path) => ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].map((method) => [method, path, 'POST']),
    ),
  )('%s %s', async (method, path, allow) => {
    const reply = await service.ask(path, { method });
    expectProblem(reply, 'method-not-allowed');
    expect(reply.headers.get('allow')).toBe(allow);
  });

  test.each(gets.flatMap((path) => ['POST', 'DELETE'].map((method) => [method, path])))(
    '%s %s',
    async (method, path) => {
      const reply = await service.ask(path, { method });
      expectProblem(reply, 'method-not-allowed');
      expect(reply.headers.get('allow')).toBe('GET, HEAD');
    },
  );

  test.each([...gets, routes.predict])('HEAD %s has no body', async (path) => {
    const reply = await service.ask(path, { method: 'HEAD' });
    expect(reply.status).toBe(path === routes.predict ? 405 : 200);
    expect(reply.text).toBe('');
  });
});

describe('a body that is not declared as JSON in UTF-8 is not read', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/json; charset=latin1',
    'application/json, text/plain',
    'json',
    'x'.repeat(10_000),
  ])('type %s', async (type) => {
    const reply = await service.predict(json, { 'content-type': type });
    expectProblem(reply, 'unsupported-media-type');
    expect(reply.body).toHaveProperty('detail', expect.stringContaining('expected application/json in UTF-8'));
  });

  test.each([
    ['gzip', gzipSync(json)],
    ['br', json],
    ['deflate', json],
    ['identity, gzip', json],
  ])('encoding %s', async (encoding, body) => {
    const reply = await service.predict(body, { 'content-encoding': encoding });
    expectProblem(reply, 'unsupported-media-type');
    expect(reply.body).toHaveProperty('detail', `The Content-Encoding is '${encoding}'; expected none.`);
  });
});

describe('a request that is too large', () => {
  test('of 10,000 rows is answered with how many it may hold and how many came', async () => {
    const reply = await service.predict(Array.from({ length: 10_000 }, () => ({ x1: 1, x2: 1, x3: 1, x4: 1 })));
    expectProblem(reply, 'too-large', [
      { field: '', expected: '1 to 1000 rows', got: '10000 rows', example: [iris.example] },
    ]);
  });

  test('of one row too many is refused', async () => {
    expectProblem(await service.predict(Array.from({ length: 1001 }, () => iris.example)), 'too-large');
  });

  test('of one byte too many is refused, of the most bytes it is read', async () => {
    expectProblem(await service.predict(json.padEnd(1_048_577)), 'too-large');
    expect((await service.predict(json.padEnd(1_048_576))).status).toBe(200);
  });

  test('of 10 MB is refused with the bound', async () => {
    const reply = await service.predict(Buffer.alloc(10_000_000, '['));
    expectProblem(reply, 'too-large');
    expect(reply.body).toHaveProperty('detail', 'A body may hold 1048576 bytes.');
  });

  test('of 10 MB leaves its connection to the next request', async () => {
    const head = 'POST /predict HTTP/1.1\r\nHost: iris\r\nContent-Length: 10000000\r\n\r\n';
    const next = 'GET /api/v1/health HTTP/1.1\r\nHost: iris\r\nConnection: close\r\n\r\n';
    const reply = await service.raw(head, Buffer.alloc(10_000_000, ' '), next);
    expect(Array.from(reply.matchAll(/HTTP\/1\.1 (\d+) /g), ([, status]) => status)).toEqual(['413', '200']);
  });
});

describe('an address that is none', () => {
  test.each([
    '/nowhere',
    '/predict/x',
    '/predictx',
    '//predict',
    '/api/v2/predict',
    '/v2/models/other',
    '/v2/models/other/infer',
    '/%ff',
    '/ui/%ff',
    '/docs/assets/%ff',
    '/docs/assets/%00',
    '/docs/assets/..%2f..%2fexpress%2fpackage.json',
    '/ui/../etc/passwd',
    `/${'x'.repeat(10_000)}`,
  ])('%s is answered so, in few words', async (path) => {
    const reply = await service.ask(path);
    expectProblem(reply, 'not-found');
    expect(reply.text.length).toBeLessThan(500);
  });
});

test('after all this the service answers as before, with nothing in flight', async () => {
  await service.expectWell();
});
