import type { ClassSet, TrainingSet } from '../../../src/learning/engine';
import { argmax, evaluateForest, forestFault, type Forest } from '../../../src/learning/trees/forest';
import { histogram } from '../../../src/learning/trees/histogram';
import { forestOf, rowsByNode, someClasses, someValues, WIDTH } from './training-sets';

function accuracy(forest: Forest, { values, width, labels, classes }: ClassSet): number {
  const scores = evaluateForest(forest, values, width);
  return labels.filter((label, row) => argmax(scores, row * classes, classes) === label).length / labels.length;
}

describe('a forest on histograms', () => {
  test('tells classes apart that it has learnt', async () => {
    const forest = await forestOf(histogram, someClasses(2000, 3, 1), { n_estimators: 20, min_samples_leaf: 5 });
    expect(forestFault(forest, WIDTH)).toBeUndefined();
    expect(accuracy(forest, someClasses(2000, 3, 2))).toBeGreaterThan(0.75);
  });

  test('predicts values that it has learnt, and leaves little but noise', async () => {
    const forest = await forestOf(histogram, someValues(2000, 1), { n_estimators: 20, min_samples_leaf: 5 });
    expect(forestFault(forest, WIDTH)).toBeUndefined();
    const { values, targets } = someValues(2000, 2);
    const errors = evaluateForest(forest, values, WIDTH).map((value, row) => (value - targets[row]!) ** 2);
    // Noise that is uniform over 0.2 has variance 0.2² / 12.
    expect(errors.reduce((sum, error) => sum + error, 0) / 2000).toBeLessThan((1.3 * 0.2 ** 2) / 12);
  });

  test.each<[string, TrainingSet]>([
    ['classes', someClasses(300, 2, 1)],
    ['values', someValues(300, 1)],
  ])('of %s is the same for the same rows, parameters and seed, and another for another seed', async (_, set) => {
    const train = (seed: number) => forestOf(histogram, set, { n_estimators: 3 }, seed);
    expect(await train(7)).toEqual(await train(7));
    expect(await train(7)).not.toEqual(await train(8));
  });

  test('leaves no leaf with fewer rows than it may have', async () => {
    const set = someClasses(500, 2, 3);
    const forest = await forestOf(histogram, set, { n_estimators: 1, min_samples_leaf: 40 });
    expect(forest.feature.length).toBeGreaterThan(3);
    const leaves = rowsByNode(forest, set).filter((_, node) => forest.feature[node]! < 0);
    expect(Math.min(...leaves.map(({ length }) => length))).toBeGreaterThanOrEqual(40);
  });

  test.each([
    ['max_depth', { max_depth: 2 }, 7],
    ['min_samples_split', { min_samples_split: 600 }, 1],
    ['max_samples', { max_samples: 0.002 }, 1],
  ])('grows no further than %s lets it', async (_, parameters, nodes) => {
    const forest = await forestOf(histogram, someClasses(500, 2, 3), { n_estimators: 1, ...parameters });
    expect(forest.feature.length).toBeLessThanOrEqual(nodes);
  });

  test('covers its roots with as many rows as were drawn, and each node with what its children cover', async () => {
    const { roots, feature, child, cover } = await forestOf(histogram, someClasses(500, 3, 3), {
      n_estimators: 5,
      max_samples: 0.5,
    });
    expect(Array.from(roots, (root) => cover[root])).toEqual(new Array(5).fill(250));
    feature.forEach((column, node) => {
      if (column >= 0) expect(cover[child[node]!]! + cover[child[node]! + 1]!).toBe(cover[node]);
    });
  });

  test('whose nodes look at one feature of three splits on all of them', async () => {
    const one = await forestOf(histogram, someClasses(500, 2, 3), {
      n_estimators: 30,
      max_features: 0.4,
      max_depth: 1,
    });
    expect(new Set(one.feature)).toEqual(new Set([-1, 0, 1, 2]));
  });

  test('with entropy it learns as well, by other splits', async () => {
    const set = someClasses(2000, 3, 1);
    const gini = await forestOf(histogram, set, { criterion: 'gini', n_estimators: 10 });
    const entropy = await forestOf(histogram, set, { criterion: 'entropy', n_estimators: 10 });
    expect(entropy).not.toEqual(gini);
    expect(accuracy(entropy, set)).toBeGreaterThan(0.9);
  });

  test.each([2, 3])('that balances %i classes finds more of a rare one', async (classes) => {
    const set = someClasses(2000, classes, 4);
    const rare = { ...set, labels: set.labels.map((label, row) => (row % 10 === 0 ? label : 0)) };
    const found = async (class_weight: string): Promise<number> => {
      const forest = await forestOf(histogram, rare, { class_weight, n_estimators: 10, min_samples_leaf: 50 });
      const scores = evaluateForest(forest, rare.values, WIDTH);
      return rare.labels.filter((label, row) => label === 1 && argmax(scores, row * classes, classes) === 1).length;
    };
    expect(await found('balanced')).toBeGreaterThan((await found('none')) + 20);
  });

  test('tells 300 classes apart', async () => {
    const values = Float64Array.from({ length: 3000 }, (_, row) => row % 300);
    const set: ClassSet = { kind: 'class', values, width: 1, labels: Int32Array.from(values), classes: 300 };
    const forest = await forestOf(histogram, set, { n_estimators: 2 });
    // 256 bins hold 300 values, so some share one.
    expect(accuracy(forest, set)).toBeGreaterThan(0.7);
  });

  test.each<[string, Omit<ClassSet, 'kind' | 'width' | 'classes'>, number[] | undefined]>([
    ['one class', { values: Float64Array.of(1, 2, 3), labels: Int32Array.of(1, 1, 1) }, [0, 1]],
    ['one row', { values: Float64Array.of(1), labels: Int32Array.of(0) }, [1, 0]],
    ['a constant column', { values: Float64Array.of(5, 5, 5, 5), labels: Int32Array.of(0, 1, 0, 1) }, undefined],
    ['NaN', { values: new Float64Array(4).fill(NaN), labels: Int32Array.of(0, 1, 0, 1) }, undefined],
  ])('of %s is a leaf that says what it saw', async (_, rows, expected) => {
    const forest = await forestOf(histogram, { kind: 'class', ...rows, width: 1, classes: 2 }, { n_estimators: 2 });
    expect([...forest.feature]).toEqual([-1, -1]);
    if (expected) expect([...forest.leaves]).toEqual([...expected, ...expected]);
  });
});
