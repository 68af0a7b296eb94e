import { binColumns } from '../../../src/learning/trees/bins';
import { randomFrom } from '../../../src/learning/random';

const column = (...values: number[]) => binColumns(Float64Array.from(values), 1)[0]!;

describe('the bins of a feature', () => {
  test('are as many as its values, when these are few', () => {
    const { bins, edges } = column(3, 1, 2, 1);
    expect([...bins]).toEqual([2, 0, 1, 0]);
    expect([...edges]).toEqual([1.5, 2.5]);
  });

  test('are one for a constant feature, so that nothing splits on it', () => {
    const { bins, edges } = column(7, 7, 7);
    expect([...bins, ...edges]).toEqual([0, 0, 0]);
  });

  test('are at most 256, each with about as many rows', () => {
    const random = randomFrom(1);
    const { bins, edges } = column(...Array.from({ length: 10_000 }, random));
    expect(edges).toHaveLength(255);
    const counts = new Array<number>(256).fill(0);
    bins.forEach((bin) => (counts[bin]! += 1));
    expect(Math.min(...counts)).toBeGreaterThan(30);
    expect(Math.max(...counts)).toBeLessThan(50);
  });

  test('keep values apart between which no number lies', () => {
    const next = 1 + Number.EPSILON;
    const { bins, edges } = column(1, next);
    expect([...bins]).toEqual([0, 1]);
    expect(1 < edges[0]! && !(next < edges[0]!)).toBe(true);
  });

  test('put what is missing last, where a split sends it at prediction too', () => {
    expect([...column(NaN, 1, 2).bins]).toEqual([1, 0, 1]);
  });

  test('hold a value in a bin whose edges enclose it', () => {
    const random = randomFrom(2);
    const values = Array.from({ length: 3000 }, () => Math.round(random() * 700));
    const { bins, edges } = column(...values);
    values.forEach((value, row) => {
      const bin = bins[row]!;
      expect(bin === 0 || value >= edges[bin - 1]!).toBe(true);
      expect(bin === edges.length || value < edges[bin]!).toBe(true);
    });
  });
});
