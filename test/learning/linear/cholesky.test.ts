import { factorise, nearestSolution, shortestSolution } from '../../../src/learning/linear/cholesky';

const of = (...numbers: readonly number[]) => Float64Array.from(numbers);
const expectClose = (ours: Float64Array, expected: readonly number[]): void => {
  expect(ours).toHaveLength(expected.length);
  expected.forEach((number, at) => expect(ours[at]).toBeCloseTo(number, 12));
};

test('equations with one solution are solved, whatever the units of a row', () => {
  // 4x + 2000y = 8, 2000x + 3000000y = 4000
  const factor = factorise(of(4, 0, 2000, 3e6), 2, 1e-12);
  expectClose(shortestSolution(factor, of(8, 4000)), [2, 0]);
  expectClose(nearestSolution(factor, of(8, 4000)), [2, 0]);
});

test('of many solutions the shortest is found', () => {
  // x + 2y = 5, twice
  const factor = factorise(of(1, 0, 2, 4), 2, 1e-12);
  expect(factor.pivots).toHaveLength(1);
  expectClose(shortestSolution(factor, of(5, 10)), [1, 2]);
});

test('where there is no solution, the nearest vector is met', () => {
  // Products of the vectors 1 and 2, which are to be multiplied by a number so that they come near 3 and 1.
  const x = nearestSolution(factorise(of(1, 0, 2, 4), 2, 1e-12), of(3, 1));
  expect(x[0]! * 1 + x[1]! * 2).toBeCloseTo((1 * 3 + 2 * 1) / 5, 12);
});

test('a row of zeros is left alone', () => {
  expectClose(shortestSolution(factorise(of(0, 0, 0, 2), 2, 1e-12), of(0, 6)), [0, 3]);
});

test('nothing at all has nothing for a solution', () => {
  expectClose(shortestSolution(factorise(of(0), 1, 1e-12), of(0)), [0]);
  expectClose(shortestSolution(factorise(of(), 0, 1e-12), of()), []);
});
