import { Ajv2020 } from 'ajv/dist/2020';
import { Problem, problems, type ProblemName } from '../../src/contract/problems';
import { protocolRoutes, routes } from '../../src/contract/routes';
import { iris } from '../../src/models/iris';
import { payload } from '../../src/models/payloads';
import { protocolExample } from '../../src/service/inference-protocol';
import { descriptionOf, type Description } from './description';
import { openapiShape } from './openapi-shape';
import { serveIris, type RunningService } from './running-service';

const protocol = protocolRoutes(iris.name);
/** Files of the pages; a client has no use for them. */
const { uiScript, uiStyle, docsScript, swaggerStyle, swaggerScript } = routes;
const files: readonly string[] = [uiScript, uiStyle, docsScript, swaggerStyle, swaggerScript];
const addresses = [...Object.values(routes), ...Object.values(protocol)].filter((path) => !files.includes(path));
const posts = [routes.predict, routes.predictV1, protocol.infer, routes.loadModel, routes.modelUpdate];
const gets = addresses.filter((path) => !posts.some((post) => post === path));

let service: RunningService;
let description: Description;
let document: object;
beforeAll(async () => {
  service = await serveIris();
  description = await descriptionOf(service);
  document = description.document;
});

/** What a JSON Pointer such as #/components/responses/internal finds; nothing when it is dead. */
function at(pointer: string): unknown {
  const steps = pointer.slice(2).split('/');
  return steps.reduce<unknown>((value, step) => {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    return typeof value === 'object' && value !== null
      ? Object.entries(value).find(([name]) => name === key)?.[1]
      : undefined;
  }, document);
}

const path = (address: string): string => `#/paths/${address.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Holds a value against a schema of the description. */
function expectSchema(name: string, value: unknown): void {
  expect(description.misfits(name, value)).toEqual([]);
}

describe('the description', () => {
  test('has the shape of OpenAPI 3.1', () => {
    const ajv = new Ajv2020({ strict: false });
    ajv.validate(openapiShape, document);
    expect(ajv.errors).toBeNull();
  });

  test('has no dead reference', () => {
    const references = Array.from(
      JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g),
      ([, target]) => target ?? '',
    );
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter((target) => at(target) === undefined)).toEqual([]);
  });

  test('describes every route of the contract but the files of its pages, and nothing else', () => {
    expect(Object.keys(at('#/paths') ?? {}).sort()).toEqual(addresses.sort());
  });

  test.each(Object.keys(problems))('has the problem %s, under the type that its answers carry', (name) => {
    const found = Object.keys(problems).find((known): known is ProblemName => known === name);
    const { type, title } = new Problem(found ?? 'internal', '').body('');
    expect(type).toBe(`${routes.openapi}#/components/responses/${name}`);
    expect(at(type.replace(routes.openapi, ''))).toMatchObject({
      description: title,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    });
  });

  test.each([400, 401, 408, 413, 415, 429, 503])('says that a prediction may be answered %i', (status) => {
    for (const address of [routes.predict, routes.predictV1, protocol.infer]) {
      expect(at(`${path(address)}/post/responses/${status}`)).toBeDefined();
    }
  });

  test('says which operations take a token', () => {
    for (const address of [routes.loadModel, routes.modelUpdate]) {
      expect(at(`${path(address)}/post/security`)).toEqual([{ bearer: [] }]);
    }
  });

  test('says that predictions may take a key, so that its page can send one', () => {
    expect(at(`${path(routes.predict)}/post/security`)).toEqual([{}, { bearer: [] }]);
  });
});

describe('what is described is answered', () => {
  test.each(gets)('GET %s', async (address) => {
    expect(at(`${path(address)}/get/responses/200`)).toBeDefined();
    expect((await service.ask(address)).status).toBe(200);
    expect((await service.ask(`${address.replace(/\/$/, '')}/`)).status).toBe(200);
  });

  test.each(posts)('POST %s with its example', async (address) => {
    const example = at(`${path(address)}/post/requestBody/content/application~1json/example`);
    expect((await service.post(address, example)).status).toBe(200);
  });

  test('with answers that fit their schema', async () => {
    const betweenTwo = { x1: 6, x2: 2.7, x3: 5, x4: 1.6 };
    expectSchema('Answer', (await service.predict(betweenTwo)).body);
    expectSchema('Reply', (await service.predict(betweenTwo)).body);
    expectSchema('Reply', (await service.predict([betweenTwo, betweenTwo])).body);
  });

  test('with answers that fit their schema, whatever the row: no probability is above 1', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => payload(iris, index));
    expectSchema('Reply', (await service.predict(rows)).body);
  });

  test('to questions that fit their schema', () => {
    expectSchema('Question', iris.example);
    expectSchema('Question', [{ x1: 1, x2: 2, x3: 3, x4: 4 }]);
  });

  test('with problems that fit their schema', async () => {
    const replies = await Promise.all([
      ...['{}', 'no JSON', [], new Array(2000).fill(iris.example)].map((body) => service.predict(body)),
      service.post(protocol.infer, { ...protocolExample(iris), outputs: 5 }),
      service.ask('/nowhere'),
      service.ask(routes.predict),
    ]);
    for (const { body, status } of replies) {
      expect(status).toBeGreaterThanOrEqual(400);
      expectSchema('Problem', body);
    }
  });
});

describe('in a browser', () => {
  test('the root leads to the form', async () => {
    const reply = await service.ask(routes.root, { headers: { accept: 'text/html' } });
    expect([reply.status, reply.headers.get('location')]).toEqual([302, routes.ui]);
  });

  test.each([routes.ui, routes.docs])(
    '%s may load what it refers to from this service, and nothing from elsewhere',
    async (address) => {
      const { text, headers } = await service.ask(address);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
      const links = Array.from(text.matchAll(/(?:src|href)="([^"]+)"/g), ([, link]) => link ?? '');
      const ours = links.filter((link) => link.startsWith('/'));
      expect(ours.length).toBeGreaterThan(1);
      expect(links.filter((link) => !ours.includes(link) && !link.startsWith('data:'))).toEqual([]);
      for (const link of ours) expect((await service.ask(link)).status).toBe(200);
    },
  );

  test('no answer is guessed to be of another type than it says', async () => {
    expect((await service.ask(routes.ui)).headers.get('x-content-type-options')).toBe('nosniff');
  });
});
