import { iris } from '../../src/models/iris';
import { expectProblem, serveIris, type RunningService } from './running-service';

const { example } = iris;
const CM = 'a number from 0 to 10 cm';
const NAMES = 'sepal_length, sepal_width, petal_length, petal_width';
const JSON_EXPECTED = 'JSON (RFC 8259), which has no NaN, Infinity or comments';

let service: RunningService;
beforeAll(async () => {
  service = await serveIris();
});

/** The example as JSON with one petal width of another kind. */
const width = (json: string): string => JSON.stringify({ ...example, petal_width: 0 }).replace('":0}', `":${json}}`);

describe('a value that does not fit is answered with the field, what was expected, what came and an example', () => {
  test.each([
    ['a number above the range', '10.1', '10.1'],
    ['a number below the range', '-0.1', '-0.1'],
    ['a number just above the range', '10.000000000000002', '10.000000000000002'],
    ['a number beyond all numbers', '1e999', 'Infinity'],
    ['a number below all numbers', '-1e999', '-Infinity'],
    ['a text', '"wide"', 'the string "wide"'],
    ['a number in quotes', '"0.2"', 'the string "0.2"'],
    ['an empty text', '""', 'the string ""'],
    ['a long text', `"${'x'.repeat(5000)}"`, 'a string of 5000 characters'],
    ['half a character', '"\\ud83c"', 'the string "\\ud83c"'],
    ['true', 'true', 'true'],
    ['null', 'null', 'null'],
    ['an object', '{"cm":0.2}', 'an object'],
    ['an array', '[0.2]', 'an array of 1'],
    ['an empty array', '[]', 'an empty array'],
    ['100,000 arrays in each other', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'an array of 1'],
    ['100,000 objects in each other', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'an object'],
  ])('%s', async (_, json, got) => {
    const reply = await service.predict(width(json));
    expectProblem(reply, 'invalid-input', [{ field: '/petal_width', expected: CM, got, example: 0.2 }]);
  });
});

describe('a row that is none', () => {
  const expected = 'an object with one member a feature';

  test.each([
    ['a number', '5', '', '5'],
    ['a text', '"setosa"', '', 'the string "setosa"'],
    ['null', 'null', '', 'null'],
    ['a row of values', '[5.1]', '/0', '5.1'],
    ['null among rows', JSON.stringify([example, null]), '/1', 'null'],
    ['rows in a row', JSON.stringify([[example]]), '/0', 'an array of 1'],
    ['nothing but arrays', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, '/0', 'an array of 1'],
  ])('%s', async (_, json, field, got) => {
    expectProblem(await service.predict(json), 'invalid-input', [{ field, expected, got, example }]);
  });

  test('an empty array', async () => {
    const errors = [{ field: '', expected: 'at least one row', got: 'an empty array', example: [example] }];
    expectProblem(await service.predict([]), 'invalid-input', errors);
  });
});

describe('a member', () => {
  const without = { sepal_length: 5.1, sepal_width: 3.5, petal_length: 1.4 };

  test('that is missing is named with what was expected', async () => {
    const errors = [{ field: '/petal_width', expected: CM, got: 'nothing', example: 0.2 }];
    expectProblem(await service.predict(without), 'invalid-input', errors);
  });

  test.each([
    ['that no feature explains', 'colour', '/colour'],
    ['in other letters', 'Petal_Width', '/Petal_Width'],
    ['of the object itself', 'constructor', '/constructor'],
    ['of the prototype', '__proto__', '/__proto__'],
    ['without a name', '', '/'],
    ['that holds slashes and tildes', 'a/b~c', '/a~1b~0c'],
    ['with a long name', 'x'.repeat(5000), `/${'x'.repeat(60)}…`],
  ])('%s is refused', async (_, name, field) => {
    const json = `{${JSON.stringify(name)}:"red",${JSON.stringify(example).slice(1)}`;
    const expected = `no such member; the features are ${NAMES}`;
    expectProblem(await service.predict(json), 'invalid-input', [
      { field, expected, got: 'the string "red"', example },
    ]);
  });

  test.each(['__proto__', 'constructor'])('cannot be passed on through %s', async (name) => {
    const json = `{"sepal_length":5.1,"sepal_width":3.5,"petal_length":1.4,"${name}":{"petal_width":0.2}}`;
    const errors = [{ field: '/petal_width', got: 'nothing' }, { field: `/${name}` }];
    expectProblem(await service.predict(json), 'invalid-input', errors);
  });

  test('under both of its names is refused, as one of them would be ignored', async () => {
    const errors = [{ field: '/x4', expected: 'petal_width or x4, not both', got: '0.3', example }];
    expectProblem(await service.predict({ ...example, x4: 0.3 }), 'invalid-input', errors);
  });

  test('that is wrong under its short name is named as it was sent', async () => {
    const errors = [{ field: '/x4', expected: CM, got: '11', example: 0.2 }];
    expectProblem(await service.predict({ ...without, x4: 11 }), 'invalid-input', errors);
  });
});

