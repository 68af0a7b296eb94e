import { routes } from '../../src/contract/routes';
import { iris } from '../../src/models/iris';
import { payload } from '../../src/models/payloads';
import { versionOf } from '../../src/service/model-file';
import { aNumber, artefact, serveIris, type RunningService } from './running-service';

const setosa = { sepal_length: 5.1, sepal_width: 3.5, petal_length: 1.4, petal_width: 0.2 };
const versicolor = { sepal_length: 6.0, sepal_width: 2.7, petal_length: 4.2, petal_width: 1.3 };
const virginica = { sepal_length: 6.7, sepal_width: 3.1, petal_length: 5.6, petal_width: 2.4 };

let service: RunningService;
beforeAll(async () => {
  service = await serveIris();
});

describe('one row', () => {
  test.each([
    ['setosa', 0, setosa],
    ['versicolor', 1, versicolor],
    ['virginica', 2, virginica],
  ])('of %s is answered with its class, its index, all probabilities and the model', async (prediction, index, row) => {
    const reply = await service.predict(row);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('application/json');
    expect(reply.body).toEqual({
      prediction,
      index,
      probabilities: { setosa: aNumber, versicolor: aNumber, virginica: aNumber },
      model: { name: 'iris', version: versionOf(artefact), alias: 'champion' },
    });
  });

  test.each([
    ['with the short names x1 to x4', { x1: 5.1, x2: 3.5, x3: 1.4, x4: 0.2 }],
    ['with long and short names mixed', { sepal_length: 5.1, x2: 3.5, petal_length: 1.4, x4: 0.2 }],
    ['in another order', { petal_width: 0.2, petal_length: 1.4, sepal_width: 3.5, sepal_length: 5.1 }],
    ['with white space around it', ' \r\n\t{"x1": 5.1, "x2": 3.5, "x3": 1.4, "x4": 0.2}\n'],
    ['with numbers written otherwise', '{"x1":51e-1,"x2":3.50,"x3":0.14E+1,"x4":0.2}'],
    ['with escaped names', '{"\\u0078\\u0031":5.1,"x2":3.5,"x3":1.4,"x4":0.2}'],
    ['as bytes', Buffer.from(JSON.stringify(setosa))],
  ])('%s gets the same answer', async (_, body) => {
    expect((await service.predict(body)).text).toBe((await service.predict(setosa)).text);
  });

  test.each([
    ['the smallest', { x1: 0, x2: 0, x3: 0, x4: 0 }],
    ['minus zero', '{"x1":-0,"x2":-0.0,"x3":0,"x4":0}'],
    ['the largest', { x1: 10, x2: 10, x3: 10, x4: 10 }],
    ['tiny', { x1: 5e-324, x2: 1e-300, x3: 1e-9, x4: 0.1 }],
  ])('of %s values is within the ranges', async (_, body) => {
    expect((await service.predict(body)).status).toBe(200);
  });
});

describe('an address', () => {
  test.each([
    '/predict',
    '/predict/',
    '/predict?verbose=1',
    '/predict/?a=b&a=c',
    '/predict?',
    routes.predictV1,
    `${routes.predictV1}/`,
    `${routes.predictV1}?a=/b/`,
  ])('%s predicts', async (path) => {
    expect((await service.post(path, setosa)).body).toMatchObject({ prediction: 'setosa' });
  });

  test('in absolute form, as every HTTP/1.1 server must take it, predicts', async () => {
    const body = JSON.stringify(setosa);
    const head = `POST http://iris.example/predict HTTP/1.1\r\nHost: iris.example\r\nConnection: close`;
    const reply = await service.raw(`${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    expect(reply).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('many rows', () => {
  const rows = Array.from({ length: 200 }, (_, index) => payload(iris, index));

  test('are answered in their order, each as if it had been sent alone, to the bit', async () => {
    const singles: string[] = [];
    for (const row of rows) singles.push((await service.predict(row)).text);
    expect((await service.predict(rows)).text).toBe(`[${singles.join(',')}]`);
  });

  test('an array of one gives an array of one', async () => {
    expect((await service.predict([setosa])).text).toBe(`[${(await service.predict(setosa)).text}]`);
  });

  test('as many as a request may hold are all answered', async () => {
    const { body } = await service.predict(Array.from({ length: 1000 }, () => virginica));
    expect(body).toHaveLength(1000);
  });

  test('sent at once are each answered with their own', async () => {
    const alone = await service.predict(rows);
    const replies = await Promise.all(rows.map((row) => service.predict(row)));
    expect(`[${replies.map(({ text }) => text).join(',')}]`).toBe(alone.text);
  });
});

describe('a body', () => {
  const json = JSON.stringify(setosa);

  test.each([
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'APPLICATION/JSON',
    'application/vnd.api+json',
  ])('of type %s is read', async (type) => {
    expect((await service.predict(json, { 'content-type': type })).status).toBe(200);
  });

  test('without a type, byte by byte in chunks, is read', async () => {
    const chunks = Array.from(json, (character) => `1\r\n${character}\r\n`);
    const head = 'POST /predict HTTP/1.1\r\nHost: iris\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n';
    const reply = await service.raw(head, ...chunks, '0\r\n\r\n');
    expect(reply).toContain('"prediction":"setosa"');
  });

  test('that waits for the word to continue is asked for', async () => {
    const head = 'POST /predict HTTP/1.1\r\nHost: iris\r\nConnection: close\r\nExpect: 100-continue';
    const reply = await service.raw(`${head}\r\nContent-Length: ${json.length}\r\n\r\n`, json);
    expect(reply).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  });

  test('sent down one connection behind another is answered in its turn', async () => {
    const request = (row: object, last: string): string => {
      const body = JSON.stringify(row);
      return `POST /predict HTTP/1.1\r\nHost: iris\r\n${last}Content-Length: ${body.length}\r\n\r\n${body}`;
    };
    const reply = await service.raw(
      request(setosa, ''),
      request(virginica, ''),
      request(versicolor, 'Connection: close\r\n'),
    );
    const predictions = Array.from(reply.matchAll(/"prediction":"(\w+)"/g), ([, name]) => name);
    expect(predictions).toEqual(['setosa', 'virginica', 'versicolor']);
  });
});
