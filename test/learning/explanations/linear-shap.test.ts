import { evaluateLinear, type Linear } from '../../../src/learning/linear/linear';
import { LinearShap } from '../../../src/learning/explanations/linear-shap';

const means = Float64Array.of(1, 5, 7);
const linear: Linear = { kind: 'linear', link: 'identity', intercept: 10, weights: Float64Array.of(2, -3, 0), means };
const row = Float64Array.of(4, 4, 100);

test('a column adds its weight times its distance from the mean of the training rows', () => {
  const shap = new LinearShap(linear);
  expect([...shap.base]).toEqual([-3]);
  expect([...shap.contributions(row)]).toEqual([6, 3, 0]);
  expect(evaluateLinear(linear, row, 3)[0]).toBe(-3 + 6 + 3);
});

test('the mean training row is explained by nothing but the base', () => {
  const shap = new LinearShap(linear);
  expect([...shap.contributions(means)].every((contribution) => contribution === 0)).toBe(true);
  expect(evaluateLinear(linear, means, 3)).toEqual(shap.base);
});

test('with a log link columns multiply: their sum is the logarithm of the value', () => {
  const logged: Linear = { ...linear, link: 'log' };
  const shap = new LinearShap(logged);
  const sum = shap.contributions(row).reduce((all, contribution) => all + contribution, shap.base[0]!);
  expect(Math.exp(sum)).toBeCloseTo(evaluateLinear(logged, row, 3)[0]!, 9);
});
