import { Problem, type BadField } from '../../src/contract/problems';
import { csv, defineModel } from '../../src/models/define-model';
import { number, valueOf } from '../../src/models/features';
import { describe as words, expectation, Validator } from '../../src/models/validate';
import { stay } from './stay';

const { example } = stay;
const validator = new Validator(stay);
const needed = Object.keys(stay.features).filter((name) => name !== 'admitted' && name !== 'age');

/** What is wrong with a body; nothing when it is taken. */
function complaints(body: unknown, maxRows = 10): readonly BadField[] {
  try {
    validator.rows(body, maxRows);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return error instanceof Problem ? error.errors : [];
  }
}

describe('a value', () => {
  test.each<[keyof typeof example, readonly unknown[]]>([
    ['weight', [0.5, 300, 1, 70.123456789]],
    ['days', [1, 14, 7]],
    ['warmth', [-40, 45, 0, -0]],
    ['ward', ['general', 'heart']],
    ['payer', ['state', 'private', 'other']],
    ['notes', ['a', '12345', '🌱🌱🌱🌱🌱', ' ', '\u0000', '<b>']],
    ['town', ['york', 'münchen', '10115', 'st_ives']],
    ['admitted', ['1990-01-01', '2030-12-31', '2024-02-29', null]],
    ['age', [0, 120, 0.5, null]],
    ['code', ['x', '🌱', '\ud800']],
  ])('of %s that fits is kept as it came', (name, values) => {
    for (const value of values) {
      const row = { ...example, [name]: value };
      expect(validator.rows(row, 1)).toEqual([row]);
    }
  });

  test.each<[keyof typeof example, string, readonly unknown[]]>([
    ['weight', 'a number from 0.5 to 300 kg', [0.49, 300.1, '70', null, true, NaN, Infinity, [70], {}]],
    ['days', 'a whole number from 1 to 14', [0, 15, 3.5, '3', 1e999]],
    ['warmth', 'a whole number from -40 to 45 °C', [-41, 46, 0.1]],
    ['ward', 'one of general, heart', ['Heart', '', 'toString', 0, null]],
    ['payer', 'a string', [0, null, ['state'], { state: 1 }]],
    ['notes', 'a text of 1 to 5 characters', ['', '123456', '🌱🌱🌱🌱🌱🌱', 5, null, ['a']]],
    ['town', 'a text of 1 to 20 characters, or a number', ['', 'x'.repeat(21), null, true, NaN]],
    [
      'admitted',
      'a day from 1990-01-01 to 2030-12-31',
      ['1989-12-31', '2031-01-01', '2023-02-29', '2024-13-01', '2024-1-1', '29.02.2024', '', 19_000, true],
    ],
    ['age', 'a number from 0 to 120 years', [-1, 121, '41', NaN]],
    ['code', 'a text of 1 to 1 characters', ['', 'ab', '🌱🌱']],
  ])('of %s that is not %s is refused so', (name, expected, values) => {
    for (const value of values) {
      const errors = [{ field: `/${name}`, expected, got: words(value), example: example[name] }];
      expect(complaints({ ...example, [name]: value })).toEqual(errors);
    }
  });

  test.each(['barter', '', '__proto__'])(
    'of a category with a word for the unknown, %j, is left to be counted',
    (payer) => {
      expect(validator.rows({ ...example, payer }, 1)).toEqual([{ ...example, payer }]);
    },
  );

  test.each(['STATE', ' State ', 'state.', 'ｓｔａｔｅ'])('of such a category may be spelt %j', (payer) => {
    expect(validator.rows({ ...example, payer }, 1)).toEqual([{ ...example, payer: 'state' }]);
  });

  test('of such a category is not spelt out when it is longer than any: that may be made to take minutes', () => {
    const payer = `a${'\u0316\u0315'.repeat(250_000)}`;
    expect(validator.rows({ ...example, payer }, 1)).toEqual([{ ...example, payer }]);
  });

  test.each<[string | number, string]>([
    ['New York', 'new_york'],
    ['  new-york ', 'new_york'],
    ['St. Ives', 'st_ives'],
    [10115, '10115'],
    ['10115.0', '10115'],
    [1.5, '1_5'],
    [-5, '5'],
    ['?!', ''],
  ])('of a label, %j, is told by its letters and digits', (town, spelt) => {
    expect(validator.rows({ ...example, town }, 1)).toEqual([{ ...example, town: spelt }]);
  });
});

