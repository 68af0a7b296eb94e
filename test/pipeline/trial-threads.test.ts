import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { randomFrom } from '../../src/learning/random';
import { ridge } from '../../src/learning/linear/linear-regression';
import { Journal } from '../../src/pipeline/journal';
import type { Round } from '../../src/pipeline/rounds';
import { runTrial } from '../../src/pipeline/trial';
import { TrialThreads } from '../../src/pipeline/trial-threads';
import { Trials } from '../../src/pipeline/trials';
import { folder } from '../service/temporary-files';
import { planOf } from './planted';

const random = randomFrom(7);
const setOf = (rows: number) => {
  const values = Float64Array.from({ length: rows * 2 }, random);
  const targets = Float64Array.from({ length: rows }, (_, row) => values[row * 2]! + 0.1 * random());
  return { kind: 'value', values, width: 2, targets } as const;
};
const rounds: readonly Round[] = [{ train: setOf(60), validation: setOf(30) }];
const setting = { estimator: 'ridge', engineName: 'exact', seed: 42, rounds } as const;
const trial = (alpha: number) => ({ rows: 50, parameters: { alpha } });

test('many trials on few threads come to the same as here', async () => {
  const threads = new TrialThreads(setting);
  const alphas = [0, 0.1, 1, 10, 100];
  for (const at of [0, 1]) {
    const some = alphas.slice(at * threads.lanes, (at + 1) * threads.lanes);
    const outcomes = await Promise.all(some.map((alpha) => threads.run(trial(alpha))));
    const here = await Promise.all(some.map((alpha) => runTrial({ engine: ridge, seed: 42 }, rounds, trial(alpha), 1)));
    expect(outcomes).toEqual(here);
  }
  await threads.end();
});

test('what an engine cannot train on is said by a thread, too', async () => {
  const noise = [{ train: { ...setOf(60), targets: new Float64Array(60).fill(-1) }, validation: setOf(30) }];
  const threads = new TrialThreads({ ...setting, estimator: 'gamma', engineName: 'newton', rounds: noise });
  const outcome = await threads.run(trial(1));
  await threads.end();
  expect(outcome).toHaveProperty('fault', expect.stringContaining('gamma regression expects targets above 0'));
});

test('a thread that fails fails the trial, and does not hang', async () => {
  const threads = new TrialThreads({ ...setting, engineName: 'gone' });
  await expect(threads.run(trial(1))).rejects.toThrow('the estimator ridge has no engine gone');
  await threads.end();
});

test('a trial that is given up says so', async () => {
  const threads = new TrialThreads(setting);
  const given = expect(threads.run(trial(1))).rejects.toThrow('before its trial did');
  await threads.end();
  await given;
});

test('many cells are worth threads, few are not; each trial runs once either way', async () => {
  for (const [rows, isWorth] of [
    [25_000, true],
    [1000, false],
  ] as const) {
    const journal = new Journal(join(folder, `${rows}.jsonl`), {});
    const large = [{ train: setOf(rows), validation: setOf(30) }];
    const plan = { ...planOf(ridge, { alpha: 1 }), engineName: 'exact' };
    const trials = new Trials({ estimator: 'ridge' }, plan, large, journal);
    expect(trials.lanes).toBe(isWorth ? availableParallelism() : 1);
    const first = await trials.outcomeOf({ alpha: 1 }, 1);
    const again = await trials.outcomeOf({ alpha: 1 }, 1);
    await trials.end();
    expect(again).toBe(first);
    expect(first).toEqual(await runTrial({ engine: ridge, seed: 42 }, large, { rows, parameters: { alpha: 1 } }, 1));
    expect(journal.added).toBe(1);
  }
});
