import { readSafetensors, writeSafetensors, type SafetensorsFile } from '../../src/learning/safetensors';

const sample: SafetensorsFile = {
  metadata: { format: '1', note: 'größe 🌱 "quoted" \n' },
  tensors: {
    threshold: { shape: [2, 2], data: Float64Array.of(0.1, -0, NaN, Infinity) },
    child: { shape: [3], data: Int32Array.of(1, -1, 2147483647) },
    weights: { shape: [1, 5], data: Float32Array.of(1, 2, 3, 4, 0.5) },
    empty: { shape: [0, 3], data: new Float64Array() },
    scalar: { shape: [], data: Float64Array.of(42) },
  },
};

const read = (bytes: Uint8Array) => readSafetensors(new Uint8Array(bytes));

/** A file with this header, whatever it says, and bytes that start on a multiple of 8 unless they are shifted. */
function file(header: unknown, data = new Uint8Array(16), shift = 0): Uint8Array<ArrayBuffer> {
  const text = typeof header === 'string' ? header : JSON.stringify(header);
  const json = Buffer.from(text + ' '.repeat(((8 - (Buffer.byteLength(text) % 8)) % 8) + shift));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return new Uint8Array(Buffer.concat([length, json, data]));
}

const tensor = (change: object) => ({ t: { dtype: 'F64', shape: [2], data_offsets: [0, 16], ...change } });

describe('what is written is read again', () => {
  test('to the bit, with names, shapes and types', () => {
    expect(read(writeSafetensors(sample))).toEqual(sample);
  });

  test('when there is nothing in it', () => {
    const nothing = { metadata: {}, tensors: {} };
    expect(read(writeSafetensors(nothing))).toEqual(nothing);
  });

  test('when a tensor is a part of a larger buffer', () => {
    const data = Float64Array.of(1, 2, 3, 4).subarray(1, 3);
    const { tensors } = read(writeSafetensors({ metadata: {}, tensors: { part: { shape: [2], data } } }));
    expect(tensors['part']).toEqual({ shape: [2], data: Float64Array.of(2, 3) });
  });
});

describe('the bytes', () => {
  const bytes = Buffer.from(writeSafetensors(sample));
  const headerBytes = Number(bytes.readBigUInt64LE(0));

  test('are the same, in whatever order the tensors come', () => {
    const tensors = Object.fromEntries(Object.entries(sample.tensors).reverse());
    expect(bytes.equals(writeSafetensors({ ...sample, tensors }))).toBe(true);
  });

  test('are those of the format: length, header, buffers without gaps', () => {
    expect(
      bytes
        .subarray(8, 8 + headerBytes)
        .toString()
        .trimEnd(),
    ).toBe(
      JSON.stringify({
        __metadata__: sample.metadata,
        empty: { dtype: 'F64', shape: [0, 3], data_offsets: [0, 0] },
        scalar: { dtype: 'F64', shape: [], data_offsets: [0, 8] },
        threshold: { dtype: 'F64', shape: [2, 2], data_offsets: [8, 40] },
        child: { dtype: 'I32', shape: [3], data_offsets: [40, 52] },
        weights: { dtype: 'F32', shape: [1, 5], data_offsets: [52, 72] },
      }),
    );
    expect(bytes.length).toBe(8 + headerBytes + 72);
    expect(bytes.readDoubleLE(8 + headerBytes)).toBe(42);
    expect(bytes.readInt32LE(8 + headerBytes + 48)).toBe(2147483647);
  });

  test('lie so that a view of every type starts where it may', () => {
    expect(headerBytes % 8).toBe(0);
    for (const { data } of Object.values(read(bytes).tensors)) expect(data.byteOffset % data.BYTES_PER_ELEMENT).toBe(0);
  });
});

