import { connect } from 'node:net';
import { routes } from '../../src/contract/routes';
import { expectRawProblem, serveIris, type RunningService } from './running-service';

const POST = `POST ${routes.predict} HTTP/1.1\r\nHost: iris\r\n`;
const GET = `GET ${routes.health} HTTP/1.1\r\nHost: iris\r\nConnection: close\r\n`;

let service: RunningService;
beforeAll(async () => {
  service = await serveIris();
});

describe('what is not HTTP is answered with a problem, and the connection closed', () => {
  test.each([
    ['words', 'hello\r\n\r\n'],
    ['a TLS handshake', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03])],
    ['zeros', Buffer.alloc(100)],
    ['an unknown method', 'BREW / HTTP/1.1\r\nHost: iris\r\n\r\n'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['HTTP/9.9', 'GET / HTTP/9.9\r\nHost: iris\r\n\r\n'],
    ['a header without a colon', `${GET}nonsense\r\n\r\n`],
    ['a space in a header name', `${GET}a b: c\r\n\r\n`],
    ['a zero byte in a header', `${GET}a: \0\r\n\r\n`],
    ['a length that is no number', `${POST}Content-Length: ten\r\n\r\n`],
    ['a negative length', `${POST}Content-Length: -1\r\n\r\n`],
    ['two lengths', `${POST}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
    ['a length and chunks', `${POST}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['a chunk without a size', `${POST}Transfer-Encoding: chunked\r\n\r\nsize\r\n\r\n`],
  ])('%s', async (_, bytes) => {
    expectRawProblem(await service.raw(bytes), 'not-http');
  });

  test('a head of more than 16 KiB', async () => {
    expectRawProblem(await service.raw(`${GET}X-Long: ${'x'.repeat(20_000)}\r\n\r\n`), 'header-too-large');
  });

  test('each with a request id of its own, by which it is found again', async () => {
    const ids = [await service.raw('one\r\n\r\n'), await service.raw('two\r\n\r\n')].map(
      (reply) => /"request_id":"([\w-]{8,})"/.exec(reply)?.[1],
    );
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(2);
  });

  test('a request that does not name its host', async () => {
    expectRawProblem(await service.raw('GET / HTTP/1.1\r\n\r\n'), 'not-http');
  });

  test.each(['GET / HTTP/1.1\r\n\r\n', `${GET}Expect: miracles\r\n\r\n`, 'hello\r\n\r\n'])(
    'and is found in the log by the request id of its answer: %j',
    async (bytes) => {
      const said = jest.spyOn(service.service.log, 'say');
      const id = /"request_id":"([\w-]+)"/.exec(await service.raw(bytes))?.[1];
      expect(said).toHaveBeenCalledWith('info', 'refused', expect.objectContaining({ request_id: id }));
      said.mockRestore();
    },
  );

  test('an expectation that nobody can meet', async () => {
    const reply = await service.raw(`${GET}Expect: miracles\r\n\r\n`);
    expect(reply).toContain('Content-Type: application/problem+json');
  });
});

describe('a client that goes away', () => {
  test.each([
    ['before its head is whole', POST],
    ['before its body', `${POST}Content-Length: 100\r\n\r\n`],
    ['in the midst of its body', `${POST}Content-Length: 100\r\n\r\n{"x1":`],
    ['before the answer', `${POST}Content-Length: 2\r\n\r\n[]`],
    ['in the midst of a body that is too large', `${POST}Content-Length: 10000000\r\n\r\n${' '.repeat(2_000_000)}`],
  ])('%s leaves nothing behind', async (_, bytes) => {
    const socket = connect(service.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.write(bytes, resolve));
    socket.resetAndDestroy();
    await service.expectWell();
  });
});
