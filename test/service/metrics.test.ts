import { LATENCY_BUCKETS, metrics } from '../../src/contract/metrics';
import { routes } from '../../src/contract/routes';
import { iris } from '../../src/models/iris';
import { versionOf } from '../../src/service/model-file';
import { artefact, serveIris, type RunningService } from './running-service';

const { requests, latency, errors, classes, inFlight, modelInfo } = metrics;
const virginica = { x1: 6.7, x2: 3.1, x3: 5.6, x4: 2.4 };

let service: RunningService;
beforeEach(async () => {
  service = await serveIris();
});

test('before the first request every class counts zero, so that the first one is seen as an increase', async () => {
  expect(await service.samplesOfMetric(classes.name)).toEqual({
    '{class="setosa"}': 0,
    '{class="versicolor"}': 0,
    '{class="virginica"}': 0,
  });
  expect(await service.samplesOfMetric(requests.name)).toEqual({ '': 0 });
});

test('exactly what was sent is counted', async () => {
  for (const body of [iris.example, iris.example, [iris.example, virginica, virginica], []])
    await service.predict(body);
  for (const body of [{}, 'no JSON', ' '.repeat(2_000_000), new Array(1001).fill(virginica)])
    await service.predict(body);
  await service.predict(iris.example, { 'content-type': 'text/plain' });
  await service.ask(routes.predict);
  await service.post('/v2/models/iris/infer', {});
  expect(await service.samplesOfMetric(requests.name)).toEqual({ '': 11 });
  expect(await service.samplesOfMetric(errors.name)).toEqual({
    '{reason="invalid-input"}': 3,
    '{reason="not-json"}': 1,
    '{reason="too-large"}': 2,
    '{reason="unsupported-media-type"}': 1,
    '{reason="method-not-allowed"}': 1,
  });
  expect(await service.samplesOfMetric(classes.name)).toMatchObject({
    '{class="setosa"}': 3,
    '{class="virginica"}': 2,
  });
  expect(await service.samplesOfMetric(`${latency.name}_count`)).toEqual({ '': 11 });
  expect(await service.samplesOfMetric(inFlight.name)).toEqual({ '': 0 });
});

test('what is no prediction is not counted as one', async () => {
  for (const path of [routes.root, routes.health, routes.ready, routes.metrics, '/nowhere']) await service.ask(path);
  await service.post(routes.loadModel);
  expect(await service.samplesOfMetric(requests.name)).toEqual({ '': 0 });
  expect(await service.samplesOfMetric(errors.name)).toEqual({});
});

test('what is no HTTP is no failed prediction: a port scan fires no alert', async () => {
  await service.raw('hello\r\n\r\n');
  expect(await service.samplesOfMetric(errors.name)).toEqual({});
});

test('latency falls into buckets from 50 µs to 5 s that add up', async () => {
  for (let index = 0; index < 20; index++) await service.predict(iris.example);
  const buckets = await service.samplesOfMetric(`${latency.name}_bucket`);
  const counts = Object.values(buckets);
  expect(Object.keys(buckets)).toEqual([...LATENCY_BUCKETS, '+Inf'].map((bound) => `{le="${bound}"}`));
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect(counts.at(-1)).toBe(20);
  expect((await service.samplesOfMetric(`${latency.name}_sum`))['']).toBeGreaterThan(0);
});

test('the model that serves is named by its version', async () => {
  const labels = `{name="iris",version="${versionOf(artefact)}",alias="champion"}`;
  expect(await service.samplesOfMetric(modelInfo.name)).toEqual({ [labels]: 1 });
});

test('labels are those of the contract', async () => {
  await service.predict({});
  const text = [...(await service.samples()).keys()].join('\n');
  for (const { name, labels } of [errors, classes, modelInfo]) {
    const [, found = ''] = new RegExp(`^${name}\\{(.*)\\}$`, 'm').exec(text) ?? [];
    expect(Array.from(found.matchAll(/(\w+)="/g), ([, label]) => label)).toEqual(labels);
  }
});
