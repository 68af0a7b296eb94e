import { Problem, type BadField } from '../../src/contract/problems';
import { describe as words, expectation, Validator } from '../../src/models/validate';
import { stay } from './stay';

const { example } = stay;
const validator = new Validator(stay);

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
    ['code', 'a text of 1 to 1 characters', ['', 'ab', '🌱🌱']],
  ])('of %s that is not %s is refused so', (name, expected, values) => {
    for (const value of values) {
      const errors = [{ field: `/${name}`, expected, got: words(value), example: example[name] }];
      expect(complaints({ ...example, [name]: value })).toEqual(errors);
    }
  });

  test.each(['barter', '', 'STATE', '__proto__'])(
    'of a category with a word for the unknown, %j, counts as that',
    (payer) => {
      expect(validator.rows({ ...example, payer }, 1)).toEqual([{ ...example, payer: 'other' }]);
    },
  );
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
    expect(complaints({}).map(({ field, got }) => [field, got])).toEqual(
      Object.keys(stay.features).map((name) => [`/${name}`, 'nothing']),
    );
  });

  test.each([
    ['a text', 'text'],
    ['nothing', undefined],
    ['an array in an array', [[example]]],
  ])('that is %s is answered with an example of one', (_, body) => {
    expect(complaints(body)).toMatchObject([{ expected: 'an object with one member a feature', example }]);
  });

  test('that inherits its values lacks them', () => {
    expect(complaints(Object.create(example))).toHaveLength(Object.keys(stay.features).length);
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
