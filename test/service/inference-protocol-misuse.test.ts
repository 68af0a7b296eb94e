import { protocolRoutes } from '../../src/contract/routes';
import { iris } from '../../src/models/iris';
import { expectProblem, serveIris, type Reply, type RunningService } from './running-service';
import { columns, matrix, names, tensor } from './tensors';

/** Problems of this protocol say in `error` what the other members say one by one. */
function expectMisuse(reply: Reply, error: { field: string; expected: string; got: string }): void {
  expectProblem(reply, 'invalid-input', [error]);
  const { field, expected, got } = error;
  const sentence = `${field === '' ? 'body' : field}: expected ${expected}, got ${got}.`;
  expect(reply.body).toHaveProperty('error', expect.stringContaining(sentence));
}

let service: RunningService;
beforeAll(async () => {
  service = await serveIris();
});

const { infer } = protocolRoutes(iris.name);
const types = 'FP64, FP32, FP16, INT64, INT32, INT16, INT8, UINT64, UINT32, UINT16, UINT8, BYTES';
const shape = '[rows] or [rows, columns]';
const outputs = 'prediction, index, probabilities';
const width = 'a number from 0 to 10 cm';

describe('misuse is answered with the place, what was expected and what came', () => {
  test.each<[string, unknown, string, string, string]>([
    ['an array', [], '', 'an object with inputs', 'an empty array'],
    ['a number', 5, '', 'an object with inputs', '5'],
    ['no inputs', {}, '/inputs', 'a list of tensors', 'nothing'],
    ['empty inputs', { inputs: [] }, '/inputs', 'a list of tensors', 'an empty array'],
    ['inputs by name', { inputs: { x1: [1] } }, '/inputs', 'a list of tensors', 'an object'],
    ['outputs by name', { inputs: columns, outputs: 'index' }, '/outputs', 'a list of outputs', 'the string "index"'],
    [
      'an unknown output',
      { inputs: columns, outputs: [{ name: 'odds' }] },
      '/outputs/0/name',
      outputs,
      'the string "odds"',
    ],
  ])('%s', async (_, body, field, expected, got) => {
    expectMisuse(await service.post(infer, body), { field, expected, got });
  });

  test.each<[string, unknown, string, string, string]>([
    ['no tensor', null, '', 'a tensor', 'null'],
    ['no name', { ...matrix, name: undefined }, '/name', 'a string', 'nothing'],
    ['no shape', { ...matrix, shape: undefined }, '/shape', shape, 'nothing'],
    ['a deep shape', tensor('x1', [1], [1, 1, 1]), '/shape', shape, 'an array of 3'],
    ['a negative shape', tensor('x1', [], [-1]), '/shape', shape, 'an array of 1'],
    ['half a row', tensor('x1', [], [0.5]), '/shape', shape, 'an array of 1'],
    ['an unknown type', tensor('x1', [1], [1], 'FP128'), '/datatype', types, 'the string "FP128"'],
    ['no type', tensor('x1', [1], [1], null), '/datatype', types, 'null'],
    ['too few values', tensor('x1', [1, 2]), '/data', '3 values, as the shape says', 'an array of 2'],
    ['no values', tensor('x1', null), '/data', '3 values, as the shape says', 'null'],
    ['a giant shape', tensor('x1', [1], [1e15, 1e15]), '/data', '1e+30 values, as the shape says', 'an array of 1'],
    ['an unknown name', tensor('x5', [1, 2, 3]), '/name', `a feature: ${names.join(', ')}`, 'the string "x5"'],
    ['a value out of range', tensor('rows', [1, 1, 1, 1, 1, 1, -1, 1], [2, 4]), '/data/6', width, '-1'],
    ['a text among numbers', tensor('rows', [1, '1', 1, 1], [1, 4]), '/data/1', width, 'the string "1"'],
    ['values nested too deep', tensor('rows', [[[1], 1, 1, 1]], [1, 4]), '/data/0', width, 'an array of 1'],
  ])('an input with %s', async (_, input, place, expected, got) => {
    expectMisuse(await service.post(infer, { inputs: [input] }), { field: `/inputs/0${place}`, expected, got });
  });

  test.each<[string, unknown, string, string, string]>([
    ['of another length', tensor('x4', [1], [1]), '/inputs/3/shape', '3 rows, as in the first tensor', '1 rows'],
    ['with a value out of range', tensor('x4', [1, 11, 1]), '/inputs/3/data/1', width, '11'],
    ['with a text', tensor('petal_width', [1, 1, '1']), '/inputs/3/data/2', width, 'the string "1"'],
  ])('a last tensor %s', async (_, last, field, expected, got) => {
    const inputs = [...columns.slice(0, 3), last];
    expectMisuse(await service.post(infer, { inputs }), { field, expected, got });
  });

  test('no rows', async () => {
    const reply = await service.post(infer, { inputs: [tensor('rows', [], [0, 4])] });
    expectMisuse(reply, { field: '/inputs', expected: 'at least one row', got: 'an empty array' });
  });

  test('a body that is no JSON', async () => {
    const reply = await service.post(infer, 'inputs');
    expectProblem(reply, 'not-json');
    expect(reply.body).toHaveProperty('error', expect.stringContaining('The body is not JSON'));
  });

  test('a wrong method, with the error too', async () => {
    const reply = await service.ask(infer);
    expectProblem(reply, 'method-not-allowed');
    expect(reply.body).toHaveProperty('error', 'The method is GET; expected POST.');
  });

  test('another model, with the error too', async () => {
    const reply = await service.ask('/v2/models/tulip');
    expectProblem(reply, 'not-found');
    expect(reply.body).toHaveProperty('error');
  });

  test('an id that is no text, which would not come back', async () => {
    const reply = await service.post(infer, { id: 17, inputs: columns });
    expectMisuse(reply, { field: '/id', expected: 'a string', got: '17' });
  });

  test('too many rows, with how many came', async () => {
    const reply = await service.post(infer, { inputs: [tensor('rows', new Array(8000).fill(1), [2000, 4])] });
    expectProblem(reply, 'too-large', [{ field: '/inputs', expected: '1 to 1000 rows', got: '2000 rows' }]);
  });

  test('a matrix of another width, with the shape that was expected', async () => {
    const reply = await service.post(infer, { inputs: [tensor('rows', [1, 2, 3], [1, 3])] });
    expectProblem(reply, 'invalid-input', [{ field: '/inputs/0/shape' }]);
  });

  test('a missing tensor, by its name', async () => {
    const reply = await service.post(infer, { inputs: columns.slice(1) });
    expectProblem(reply, 'invalid-input', [{ field: '/inputs', expected: 'a tensor sepal_length', got: 'nothing' }]);
  });

  test('two tensors for one feature, said so', async () => {
    const reply = await service.post(infer, { inputs: [...columns, tensor('x4', [1, 2, 3])] });
    expectProblem(reply, 'invalid-input', [{ field: '/inputs/4/name', expected: 'petal_width or x4, not both' }]);
  });
});

test('after all this the service answers as before, with nothing in flight', () => service.expectWell());
