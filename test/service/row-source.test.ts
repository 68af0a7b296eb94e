import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { InputError } from '../../src/contract/exit';
import { bytesOf, get, httpBytes } from '../../src/service/http-source';
import { openRowSource } from '../../src/service/row-source';
import { folder, temporaryFile } from './temporary-files';

const CSV = 'sepal_length,species\n5.1,setosa\n';
const EXPECTED = '; expected a CSV file with a header';

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const read = (address: string) => textOf(openRowSource(address).bytes);

/** What is said to an address that cannot be read. */
async function complaint(address: string): Promise<string> {
  const error: unknown = await read(address).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  const { message } = error instanceof InputError ? error : new InputError();
  return message.replace(/ (Type)?Error: /, ' '); // node's own errors are none of this test's realm
}

const servers: Server[] = [];

afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

/** @returns the address of a server that answers so, without a scheme */
async function serve(answer: (request: IncomingMessage, reply: ServerResponse) => void): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('rows are found', () => {
  test('at a path', async () => {
    expect(await read(temporaryFile(CSV, '.csv'))).toBe(CSV);
  });

  test('at a path relative to where the program runs', async () => {
    expect(await read('data/iris.csv')).toContain('setosa');
  });

  test('at a file address', async () => {
    expect(await read(pathToFileURL(temporaryFile(CSV, ' ä.csv')).href)).toBe(CSV);
  });

  test('in a compressed file', async () => {
    expect(await read(temporaryFile(gzipSync(CSV), '.csv.gz'))).toBe(CSV);
  });

  test('at an http address, which may have a query and a redirect', async () => {
    const host = await serve(({ url }, reply) => {
      if (url === '/moved.csv?v=1') reply.writeHead(302, { location: '/rows.csv?v=2' }).end();
      else if (url === '/rows.csv?v=2') reply.end(CSV);
      else reply.writeHead(404).end();
    });
    expect(await read(`http://${host}/moved.csv?v=1`)).toBe(CSV);
  });

  test('at a compressed http address, of a server that would compress it once more', async () => {
    const host = await serve(({ headers }, reply) => {
      const isAsked = /gzip/.test(String(headers['accept-encoding']));
      if (isAsked) reply.setHeader('content-encoding', 'gzip');
      reply.end(isAsked ? gzipSync(gzipSync(CSV)) : gzipSync(CSV));
    });
    expect(await read(`http://${host}/rows.csv.gz`)).toBe(CSV);
  });

  test('with the user and the password of the address', async () => {
    const host = await serve(({ headers }, reply) => reply.end(headers.authorization));
    const basic = `Basic ${Buffer.from('reader:p@ss').toString('base64')}`;
    expect(await read(`http://reader:p%40ss@${host}/rows.csv`)).toBe(basic);
  });
});

describe('a name tells no secret', () => {
  test.each([
    ['data/iris.csv', 'data/iris.csv'],
    ['https://reader:secret@example.org/a/b.csv?token=secret#x', 'https://example.org/a/b.csv'],
    ['https://example.org/a@b.csv', 'https://example.org/a@b.csv'],
    ['https://example.org?token=a/b@c', 'https://example.org/'],
    ['https://reader:sec/ret@example.org/a.csv', 'https://…'],
    ['https://reader:sec?ret@example.org/a.csv', 'https://…'],
    ['s3://KEY:SEC/RET@bucket/a.csv', 's3://bucket/a.csv'],
    ['s3://bucket/a/b?.csv', 's3://bucket/a/b?.csv'],
    ['file:///data/iris.csv', 'file:///data/iris.csv'],
  ])('%s', (address, name) => {
    expect(openRowSource(address).name).toBe(name);
  });

  test('nor does an error', async () => {
    const host = await serve((_, reply) => reply.writeHead(403).end());
    expect(await complaint(`http://reader:secret@${host}/rows.csv?token=secret`)).toBe(
      `http://${host}/rows.csv: the server answers 403 Forbidden${EXPECTED}`,
    );
  });
});

