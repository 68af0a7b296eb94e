import { decisionTree } from '../../../src/learning/trees/decision-tree';
import type { TrainingSet } from '../../../src/learning/engine';
import { evaluateForest, forestFault } from '../../../src/learning/trees/forest';
import type { Parameters } from '../../../src/learning/parameters';
import { forestOf, rowsByNode, someClasses, someValues, WIDTH } from './training-sets';

type Loss = (rows: readonly number[]) => number;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

/** What a criterion means, by its definition: the smaller, the better. */
const losses: Readonly<Record<string, (set: TrainingSet, weights: readonly number[]) => Loss>> = {
  gini: (set, weights) => (rows) => {
    const counts = weightsOf(set, weights, rows);
    const total = sum(counts);
    return total - sum(counts.map((count) => count ** 2)) / total;
  },
  entropy: (set, weights) => (rows) => {
    const counts = weightsOf(set, weights, rows).filter((count) => count > 0);
    return -sum(counts.map((count) => count * Math.log(count / sum(counts))));
  },
  squared_error: (set) => (rows) => {
    if (set.kind !== 'value') return NaN;
    const mean = sum(rows.map((row) => set.targets[row]!)) / rows.length;
    return sum(rows.map((row) => (set.targets[row]! - mean) ** 2));
  },
};

function weightsOf(set: TrainingSet, weights: readonly number[], rows: readonly number[]): number[] {
  if (set.kind !== 'class') return [];
  const counts = new Array<number>(set.classes).fill(0);
  for (const row of rows) counts[set.labels[row]!]! += weights[set.labels[row]!] ?? 1;
  return counts;
}

/** The least loss of both sides over all cuts of all columns that leave `least` rows on each. */
function bestLoss({ values }: TrainingSet, rows: readonly number[], loss: Loss, least: number): number {
  let best = Infinity;
  for (let column = 0; column < WIDTH; column++) {
    for (let cut = 0.5; cut < 20; cut++) {
      const left = rows.filter((row) => values[row * WIDTH + column]! < cut);
      const right = rows.filter((row) => values[row * WIDTH + column]! >= cut);
      if (left.length >= least && right.length >= least) best = Math.min(best, loss(left) + loss(right));
    }
  }
  return best;
}

const sets: readonly (readonly [string, TrainingSet, Parameters])[] = [
  ['two classes', someClasses(2000, 2, 1), { criterion: 'gini', min_samples_leaf: 5 }],
  ['two classes by entropy', someClasses(600, 2, 2), { criterion: 'entropy', min_samples_leaf: 3 }],
  ['three classes', someClasses(2000, 3, 3), { criterion: 'gini', min_samples_leaf: 5 }],
  ['seven classes by entropy', someClasses(1500, 7, 4), { criterion: 'entropy', min_samples_leaf: 10 }],
  ['forty classes of few rows', someClasses(400, 40, 5), { criterion: 'gini' }],
  ['values', someValues(2000, 6), { criterion: 'squared_error', min_samples_leaf: 5 }],
  ['a few values', someValues(30, 7), { criterion: 'squared_error' }],
];

describe.each(sets)('a tree of %s', (_, set, parameters) => {
  test('splits each node where brute force leaves the least loss', async () => {
    const tree = await forestOf(decisionTree, set, parameters);
    const rows = rowsByNode(tree, set);
    const loss = losses[String(parameters['criterion'])]!(set, []);
    expect(tree.feature.length).toBeGreaterThan(15);
    tree.feature.forEach((column, node) => {
      if (column < 0) return;
      const [left, right] = [rows[tree.child[node]!]!, rows[tree.child[node]! + 1]!];
      const best = bestLoss(set, rows[node]!, loss, Number(parameters['min_samples_leaf'] ?? 1));
      expect(loss(left) + loss(right)).toBeCloseTo(best, 8);
    });
  });

  test('answers in each leaf with what the training rows there are, and covers each node with their number', async () => {
    const tree = await forestOf(decisionTree, set, parameters);
    expect(forestFault(tree, WIDTH)).toBeUndefined();
    rowsByNode(tree, set).forEach((rows, node) => {
      expect(tree.cover[node]).toBe(rows.length);
      if (tree.feature[node]! >= 0) return;
      const leaf = tree.leaves.subarray(tree.child[node]! * tree.outputs, (tree.child[node]! + 1) * tree.outputs);
      const expected =
        set.kind === 'class'
          ? weightsOf(set, [], rows).map((count) => count / rows.length)
          : [sum(rows.map((row) => set.targets[row]!)) / rows.length];
      expected.forEach((share, k) => expect(leaf[k]).toBeCloseTo(share, 12));
    });
  });
});

