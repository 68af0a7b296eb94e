import { gaussLegendre } from '../../../src/learning/explanations/gauss-legendre';

test('two points are where a textbook has them', () => {
  const { points, weights } = gaussLegendre(2);
  expect(points[0]).toBeCloseTo(0.5 - Math.sqrt(1 / 12), 15);
  expect(points[1]).toBeCloseTo(0.5 + Math.sqrt(1 / 12), 15);
  expect(weights[0]).toBeCloseTo(0.5, 15);
  expect(weights[1]).toBeCloseTo(0.5, 15);
});

test.each([1, 2, 3, 5, 8, 20, 101])('%i points integrate every power that they should, and no more', (count) => {
  const { points, weights } = gaussLegendre(count);
  const integral = (power: number) => weights.reduce((sum, weight, index) => sum + weight * points[index]! ** power, 0);
  for (let power = 0; power < 2 * count; power++)
    expect(Math.abs(integral(power) - 1 / (power + 1))).toBeLessThan(1e-14);
  if (count < 5) expect(Math.abs(integral(2 * count) - 1 / (2 * count + 1))).toBeGreaterThan(1e-6);
  expect([...points]).toEqual([...points].sort((a, b) => a - b));
  expect(points.every((point) => point > 0 && point < 1)).toBe(true);
});