describe('many faults', () => {
  test('of one request are all named, each in its row', async () => {
    const rows = [{ ...example, petal_width: 'wide' }, example, { ...example, sepal_length: -1, colour: null }];
    const reply = await service.predict(rows);
    expectProblem(reply, 'invalid-input', [
      { field: '/0/petal_width', got: 'the string "wide"' },
      { field: '/2/sepal_length', got: '-1' },
      { field: '/2/colour', got: 'null' },
    ]);
    expect(reply.body).toHaveProperty('detail', '3 fields do not fit the model.');
  });

  test('are listed up to twenty and counted beyond', async () => {
    const reply = await service.predict(Array.from({ length: 100 }, () => ({})));
    expect(reply.body).toHaveProperty('errors.length', 20);
    expect(reply.body).toHaveProperty('detail', '400 fields do not fit the model, of which the first 20 are listed.');
  });
});

describe('a body that is no JSON is answered with the reason', () => {
  test.each([
    ['empty', '', 'a JSON object or array', 'it is empty'],
    ['white space', ' \n', JSON_EXPECTED, 'Unexpected end of JSON input'],
    ['words', 'hello', JSON_EXPECTED, expect.stringContaining('not valid JSON')],
    ['cut off', '{"sepal_length": 5.1', JSON_EXPECTED, expect.stringContaining('Expected')],
    ['NaN', width('NaN'), JSON_EXPECTED, expect.stringContaining('Unexpected token')],
    ['Infinity', width('Infinity'), JSON_EXPECTED, expect.stringContaining('Unexpected token')],
    ['a comment', `{} // nothing`, JSON_EXPECTED, expect.stringContaining('after JSON')],
    ['a comma at the end', '[1,]', JSON_EXPECTED, expect.stringContaining('Unexpected token')],
    ['single quotes', "{'a':1}", JSON_EXPECTED, expect.stringContaining('Expected property name')],
    ['a form', 'x1=5.1&x2=3.5', JSON_EXPECTED, expect.stringContaining('Unexpected token')],
    ['two values', '{}{}', JSON_EXPECTED, expect.stringContaining('after JSON')],
    ['100,000 open brackets', '['.repeat(100_000), JSON_EXPECTED, 'Unexpected end of JSON input'],
    ['Latin-1', Buffer.from('{"größe":1}', 'latin1'), 'UTF-8', 'bytes that are not UTF-8'],
    ['UTF-16', Buffer.from(JSON.stringify(example), 'utf16le'), JSON_EXPECTED, expect.any(String)],
    ['half a character', Buffer.from([0x22, 0xf0, 0x9f, 0x8c, 0x22]), 'UTF-8', 'bytes that are not UTF-8'],
    ['zeros', Buffer.alloc(100), JSON_EXPECTED, expect.any(String)],
  ])('%s', async (_, body, expected, got: string) => {
    expectProblem(await service.predict(body), 'not-json', [{ field: '', expected, got, example }]);
  });

  test.each([
    ['words', 'x'.repeat(100_000)],
    ['names', `{"${'x'.repeat(100_000)}":1}`],
    ['arrays', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('however long its %s are, in a short answer', async (_, body) => {
    expect((await service.predict(body)).text.length).toBeLessThan(2000);
  });
});

test('after all this the service answers as before, with nothing in flight', async () => {
  await service.expectWell();
});
