import { createHash } from 'node:crypto';
import { readArtefact, writeArtefact, type ModelCard } from '../../src/learning/artefact';
import type { Linear } from '../../src/learning/linear/linear';
import type { Forest } from '../../src/learning/trees/forest';
import { readSafetensors, writeSafetensors, type SafetensorsFile } from '../../src/learning/safetensors';

const card: ModelCard = {
  ...{ model: 'tulip', estimator: 'forest', engine: 'by hand', features: ['length'], classes: ['red', 'größer'] },
  ...{ parameters: { n_estimators: 1 }, seed: 42, scores: { accuracy: 0.9 }, code: 'c0de' },
  data: { source: 'data/tulip.csv', synthetic: false, rows: 10, sha256: 'da7a' },
  encoding: [{ name: 'length', kind: 'number', scale: { mean: 0.1, deviation: 1 / 3 } }],
  example: { row: { length: 0.1 }, outputs: [1, 0] },
};

const forest: Forest = {
  kind: 'forest',
  outputs: 2,
  roots: Int32Array.of(0),
  feature: Int32Array.of(0, -1, -1),
  threshold: Float64Array.of(0.1 + 0.2, 0, 0),
  child: Int32Array.of(1, 0, 1),
  leaves: Float64Array.of(1, 0, 1 / 3, 2 / 3),
  cover: Float64Array.of(10, 4, 6),
};

const linear: Linear = {
  ...{ kind: 'linear', link: 'log', intercept: -0.1 },
  ...{ weights: Float64Array.of(1 / 3), means: Float64Array.of(0.7) },
};
const priceCard: ModelCard = {
  ...card,
  classes: [],
  estimator: 'gamma',
  example: { row: { length: 1 }, outputs: [2] },
};

const whole = writeArtefact({ card, predictor: forest });
const read = (bytes: Uint8Array) => readArtefact(new Uint8Array(bytes));

/** The file with some of its metadata or tensors replaced, as another program could have written it. */
function file(change: (file: SafetensorsFile) => Partial<SafetensorsFile>): Uint8Array {
  const old = readSafetensors(new Uint8Array(whole));
  return writeSafetensors({ ...old, ...change(old) });
}
const described = (metadata: Readonly<Record<string, string>>): Uint8Array =>
  file((old) => ({ metadata: { ...old.metadata, ...metadata } }));
const without = (name: string): Uint8Array =>
  file(({ metadata }) => ({ metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== name)) }));

describe('a model file', () => {
  test('gives back what was written, to the bit', () => {
    expect(read(whole)).toEqual({ card, predictor: forest });
    const sum = { card: priceCard, predictor: linear };
    expect(read(writeArtefact(sum))).toEqual(sum);
  });

  test('has the same bytes for the same contents', () => {
    expect(Buffer.from(writeArtefact({ predictor: { ...forest }, card: { ...card } })).equals(whole)).toBe(true);
    expect(Buffer.from(writeArtefact(read(whole))).equals(whole)).toBe(true);
  });

  test('has other bytes when anything in it changes', () => {
    const changed = [
      writeArtefact({ card: { ...card, seed: 43 }, predictor: forest }),
      writeArtefact({ card, predictor: { ...forest, threshold: forest.threshold.map((value) => value + 2 ** -52) } }),
    ];
    for (const bytes of changed) expect(Buffer.from(bytes).equals(whole)).toBe(false);
  });

  test('is read without copying a tree', () => {
    const bytes = new Uint8Array(whole);
    const { predictor } = readArtefact(bytes);
    const arrays = Object.values(predictor).filter((member) => ArrayBuffer.isView(member));
    expect(arrays).toHaveLength(6);
    for (const { buffer } of arrays) expect(buffer).toBe(bytes.buffer);
  });
});

