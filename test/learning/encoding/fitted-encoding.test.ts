import type { FittedEncoding } from '../../../src/learning/encoding/encoding';
import { readFittedEncoding } from '../../../src/learning/encoding/fitted-encoding';

const whole: FittedEncoding = [
  { name: 'rooms', kind: 'number' },
  { name: 'area', kind: 'number', missing: 0.1 + 0.2, scale: { mean: 1 / 3, deviation: 5e-324 } },
  { name: 'sold', kind: 'date', missing: -1.5 },
  { name: 'floor', kind: 'ordinal', values: ['first', 'ninth'], unknown: 2 },
  { name: 'status', kind: 'one-hot', values: ['sold'], other: true },
  {
    ...({ name: 'notes', kind: 'tf-idf', language: 'ru', ngrams: [1, 2], sublinear: false } as const),
    ...{ terms: ['дом', 'дом рек'], idf: [1, Math.LN2] },
  },
];

test('a fitted encoding comes out of a file as it went in', () => {
  expect(readFittedEncoding(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
  expect(readFittedEncoding([])).toEqual([]);
});

test('what this program does not know of a feature is left out', () => {
  expect(readFittedEncoding([{ name: 'rooms', kind: 'number', colour: 'red' }])).toEqual([whole[0]]);
});

describe('a damaged encoding is refused', () => {
  test.each<[string, unknown, string]>([
    ['when it is null', null, 'the encoding is no list'],
    ['when it is an object', {}, 'the encoding is no list'],
    ['when a feature is a word', ['area'], 'feature 1 is no object'],
    ['when a feature is a list', [[]], 'feature 1 is no object'],
    ['when a feature has no name', [whole[0], { kind: 'number' }], 'the name of feature 2 is no string'],
    ['when a feature comes twice', [whole[0], whole[0]], 'one of the features occurs twice'],
  ])('%s', (_, value, message) => {
    expect(() => readFittedEncoding(value)).toThrow(new Error(message));
  });

  /** The feature of that index with some members replaced. */
  test.each<[number, Record<string, unknown>, string]>([
    [0, { kind: 'hash' }, 'feature rooms: its kind is "hash"; this program has number, date, ordinal, one-hot'],
    [0, { kind: undefined }, 'feature rooms: its kind is undefined'],
    [1, { missing: '1' }, 'feature area: missing is no finite number'],
    [1, { missing: null }, 'feature area: missing is no finite number'],
    [1, { missing: Infinity }, 'feature area: missing is no finite number'],
    [1, { scale: 1 }, 'feature area: scale is no object'],
    [1, { scale: { mean: 1 } }, 'feature area: deviation is no finite number'],
    [1, { scale: { mean: NaN, deviation: 1 } }, 'feature area: mean is no finite number'],
    [1, { scale: { mean: 1, deviation: 0 } }, 'feature area: deviation is 0; expected more than 0'],
    [3, { values: undefined }, 'feature floor: values is no list'],
    [3, { values: ['a', 1] }, 'feature floor: one of values is no string'],
    [3, { values: ['a', 'a'] }, 'feature floor: one of values occurs twice'],
    [3, { unknown: 3 }, 'feature floor: unknown is 3; expected an index up to 2'],
    [3, { unknown: -1 }, 'feature floor: unknown is -1'],
    [3, { unknown: 0.5 }, 'feature floor: unknown is 0.5'],
    [4, { values: { length: 1 } }, 'feature status: values is no list'],
    [4, { other: 1 }, 'feature status: other is neither true nor false'],
    [5, { language: 'xx' }, 'feature notes: language is "xx"; expected en or ru'],
    [5, { ngrams: [1] }, 'feature notes: ngrams is no pair'],
    [5, { ngrams: [1, 2, 3] }, 'feature notes: ngrams is no pair'],
    [5, { ngrams: [1, 1e9] }, 'feature notes: ngrams is 1 to 1000000000; expected whole numbers from 1 to 5'],
    [5, { ngrams: [-1, 2] }, 'feature notes: ngrams is -1 to 2'],
    [5, { ngrams: [1.5, 2] }, 'feature notes: ngrams is 1.5 to 2'],
    [5, { sublinear: 'no' }, 'feature notes: sublinear is neither true nor false'],
    [5, { terms: ['a', 'a'] }, 'feature notes: one of terms occurs twice'],
    [5, { idf: [1] }, 'feature notes: it has 2 terms and 1 idf'],
    [5, { idf: [1, null] }, 'feature notes: idf is no finite number'],
    [5, { idf: [1, 0] }, 'feature notes: an idf is not above 0'],
  ])('when of feature %i it says %j', (index, wrong, message) => {
    const damaged = whole.map((feature, at) => (at === index ? { ...feature, ...wrong } : feature));
    expect(() => readFittedEncoding(damaged)).toThrow(message);
  });
});
