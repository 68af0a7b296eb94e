import { connect } from 'node:net';
import { protocolRoutes, routes } from '../../src/contract/routes';
import { randomFrom } from '../../src/learning/random';
import { iris } from '../../src/models/iris';
import { protocolExample } from '../../src/service/inference-protocol';
import { serveIris, type Reply, type RunningService } from './running-service';

const SEED = 20260101;
const AT_ONCE = 50;

let service: RunningService;
beforeAll(async () => {
  service = await serveIris({ REQUEST_TIMEOUT_SECONDS: '1' });
});

const random = randomFrom(SEED);
const below = (count: number): number => Math.floor(random() * count);
const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;

const names = [...Object.keys(iris.features), 'x1', 'x2', 'x3', 'x4', '__proto__', 'constructor', 'toString', '', 'é'];
const scalars = ['0', '-0', '5.1', '10', '10.5', '1e999', '-1', '1e-320', '9007199254740993', 'null', 'true'];
const texts = ['""', '"setosa"', '"\\ud800"', '"\\u0000"', `"${'x'.repeat(200)}"`];

/** JSON of any kind, mostly near what the model takes. */
function anyJson(depth: number): string {
  const kind = random();
  if (depth === 0 || kind < 0.5) return pick(kind < 0.4 ? scalars : texts);
  const items = Array.from({ length: below(6) }, () => anyJson(depth - 1));
  if (kind < 0.7) return `[${items.join(',')}]`;
  return `{${items.map((item) => `${JSON.stringify(pick(names))}:${item}`).join(',')}}`;
}

/** The bytes with one to eight of them changed, taken away or put in. */
function mutated(bytes: Buffer): Buffer {
  let copy = Buffer.from(bytes);
  for (let changes = 1 + below(8); changes > 0; changes--) {
    const at = below(copy.length);
    const byte = Buffer.from([random() < 0.5 ? below(256) : pick([...Buffer.from('{}[]",:0123456789eE+-.\\ ')])]);
    copy = Buffer.concat([copy.subarray(0, at), ...(random() < 0.7 ? [byte] : []), copy.subarray(at + below(3))]);
  }
  return copy;
}

/** Sends bodies, some at a time; each is answered with JSON that is no failure of the service. */
async function expectAnswers(path: string, bodies: readonly (string | Buffer)[]): Promise<ReadonlySet<number>> {
  const replies: Reply[] = [];
  for (let first = 0; first < bodies.length; first += AT_ONCE) {
    const batch = bodies.slice(first, first + AT_ONCE);
    replies.push(...(await Promise.all(batch.map((body) => service.post(path, body)))));
  }
  const failures = replies.flatMap(({ status, text }, index) =>
    [200, 400].includes(status) ? [] : [`${status} to ${bodies[index]!.toString()}: ${text}`],
  );
  expect(failures).toEqual([]);
  expect(replies.filter(({ body }) => typeof body !== 'object' || body === null)).toEqual([]);
  return new Set(replies.map(({ status }) => status));
}

/** What the answer to these bytes begins with; nothing when the connection is closed without one. */
function firstWords(...bytes: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(service.port, '127.0.0.1');
    socket.on('error', reject);
    socket.on('close', () => resolve(''));
    socket.once('data', (chunk) => {
      resolve(chunk.toString().slice(0, 'HTTP/1.1 200'.length));
      socket.destroy();
    });
    for (const part of bytes) socket.write(part);
  });
}

const many = (count: number, body: () => string | Buffer) => Array.from({ length: count }, body);
const rows = Buffer.from(JSON.stringify([iris.example, { x1: 6.7, x2: 3.1, x3: 5.6, x4: 2.4 }]));
const tensors = Buffer.from(JSON.stringify({ id: '1', ...protocolExample(iris), outputs: [{ name: 'index' }] }));

describe(`whatever comes (seed ${SEED}), the answer is JSON and no failure of the service`, () => {
  afterEach(() => service.expectWell());

  test('a thousand JSON values', async () => {
    const statuses = await expectAnswers(
      routes.predict,
      many(1000, () => anyJson(4)),
    );
    expect(statuses).toContain(400);
  });

  test('a thousand rows of any values', async () => {
    const row = (): string =>
      `{${['x1', 'x2', 'x3', 'x4'].map((name) => `"${name}":${random() < 0.8 ? below(10) : anyJson(2)}`).join(',')}}`;
    expect(await expectAnswers(routes.predict, many(1000, row))).toEqual(new Set([200, 400]));
  });

  test('a thousand times two rows with some bytes changed', async () => {
    const statuses = await expectAnswers(
      routes.predict,
      many(1000, () => mutated(rows)),
    );
    expect(statuses).toEqual(new Set([200, 400]));
  });

  test('a thousand times tensors with some bytes changed', async () => {
    const statuses = await expectAnswers(
      protocolRoutes(iris.name).infer,
      many(1000, () => mutated(tensors)),
    );
    expect(statuses).toEqual(new Set([200, 400]));
  });

  test('five hundred heads with some bytes changed', async () => {
    const body = JSON.stringify(iris.example);
    const request = Buffer.from(
      `POST /predict HTTP/1.1\r\nHost: iris\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    const replies = await Promise.all(many(500, () => mutated(request)).map((bytes) => firstWords(bytes, body)));
    expect(new Set(replies)).toContain('HTTP/1.1 400');
    expect(replies.filter((words) => !/^(HTTP\/1\.1 [24]\d\d)?$/.test(words))).toEqual([]);
  });
});
