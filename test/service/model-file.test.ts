import { rmSync, writeFileSync } from 'node:fs';
import { routes } from '../../src/contract/routes';
import { readArtefact, writeArtefact, type Artefact } from '../../src/learning/artefact';
import type { Forest } from '../../src/learning/trees/forest';
import { randomFrom } from '../../src/learning/random';
import { iris } from '../../src/models/iris';
import { artefact, expectProblem, serveIris, type RunningService } from './running-service';
import { temporaryFile } from './temporary-files';

const { card, predictor } = readArtefact(new Uint8Array(artefact));
const forest = predictor.kind === 'forest' ? predictor : fail();

function fail(): never {
  throw new Error('iris is no forest');
}

/** A file that is whole, of a model that is another one. */
const file = (change: Partial<Artefact['card']>, nodes: Partial<Forest> = {}): Uint8Array =>
  writeArtefact({ card: { ...card, ...change }, predictor: { ...forest, ...nodes } });

const ofFormat = (format: string): Uint8Array =>
  Buffer.from(Buffer.from(artefact).toString('latin1').replace('"format":"2"', `"format":"${format}"`), 'latin1');

const cyclic = Int32Array.from(forest.child, (child, node) => (node === 0 ? 0 : child));

const damages: readonly (readonly [string, Uint8Array | undefined, string])[] = [
  ['is missing', undefined, 'ENOENT'],
  ['is empty', new Uint8Array(), 'it has 0 bytes; expected at least 8'],
  ['is cut off', artefact.subarray(0, artefact.length / 2), 'ends after the file; the file is truncated'],
  ['is a text', Buffer.from('not a model, whatever its name says'), 'it is truncated or no safetensors file'],
  ['is of a newer format', ofFormat('3'), 'its format is 3; this program reads format 2, so update it'],
  ['is of no format', ofFormat('x'), 'its metadata has no format; it is no model of Canopy'],
  ['is of another model', file({ model: 'jokemeter' }), 'its model is jokemeter; expected iris, so train it again'],
  [
    'has other features',
    file({ features: ['a', 'b', 'c', 'd'] }),
    'its list of features is a, b, c, d; expected sepal',
  ],
  [
    'has its features in another order',
    file({ features: [...card.features].reverse() }),
    'its list of features is petal',
  ],
  ['has fewer features', file({ features: card.features.slice(1) }), 'its list of features is sepal_width,'],
  ['has fewer columns', file({ encoding: card.encoding.slice(1) }), 'tests column 3 of 3'],
  [
    'encodes a feature as what it is not',
    file({
      encoding: [{ name: 'sepal_length', kind: 'ordinal', values: ['long'], unknown: 1 }, ...card.encoding.slice(1)],
    }),
    'sepal_length: 5.1 came; expected',
  ],
  [
    'encodes what is no feature',
    file({ encoding: [{ name: 'scent', kind: 'number' }, ...card.encoding.slice(1)] }),
    'its list of encoded features that are none is scent',
  ],
  ['was trained on made-up rows', file({ data: { ...card.data, synthetic: true } }), 'ALLOW_SYNTHETIC=false refuses'],
  ['has other classes', file({ classes: ['a', 'b', 'c'] }), 'its list of classes is a, b, c; expected setosa'],
  [
    'does not give what it gave in training',
    file({ example: { ...card.example, outputs: [0.9, 0.1, 0] } }),
    'it does not give what it gave to its recorded example in training',
  ],
  ['has a tree without end', file({}, { child: cyclic }), 'its forest predictor is damaged: node 0 has child 0'],
  [
    'has a tree without nodes',
    file({}, { roots: Int32Array.of(99_999) }),
    'its forest predictor is damaged: a root points to',
  ],
];

