import { explain, type Explanation } from '../../../src/learning/explanations/explain';
import { evaluate, type Predictor } from '../../../src/learning/predictor';
import { randomForest } from '../trees/random-forest';

const columns = [
  { feature: 'rooms', title: 'rooms' },
  { feature: 'joke', title: 'duck' },
  { feature: 'joke', title: 'bar' },
  { feature: 'joke', title: 'horse' },
  { feature: 'area', title: 'area' },
];
const row = Float64Array.of(0.9, 0, 0.5, 0.2, 0.3);

const sum: Predictor = {
  kind: 'linear',
  link: 'identity',
  intercept: 1,
  weights: Float64Array.of(2, 5, 4, -30, 0),
  means: Float64Array.of(0.5, 0.1, 0.5, 0.1, 0),
};

function total({ base, features }: Explanation): number {
  return Object.values(features).reduce((all, contribution) => all + contribution, base);
}

describe('an explanation', () => {
  test('names each feature once, with what its columns add together', () => {
    const { base, output, features } = explain(sum, columns, row, 0);
    expect(Object.keys(features)).toEqual(['rooms', 'joke', 'area']);
    expect(features['rooms']).toBeCloseTo(0.8, 12);
    expect(features['joke']).toBeCloseTo(-0.5 + 0 - 3, 12);
    expect(features['area']).toBe(0);
    expect(base).toBeCloseTo(1 + 1 + 0.5 + 2 - 3, 12);
    expect(output).toBe(evaluate(sum, row, 5)[0]);
  });

  test('says which words of a text counted most, and leaves out those that did not count', () => {
    const { terms } = explain(sum, columns, row, 0);
    expect(terms).toEqual({
      joke: [
        { title: 'horse', value: 0.2, contribution: -3 },
        { title: 'duck', value: 0, contribution: -0.5 },
      ],
    });
  });

  test('lists ten words of a long text, the largest', () => {
    const weights = Float64Array.from({ length: 50 }, (_, column) => (column % 2 ? column : -column));
    const long: Predictor = { ...sum, weights, means: new Float64Array(50) };
    const words = Array.from(weights, (_, column) => ({ feature: 'text', title: `word ${column}` }));
    const { terms } = explain(long, words, new Float64Array(50).fill(1), 0);
    expect(terms['text']!.map(({ contribution }) => contribution)).toEqual([
      49, -48, 47, -46, 45, -44, 43, -42, 41, -40,
    ]);
  });

  test('of a log link is one of the logarithm of the value', () => {
    const logged: Predictor = { ...sum, link: 'log' };
    const explanation = explain(logged, columns, row, 0);
    expect(explanation.scale).toBe('log value');
    expect(Math.exp(explanation.output)).toBe(evaluate(logged, row, 5)[0]);
    expect(total(explanation)).toBeCloseTo(explanation.output, 12);
  });

  test.each([
    ['classes', 3, 'probability'],
    ['values', 1, 'value'],
  ])('of a forest of %s adds up to the output that was asked for', (_, outputs, scale) => {
    const forest = randomForest({ trees: 20, depth: 6, width: 5, outputs }, 1);
    evaluate(forest, row, 5).forEach((output, k) => {
      const explanation = explain(forest, columns, row, k);
      expect(explanation).toMatchObject({ scale, output });
      expect(Math.abs(total(explanation) - output)).toBeLessThan(1e-9);
    });
  });
});