describe('an address that leads nowhere is answered with the reason', () => {
  test('when the file is not there', async () => {
    const path = `${folder}/missing.csv`;
    expect(await complaint(path)).toBe(`${path}: ENOENT: no such file or directory, open '${path}'${EXPECTED}`);
  });

  test('when nobody listens', async () => {
    const host = await serve(() => undefined);
    servers.at(-1)?.close();
    expect(await complaint(`http://${host}/rows.csv`)).toBe(
      `http://${host}/rows.csv: connect ECONNREFUSED ${host}${EXPECTED}`,
    );
  });

  test('when redirects never end', async () => {
    const host = await serve((_, reply) => reply.writeHead(302, { location: '/again' }).end());
    expect(await complaint(`http://${host}/rows.csv`)).toBe(
      `http://${host}/rows.csv: redirect count exceeded${EXPECTED}`,
    );
  });

  test('when the connection breaks half-way', async () => {
    const host = await serve((request, reply) => {
      reply.writeHead(200, { 'content-length': 1000 }).write(CSV, () => request.socket.destroy());
    });
    expect(await complaint(`http://${host}/rows.csv`)).toBe(`http://${host}/rows.csv: other side closed${EXPECTED}`);
  });

  test('when it is no address', async () => {
    expect(await complaint('http://')).toBe(`http://…: Invalid URL${EXPECTED}`);
  });

  test.each(['ftp', 'gs', 'jdbc+x'])('when nothing is known of %s', async (scheme) => {
    expect(await complaint(`${scheme}://host/rows.csv`)).toBe(
      `${scheme}://host/rows.csv: nothing is known of ${scheme}://; use a path, file://, http://, https:// or s3://${EXPECTED}`,
    );
  });

  test('when a compressed file is none', async () => {
    const path = temporaryFile(CSV, '.csv.gz');
    expect(await complaint(path)).toBe(`${path}: incorrect header check${EXPECTED}`);
  });

  test('when a compressed file ends too soon', async () => {
    const path = temporaryFile(gzipSync(CSV).subarray(0, 30), '.csv.gz');
    expect(await complaint(path)).toBe(`${path}: unexpected end of file${EXPECTED}`);
  });
});

describe('a server that falls silent is given up', () => {
  test('before it answers', async () => {
    const host = await serve(() => undefined);
    await expect(httpBytes(new URL(`http://${host}/`), 100)).rejects.toThrow('nothing came for 0.1 s');
  });

  test('while it answers', async () => {
    const host = await serve((_, reply) => void reply.write(CSV));
    const bytes = await httpBytes(new URL(`http://${host}/`), 100);
    await expect(textOf(bytes)).rejects.toThrow('nothing came for 0.1 s');
  });
});

test('an answer without a body has no bytes', async () => {
  const host = await serve((_, reply) => reply.writeHead(204).end());
  expect(await textOf(bytesOf(await get(new URL(`http://${host}/`), {})))).toBe('');
});

describe('an object of a store', () => {
  const unset = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };

  beforeEach(() => void jest.replaceProperty(process, 'env', { ...process.env, ...unset }));
  afterEach(() => jest.restoreAllMocks());

  test('needs a key to sign with', async () => {
    expect(await complaint('s3://rows/houses.csv')).toBe(
      `s3://rows/houses.csv: AWS_ACCESS_KEY_ID is empty, so the request cannot be signed${EXPECTED}`,
    );
    process.env['AWS_ACCESS_KEY_ID'] = 'reader';
    expect(await complaint('s3://rows/houses.csv')).toContain('AWS_SECRET_ACCESS_KEY is empty');
  });

  test.each(['s3://', 's3://rows', 's3://rows/'])('is not found by %s', async (address) => {
    expect(await complaint(address)).toBe(`${address}: the address is not s3://bucket/key${EXPECTED}`);
  });
});
