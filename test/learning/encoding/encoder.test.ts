import type { Cell, Encoding } from '../../../src/learning/encoding/encoding';
import { Encoder } from '../../../src/learning/encoding/encoder';
import { fitEncoder } from '../../../src/learning/encoding/fit-encoder';
import { readFittedEncoding } from '../../../src/learning/encoding/fitted-encoding';
import { columnKind, type Table } from '../../../src/learning/rows/table';
import { TableBuilder } from '../../../src/learning/rows/table-builder';

const upTo = (length: number): Int32Array => Int32Array.from({ length }, (_, index) => index);

function tableOf(encoding: Encoding, cells: readonly Cell[]): Table {
  const builder = new TableBuilder({ x: columnKind(encoding) });
  for (const x of cells) builder.add({ x });
  return builder.table();
}

/** Fitted to the first `training` cells alone. */
function fitted(encoding: Encoding, cells: readonly Cell[], training = cells.length): Encoder {
  return new Encoder(fitEncoder([{ name: 'x', encoding }], tableOf(encoding, cells), upTo(training)));
}

const encoded = (encoder: Encoder, ...cells: readonly Cell[]): number[] => [
  ...encoder.matrix(cells.map((x) => ({ x }))),
];

describe('a number', () => {
  test.each<[string, Encoding, Cell[], Cell[], number[]]>([
    ['stays as it is, a missing one NaN', { kind: 'number' }, [1], [0.1, null], [0.1, NaN]],
    ['gets the mean when missing', { kind: 'number', missing: 'mean' }, [1, null, 5], [null, 7], [3, 7]],
    ['gets the median when missing', { kind: 'number', missing: 'median' }, [9, 1, 2], [null], [2]],
    ['gets the median of an even number', { kind: 'number', missing: 'median' }, [9, 1, null, 2, 4], [null], [3]],
    ['gets the number told when missing', { kind: 'number', missing: -1 }, [null], [null, 4], [-1, 4]],
    ['is scaled to mean 0 and deviation 1', { kind: 'number', scale: 'standard' }, [1, 3], [1, 3, 4], [-1, 1, 2]],
    [
      'is scaled after it was filled',
      { kind: 'number', missing: 9, scale: 'standard' },
      [1, 1, 1, null],
      [null, 1],
      [6 / Math.sqrt(12), -2 / Math.sqrt(12)],
    ],
    ['stays NaN when missing and only scaled', { kind: 'number', scale: 'standard' }, [1, null, 3], [null], [NaN]],
    ['is 0 in a constant column', { kind: 'number', scale: 'standard' }, Array(10).fill(0.1), [0.1, 1.1], [0, 1]],
    ['is 0 when one row was all there was', { kind: 'number', scale: 'standard' }, [7], [7], [0]],
    [
      'keeps its digits far from 0',
      { kind: 'number', scale: 'standard' },
      [1e9 + 1, 1e9 + 3],
      [1e9 + 1, 1e9 + 4],
      [-1, 2],
    ],
    ['stays finite when squares vanish', { kind: 'number', scale: 'standard' }, [0, 1e-200], [2], [2]],
    ['may be a date', { kind: 'date', missing: 'median' }, ['1970-01-01', '2370-01-01'], [null], [200]],
  ])('%s', (_, encoding, training, cells, expected) => {
    const values = encoded(fitted(encoding, training), ...cells);
    expect(values).toHaveLength(expected.length);
    values.forEach((value, index) => {
      if (Number.isNaN(expected[index])) expect(value).toBeNaN();
      else expect(value).toBeCloseTo(expected[index]!, 12);
    });
  });
});

describe('an ordinal category', () => {
  const colours = ['red', 'blue', 'green', 'blue', 'green', null];

  test('is the index of its value: the commonest first, of equals the first by name', () => {
    expect(encoded(fitted({ kind: 'ordinal' }, colours), 'blue', 'green', 'red')).toEqual([0, 1, 2]);
  });
  test('is one past the last index when unseen or missing', () => {
    expect(encoded(fitted({ kind: 'ordinal' }, colours), 'Red', null)).toEqual([3, 3]);
  });
  test('is the index of the value that unknown ones count as', () => {
    expect(encoded(fitted({ kind: 'ordinal', unknown: 'green' }, colours), 'pink', null, 'red')).toEqual([1, 1, 2]);
  });
  test('keeps the order of the declaration, whatever occurs', () => {
    const encoder = fitted({ kind: 'ordinal', values: ['none', 'red', 'blue'], unknown: 'none' }, colours);
    expect(encoded(encoder, 'none', 'red', 'blue', 'green')).toEqual([0, 1, 2, 0]);
  });
});

