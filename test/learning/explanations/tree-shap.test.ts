import { evaluateForest, type Forest } from '../../../src/learning/trees/forest';
import { randomFrom } from '../../../src/learning/random';
import { joinTrees, type Tree } from '../../../src/learning/trees/tree';
import { TreeShap } from '../../../src/learning/explanations/tree-shap';
import { randomForest, type Shape } from '../trees/random-forest';

/** What the forest answers when only some columns are known: elsewhere a row goes both ways, by cover. */
function expected(forest: Forest, row: Float64Array, output: number, isKnown: (column: number) => boolean): number {
  const below = (node: number): number => {
    const column = forest.feature[node]!;
    const left = forest.child[node]!;
    if (column < 0) return forest.leaves[left * forest.outputs + output]!;
    if (isKnown(column)) return below(row[column]! < forest.threshold[node]! ? left : left + 1);
    const [one, other] = [forest.cover[left]!, forest.cover[left + 1]!];
    return (one * below(left) + other * below(left + 1)) / (one + other);
  };
  return forest.roots.reduce((sum, root) => sum + below(root), 0) / forest.roots.length;
}

/** Shapley (1953), by the definition: the mean of what a column adds, over all orders in which columns may come. */
function shapley(forest: Forest, row: Float64Array, output: number): number[] {
  const width = row.length;
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const worth = Array.from({ length: 2 ** width }, (_, known) =>
    expected(forest, row, output, (column) => ((known >> column) & 1) === 1),
  );
  return Array.from({ length: width }, (_, column) =>
    worth.reduce((sum, value, known) => {
      if ((known >> column) & 1) return sum;
      const size = known.toString(2).split('1').length - 1;
      const orders = (factorial(size) * factorial(width - size - 1)) / factorial(width);
      return sum + orders * (worth[known | (1 << column)]! - value);
    }, 0),
  );
}

function rowOf(width: number, seed: number): Float64Array {
  return Float64Array.from({ length: width }, randomFrom(seed));
}

function total(base: number, contributions: Float64Array): number {
  return contributions.reduce((sum, contribution) => sum + contribution, base);
}

/** a < 0.5 ? 1 : 5, where 3 of 4 rows went left. */
const stump: Forest = {
  kind: 'forest',
  outputs: 1,
  roots: Int32Array.of(0),
  feature: Int32Array.of(0, -1, -1),
  threshold: Float64Array.of(0.5, 0, 0),
  child: Int32Array.of(1, 0, 1),
  leaves: Float64Array.of(1, 5),
  cover: Float64Array.of(4, 3, 1),
};

/** Each step tests a column of its own: below 0.01 ends in a leaf, all else goes on to the next step. */
function ladder(steps: number): Forest {
  const tree: Tree = { feature: [], threshold: [], child: [], leaves: [], cover: [steps + 1] };
  for (let step = 0; step < steps; step++) {
    tree.feature.push(step, -1);
    tree.threshold.push(0.01, 0);
    tree.child.push(2 * step + 1, step);
    tree.leaves.push(step);
    tree.cover.push(1, steps - step);
  }
  tree.feature.push(-1);
  tree.threshold.push(0);
  tree.child.push(steps);
  tree.leaves.push(2 * steps);
  return joinTrees([tree], 1);
}

describe('what each column adds to a prediction', () => {
  test('is all of it when there is one split', () => {
    const shap = new TreeShap(stump);
    expect([...shap.base]).toEqual([2]);
    expect([...shap.contributions(Float64Array.of(0), 0)]).toEqual([-1]);
    expect(shap.contributions(Float64Array.of(1), 0)[0]).toBeCloseTo(3, 12);
  });

  test.each<[string, Shape]>([
    ['one column tested at every level', { trees: 3, depth: 5, width: 1, outputs: 1 }],
    ['two columns tested again and again', { trees: 3, depth: 7, width: 2, outputs: 1 }],
    ['shallow trees of six columns', { trees: 10, depth: 3, width: 6, outputs: 3 }],
    ['full trees of six columns', { trees: 4, depth: 8, width: 6, outputs: 2, split: 1 }],
    ['trees of which many are a leaf', { trees: 10, depth: 4, width: 5, outputs: 1, split: 0.4 }],
  ])('is its Shapley value over all sets of columns: %s', (_, shape) => {
    for (let seed = 1; seed <= 10; seed++) {
      const forest = randomForest(shape, seed);
      const row = rowOf(shape.width, seed);
      const shap = new TreeShap(forest);
      for (let output = 0; output < shape.outputs; output++) {
        const exact = shapley(forest, row, output);
        const contributions = shap.contributions(row, output);
        exact.forEach((value, column) => expect(Math.abs(contributions[column]! - value)).toBeLessThan(1e-12));
        expect(shap.base[output]).toBeCloseTo(
          expected(forest, row, output, () => false),
          12,
        );
      }
    }
  });

  test.each<[string, Shape]>([
    ['deep trees', { trees: 5, depth: 20, width: 30, outputs: 1, split: 0.7 }],
    ['classes', { trees: 20, depth: 6, width: 10, outputs: 4 }],
  ])('adds up, with the base, to the prediction: %s', (_, shape) => {
    const forest = randomForest(shape, 1);
    const shap = new TreeShap(forest);
    for (let seed = 1; seed <= 5; seed++) {
      const row = rowOf(shape.width, seed);
      const outputs = evaluateForest(forest, row, shape.width);
      outputs.forEach((output, k) => {
        expect(Math.abs(total(shap.base[k]!, shap.contributions(row, k)) - output)).toBeLessThan(1e-9);
      });
    }
  });

  test('adds up along a path of 300 columns too', () => {
    const forest = ladder(300);
    const shap = new TreeShap(forest);
    for (const row of [new Float64Array(300).fill(1), rowOf(300, 1)]) {
      const contributions = shap.contributions(row, 0);
      expect(Math.abs(total(shap.base[0]!, contributions) - evaluateForest(forest, row, 300)[0]!)).toBeLessThan(1e-9);
      expect(contributions.filter((contribution) => contribution !== 0).length).toBeGreaterThan(100);
    }
  });

  test('counts a value that is no number as the right side does', () => {
    const forest = randomForest({ trees: 5, depth: 5, width: 3, outputs: 1 }, 1);
    const shap = new TreeShap(forest);
    const withNaN = shap.contributions(Float64Array.of(0.2, NaN, 0.7), 0);
    expect(withNaN).toEqual(shap.contributions(Float64Array.of(0.2, Infinity, 0.7), 0));
    expect(total(shap.base[0]!, withNaN)).toBeCloseTo(evaluateForest(forest, Float64Array.of(0.2, NaN, 0.7), 3)[0]!, 9);
  });

  test('is nothing when every tree is a leaf, or no tree tests the column', () => {
    const leaves = new TreeShap(randomForest({ trees: 3, depth: 0, width: 2, outputs: 2 }, 1));
    expect([...leaves.contributions(Float64Array.of(1, 2), 1)]).toEqual([0, 0]);
    expect(leaves.base[0]! + leaves.base[1]!).toBeCloseTo(1, 12);
    expect([...new TreeShap(stump).contributions(Float64Array.of(0, 9, 9), 0)]).toEqual([-1, 0, 0]);
  });

  test('does not depend on which rows were explained before', () => {
    const forest = randomForest({ trees: 10, depth: 6, width: 4, outputs: 2 }, 1);
    const shap = new TreeShap(forest);
    shap.contributions(rowOf(4, 1), 0);
    expect(shap.contributions(rowOf(4, 2), 1)).toEqual(new TreeShap(forest).contributions(rowOf(4, 2), 1));
  });
});
