import { metrics } from '../../src/contract/metrics';
import { protocolRoutes, routes } from '../../src/contract/routes';
import { choices } from '../../src/models/catalogue';
import type { Feature } from '../../src/models/features';
import { keyOf, type Model, type Row } from '../../src/models/model';
import { payload } from '../../src/models/payloads';
import { protocolExample } from '../../src/service/inference-protocol';
import { versionOf } from '../../src/service/model-file';
import { descriptionOf, type Description } from './description';
import { answersOf, artefactOf, serve, type Answered, type RunningService } from './running-service';

const ROWS = 256;

describe.each(choices.map((model) => [keyOf(model), model] as const))('%s', (_, model) => {
  const { name, features, target } = model;
  const rows = Array.from({ length: ROWS }, (_, index) => payload(model, index));
  const protocol = protocolRoutes(name);
  const version = versionOf(artefactOf(model));
  let service: RunningService;
  let description: Description;
  beforeAll(async () => {
    service = await serve(model);
    description = await descriptionOf(service);
  });

  test('answers its example as it describes, with its name and version', async () => {
    const { status, body } = await service.predict(model.example);
    expect(status).toBe(200);
    expect(description.misfits('Answer', body)).toEqual([]);
    expect(body).toMatchObject({ model: { name, version, alias: 'champion' } });
  });

  test('answers rows from all over its ranges as it describes', async () => {
    expect(description.misfits('Question', rows)).toEqual([]);
    const { status, body } = await service.predict(rows);
    expect(status).toBe(200);
    expect(body).toHaveLength(ROWS);
    expect(description.misfits('Reply', body)).toEqual([]);
  });

  test.each([
    ['smallest', 0],
    ['largest', 1],
  ])('answers a row of the %s values that it takes with a number', async (_, end) => {
    const { status, body } = await service.predict({ ...model.example, ...endsOf(model, end) });
    expect(status).toBe(200);
    expect(description.misfits('Answer', body)).toEqual([]);
  });

  test('answers many rows as it answers each alone, to the bit', async () => {
    const some = rows.slice(0, 100);
    const singles = await Promise.all(some.map((row) => service.predict(row)));
    expect((await service.predict(some)).text).toBe(`[${singles.map(({ text }) => text).join(',')}]`);
  });

  test('gives the same numbers in the Open Inference Protocol', async () => {
    const answers = await answersOf(service, rows);
    const { status, body } = await service.post(protocol.infer, { inputs: tensorsOf(model, rows) });
    expect(status).toBe(200);
    expect(body).toEqual({ model_name: name, model_version: version, outputs: outputsOf(model, answers) });
  });

  test('says in the Open Inference Protocol what it takes and gives', async () => {
    const classes = target.kind === 'class' ? target.classes.length : 0;
    expect((await service.ask(protocol.model)).body).toEqual({
      ...{ name, versions: [version], platform: 'canopy' },
      inputs: Object.entries<Feature>(features).map(([name, { kind }]) => ({
        ...{ name, datatype: kind === 'number' ? 'FP64' : 'BYTES', shape: [-1] },
      })),
      outputs:
        classes > 0
          ? [
              { name: 'prediction', datatype: 'BYTES', shape: [-1] },
              { name: 'index', datatype: 'INT64', shape: [-1] },
              { name: 'probabilities', datatype: 'FP64', shape: [-1, classes] },
            ]
          : [{ name: 'prediction', datatype: 'FP64', shape: [-1] }],
    });
  });

  test('documents a request in the Open Inference Protocol that works, with strings where it says BYTES', async () => {
    const { status, body } = await service.post(protocol.infer, protocolExample(model));
    expect(status).toBe(200);
    const [answer] = await answersOf(service, [model.example]);
    expect(body).toMatchObject({ outputs: outputsOf(model, [answer!]) });
    for (const { datatype, data } of protocolExample(model).inputs)
      expect(data).toEqual([datatype === 'BYTES' ? expect.any(String) : expect.any(Number)]);
  });

  test.each([routes.ui, routes.docs, routes.openapi, routes.ready, protocol.ready])('answers %s', async (path) => {
    expect((await service.ask(path)).status).toBe(200);
  });

  test('measures what its kind of answer has, by the names, types and help of the contract, and nothing else', async () => {
    await service.predict({ unheard: 'of' });
    const { text, headers } = await service.ask(routes.metrics);
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toMatch(/\n$/);
    const typed = Array.from(text.matchAll(/^# TYPE (\w+) (\w+)$/gm), ([, metric, type]) => `${metric} ${type}`);
    const own = typed.filter((line) => !/^(nodejs|process)_/.test(line));
    expect(own.sort()).toEqual(metricsOf(model).map(({ name, type }) => `${name} ${type}`));
    for (const { name, help } of metricsOf(model)) expect(text).toContain(`# HELP ${name} ${help}\n`);
  });
});

/** Numbers, days and categories at one end of their range; a text of one letter, or as many as it may have. */
function endsOf({ features }: Model, end: number): Record<string, number | string> {
  const ends = Object.entries<Feature>(features).map(([name, feature]): [string, number | string] => {
    switch (feature.kind) {
      case 'number':
      case 'date':
        return [name, end === 0 ? feature.min : feature.max];
      case 'category':
        return [name, feature.values.at(-end) ?? ''];
      case 'label':
      case 'text':
        return [name, 'я'.repeat(end === 0 ? 1 : feature.maxLength)];
    }
  });
  return Object.fromEntries(ends);
}

/** One tensor a feature. */
function tensorsOf({ features }: Model, rows: readonly Row[]) {
  return Object.entries<Feature>(features).map(([name, { kind }]) => ({
    ...{ name, datatype: kind === 'number' ? 'FP64' : 'BYTES', shape: [rows.length] },
    data: rows.map((row) => row[name]),
  }));
}

function outputsOf({ target }: Model, answers: readonly Answered[]) {
  const shape = [answers.length];
  const data = answers.map(({ prediction }) => prediction);
  if (target.kind === 'value') return [{ name: 'prediction', datatype: 'FP64', shape, data }];
  return [
    { name: 'prediction', datatype: 'BYTES', shape, data },
    { name: 'index', datatype: 'INT64', shape, data: answers.map(({ index }) => index) },
    {
      ...{ name: 'probabilities', datatype: 'FP64', shape: [answers.length, target.classes.length] },
      data: answers.flatMap(({ probabilities }) => target.classes.map((name) => probabilities?.[name])),
    },
  ];
}

/** Those of the contract that a model has, by their names. */
function metricsOf({ target, context }: Model) {
  const { classes, value, aboveThreshold, context: fields } = metrics;
  const has = new Map<object, boolean>([
    [classes, target.kind === 'class'],
    [value, target.kind === 'value'],
    [aboveThreshold, target.kind === 'value' && target.threshold !== undefined],
    [fields, context !== undefined],
  ]);
  const own = Object.values(metrics).filter((metric) => has.get(metric) ?? true);
  return own.sort((a, b) => (a.name < b.name ? -1 : 1));
}
