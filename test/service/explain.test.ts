import { routes } from '../../src/contract/routes';
import type { Explanation } from '../../src/learning/explanations/explain';
import { choices } from '../../src/models/catalogue';
import { housePrices } from '../../src/models/house-prices';
import { iris } from '../../src/models/iris';
import { jokemeter } from '../../src/models/jokemeter';
import { keyOf, type Model } from '../../src/models/model';
import { payload } from '../../src/models/payloads';
import { madeUp, trained } from '../models/made-up';
import { answersOf, expectProblem, serve, serveIris, type Answered, type RunningService } from './running-service';

const QUERY = '?explain=true';

/** Ten rows of the kind that the model was trained on. */
function rowsFor(model: Model): readonly object[] {
  if (model.source.kind === 'csv') return Array.from({ length: 10 }, (_, index) => payload(model, index));
  return trained(model, madeUp(model, 10, 7)).map(({ row }) => row);
}

function explanationOf({ explanation }: Answered): Explanation {
  if (explanation === undefined) throw new Error('the answer is not explained');
  return explanation;
}

/** What an explanation explains, from the rest of the answer. */
function explained({ prediction, probabilities }: Answered, { scale }: Explanation): number {
  if (scale === 'probability') return probabilities?.[prediction] ?? NaN;
  return scale === 'value' ? Number(prediction) : Math.log(Number(prediction));
}

const scaleOf = (model: Model): Explanation['scale'] => {
  if (model.target.kind === 'class') return 'probability';
  return model.estimator === 'gamma' ? 'log value' : 'value';
};

describe.each(choices.map((model) => [keyOf(model), model] as const))('an answer of %s', (_, model) => {
  let service: RunningService;
  let answers: readonly Answered[];
  beforeAll(async () => {
    service = await serve(model);
    answers = await answersOf(service, rowsFor(model), QUERY);
  });

  test('is made up of what the average row gets and what each feature adds', () => {
    expect(answers).toHaveLength(10);
    for (const answer of answers) {
      const { base, output, features, scale } = explanationOf(answer);
      const sum = Object.values(features).reduce((total, contribution) => total + contribution, base);
      expect(scale).toBe(scaleOf(model));
      expect(Math.abs(sum - output)).toBeLessThan(1e-9 * Math.max(1, Math.abs(output)));
      expect(Math.abs(explained(answer, explanationOf(answer)) - output)).toBeLessThan(1e-12 * Math.max(1, output));
    }
  });

  test('names no feature but those declared, and not the same for every row', () => {
    for (const answer of answers)
      expect(Object.keys(model.features)).toEqual(expect.arrayContaining(Object.keys(explanationOf(answer).features)));
    expect(new Set(answers.map(({ explanation }) => JSON.stringify(explanation))).size).toBeGreaterThan(1);
  });

  test('is otherwise the same, and is explained only when asked for', async () => {
    const rows = rowsFor(model);
    for (const query of ['', '?explain=false', '?verbose=true']) {
      const plain = await answersOf(service, rows, query);
      expect(plain).toEqual(answers.map(({ explanation: _, ...answer }) => answer));
    }
  });

  test('to one row is explained as in a list', async () => {
    for (const path of [routes.predict, routes.predictV1]) {
      const { body } = await service.post(path + QUERY, rowsFor(model)[0]);
      expect(body).toEqual(answers[0]);
    }
  });
});

describe('the terms of a feature', () => {
  test('that is a text are its words, those that weigh most first', async () => {
    const [answer] = await answersOf(await serve(jokemeter), rowsFor(jokemeter), QUERY);
    const terms = explanationOf(answer!).terms['text'] ?? [];
    expect(terms.length).toBeGreaterThan(3);
    expect(terms.length).toBeLessThanOrEqual(10);
    for (const { title } of terms) expect(title).toMatch(/^[а-яё]+( [а-яё]+)?$/);
    const weights = terms.map(({ contribution }) => Math.abs(contribution));
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
  });

  test('of many columns are its values, and a feature of one column has none', async () => {
    const gamma = choices.find((model) => keyOf(model) === 'house-prices-gamma') ?? housePrices;
    const [answer] = await answersOf(await serve(gamma), [{ ...gamma.example, state: 'Puerto Rico' }], QUERY);
    const { terms } = explanationOf(answer!);
    expect(Object.keys(terms)).toEqual(expect.arrayContaining(['state', 'status', 'city']));
    expect(terms['state']).toContainEqual(expect.objectContaining({ title: 'state = puerto_rico', value: 1 }));
    expect(terms).not.toHaveProperty('bed');
  });
});

describe('a request', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await serveIris();
  });

  test.each([
    ['maybe', 'the string "maybe"'],
    ['', 'the string ""'],
    ['TRUE', 'the string "TRUE"'],
    ['x'.repeat(500), 'a string of 500 characters'],
  ])('whose query says explain=%s is told what it may say', async (value, got) => {
    const reply = await service.post(`${routes.predict}?explain=${value}`, iris.example);
    expectProblem(reply, 'invalid-input', [{ expected: 'explain=true or explain=false', got }]);
  });

  test('may have ten rows explained and no more, and is told so', async () => {
    const rows = new Array(11).fill(iris.example);
    const reply = await service.post(routes.predict + QUERY, rows);
    expectProblem(reply, 'too-large');
    expect(reply.body).toHaveProperty(
      'detail',
      'A request may have 10 rows explained; it has 11. Ask for the rest in further requests.',
    );
    expect(await answersOf(service, rows.slice(1), QUERY)).toHaveLength(10);
    expect(await answersOf(service, rows)).toHaveLength(11);
  });
});