describe.each(damages)('a model file that %s', (_, bytes, reason) => {
  let service: RunningService;
  let logged = '';
  beforeAll(async () => {
    const path = temporaryFile(bytes ?? artefact);
    if (bytes === undefined) rmSync(path);
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    service = await serveIris({ ML_MODEL_PATH: path, ALLOW_SYNTHETIC: 'false' });
    logged = write.mock.calls.join('');
    write.mockRestore();
  });

  test('is logged once, with the reason', () => {
    expect(JSON.parse(logged)).toMatchObject({ level: 'error', event: 'model not loaded' });
    expect(JSON.parse(logged)).toHaveProperty('reason', expect.stringContaining(reason));
  });

  const expectReason = (reply: Awaited<ReturnType<RunningService['ask']>>): void => {
    expectProblem(reply, 'not-loaded');
    expect(reply.body).toHaveProperty(
      'detail',
      expect.stringContaining(`Iris species is not ready: ${service.modelPath}: `),
    );
    expect(reply.body).toHaveProperty('detail', expect.stringContaining(reason));
    expect(reply.headers.get('retry-after')).toBe('5');
  };

  test.each([routes.startup, routes.health, routes.v2Live, routes.version])('leaves %s at 200', async (path) => {
    expect((await service.ask(path)).status).toBe(200);
  });

  test.each([routes.ready, routes.v2Ready, '/v2/models/iris', '/v2/models/iris/ready'])(
    'fails %s with the reason',
    async (path) => expectReason(await service.ask(path)),
  );

  test('fails predictions and loading with the reason', async () => {
    expectReason(await service.predict(iris.example));
    expectReason(await service.post(routes.loadModel));
    expectReason(await service.post(routes.modelUpdate));
  });

  test('serves as soon as it is mended and loaded', async () => {
    writeFileSync(service.modelPath, artefact);
    expectProblem(await service.ask(routes.ready), 'not-loaded');
    expect((await service.post(routes.loadModel)).body).toMatchObject({ status: 'loaded', changed: true });
    expect((await service.ask(routes.ready)).status).toBe(200);
    await service.expectWell();
  });
});

describe('whatever happened to a model file on its way, it is not served', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await serveIris({ LOAD_ON_START: 'false' });
  });

  const expectRefused = async (bytes: Uint8Array): Promise<void> => {
    writeFileSync(service.modelPath, bytes);
    expectProblem(await service.post(routes.loadModel), 'not-loaded');
  };
  const headerEnd = 8 + Number(Buffer.from(artefact).readBigUInt64LE(0));
  const random = randomFrom(7);
  const flips = (from: number, to: number, count: number) =>
    Array.from({ length: count }, () => ({
      at: from + Math.floor(random() * (to - from)),
      bit: Math.floor(random() * 8),
    }));
  const flipped = ({ at, bit }: { at: number; bit: number }): Uint8Array => {
    const copy = Uint8Array.from(artefact);
    copy[at]! ^= 1 << bit;
    return copy;
  };

  test.each(Array.from({ length: Math.ceil(artefact.length / 1000) }, (_, index) => index * 1000))(
    'cut off after %i bytes',
    async (length) => expectRefused(artefact.subarray(0, length)),
  );

  test('cut off by one byte', () => expectRefused(artefact.subarray(0, -1)));

  test('with one bit of its length flipped', async () => {
    for (let bit = 0; bit < 64; bit++) await expectRefused(flipped({ at: Math.floor(bit / 8), bit: bit % 8 }));
  });

  test('with any bit of its tensors flipped', async () => {
    for (const flip of flips(headerEnd, artefact.length, 300)) await expectRefused(flipped(flip));
  });

  test('with any bit of its header flipped', async () => {
    for (const flip of flips(8, headerEnd, 300)) await expectRefused(flipped(flip));
  });

  test('with bytes after its end', () => expectRefused(Buffer.concat([artefact, Buffer.alloc(8)])));

  test('but the file that is whole is', async () => {
    writeFileSync(service.modelPath, artefact);
    expect((await service.post(routes.loadModel)).status).toBe(200);
  });
});
