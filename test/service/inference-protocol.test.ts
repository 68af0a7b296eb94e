import { protocolRoutes, routes } from '../../src/contract/routes';
import { iris } from '../../src/models/iris';
import { versionOf } from '../../src/service/model-file';
import { protocolExample } from '../../src/service/inference-protocol';
import { artefact, serveIris, type RunningService } from './running-service';
import { column, columns, matrix, names, rows, tensor } from './tensors';

const { model, ready, infer } = protocolRoutes(iris.name);
const version = versionOf(artefact);
let service: RunningService;
let predictions: readonly unknown[];
let probabilities: readonly number[];
beforeAll(async () => {
  service = await serveIris();
  const { text } = await service.predict(rows.map(([x1, x2, x3, x4]) => ({ x1, x2, x3, x4 })));
  predictions = Array.from(text.matchAll(/"prediction":"(\w+)"/g), ([, name]) => name);
  probabilities = Array.from(text.matchAll(/"(?:setosa|versicolor|virginica)":([\d.]+)/g), ([, share]) =>
    Number(share),
  );
});

describe('about itself', () => {
  test('the server says its name and version', async () => {
    expect((await service.ask(routes.v2)).body).toEqual({ name: 'canopy', version: '0.1.0', extensions: [] });
  });

  test('the server is live, it and the model are ready', async () => {
    expect((await service.ask(routes.v2Live)).body).toEqual({ live: true });
    expect((await service.ask(routes.v2Ready)).body).toEqual({ ready: true });
    expect((await service.ask(ready)).body).toEqual({ name: 'iris', ready: true });
  });

  test('the model says what it takes and gives', async () => {
    expect((await service.ask(model)).body).toEqual({
      name: 'iris',
      versions: [version],
      platform: 'canopy',
      inputs: names.map((name) => ({ name, datatype: 'FP64', shape: [-1] })),
      outputs: [
        { name: 'prediction', datatype: 'BYTES', shape: [-1] },
        { name: 'index', datatype: 'INT64', shape: [-1] },
        { name: 'probabilities', datatype: 'FP64', shape: [-1, 3] },
      ],
    });
  });
});

describe('rows are answered as /predict answers them', () => {
  test.each([
    ['one tensor a feature', columns],
    ['one tensor a feature, of rows × 1', names.map((name, index) => tensor(name, column(index), [3, 1]))],
    [
      'one tensor a feature, nested',
      names.map((name, index) =>
        tensor(
          name,
          column(index).map((cell) => [cell]),
          [3, 1],
        ),
      ),
    ],
    ['tensors under their short names', ['x1', 'x2', 'x3', 'x4'].map((name, index) => tensor(name, column(index)))],
    ['tensors in another order', [...columns].reverse()],
    ['tensors of 32 bits', columns.map((input) => ({ ...input, datatype: 'FP32' }))],
    ['one matrix', [matrix]],
    ['one matrix, nested', [tensor('rows', rows, [3, 4])]],
    ['one matrix with parameters', [{ ...matrix, parameters: { content_type: 'np' } }]],
  ])('when they come as %s', async (_, inputs) => {
    const reply = await service.post(infer, { inputs });
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      model_name: 'iris',
      model_version: version,
      outputs: [
        tensor('prediction', predictions, [3], 'BYTES'),
        tensor('index', [0, 1, 2], [3], 'INT64'),
        tensor('probabilities', probabilities, [3, 3]),
      ],
    });
  });

  test('when the request is the documented example', async () => {
    expect((await service.post(infer, protocolExample(iris))).body).toMatchObject({
      outputs: [{ name: 'prediction', data: ['setosa'] }, { data: [0] }, { shape: [1, 3] }],
    });
  });
});

describe('a request', () => {
  test('gets its id back', async () => {
    const reply = await service.post(`${infer}/`, { id: 'order-17', inputs: columns });
    expect(reply.body).toHaveProperty('id', 'order-17');
  });

  test('without an id gets none', async () => {
    expect((await service.post(infer, { inputs: columns })).body).not.toHaveProperty('id');
  });

  test.each([
    [[], ['prediction', 'index', 'probabilities']],
    [['index'], ['index']],
    [
      ['probabilities', 'prediction'],
      ['prediction', 'probabilities'],
    ],
  ])('for the outputs %j gets %j', async (wanted, given) => {
    const outputs = wanted.map((name) => ({ name }));
    const { body } = await service.post(infer, { inputs: columns, outputs });
    expect(body).toHaveProperty('outputs.length', given.length);
    expect(body).toMatchObject({ outputs: given.map((name) => ({ name })) });
  });
});