test.each([2, 3])('of %i balanced classes, a rare one counts as much as the others', async (classes) => {
  const set = someClasses(1000, classes, 8);
  set.labels.forEach((label, row) => (set.labels[row] = row % 10 === 0 ? label : 0));
  const counts = weightsOf(set, [], [...set.labels.keys()]);
  const weights = counts.map((count) => 1000 / (classes * count));
  const tree = await forestOf(decisionTree, set, { class_weight: 'balanced', max_depth: 1 });
  const rows = rowsByNode(tree, set);
  const loss = losses['gini']!(set, weights);
  expect(tree.cover[0]).toBeCloseTo(1000, 1);
  expect(loss(rows[1]!) + loss(rows[2]!)).toBeCloseTo(bestLoss(set, rows[0]!, loss, 1), 3);
});

describe('a tree that may grow without end', () => {
  test('knows every training row by heart where no two rows are alike', async () => {
    const values = Float64Array.from({ length: 100 }, (_, row) => row);
    const targets = Float64Array.from(values, (value) => Math.sin(value) * 1e300);
    const tree = await forestOf(decisionTree, { kind: 'value', values, width: 1, targets }, { max_depth: 100 });
    expect(evaluateForest(tree, values, 1)).toEqual(targets);
  });

  test('answers rows that are alike with their mean', async () => {
    const set = { kind: 'value', values: Float64Array.of(1, 1, 2, 2), width: 1 } as const;
    const tree = await forestOf(decisionTree, { ...set, targets: Float64Array.of(10, 20, 5, 6) });
    expect([...evaluateForest(tree, Float64Array.of(1, 2), 1)]).toEqual([15, 5.5]);
  });

  test('finds what two columns say only together', async () => {
    const values = Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1);
    const set = { kind: 'class', values, width: 2, labels: Int32Array.of(0, 1, 1, 0), classes: 2 } as const;
    const tree = await forestOf(decisionTree, set);
    expect([...evaluateForest(tree, values, 2)]).toEqual([1, 0, 0, 1, 0, 1, 1, 0]);
  });

  test('tells values apart that lie as far apart as numbers can', async () => {
    const set = { kind: 'value', values: Float64Array.of(1, 2, 3), width: 1 } as const;
    const targets = Float64Array.of(-Number.MAX_VALUE, 0, Number.MAX_VALUE);
    const tree = await forestOf(decisionTree, { ...set, targets });
    expect([...evaluateForest(tree, set.values, 1)]).toEqual([...targets]);
  });
});

describe('a tree has but one leaf', () => {
  const values = { kind: 'value', width: 1 } as const;
  const classes = { kind: 'class', width: 1, classes: 2 } as const;
  const five = new Float64Array(4).fill(5);
  const none = new Float64Array(4).fill(NaN);

  test.each<[string, TrainingSet, number[]]>([
    ['one value', { ...values, values: Float64Array.of(1, 2), targets: Float64Array.of(0.1, 0.1) }, [0.1]],
    ['one row', { ...values, values: Float64Array.of(1), targets: Float64Array.of(7) }, [7]],
    ['a constant column', { ...values, values: five, targets: Float64Array.of(1, 2, 3, 4) }, [2.5]],
    ['nothing but NaN', { ...values, values: none, targets: Float64Array.of(1, 2, 3, 4) }, [2.5]],
    ['one class', { ...classes, values: Float64Array.of(1, 2), labels: Int32Array.of(1, 1) }, [0, 1]],
    ['classes by nothing but NaN', { ...classes, values: none, labels: Int32Array.of(0, 1, 1, 1) }, [0.25, 0.75]],
  ])('of %s', async (_, set, leaf) => {
    const tree = await forestOf(decisionTree, set);
    expect([...tree.feature]).toEqual([-1]);
    expect([...tree.leaves]).toEqual(leaf);
  });
});

describe('what makes no sense is refused in words', () => {
  const values = someValues(10, 1);
  const classes = someClasses(10, 2, 1);
  const broken = { ...values, targets: values.targets.map((target, row) => (row === 3 ? NaN : target)) };
  const empty = { ...values, values: new Float64Array(), targets: new Float64Array() };

  test.each<[string, TrainingSet, Parameters, string]>([
    ['gini of values', values, { criterion: 'gini' }, 'criterion is gini, but the target is a value; expected auto'],
    ['entropy of values', values, { criterion: 'entropy' }, 'criterion is entropy, but the target is a value'],
    ['balanced values', values, { class_weight: 'balanced' }, 'class_weight is balanced, but the target is a value'],
    ['an error of classes', classes, { criterion: 'squared_error' }, 'squared_error, but the target is a class'],
    ['a target that is none', broken, {}, 'the target of row 3 is NaN; expected a number, so leave the row out'],
    ['no rows', empty, {}, 'there are no rows'],
  ])('%s', async (_, set, parameters, words) => {
    await expect(decisionTree.train(set, parameters, 1)).rejects.toThrow(words);
  });
});
