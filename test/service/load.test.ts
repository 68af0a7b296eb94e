import { writeFileSync } from 'node:fs';
import { metrics } from '../../src/contract/metrics';
import { routes } from '../../src/contract/routes';
import { readArtefact, writeArtefact } from '../../src/learning/artefact';
import { iris } from '../../src/models/iris';
import { versionOf } from '../../src/service/model-file';
import { artefact, expectProblem, serveIris, type RunningService } from './running-service';

const { card, predictor } = readArtefact(new Uint8Array(artefact));
/** The same forest, trained with another seed as far as anyone can tell. */
const successor = writeArtefact({ card: { ...card, seed: card.seed + 1 }, predictor });

const reference = (file: Uint8Array) => ({ name: 'iris', version: versionOf(file), alias: 'champion' });
const info = (file: Uint8Array): string =>
  `${metrics.modelInfo.name}{name="iris",version="${versionOf(file)}",alias="champion"}`;

describe('a service that does not load on start', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await serveIris({ LOAD_ON_START: 'false' });
  });

  test('is alive and not ready, and says what loads the model', async () => {
    expect((await service.ask(routes.health)).status).toBe(200);
    expect((await service.ask(routes.startup)).status).toBe(200);
    expect((await service.ask(routes.version)).body).toMatchObject({ model: null });
    for (const reply of [await service.ask(routes.ready), await service.predict(iris.example)]) {
      expectProblem(reply, 'not-loaded');
      expect(reply.body).toHaveProperty('detail', expect.stringContaining('POST /load_model loads it'));
    }
    expect([...(await service.samples()).keys()].filter((name) => name.startsWith(metrics.modelInfo.name))).toEqual([]);
  });

  test('loads when told to, and tells which model that is', async () => {
    const loaded = await service.post(routes.loadModel);
    expect(loaded.body).toEqual({ status: 'loaded', changed: true, model: reference(artefact) });
    expect((await service.ask(routes.ready)).body).toEqual({ status: 'ready', model: reference(artefact) });
    expect((await service.ask(routes.version)).body).toMatchObject({ model: reference(artefact) });
    expect((await service.samples()).get(info(artefact))).toBe(1);
  });

  test('changes nothing when told to again, with or without a slash or a body', async () => {
    const again = { status: 'loaded', changed: false, model: reference(artefact) };
    expect((await service.post(routes.loadModel)).body).toEqual(again);
    expect((await service.post(`${routes.loadModel}/`)).body).toEqual(again);
    expect((await service.post(routes.loadModel, { any: 'thing' })).body).toEqual(again);
  });
});

describe('a new model file', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await serveIris();
    writeFileSync(service.modelPath, successor);
  });

  test('is not looked at by /load_model, as a model is loaded', async () => {
    expect((await service.post(routes.loadModel)).body).toMatchObject({ changed: false, model: reference(artefact) });
  });

  test('serves after /hooks/model_update, and the metrics name it alone', async () => {
    const updated = { status: 'loaded', changed: true, model: reference(successor) };
    expect((await service.post(routes.modelUpdate)).body).toEqual(updated);
    expect((await service.post(routes.modelUpdate)).body).toEqual({ ...updated, changed: false });
    expect((await service.predict(iris.example)).body).toMatchObject({ model: reference(successor) });
    const samples = await service.samples();
    expect(samples.get(info(successor))).toBe(1);
    expect(samples.has(info(artefact))).toBe(false);
  });

  test.each([
    ['damaged', Buffer.from('nonsense')],
    ['of another model', writeArtefact({ card: { ...card, model: 'other' }, predictor })],
  ])('that is %s leaves the old model serving, whole and ready', async (_, bytes) => {
    writeFileSync(service.modelPath, bytes);
    expectProblem(await service.post(routes.modelUpdate), 'not-loaded');
    expect((await service.ask(routes.ready)).body).toMatchObject({ model: reference(successor) });
    expect((await service.predict(iris.example)).body).toMatchObject({ model: reference(successor) });
    expect((await service.samples()).get(info(successor))).toBe(1);
  });

  test('replaces the old one between two requests, never within one', async () => {
    const rows = Array.from({ length: 300 }, () => iris.example);
    const versions: string[][] = [];
    for (const file of [artefact, successor, artefact]) {
      writeFileSync(service.modelPath, file);
      const batch = service.predict(rows);
      await service.post(routes.modelUpdate);
      const { text } = await batch;
      versions.push([...new Set(Array.from(text.matchAll(/"version":"(\w+)"/g), ([, version]) => version ?? ''))]);
    }
    expect(versions.map(({ length }) => length)).toEqual([1, 1, 1]);
  });
});