describe('a one-hot category', () => {
  const colours = ['red', 'blue', 'green', 'blue', 'green', null];

  test('has a column a value, and none for what it does not know', () => {
    const encoder = fitted({ kind: 'one-hot' }, colours);
    expect(encoder.columns.map(({ title }) => title)).toEqual(['x = blue', 'x = green', 'x = red']);
    expect(encoded(encoder, 'blue', 'red', 'pink', null)).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  });
  test('has a last column for rare, unseen and missing values when there is a maximum', () => {
    const encoder = fitted({ kind: 'one-hot', max: 2 }, colours);
    expect(encoder.columns.map(({ title }) => title)).toEqual(['x = blue', 'x is another']);
    expect(encoded(encoder, 'blue', 'red', 'pink', null)).toEqual([1, 0, 0, 1, 0, 1, 0, 1]);
  });
  test('has fewer columns than the maximum when fewer values occur', () => {
    expect(fitted({ kind: 'one-hot', max: 9 }, colours).width).toBe(4);
  });
  test('has the values of the declaration in its order, the commonest of them when there is a maximum', () => {
    const values = ['pink', 'green', 'blue', 'red'];
    expect(encoded(fitted({ kind: 'one-hot', values }, colours), 'green')).toEqual([0, 1, 0, 0]);
    const titles = fitted({ kind: 'one-hot', values, max: 3 }, colours).columns.map(({ title }) => title);
    expect(titles).toEqual(['x = green', 'x = blue', 'x is another']);
  });
  test('may be called as members of an object are', () => {
    const encoder = fitted({ kind: 'one-hot' }, ['constructor', '__proto__']);
    expect(encoded(encoder, '__proto__', 'toString')).toEqual([1, 0, 0, 0]);
  });
});

describe('fitting', () => {
  test.each<[Encoding, Cell[], Cell[]]>([
    [{ kind: 'number', missing: 'mean', scale: 'standard' }, [1, 2, null, 4], [1e6, null]],
    [{ kind: 'date', missing: 'median' }, ['2020-01-01', null], ['1990-01-01']],
    [{ kind: 'ordinal' }, ['a', 'b', 'b'], ['c', 'a', 'a', 'a']],
    [{ kind: 'one-hot', max: 2 }, ['a', 'b', 'b'], ['c', 'a', 'a', 'a']],
    [{ kind: 'tf-idf', language: 'en', ngrams: [1, 2], maxTerms: 2 }, ['cat dog', 'dog'], ['bird bird bird', 'cat']],
  ])('of %j sees training rows only', (encoding, training, held) => {
    const fit = (cells: readonly Cell[], rows: Int32Array) =>
      fitEncoder([{ name: 'x', encoding }], tableOf(encoding, cells), rows);
    const alone = fit(training, upTo(training.length));
    expect(fit([...training, ...held], upTo(training.length))).toEqual(alone);
    const after = upTo(training.length).map((row) => row + held.length);
    expect(fit([...held, ...training], after)).toEqual(alone);
    expect(fit([...training, ...held], upTo(training.length + held.length))).not.toEqual(alone);
  });

  test.each<[string, Encoding, Cell[], string]>([
    [
      'a mean of nothing',
      { kind: 'number', missing: 'mean' },
      [null],
      'every training row lacks it, so it has no mean',
    ],
    ['a median of nothing', { kind: 'date', missing: 'median' }, [null, null], 'so it has no median'],
    ['a scale of nothing', { kind: 'number', scale: 'standard' }, [null], 'so it has no mean; take it out or give'],
    ['values of nothing', { kind: 'ordinal' }, [null], 'every training row lacks it, so it has no value to learn'],
    ['columns of nothing', { kind: 'one-hot', max: 5 }, [null], 'every training row lacks it'],
    [
      'sums beyond all numbers',
      { kind: 'number', missing: 'mean' },
      [1e308, 1.1e308],
      'its values are too large to add',
    ],
    ['a fill that is no number', { kind: 'number', missing: NaN }, [1], 'NaN cannot stand for what is missing'],
    ['an unknown value of another list', { kind: 'ordinal', unknown: 'c' }, ['a'], '"c" is none of its values'],
    ['a value listed twice', { kind: 'one-hot', values: ['a', 'b', 'a'] }, ['a'], 'its value "a" is listed twice'],
    ['an empty list', { kind: 'ordinal', values: [] }, ['a'], 'its list of values is empty'],
    ['one column for all', { kind: 'one-hot', max: 1 }, ['a'], 'max is 1; expected a whole number of columns from 2'],
    [
      'a day that is not',
      { kind: 'date', missing: 'mean' },
      ['2023-02-30'],
      'feature x: "2023-02-30" came; expected a date',
    ],
  ])('refuses %s', (_, encoding, cells, reason) => {
    expect(() => fitted(encoding, cells)).toThrow(RangeError);
    expect(() => fitted(encoding, cells)).toThrow(reason);
  });

  test('refuses no rows at all', () => {
    expect(() => fitted({ kind: 'number' }, [1], 0)).toThrow(
      new RangeError('there is no training row to fit the encoding to'),
    );
  });
});