describe('a row', () => {
  test('may use the second names, and gets the first ones', () => {
    const { weight, warmth, ward, code, ...rest } = example;
    expect(validator.rows({ ...rest, x1: weight, x2: warmth, unit: ward, x3: code }, 1)).toEqual([example]);
  });

  test('has its values in the order of the declaration, whatever order they came in', () => {
    const [row = {}] = validator.rows(Object.fromEntries(Object.entries(example).reverse()), 1);
    expect(Object.keys(row)).toEqual(Object.keys(stay.features));
  });

  test('without anything is answered with all that it lacks', () => {
    expect(complaints({}).map(({ field, got }) => [field, got])).toEqual(needed.map((name) => [`/${name}`, 'nothing']));
  });

  test('may leave out what is optional', () => {
    const { admitted: _, age: __, ...rest } = example;
    expect(validator.rows(rest, 1)).toEqual([{ ...rest, admitted: null, age: null }]);
  });

  test.each([
    ['a text', 'text'],
    ['nothing', undefined],
    ['an array in an array', [[example]]],
  ])('that is %s is answered with an example of one', (_, body) => {
    expect(complaints(body)).toMatchObject([{ expected: 'an object with one member a feature', example }]);
  });

  test('that inherits its values lacks them', () => {
    expect(complaints(Object.create(example))).toHaveLength(needed.length);
  });
});

describe('rows', () => {
  test('are named by their index', () => {
    const rows = [example, { ...example, days: 0 }, { ...example, surplus: 1 }];
    expect(complaints(rows).map(({ field }) => field)).toEqual(['/1/days', '/2/surplus']);
  });

  test('are as many as a request may hold', () => {
    expect(validator.rows([example, example], 2)).toHaveLength(2);
    expect(complaints([example, example, example], 2)).toMatchObject([
      { field: '', expected: '1 to 2 rows', got: '3 rows' },
    ]);
    expect(complaints([], 2)).toMatchObject([{ field: '', expected: 'at least one row' }]);
  });
});

test.each([
  [0.1, '0.1'],
  [NaN, 'NaN'],
  [-Infinity, '-Infinity'],
  [true, 'true'],
  [null, 'null'],
  [undefined, 'nothing'],
  ['', 'the string ""'],
  ['a "b"\n', 'the string "a \\"b\\"\\n"'],
  ['x'.repeat(60), `the string "${'x'.repeat(60)}"`],
  ['x'.repeat(61), 'a string of 61 characters'],
  [[], 'an empty array'],
  [[1, 2], 'an array of 2'],
  [{ a: 1 }, 'an object'],
])('%j is called %s', (value, expected) => {
  expect(words(value)).toBe(expected);
});

test('every feature says what it expects', () => {
  for (const feature of Object.values(stay.features)) expect(expectation(feature)).toMatch(/^(a|one of) /);
});

describe('what surrounds a row', () => {
  const joke = defineModel({
    ...{ name: 'joke', title: 'Joke', features: { length: number({ title: 'Length', min: 0, max: 9 }) } },
    ...{ example: { length: 1 }, target: valueOf('score', { title: 'Score', min: 1, max: 5 }), source: csv('x.csv') },
    ...{ estimator: 'linear', selection: { metric: 'mae', floor: 1 }, wrapped: true },
    context: { joker: { title: 'Joker', maxLength: 5 } },
  });
  const rows = (body: unknown) => new Validator(joke).rows(body, 2);

  test('context travels with it, and may be missing', () => {
    expect(rows([{ length: 1, joker: 'Ada' }, { length: 2 }])).toEqual([
      { length: 1, joker: 'Ada' },
      { length: 2, joker: null },
    ]);
    expect(() => rows({ length: 1, joker: 'too long' })).toThrow('1 field does not fit');
  });

  test('a wrapper is taken off, and errors point into it', () => {
    expect(rows({ features: { length: 3 } })).toEqual([{ length: 3, joker: null }]);
    expect(rows([{ features: { length: 3 } }])).toEqual([{ length: 3, joker: null }]);
    try {
      rows({ features: { length: 'x' } });
    } catch (error) {
      expect(error).toMatchObject({ errors: [{ field: '/features/length' }] });
    }
    expect.assertions(3);
  });
});
