import { routes } from '../../src/contract/routes';
import { iris } from '../../src/models/iris';
import { serveIris, type RunningService } from './running-service';

const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

let service: RunningService;
beforeAll(async () => {
  service = await serveIris();
});

describe.each([
  ['a prediction', () => service.predict(iris.example)],
  ['a refused prediction', () => service.predict({})],
  ['the health', () => service.ask(routes.health)],
  ['an unknown address', () => service.ask('/nowhere')],
])('the answer of %s', (_, ask) => {
  test('carries a request id, another one each time', async () => {
    const ids = [await ask(), await ask(), await ask()].map(({ headers }) => headers.get('x-request-id'));
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[\w-]{8,}$/);
  });

  test('has no trace when none came', async () => {
    expect((await ask()).headers.has('traceparent')).toBe(false);
  });
});

describe.each([
  ['a prediction', routes.predict, { method: 'POST', body: JSON.stringify(iris.example) }],
  ['a refused prediction', routes.predict, { method: 'POST', body: '[]' }],
  ['the health', routes.health, {}],
  ['an unknown address', '/nowhere', {}],
])('the answer of %s', (_, path, init) => {
  const ask = (headers: Readonly<Record<string, string>>) => service.ask(path, { ...init, headers });

  test.each(['order-17', 'a', '550e8400-e29b-41d4-a716-446655440000', 'ns:job.1', 'x'.repeat(128)])(
    'gives the request id %s back',
    async (id) => {
      const { headers, body, status } = await ask({ 'x-request-id': id });
      expect(headers.get('x-request-id')).toBe(id);
      if (status >= 400) expect(body).toHaveProperty('request_id', id);
    },
  );

  test.each(['two words', '"quoted"', '<script>', 'x'.repeat(129), ''])(
    'replaces the request id %j, which would not be safe in a log',
    async (id) => {
      const { headers } = await ask({ 'x-request-id': id });
      expect(headers.get('x-request-id')).not.toBe(id);
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{8,}$/);
    },
  );

  test('passes the trace on', async () => {
    expect((await ask({ traceparent: TRACE })).headers.get('traceparent')).toBe(TRACE);
  });

  test.each(['', 'nonsense', TRACE.toUpperCase(), `${TRACE}-extra`])('drops the malformed trace %j', async (trace) => {
    expect((await ask({ traceparent: trace })).headers.has('traceparent')).toBe(false);
  });

  test.each([
    ['version ff', TRACE.replace(/^00/, 'ff')],
    ['a trace of zeros', TRACE.replace(/-\w{32}-/, `-${'0'.repeat(32)}-`)],
    ['a parent of zeros', TRACE.replace(/-\w{16}-/, `-${'0'.repeat(16)}-`)],
  ])('drops a trace with %s, which the standard calls invalid', async (_, trace) => {
    expect((await ask({ traceparent: trace })).headers.has('traceparent')).toBe(false);
  });
});
