import type { ClassSet } from '../../../src/learning/engine';
import { argmax, evaluateForest, forestFault, type Forest } from '../../../src/learning/trees/forest';
import { fit, mlRandomForest } from '../../../src/learning/trees/ml-random-forest';
import type { Parameters } from '../../../src/learning/parameters';
import { randomFrom } from '../../../src/learning/random';

const WIDTH = 4;
const CLASSES = 3;

/** Rows in three clouds that overlap. */
function clouds(rows: number, seed: number): ClassSet {
  const random = randomFrom(seed);
  const labels = Int32Array.from({ length: rows }, (_, row) => row % CLASSES);
  const values = Float64Array.from({ length: rows * WIDTH }, (_, cell) => {
    const label = labels[Math.floor(cell / WIDTH)]!;
    return Math.round((label + 2 * random()) * 10) / 10;
  });
  return { kind: 'class', values, labels, width: WIDTH, classes: CLASSES };
}

const set = clouds(90, 1);
const unseen = clouds(60, 2);
const rowsOf = ({ values }: ClassSet): number[][] =>
  Array.from({ length: values.length / WIDTH }, (_, row) => [...values.subarray(row * WIDTH, (row + 1) * WIDTH)]);

/** What the engine makes of the set. */
async function forestOf(parameters: Parameters, seed: number): Promise<Forest> {
  const predictor = await mlRandomForest.train(set, parameters, seed);
  if (predictor.kind !== 'forest') throw new Error('expected a forest');
  return predictor;
}

/** One tree of a forest, as a forest. */
const treeOf = (forest: Forest, tree: number): Forest => ({ ...forest, roots: forest.roots.slice(tree, tree + 1) });

/** What the package offers of a tree, though its types do not say so. */
interface PackageTree {
  readonly root: { classify(row: readonly number[]): { getRow(row: number): number[] } };
}

describe.each([
  ['the defaults', {}, 42],
  ['another seed', {}, 7],
  ['half of the features', { max_features: 0.5 }, 42],
  ['one feature a tree', { max_features: 0.25 }, 42],
  ['three features a tree', { max_features: 3 }, 42],
  ['shallow trees', { max_depth: 2 }, 42],
  ['large leaves', { min_samples_split: 30 }, 42],
  ['half of the rows', { max_samples: 0.5 }, 42],
  ['a few rows, so that trees miss a class', { max_samples: 0.05, min_samples_split: 2 }, 42],
  ['splits that must gain', { min_gain: 0.2 }, 42],
])('the flat forest, trained with %s,', (_, given, seed) => {
  const parameters = { n_estimators: 8, ...given };
  let forest: Forest;
  beforeAll(async () => {
    forest = await forestOf(parameters, seed);
  });
  const classifier = fit(set, parameters, seed);
  const trees: readonly PackageTree[] = classifier.estimators ?? [];
  const columns = classifier.indexes ?? [];

  test('has no fault and as many trees as were asked for', () => {
    expect(forestFault(forest, WIDTH)).toBeUndefined();
    expect(forest.roots).toHaveLength(8);
  });

  test('ends, tree by tree, in the leaf in which the package ends', () => {
    trees.forEach(({ root }, tree) => {
      const shares = evaluateForest(treeOf(forest, tree), unseen.values, WIDTH);
      rowsOf(unseen).forEach((row, index) => {
        const leaf = root.classify(columns[tree]!.map((column) => row[column]!)).getRow(0);
        for (let k = 0; k < CLASSES; k++) expect(shares[index * CLASSES + k]).toBeCloseTo(leaf[k] ?? 0, 12);
      });
    });
  });

  test('votes, tree by tree, as the package votes', () => {
    const votes = classifier.predictionValues(rowsOf(unseen));
    trees.forEach((_, tree) => {
      const shares = evaluateForest(treeOf(forest, tree), unseen.values, WIDTH);
      const classes = rowsOf(unseen).map((_, row) => argmax(shares, row * CLASSES, CLASSES));
      expect(classes).toEqual(rowsOf(unseen).map((_, row) => votes.get(row, tree)));
    });
  });

  test('covers each node with the rows that come by', () => {
    const { feature, child, cover, roots } = forest;
    for (const root of roots) expect(cover[root]).toBe(90);
    feature.forEach((column, node) => {
      if (column >= 0) expect(cover[child[node]!]! + cover[child[node]! + 1]!).toBe(cover[node]);
    });
  });

  test('is the same each time', async () => {
    expect(await forestOf(parameters, seed)).toEqual(forest);
  });
});

describe('a parameter does what it says', () => {
  const train = (parameters: Parameters): Promise<Forest> => forestOf({ n_estimators: 20, ...parameters }, 1);

  /** Levels below a node. */
  const depth = (forest: Forest, node: number): number => {
    if (forest.feature[node]! < 0) return 0;
    const left = forest.child[node]!;
    return 1 + Math.max(depth(forest, left), depth(forest, left + 1));
  };

  test.each([1, 2, 4])('max_depth %i', async (max) => {
    const forest = await train({ max_depth: max });
    expect(Math.max(...Array.from(forest.roots, (root) => depth(forest, root)))).toBe(max);
  });

  test.each([
    [0.25, 1],
    [0.5, 2],
    [2, 2],
    [3, 3],
    [1, 4],
    [0.01, 1],
  ])('max_features %d: a tree sees %i', async (max_features, count) => {
    const forest = await train({ max_features });
    const seen = Array.from(forest.roots, (root, tree) => {
      const nodes = forest.feature.subarray(root, forest.roots[tree + 1] ?? forest.feature.length);
      return new Set(nodes.filter((column) => column >= 0)).size;
    });
    expect(Math.max(...seen)).toBe(count);
  });

  test('min_samples_split of more rows than there are makes every tree a leaf', async () => {
    expect((await train({ min_samples_split: 91 })).feature).toEqual(new Int32Array(20).fill(-1));
  });

  test('min_gain of all there is to gain makes every tree a leaf', async () => {
    expect((await train({ min_gain: 1 })).feature).toEqual(new Int32Array(20).fill(-1));
  });

  test('another seed makes another forest', async () => {
    expect(await forestOf({}, 2)).not.toEqual(await forestOf({}, 3));
  });
});

test('no share in a leaf is above 1', async () => {
  const { leaves } = await forestOf({ n_estimators: 50, min_samples_split: 20 }, 42);
  expect(leaves.filter((share) => share > 1)).toEqual(new Float64Array());
});

test('values are refused: it learns classes', async () => {
  const values = { kind: 'value' as const, values: set.values, width: WIDTH, targets: new Float64Array(90) };
  await expect(mlRandomForest.train(values, {}, 1)).rejects.toThrow(/learns classes.*choose the engine histogram/);
});
