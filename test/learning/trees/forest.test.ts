import { argmax, evaluateForest, forestFault, type Forest } from '../../../src/learning/trees/forest';
import { randomFrom } from '../../../src/learning/random';
import { randomForest } from './random-forest';

/**
 * Two trees over columns a and b. The first: a < 0.5 ? leaf 0 : b < 2 ? leaf 1 : leaf 2.
 * The second: leaf 3, whatever comes.
 */
const forest: Forest = {
  kind: 'forest',
  outputs: 2,
  roots: Int32Array.of(0, 5),
  feature: Int32Array.of(0, -1, 1, -1, -1, -1),
  threshold: Float64Array.of(0.5, 0, 2, 0, 0, 0),
  child: Int32Array.of(1, 0, 3, 1, 2, 3),
  leaves: Float64Array.of(1, 0, 0.5, 0.5, 0, 1, 0.25, 0.75),
  cover: Float64Array.of(10, 4, 6, 1, 5, 10),
};

/** One tree after the other, one step after the other. */
function meanOfLeaves({ roots, feature, threshold, child, leaves, outputs }: Forest, row: Float64Array): number[] {
  const sums = new Array<number>(outputs).fill(0);
  for (const root of roots) {
    let node = root;
    while (feature[node]! >= 0) node = child[node]! + (row[feature[node]!]! < threshold[node]! ? 0 : 1);
    for (let k = 0; k < outputs; k++) sums[k]! += leaves[child[node]! * outputs + k]!;
  }
  return sums.map((sum) => sum / roots.length);
}

describe('a row gets the mean of the leaves that it falls into', () => {
  test.each([
    ['left', [0, 0], [0.625, 0.375]],
    ['right and left', [1, 0], [0.375, 0.625]],
    ['right and right', [1, 3], [0.125, 0.875]],
    ['right, being the threshold itself', [0.5, 2], [0.125, 0.875]],
    ['left, being just below it', [0.49999999999999994, 9], [0.625, 0.375]],
    ['right, being no number', [NaN, NaN], [0.125, 0.875]],
    ['to the ends of the numbers', [-Infinity, Infinity], [0.625, 0.375]],
  ])('%s', (_, row, expected) => {
    expect([...evaluateForest(forest, Float64Array.from(row), 2)]).toEqual(expected);
  });

  test('in a batch as alone, to the bit', () => {
    const random = randomFrom(1);
    const values = Float64Array.from({ length: 400 }, () => random() * 4);
    const alone = Array.from({ length: 200 }, (_, row) => [
      ...evaluateForest(forest, values.slice(row * 2, row * 2 + 2), 2),
    ]);
    expect([...evaluateForest(forest, values, 2)]).toEqual(alone.flat());
  });

  test.each([1, 2, 3, 4, 5, 7, 8, 9])('of %i trees, by their definition', (count) => {
    const many = randomForest({ trees: count, depth: 6, width: 3, outputs: 2 }, count);
    const random = randomFrom(3);
    const values = Float64Array.from({ length: 60 }, random);
    const expected = Array.from({ length: 20 }, (_, row) => meanOfLeaves(many, values.subarray(row * 3, row * 3 + 3)));
    expect([...evaluateForest(many, values, 3)]).toEqual(expected.flat());
  });

  test('and no rows get nothing', () => {
    expect(evaluateForest(forest, new Float64Array(), 2)).toEqual(new Float64Array());
  });
});

describe('the class of a row', () => {
  test.each([
    [[0.2, 0.5, 0.3], 0, 3, 1],
    [[0.5, 0.5], 0, 2, 0],
    [[0.1, 0.45, 0.45], 0, 3, 1],
    [[0.9, 0.1, 0.1, 0.9], 2, 2, 1],
    [[1], 0, 1, 0],
  ])('with %j from %i on, of %i classes, is %i', (probabilities, offset, classes, index) => {
    expect(argmax(Float64Array.from(probabilities), offset, classes)).toBe(index);
  });
});

describe('a damaged forest is named', () => {
  /** The forest with one number of one array replaced. */
  const put = (name: 'roots' | 'feature' | 'child', at: number, value: number): Forest => ({
    ...forest,
    [name]: forest[name].map((old, index) => (index === at ? value : old)),
  });

  test('not when it is whole', () => {
    expect(forestFault(forest, 2)).toBeUndefined();
  });

  test.each<[string, Forest, string]>([
    ['no tree', { ...forest, roots: new Int32Array() }, 'it has no tree'],
    ['no class', { ...forest, outputs: 0 }, 'its leaves do not fit its classes'],
    ['half a leaf', { ...forest, outputs: 3 }, 'its leaves do not fit its classes'],
    ['thresholds too few', { ...forest, threshold: new Float64Array(5) }, 'the arrays of its nodes differ in length'],
    ['covers too few', { ...forest, cover: new Float64Array(5) }, 'the arrays of its nodes differ in length'],
    ['a node that no row reached', { ...forest, cover: new Float64Array(6) }, 'a node was reached by no training row'],
    ['a leaf above 1', { ...forest, leaves: forest.leaves.map((share) => share * 2) }, 'a leaf holds what is no share'],
    ['a leaf of NaN', { ...forest, leaves: new Float64Array(8).fill(NaN) }, 'a leaf holds what is no number'],
    ['children too many', { ...forest, child: new Int32Array(7) }, 'the arrays of its nodes differ in length'],
    ['a root before the first node', put('roots', 1, -1), 'a root points to node -1 of 6'],
    ['a root after the last node', put('roots', 1, 6), 'a root points to node 6 of 6'],
    ['a column that there is not', put('feature', 2, 2), 'node 2 tests column 2 of 2'],
    ['a node that is its own child', put('child', 2, 2), 'node 2 has child 2'],
    ['a child before its parent', put('child', 2, 0), 'node 2 has child 0'],
    ['a child that there is not', put('child', 2, 6), 'node 2 has child 6'],
    ['a right child that there is not', put('child', 2, 5), 'node 2 has child 5'],
    ['a negative child', put('child', 0, -1), 'node 0 has child -1'],
    ['a leaf that there is not', put('child', 1, 4), 'node 1 has leaf 4'],
    ['a negative leaf', put('child', 1, -1), 'node 1 has leaf -1'],
  ])('with %s', (_, damaged, fault) => {
    expect(forestFault(damaged, 2)).toBe(fault);
  });

  test('and one without a fault is evaluated to its end, whatever its numbers', () => {
    const random = randomFrom(2);
    const shaken = (numbers: Int32Array) => numbers.map((old) => (random() < 0.2 ? Math.floor(random() * 8) - 1 : old));
    const rows = Float64Array.from({ length: 20 }, () => random() * 4);
    let sound = 0;
    for (let round = 0; round < 5000; round++) {
      const any = {
        ...forest,
        roots: shaken(forest.roots),
        feature: shaken(forest.feature),
        child: shaken(forest.child),
      };
      if (forestFault(any, 2) !== undefined) continue;
      sound += 1;
      expect(evaluateForest(any, rows, 2).every((share) => share >= 0 && share <= 1)).toBe(true);
    }
    expect(sound).toBeGreaterThan(100);
  });
});
