import { join } from 'node:path';
import { InputError } from '../../src/contract/exit';
import type { Engine } from '../../src/learning/engine';
import { linearRegression } from '../../src/learning/linear/linear-regression';
import { split } from '../../src/learning/validation/split';
import { searchRows, type SearchOptions, type SearchResult } from '../../src/pipeline/search';
import { readRows, type TrainingRows } from '../../src/service/rows';
import { folder } from '../service/temporary-files';
import { BEST, planOf, ROWS, searchOptions, slope, SlopeEngine } from './planted';

let journals = 0;
const newJournal = (): string => join(folder, `search-${++journals}.jsonl`);

interface Case {
  readonly engine?: Engine;
  readonly present?: { readonly slope: number; readonly steps: number };
  readonly options?: Partial<SearchOptions>;
  readonly journal?: string;
  readonly rows?: TrainingRows;
}

async function search({ engine = new SlopeEngine(), present = { slope: 0.9, steps: 90 }, ...others }: Case = {}) {
  const { options, journal = newJournal(), rows = await readRows(slope) } = others;
  return searchRows(slope, planOf(engine, present), rows, { ...searchOptions(slope), ...options }, journal);
}

/** All that was found, and nothing of how. */
const found = ({ rankings, winner, present }: SearchResult) => ({ rankings, winner, present });
const slopeOf = ({ winner }: SearchResult): number => Number(winner.candidate['slope']);
const complaint = async (run: Promise<unknown>): Promise<string> => {
  const error: unknown = await run.catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  return error instanceof InputError ? error.message : '';
};

test.each(['rmse', 'mae', 'mse', 'r2'] as const)('what is best by %s is found', async (metric) => {
  const result = await search({ options: { metrics: [metric], trials: 200 } });
  expect(Math.abs(slopeOf(result) - BEST)).toBeLessThan(0.01);
  expect(result.metric).toBe(metric);
});

test('poor trials are stopped on a share of the rows and steps; good ones and those of params.yaml get all', async () => {
  const engine = new SlopeEngine();
  const { rankings } = await search({ engine });
  const training = 0.6 * ROWS;
  const on = (rows: number, steps: number) => engine.calls.filter((call) => call.rows === rows && call.steps === steps);
  expect(on(500, 10)).toHaveLength(27); // a ninth would be 200 rows
  expect(on(600, 30)).toHaveLength(9);
  expect(on(training, 90)).toHaveLength(1 + 3);
  expect(engine.calls).toHaveLength(27 + 9 + 4);
  const distance = (call: { readonly slope: number }): number => Math.abs(call.slope - BEST);
  const best = on(500, 10)
    .map(distance)
    .toSorted((a, b) => a - b);
  expect(
    on(600, 30)
      .map(distance)
      .toSorted((a, b) => a - b),
  ).toEqual(best.slice(0, 9));
  expect(rankings[0]?.finalists.map(({ candidate }) => candidate['slope'])).toContain(0.9);
});

test('what params.yaml has stays when nothing is better', async () => {
  const { winner, present } = await search({ present: { slope: BEST, steps: 90 } });
  expect(winner).toBe(present);
  expect(winner).toMatchObject({ candidate: { slope: BEST }, score: 0 });
});

test('the same seed finds the same, another one something else', async () => {
  const first = found(await search());
  expect(found(await search())).toEqual(first);
  expect(found(await search({ options: { seed: 43 } }))).not.toEqual(first);
});

test('more trials include the fewer', async () => {
  const tried = async (trials: number) => {
    const engine = new SlopeEngine();
    await search({ engine, options: { trials } });
    return new Set(engine.calls.map((call) => call.slope));
  };
  const [few, many] = [await tried(5), await tried(20)];
  expect([...few].filter((one) => !many.has(one))).toEqual([]);
});

test('wherever it is killed, it goes on to the same result, and trains nothing twice', async () => {
  const whole = new SlopeEngine();
  const options = { trials: 9 };
  const expected = found(await search({ engine: whole, options }));
  for (let last = 0; last < whole.calls.length; last++) {
    const journal = newJournal();
    const killed = new SlopeEngine((_, calls) => {
      if (calls === last) throw new Error('killed');
    });
    await expect(search({ engine: killed, journal, options })).rejects.toThrow('killed');
    const resumed = new SlopeEngine();
    const result = await search({ engine: resumed, journal, options });
    expect(found(result)).toEqual(expected);
    expect([...killed.calls, ...resumed.calls]).toEqual(whole.calls);
    expect(result.journal).toMatchObject({ known: last, added: whole.calls.length - last });
  }
});

test('a second search by another metric trains nothing that the first one did', async () => {
  const engine = new SlopeEngine();
  await search({ engine, options: { metrics: ['rmse', 'mse'] } });
  const trainings = engine.calls.map((call) => JSON.stringify(call));
  expect(new Set(trainings).size).toBe(trainings.length);
});

test('rows that test the model have no say', async () => {
  const rows = await readRows(slope);
  if (rows.truth.kind !== 'value') throw new Error('a slope is a value');
  const targets = rows.truth.targets.slice();
  for (const row of split(rows.truth, { validation: 0.2, test: 0.2 }, 42).test) targets[row] = 1e9;
  const changed = { ...rows, truth: { ...rows.truth, targets } };
  for (const folds of [0, 3])
    expect(found(await search({ rows: changed, options: { folds } }))).toEqual(
      found(await search({ options: { folds } })),
    );
});

test('with folds, each trial is trained on each, and its score is their mean', async () => {
  const engine = new SlopeEngine();
  const { winner } = await search({ engine, options: { folds: 4, trials: 1, metrics: ['mse'] } });
  expect(engine.calls.map(({ rows }) => rows)).toEqual(Array(8).fill(0.6 * ROWS));
  const rows = await readRows(slope);
  if (rows.truth.kind !== 'value') throw new Error('a slope is a value');
  const { train, validation } = split(rows.truth, { validation: 0.2, test: 0.2 }, 42);
  const used = [...train, ...validation].map((row) => row ** 2); // a row is its own run
  const meanSquare = used.reduce((sum, square) => sum + square, 0) / used.length;
  expect(winner.score / (meanSquare * (Number(winner.candidate['slope']) - BEST) ** 2)).toBeCloseTo(1, 10);
});

test('trials that an engine cannot train on lose', async () => {
  const engine = new SlopeEngine(({ slope: tried }) => {
    if (Math.abs(tried - BEST) < 0.1) throw new RangeError('it has not settled');
  });
  const distance = Math.abs(slopeOf(await search({ engine, options: { trials: 100 } })) - BEST);
  expect(distance).toBeGreaterThanOrEqual(0.1);
  expect(distance).toBeLessThan(0.15);
});

describe('a search ends with one line', () => {
  test('when no trial can be trained', async () => {
    const engine = new SlopeEngine(() => {
      throw new RangeError('it has not settled');
    });
    expect(await complaint(search({ engine }))).toMatch(/: no trial has a score, .*: it has not settled$/);
  });

  test('when the engine has nothing to search', async () => {
    const line = 'slope: the engine planted has no hyper-parameter to search';
    expect(await complaint(search({ engine: linearRegression }))).toBe(line);
  });

  test('when there are more folds than rows', async () => {
    expect(await complaint(search({ options: { folds: ROWS } }))).toMatch(
      /: there are 2400 rows; expected at least 3000/,
    );
  });
});

test('but a fault of the program is not taken for a poor trial', async () => {
  const engine = new SlopeEngine(() => {
    throw new TypeError('a bug');
  });
  await expect(search({ engine })).rejects.toThrow(new TypeError('a bug'));
});
