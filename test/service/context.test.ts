import { metrics } from '../../src/contract/metrics';
import { choices } from '../../src/models/catalogue';
import { jokemeter } from '../../src/models/jokemeter';
import { keyOf } from '../../src/models/model';
import { madeUp } from '../models/made-up';
import { answersOf, expectProblem, serve, type RunningService } from './running-service';

const { value, aboveThreshold, context } = metrics;
const jokes = madeUp(jokemeter, 200, 7).map(({ text }) => ({ text }));
const variants = choices.filter(({ name }) => name === 'jokemeter').map((model) => [keyOf(model), model] as const);

let service: RunningService;
beforeEach(async () => {
  service = await serve(jokemeter);
});

const tell = (...jokers: readonly unknown[]) =>
  answersOf(
    service,
    jokers.map((joker) => ({ ...jokemeter.example, joker })),
  );

describe('a joker', () => {
  test('is counted with each joke', async () => {
    await tell('Фаина', 'Чак Норрис', 'Фаина');
    await service.predict({ ...jokemeter.example, joker: 'Фаина' });
    expect(await service.samplesOfMetric(context.name)).toEqual({
      '{field="joker",value="Фаина"}': 3,
      '{field="joker",value="Чак Норрис"}': 1,
    });
  });

  test('who is not named is not counted', async () => {
    await tell(undefined, null);
    expect(await service.samplesOfMetric(context.name)).toEqual({});
  });

  test('makes no difference to the answer', async () => {
    const [signed, unsigned] = await tell('Фаина', null);
    expect(signed).toEqual(unsigned);
  });

  test('beyond the hundredth counts among others; the first hundred go on being counted', async () => {
    const names = Array.from({ length: 101 }, (_, index) => `joker ${index}`);
    await tell(...names);
    await tell('joker 99', 'joker 100', 'joker 101');
    const samples = await service.samplesOfMetric(context.name);
    expect(Object.keys(samples)).toHaveLength(101);
    expect(samples).toMatchObject({
      '{field="joker",value="joker 0"}': 1,
      '{field="joker",value="joker 99"}': 2,
      '{field="joker",value="other"}': 3,
    });
  });

  test('who sends a bad joke is not counted', async () => {
    await service.predict({ text: '', joker: 'Фаина' });
    expect(await service.samplesOfMetric(context.name)).toEqual({});
  });

  test('whose name would break a line of the metrics breaks none', async () => {
    await tell('a "b"\\\nc');
    const { text } = await service.ask('/metrics');
    expect(text).toContain(`${context.name}{field="joker",value="a \\"b\\"\\\\\\nc"} 1\n`);
  });

  test.each([
    ['of 61 characters', 'ж'.repeat(61), 'a string of 61 characters'],
    ['without a letter', '', 'the string ""'],
    ['that is a number', 7, '7'],
  ])('%s is refused with what was expected', async (_, joker, got) => {
    const reply = await service.predict({ ...jokemeter.example, joker });
    const expected = 'a text of 1 to 60 characters';
    expectProblem(reply, 'invalid-input', [{ field: '/joker', expected, got, example: 'Joker' }]);
  });

  test('of 60 characters is counted, also where each is two units of UTF-16', async () => {
    await tell('🤡'.repeat(60));
    expect(await service.samplesOfMetric(context.name)).toEqual({ [`{field="joker",value="${'🤡'.repeat(60)}"}`]: 1 });
  });
});

describe.each(variants)('what %s answers', (_, model) => {
  test('is counted and added up, and so is every laugh', async () => {
    service = await serve(model);
    expect(await service.samplesOfMetric(aboveThreshold.name)).toEqual({ '': 0 });
    const answers = (await answersOf(service, jokes)).map(({ prediction }) => Number(prediction));
    const laughs = answers.filter((score) => score > 3).length;
    expect(laughs).toBeGreaterThan(0);
    expect(laughs).toBeLessThan(answers.length);
    expect(await service.samplesOfMetric(aboveThreshold.name)).toEqual({ '': laughs });
    expect(await service.samplesOfMetric(`${value.name}_count`)).toEqual({ '': answers.length });
    const sum = answers.reduce((total, score) => total + score, 0);
    expect((await service.samplesOfMetric(`${value.name}_sum`))['']).toBeCloseTo(sum, 9);
    const quantiles = Object.entries(await service.samplesOfMetric(value.name));
    expect(quantiles.map(([labels]) => labels)).toEqual(['{quantile="0.05"}', '{quantile="0.5"}', '{quantile="0.95"}']);
    for (const [, quantile] of quantiles) {
      expect(quantile).toBeGreaterThanOrEqual(Math.min(...answers));
      expect(quantile).toBeLessThanOrEqual(Math.max(...answers));
    }
  });

  test('to a joke of no known word is an answer all the same, and the same for all such', async () => {
    service = await serve(model);
    const texts = ['ъ', 'Hello!', '😀😀', ' ', '?!', '0', '漢字', '\u0000', '\ud800'];
    const answers = await answersOf(
      service,
      texts.map((text) => ({ text })),
    );
    expect(new Set(answers.map(({ prediction }) => prediction)).size).toBe(1);
    expect(answers[0]?.prediction).toBeGreaterThan(1);
    expect(answers[0]?.prediction).toBeLessThan(5);
  });
});

describe('a text', () => {
  test('of a megabyte is refused in few words', async () => {
    const text = 'x'.repeat(1_000_000);
    const reply = await service.predict({ text });
    expectProblem(reply, 'invalid-input', [
      { field: '/text', expected: 'a text of 1 to 1000 characters', got: 'a string of 1000000 characters' },
    ]);
    expect(reply.text.length).toBeLessThan(1000);
    await tell(null);
  });

  test('as long as may be is answered; one character more is refused', async () => {
    const longest = '😀'.repeat(1000);
    expect((await service.predict({ text: longest })).status).toBe(200);
    expectProblem(await service.predict({ text: `${longest}!` }), 'invalid-input');
  });
});
