import { binColumns } from '../../../src/learning/trees/bins';
import type { Growth } from '../../../src/learning/trees/grow-trees';
import { histogram } from '../../../src/learning/trees/histogram';
import { growOnThreads } from '../../../src/learning/trees/tree-threads';
import { forestOf, someClasses, WIDTH } from './training-sets';

/** Enough work that threads are worth starting. */
const set = someClasses(30_000, 3, 1);
const parameters = { n_estimators: 120, max_depth: 6 };

test('any number of threads gives the same bytes', async () => {
  const alone = await forestOf(histogram, set, parameters);
  for (const threads of [2, 3]) expect(await forestOf(histogram, set, parameters, 1, threads)).toEqual(alone);
}, 60_000);

test('what goes wrong in a thread reaches the caller', async () => {
  const growth: Growth = {
    columns: binColumns(set.values, WIDTH),
    goal: { kind: 'class', labels: set.labels, classWeights: Float64Array.of(1, 1, 1), criterion: 'gini' },
    limits: { maxDepth: 6, minSamplesSplit: 2, minSamplesLeaf: 1, maxFeatures: WIDTH },
    rows: 2 ** 50, // more than memory can count
    draws: 1,
  };
  await expect(growOnThreads(growth, [1, 2], 2)).rejects.toThrow(/Invalid typed array length/);
}, 60_000);
