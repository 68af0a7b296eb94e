import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { AwsClient } from 'aws4fetch';
import { csv } from '../../src/models/define-model';
import { iris } from '../../src/models/iris';
import type { Model } from '../../src/models/model';
import { readRows } from '../../src/service/rows';

jest.setTimeout(30_000);

const KEY = { accessKeyId: 'canopy', secretAccessKey: 'canopy-secret' };
const VARIABLE = 'CANOPY_TEST_ROWS';

afterEach(() => jest.restoreAllMocks());

/** Iris with its rows elsewhere. */
const elsewhere: Model = {
  ...iris,
  source: {
    ...{ kind: 'external', variable: VARIABLE, columns: ['species'], clean: (raw) => raw },
    synthetic: { rows: 0, generate: () => [] },
  },
};

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** How each store is started on a folder. */
const stores: Readonly<Record<string, (address: string, folder: string) => ChildProcess>> = {
  minio: (address, folder) =>
    spawn('minio', ['server', '--quiet', '--address', address, '--console-address', '127.0.0.1:0', folder], {
      env: { ...process.env, MINIO_ROOT_USER: KEY.accessKeyId, MINIO_ROOT_PASSWORD: KEY.secretAccessKey },
      stdio: 'ignore',
    }),
  versitygw: (address, folder) =>
    spawn(
      'versitygw',
      ['--quiet', '--port', address, '--access', KEY.accessKeyId, '--secret', KEY.secretAccessKey, 'posix', folder],
      { stdio: 'ignore' },
    ),
};

describe.each(Object.entries(stores))('%s', (_, start) => {
  const folder = mkdtempSync(join(tmpdir(), 'canopy-s3-'));
  let store: ChildProcess;
  let endpoint: string;

  beforeAll(async () => {
    const address = `127.0.0.1:${await freePort()}`;
    endpoint = `http://${address}`;
    mkdirSync(join(folder, 'data'));
    store = start(address, join(folder, 'data'));
    await once(store, 'spawn'); // a program that is not there is an error here
    const client = new AwsClient({ ...KEY, service: 's3', region: 'us-east-1', retries: 0 });
    const put = async (path: string, body?: Buffer) => {
      const { status } = await client.fetch(`${endpoint}/${path}`, { method: 'PUT', body });
      expect(status).toBe(200);
    };
    for (let isUp = false; !isUp; await sleep(100))
      isUp = await client.fetch(endpoint).then(
        ({ ok }) => ok,
        () => false,
      );
    await put('rows');
    await put('rows/flowers/iris%202%2B.csv', readFileSync('data/iris.csv'));
    await put('rows/iris.csv.gz', gzipSync(readFileSync('data/iris.csv')));
  });

  afterAll(async () => {
    store.kill();
    await once(store, 'exit');
    rmSync(folder, { recursive: true });
  });

  /** What reading an object gives, and under which variables. */
  function readObject(key: string, variables: Readonly<Record<string, string>> = {}) {
    const { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY } = KEY;
    const standard = { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL: endpoint };
    jest.replaceProperty(process, 'env', { ...process.env, ...standard, [VARIABLE]: `s3://rows/${key}`, ...variables });
    return readRows(elsewhere);
  }

  test.each(['flowers/iris 2+.csv', 'iris.csv.gz'])('gives the rows of %s', async (key) => {
    const local = await readRows({ ...iris, source: csv('data/iris.csv') });
    expect(await readObject(key)).toEqual({ ...local, source: { ...local.source, name: `s3://rows/${key}` } });
  });

  test('is found at its own address before the common one', async () => {
    const variables = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ENDPOINT_URL_S3: `${endpoint}/` };
    expect((await readObject('iris.csv.gz', variables)).source.rows).toBe(150);
  });

  test.each([
    ['an object that is not there', 'iris.csv', {}, /: the store answers 404 NoSuchKey; expected/],
    [
      'a wrong secret',
      'iris.csv.gz',
      { AWS_SECRET_ACCESS_KEY: 'x' },
      /: the store answers 403 SignatureDoesNotMatch; expected/,
    ],
    ['a wrong key', 'iris.csv.gz', { AWS_ACCESS_KEY_ID: 'x' }, /: the store answers 40[34] \w+; expected/],
    ['no secret', 'iris.csv.gz', { AWS_SECRET_ACCESS_KEY: '' }, /: AWS_SECRET_ACCESS_KEY is empty, /],
  ])('says that there is %s', async (_, key, variables, reason) => {
    await expect(readObject(key, variables)).rejects.toThrow(reason);
  });
});