describe('rows of several features', () => {
  const encodings = {
    area: { kind: 'number', missing: 'median', scale: 'standard' },
    status: { kind: 'one-hot', max: 3 },
    sold: { kind: 'date', missing: 'mean', scale: 'standard' },
    floor: { kind: 'ordinal' },
    notes: { kind: 'tf-idf', language: 'en', ngrams: [1, 2], maxTerms: 4, sublinear: true },
  } as const satisfies Record<string, Encoding>;
  const rows = [
    { area: 54.1, status: 'sold', sold: '2020-02-29', floor: 'second', notes: 'A quiet house, a quiet river' },
    { area: null, status: null, sold: null, floor: null, notes: null },
    { area: 33.3, status: 'free', sold: '1999-12-31', floor: 'first', notes: 'River view' },
    { area: 0.7, status: 'rented', sold: '2001-01-01', floor: 'second', notes: 'the and of' },
    { area: 71, status: 'sold', sold: '1969-07-20', floor: 'ninth', notes: 'Quiet' },
  ];
  const builder = new TableBuilder(
    Object.fromEntries(Object.entries(encodings).map(([name, encoding]) => [name, columnKind(encoding)])),
  );
  for (const row of rows) builder.add(row);
  const table = builder.table();
  const features = Object.entries(encodings).map(([name, encoding]) => ({ name, encoding }));
  const encoding = fitEncoder(features, table, Int32Array.of(0, 1, 2, 3));
  const encoder = new Encoder(encoding);

  test('lie one after the other, a title a column', () => {
    expect(encoder.width).toBe(1 + 3 + 1 + 1 + 4);
    expect(encoder.columns).toHaveLength(encoder.width);
    expect(encoder.columns.filter(({ feature }) => feature === 'status').map(({ title }) => title)).toEqual([
      'status = free',
      'status = rented',
      'status is another',
    ]);
    expect(encoder.matrix(rows)).toHaveLength(rows.length * encoder.width);
    expect(encoder.matrix([])).toEqual(new Float64Array());
  });

  test('have the same bits alone, in a batch and out of a table, and when the encoding went through JSON', () => {
    const order = Int32Array.of(4, 0, 1, 2, 3, 1);
    const bytes = (matrix: Float64Array) => Buffer.from(matrix.buffer).toString('hex');
    const batch = Array.from(order, (row) => rows[row]!);
    const expected = bytes(encoder.matrix(batch));
    expect(batch.map((row) => bytes(encoder.matrix([row]))).join('')).toBe(expected);
    expect(bytes(encoder.tableMatrix(table, order))).toBe(expected);
    const stored = readFittedEncoding(JSON.parse(JSON.stringify(encoding)));
    expect(bytes(new Encoder(stored).matrix(batch))).toBe(expected);
    expect(JSON.stringify(fitEncoder(features, table, Int32Array.of(0, 1, 2, 3)))).toBe(JSON.stringify(encoding));
  });

  test('name the features whose value has no index and no column of its own', () => {
    expect(encoder.unknown(rows[4]!)).toEqual(['status', 'floor']); // sold is too rare, ninth was never seen
    expect(encoder.unknown(rows[2]!)).toEqual([]);
    expect(encoder.unknown(rows[1]!)).toEqual([]); // missing is not unknown
  });

  test.each([
    ['a number', { area: '54' }, 'feature area: "54" came; expected a number or null'],
    ['a category', { status: 3 }, 'feature status: 3 came; expected a string or null'],
    ['a date', { sold: 2020 }, 'feature sold: 2020 came; expected a date YYYY-MM-DD or null'],
    [
      'a day of the calendar',
      { sold: '2020-02-30' },
      'feature sold: "2020-02-30" came; expected a date YYYY-MM-DD or null',
    ],
    ['a text', { notes: 3 }, 'feature notes: 3 came; expected a text or null'],
  ])('are refused when a cell is not %s', (_, wrong, message) => {
    expect(() => encoder.matrix([{ ...rows[0]!, ...wrong }])).toThrow(message);
  });

  test('are refused when a cell is not there', () => {
    const { area: _, ...rest } = rows[0]!;
    expect(() => encoder.matrix([rest])).toThrow('feature area: undefined came; expected a number or null');
  });
});