describe('a model file is refused with the reason', () => {
  test.each([
    ['when it is another program’s', file(() => ({ metadata: { format: 'pt' } })), 'it is no model of Canopy'],
    ['without a format', without('format'), 'its metadata has no format; it is no model of Canopy'],
    ['of format 0', described({ format: '0' }), 'its metadata has no format'],
    ['of format 1.5', described({ format: '1.5' }), 'its metadata has no format'],
    ['of a newer format', described({ format: '3' }), 'its format is 3; this program reads format 2, so update it'],
    ['of an older format', described({ format: '1' }), 'this program reads format 2, so train the model again'],
    [
      'with another checksum',
      described({ sha256: '0' }),
      'its contents do not match their checksum; the file is damaged',
    ],
    ['without a checksum', without('sha256'), 'its contents do not match their checksum'],
    ['without a card', without('card'), 'its card is not JSON'],
    ['with a card cut off', described({ card: '{"model":' }), 'its card is not JSON'],
    ['with a list for a card', described({ card: '[]' }), 'its card lacks a member or has one of the wrong type'],
    ['with null for a card', described({ card: 'null' }), 'its card lacks a member or has one of the wrong type'],
    [
      'with a tensor renamed',
      file(({ tensors: { roots, ...rest } }) => ({ tensors: { ...rest, root: roots! } })),
      'checksum',
    ],
    [
      'with a tree without end',
      writeArtefact({ card, predictor: { ...forest, child: Int32Array.of(0, 0, 1) } }),
      'its forest predictor is damaged: node 0 has child 0',
    ],
    [
      'for fewer features',
      writeArtefact({ card: { ...card, encoding: [] }, predictor: forest }),
      'its forest predictor is damaged: node 0 tests column 0 of 0',
    ],
    [
      'for three classes',
      writeArtefact({ card: { ...card, classes: ['a', 'b', 'c'] }, predictor: forest }),
      'its predictor has 2 outputs for 3 classes',
    ],
    [
      'for a value, where it tells classes',
      writeArtefact({ card: priceCard, predictor: forest }),
      'its predictor has 2 outputs for 0 classes',
    ],
    [
      'with more weights than columns',
      writeArtefact({ card: priceCard, predictor: { ...linear, weights: Float64Array.of(1, 2) } }),
      'its linear predictor is damaged: it has 2 weights for 1 columns',
    ],
    ['of a predictor that this program has not', described({ predictor: 'neural' }), 'checksum'],
  ])('%s', (_, bytes, reason) => {
    expect(() => read(bytes)).toThrow(reason);
  });

  const wrong: Readonly<Record<Exclude<keyof ModelCard, 'variant' | 'encoding'>, unknown>> = {
    ...{
      model: 5,
      estimator: 1,
      engine: null,
      features: 'length',
      classes: {},
      parameters: null,
      seed: '42',
      scores: 0.9,
      code: [],
    },
    ...{ data: { source: 'x', rows: 10, sha256: 'y' }, example: { row: {}, outputs: 1 } },
  };

  test.each(Object.entries(wrong))('when its card has no %s, or one that is none', (name, value) => {
    const message = 'its card lacks a member or has one of the wrong type';
    for (const instead of [value, undefined]) {
      expect(() => read(described({ card: JSON.stringify({ ...card, [name]: instead }) }))).toThrow(message);
    }
  });

  test('when its encoding is none', () => {
    const text = JSON.stringify({ ...card, encoding: [{ name: 'length', kind: 'magic' }] });
    expect(() => read(described({ card: text }))).toThrow('feature length: its kind is "magic"');
  });

  test('when its card was changed', () => {
    expect(() => read(described({ card: JSON.stringify({ ...card, scores: { accuracy: 0.99 } }) }))).toThrow('damaged');
  });

  test('when its leaves are no shares', () => {
    const leaves = Float64Array.of(NaN, 0, 1 / 3, Infinity);
    expect(() => read(writeArtefact({ card, predictor: { ...forest, leaves } }))).toThrow('a leaf holds what is no');
  });
});

describe('a tensor', () => {
  /** A file of these tensors whose checksum is right: SHA-256 of the metadata, then of names, shapes and bytes in the order of the names. */
  function signed(tensors: SafetensorsFile['tensors']): Uint8Array {
    const metadata = { card: JSON.stringify(card), format: '2', predictor: 'forest' };
    const hash = createHash('sha256');
    for (const [name, text] of Object.entries(metadata)) hash.update(`${name} ${text}\n`);
    for (const [name, { shape, data }] of Object.entries(tensors).sort(([a], [b]) => (a < b ? -1 : 1))) {
      hash.update(`${name} ${shape.join(' ')}`).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    }
    return writeSafetensors({ metadata: { ...metadata, sha256: hash.digest('hex') }, tensors });
  }
  const { tensors } = readSafetensors(new Uint8Array(whole));

  test('of a file that is whole is read, whoever wrote the file', () => {
    expect(read(signed(tensors))).toEqual({ card, predictor: forest });
  });

  test.each(Object.keys(tensors))('%s has to be there, of its type', (name) => {
    const { [name]: tensor, ...rest } = tensors;
    const values = tensor?.data ?? [];
    const data = values instanceof Int32Array ? Float64Array.from(values) : Int32Array.from(values);
    const reason = new RegExp(`^it has no tensor ${name} of type (Float64|Int32)Array$`);
    expect(() => read(signed(rest))).toThrow(reason);
    expect(() => read(signed({ ...rest, [name]: { shape: tensor?.shape ?? [], data } }))).toThrow(reason);
  });
});