test('reading copies nothing: tensors are views of the file', () => {
  const bytes = new Uint8Array(writeSafetensors(sample));
  const { tensors } = readSafetensors(bytes);
  expect(Object.values(tensors).filter(({ data }) => data.buffer !== bytes.buffer)).toEqual([]);
  bytes.fill(0);
  expect(tensors['child']?.data).toEqual(Int32Array.of(0, 0, 0));
});

describe('a file that is damaged is refused with what is wrong', () => {
  test.each([
    ['it is empty', new Uint8Array(), 'it has 0 bytes; expected at least 8'],
    ['it has 7 bytes', new Uint8Array(7), 'it has 7 bytes; expected at least 8'],
    [
      'its header is longer than the file',
      file('{}').subarray(0, 9),
      'its header claims 8 bytes, the file has 9; it is truncated',
    ],
    [
      'its header is giant',
      new Uint8Array(8).fill(255),
      'its header claims 18446744073709552000 bytes, the file has 8',
    ],
    ['its header is empty', file(''), 'its header is not JSON'],
    ['its header is no JSON', file('{"t":'), 'its header is not JSON'],
    ['its header is no UTF-8', file('{}').map((byte, at) => (at === 8 ? 0xff : byte)), 'its header is not JSON'],
    ['its header is null', file('null'), 'its header is not a JSON object'],
    ['its header is a number', file('5'), 'its header is not a JSON object'],
    ['a tensor is no object', file({ t: 5 }), 'its tensor t has no description'],
    ['a tensor is null', file({ t: null }), 'its tensor t has no description'],
    [
      'a tensor has no type',
      file({ t: { shape: [2], data_offsets: [0, 16] } }),
      'its tensor t has no dtype, shape or data_offsets',
    ],
    [
      'a tensor has an unknown type',
      file(tensor({ dtype: 'BF16' })),
      'its tensor t has the type BF16; expected F64, F32, I32',
    ],
    ['a tensor has the type of an object', file(tensor({ dtype: 'toString' })), 'its tensor t has the type toString'],
    ['a shape is no list', file(tensor({ shape: 2 })), 'its tensor t has a shape or offsets that are not counts'],
    ['a shape is negative', file(tensor({ shape: [-2] })), 'its tensor t has a shape or offsets that are not counts'],
    [
      'a shape is no whole number',
      file(tensor({ shape: [2.5] })),
      'its tensor t has a shape or offsets that are not counts',
    ],
    [
      'an offset is a text',
      file(tensor({ data_offsets: ['0', 16] })),
      'its tensor t has a shape or offsets that are not counts',
    ],
    [
      'there is one offset',
      file(tensor({ data_offsets: [16] })),
      'its tensor t has a shape or offsets that are not counts',
    ],
    ['a shape is larger than its bytes', file(tensor({ shape: [3] })), 'its tensor t of shape 3 claims 16 bytes'],
    ['a shape is beyond all numbers', file(tensor({ shape: [2 ** 40, 2 ** 40] })), 'claims 16 bytes'],
    ['offsets run backwards', file(tensor({ data_offsets: [16, 0] })), 'its tensor t of shape 2 claims -16 bytes'],
    [
      'a tensor ends after the file',
      file(tensor({ shape: [3], data_offsets: [0, 24] })),
      'its tensor t ends after the file; the file is truncated',
    ],
  ])('%s', (_, bytes, reason) => {
    expect(() => readSafetensors(bytes)).toThrow(reason);
  });

  test.each([
    ['its header is a list', file('[]'), 'its header is not a JSON object'],
    ['bytes follow the last tensor', file(tensor({}), new Uint8Array(24)), 'after its last tensor'],
    ['two tensors share bytes', file({ ...tensor({}), u: tensor({}).t }), 'its tensor u'],
    ['a tensor starts where no view of its type can', file(tensor({}), new Uint8Array(16), 1), 'its tensor t starts'],
  ])('%s', (_, bytes, reason) => {
    expect(() => readSafetensors(bytes)).toThrow(reason);
  });
});
