import { metrics } from '../../src/contract/metrics';
import { protocolRoutes } from '../../src/contract/routes';
import { choices } from '../../src/models/catalogue';
import type { Feature } from '../../src/models/features';
import { housePrices } from '../../src/models/house-prices';
import { keyOf } from '../../src/models/model';
import { payload } from '../../src/models/payloads';
import { readmission } from '../../src/models/readmission';
import { protocolExample } from '../../src/service/inference-protocol';
import { aNumber, answersOf, serve, type Answered, type RunningService } from './running-service';

const published = [
  `{"features":{"brokered_by":101,"status":"for sale","bed":3,"bath":2,"acre_lot":0.25,"street":"123 elm st","city":"springfield","state":"illinois","zip_code":"62704","house_size":1500,"prev_sold_date":"2022-03-15"}}`,
  `{"features":{"brokered_by":55,"status":"for sale","bed":4,"bath":3,"acre_lot":0.4,"street":"456 oak ave","city":"shelbyville","state":"illinois","zip_code":"62565","house_size":1800,"prev_sold_date":"2023-01-22"}}`,
];

/** How often each feature had a value that training did not, as the metrics say. */
async function counted(service: RunningService): Promise<Record<string, number>> {
  const samples = Object.entries(await service.samplesOfMetric(metrics.unknown.name));
  return Object.fromEntries(samples.map(([labels, count]) => [/"(.*)"/.exec(labels)?.[1] ?? '', count]));
}

/** The same from the answers. */
function named(answers: readonly Answered[], features: readonly string[]): Record<string, number> {
  const count = (feature: string): number => answers.filter(({ unknown }) => unknown?.includes(feature)).length;
  return Object.fromEntries(features.map((feature) => [feature, count(feature)]));
}

describe('a house', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await serve(housePrices);
  });

  // The made-up offers know Springfield in Illinois, but neither Shelbyville nor any of these streets.
  test.each([
    [published[0]!, ['street'], ['city', 'state']],
    [published[1]!, ['street', 'city', 'zip_code'], ['state']],
  ])('published as %s is answered, and what training never saw is named', async (body, strange, familiar) => {
    const reply = await service.predict(body);
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ prediction: aNumber });
    const { unknown } = JSON.parse(reply.text) as Answered;
    expect(unknown).toEqual(expect.arrayContaining(strange));
    for (const feature of [...familiar, 'status', 'bed', 'bath', 'acre_lot', 'house_size', 'prev_sold_date'])
      expect(unknown).not.toContain(feature);
  });

  test('all of whose values were seen in training has nothing unknown', async () => {
    const [answer] = await answersOf(service, [
      { city: 'San Juan', state: 'PUERTO RICO', status: 'For sale', bed: 3, house_size: 1500 },
    ]);
    expect(answer).not.toHaveProperty('unknown');
  });

  test('of an unheard-of status is answered like one of an unknown status, and says so', async () => {
    const [strange, unknown] = await answersOf(service, [
      { ...housePrices.example, status: 'haunted' },
      { ...housePrices.example, status: 'unknown' },
    ]);
    expect(strange?.prediction).toBe(unknown?.prediction);
    expect(strange?.unknown).toContain('status');
    expect(unknown?.unknown).not.toContain('status');
  });
});

describe('a stay in hospital', () => {
  test('with a code that nobody declared counts as one with an unknown code, and says so', async () => {
    const service = await serve(readmission);
    const [strange, unknown, missing] = await answersOf(
      service,
      ['Martian', 'Unknown', null].map((race) => ({ ...readmission.example, race })),
    );
    expect(strange).toEqual({ ...unknown, unknown: ['race'] });
    expect(missing).toEqual(unknown);
    expect(unknown).not.toHaveProperty('unknown');
    expect(await counted(service)).toMatchObject({ race: 1, gender: 0, insulin: 0 });
  });
});

describe.each(choices.map((model) => [keyOf(model), model] as const))('%s', (_, model) => {
  const features = Object.keys(model.features);
  const optional = Object.entries<Feature>(model.features).flatMap(([name, { optional }]) => (optional ? [name] : []));
  const needed = Object.fromEntries(Object.entries(model.example).filter(([name]) => !optional.includes(name)));
  let service: RunningService;
  beforeEach(async () => {
    service = await serve(model);
  });

  test('counts exactly the unknown values that it names, in a batch and one by one', async () => {
    expect(await counted(service)).toEqual(named([], features));
    const rows = Array.from({ length: 50 }, (_, index) => payload(model, index));
    const answers = await answersOf(service, rows);
    for (const row of rows) answers.push(...(await answersOf(service, [row])));
    expect(await counted(service)).toEqual(named(answers, features));
  });

  test('takes null, and nothing, for a feature that is optional, and neither is an unknown value', async () => {
    const nulls = Object.fromEntries(optional.map((name) => [name, null]));
    const [without, withNulls] = await answersOf(service, [needed, { ...needed, ...nulls }]);
    expect(without).toEqual(withNulls);
    expect(without).not.toHaveProperty('unknown');
    expect(await counted(service)).toEqual(named([], features));
  });

  test('needs no tensor of a feature that is optional, and takes null in it', async () => {
    const { infer } = protocolRoutes(model.name);
    const { inputs } = protocolExample(model);
    const [first, ...others] = inputs;
    const left = inputs.filter(({ name }) => !optional.includes(name));
    const withNulls = inputs.map((input) => (optional.includes(input.name) ? { ...input, data: [null] } : input));
    const sent = left.length > 0 ? left : [{ ...first!, data: [null] }]; // a request has at least one
    expect(others.length + 1).toBe(features.length);
    const reply = await service.post(infer, { inputs: sent });
    expect(reply.status).toBe(200);
    expect((await service.post(infer, { inputs: withNulls })).text).toBe(reply.text);
  });
});
