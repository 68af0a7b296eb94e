import type { TrainingSet } from '../../src/learning/engine';
import { argmax, evaluate, forestFault, type Forest } from '../../src/learning/forest';
import { histogram } from '../../src/learning/histogram';
import { randomFrom } from '../../src/learning/random';

/** Rows whose class depends on two of three columns, with some noise. */
function someRows(rows: number, classes: number, seed: number): TrainingSet {
  const random = randomFrom(seed);
  const values = Float64Array.from({ length: rows * 3 }, () => Math.round(random() * 20));
  const labels = Int32Array.from({ length: rows }, (_, row) => {
    const signal = (values[row * 3]! + values[row * 3 + 1]!) / 40 + (random() - 0.5) * 0.2;
    return Math.min(classes - 1, Math.max(0, Math.floor(signal * classes)));
  });
  return { values, width: 3, labels, classes };
}

function share(forest: Forest, { values, width, labels, classes }: TrainingSet): number {
  const scores = evaluate(forest, values, width);
  return labels.filter((label, row) => argmax(scores, row * classes, classes) === label).length / labels.length;
}

/** Rows of a set that fall into each leaf of a forest of one tree. */
function rowsInLeaves(forest: Forest, { values, width, labels }: TrainingSet): number[] {
  const counts = new Array<number>(forest.leaves.length / forest.classes).fill(0);
  labels.forEach((_, row) => {
    let node = forest.roots[0]!;
    while (forest.feature[node]! >= 0) {
      const goesLeft = values[row * width + forest.feature[node]!]! < forest.threshold[node]!;
      node = forest.child[node]! + (goesLeft ? 0 : 1);
    }
    counts[forest.child[node]!]! += 1;
  });
  return counts;
}

/** Weighted Gini impurity of both sides of a split, by its definition. */
function impurity({ values, width, labels, classes }: TrainingSet, column: number, threshold: number): number {
  const sides = [new Array<number>(classes).fill(0), new Array<number>(classes).fill(0)];
  labels.forEach((label, row) => (sides[values[row * width + column]! < threshold ? 0 : 1]![label]! += 1));
  return sides.reduce((sum, counts) => {
    const total = counts.reduce((all, count) => all + count, 0);
    return sum + (total === 0 ? 0 : total - counts.reduce((all, count) => all + count * count, 0) / total);
  }, 0);
}

describe('a forest on histograms', () => {
  test('tells classes apart that it has learnt', () => {
    const set = someRows(2000, 3, 1);
    const forest = histogram.train(set, { n_estimators: 20, min_samples_leaf: 5 }, 1);
    expect(forestFault(forest, 3)).toBeUndefined();
    expect(share(forest, someRows(2000, 3, 2))).toBeGreaterThan(0.75);
  });

  test('is the same for the same rows, parameters and seed, and another for another seed', () => {
    const set = someRows(300, 2, 1);
    const train = (seed: number) => histogram.train(set, { n_estimators: 3 }, seed);
    expect(train(7)).toEqual(train(7));
    expect(train(7)).not.toEqual(train(8));
  });

  test.each([1, 2, 3, 4, 5])('splits its root where brute force finds the purest sides (seed %i)', (seed) => {
    const set = someRows(200, 3, seed);
    // One tree of one split that sees every feature; its bootstrap is part of what it saw.
    const forest = histogram.train(set, { n_estimators: 1, max_depth: 1, max_samples: 1 }, seed);
    const found = impurity(set, forest.feature[0]!, forest.threshold[0]!);
    const all = [0, 1, 2].flatMap((column) => Array.from({ length: 20 }, (_, cut) => impurity(set, column, cut + 0.5)));
    // Drawn rows differ a little from all rows, so the best of one is among the best of the other.
    expect(found).toBeLessThanOrEqual(Math.min(...all) * 1.1);
  });

  test('leaves no leaf with fewer rows than it may have', () => {
    const set = someRows(500, 2, 3);
    const forest = histogram.train(set, { n_estimators: 1, min_samples_leaf: 40 }, 1);
    expect(forest.feature.length).toBeGreaterThan(3);
    expect(Math.min(...rowsInLeaves(forest, set))).toBeGreaterThanOrEqual(40);
  });

  test.each([
    ['max_depth', { max_depth: 2 }, 7],
    ['min_samples_split', { min_samples_split: 600 }, 1],
    ['max_samples', { max_samples: 0.002 }, 1],
  ])('grows no further than %s lets it', (_, parameters, nodes) => {
    const forest = histogram.train(someRows(500, 2, 3), { n_estimators: 1, ...parameters }, 1);
    expect(forest.feature.length).toBeLessThanOrEqual(nodes);
  });

  test('with entropy it learns as well, by other splits', () => {
    const set = someRows(2000, 3, 1);
    const [gini, entropy] = ['gini', 'entropy'].map((criterion) =>
      histogram.train(set, { criterion, n_estimators: 10 }, 1),
    );
    expect(entropy).not.toEqual(gini);
    expect(share(entropy!, set)).toBeGreaterThan(0.9);
  });

  test('that balances classes finds more of a rare one', () => {
    const set = someRows(2000, 2, 4);
    const rare = { ...set, labels: set.labels.map((label, row) => (row % 10 === 0 ? label : 0)) };
    const found = (weight: string): number => {
      const forest = histogram.train(rare, { class_weight: weight, n_estimators: 10, min_samples_leaf: 50 }, 1);
      const scores = evaluate(forest, rare.values, 3);
      return rare.labels.filter((label, row) => label === 1 && argmax(scores, row * 2, 2) === 1).length;
    };
    expect(found('balanced')).toBeGreaterThan(found('none') + 20);
  });

  test.each([
    ['one class', { values: Float64Array.of(1, 2, 3), labels: Int32Array.of(1, 1, 1) }, [0, 1]],
    ['one row', { values: Float64Array.of(1), labels: Int32Array.of(0) }, [1, 0]],
    ['a constant column', { values: Float64Array.of(5, 5, 5, 5), labels: Int32Array.of(0, 1, 0, 1) }, undefined],
  ])('of %s is a leaf that says what it saw', (_, rows, expected) => {
    const forest = histogram.train({ ...rows, width: 1, classes: 2 }, { n_estimators: 2 }, 1);
    expect([...forest.feature]).toEqual([-1, -1]);
    if (expected) expect([...forest.leaves]).toEqual([...expected, ...expected]);
  });
});
