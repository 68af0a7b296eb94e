import { estimators } from '../../src/learning/estimators';
import { parameterFault, type ParameterTable } from '../../src/learning/parameters';
import { drawTrials, searched } from '../../src/pipeline/draw-trials';

const table: ParameterTable = {
  trees: { kind: 'integer', default: 100, meaning: '', search: { from: 10, to: 1000, scale: 'log' } },
  share: { kind: 'share', default: 1, meaning: '', search: { from: 0.2, to: 1, scale: 'linear' } },
  seldom: { kind: 'number', default: 7, meaning: '' },
  criterion: { kind: 'choice', choices: ['a', 'b', 'c'], default: 'a', meaning: '', search: ['a', 'b'] },
};
const given = { trees: 100, share: 1, seldom: 8, criterion: 'c' };
const draw = (trials: number, seed = 42) => drawTrials(table, given, trials, seed);
const numbers = (name: string): number[] => draw(1000).map((trial) => Number(trial[name]));

test('all parameters with a range are drawn, and only those', () => {
  expect(searched(table)).toEqual(['trees', 'share', 'criterion']);
  expect(new Set(draw(50).map(({ seldom }) => seldom))).toEqual(new Set([8]));
  expect(new Set(draw(50).map(({ criterion }) => criterion))).toEqual(new Set(['a', 'b']));
});

test('numbers fill their range, evenly', () => {
  const shares = numbers('share');
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.2);
  expect(Math.max(...shares)).toBeLessThanOrEqual(1);
  expect(shares.filter((share) => share < 0.6).length / 1000).toBeCloseTo(0.5, 1);
});

test('or evenly in their logarithms, whole where they are to be', () => {
  const trees = numbers('trees');
  expect(trees.every((count) => Number.isInteger(count) && count >= 10 && count <= 1000)).toBe(true);
  expect(trees.filter((count) => count < 100).length / 1000).toBeCloseTo(0.5, 1);
});

test('a number has no more digits than a person would write', () => {
  expect(numbers('share').every((share) => String(share).length <= '0.123'.length)).toBe(true);
});

test('more trials begin with the same ones', () => {
  expect(draw(30).slice(0, 10)).toEqual(draw(10));
});

test('another seed draws other trials', () => {
  expect(draw(10, 43)).not.toEqual(draw(10, 42));
});

const engines = Object.entries(estimators).flatMap(([estimator, byName]) =>
  Object.entries(byName).map(([name, engine]) => [estimator, name, engine.parameters] as const),
);

test.each(engines)('%s by %s accepts whatever is drawn for it', (_, __, parameters) => {
  const defaults = Object.fromEntries(Object.entries(parameters).map(([name, { default: value }]) => [name, value]));
  for (const trial of drawTrials(parameters, defaults, 200, 42))
    for (const [name, parameter] of Object.entries(parameters))
      expect([name, trial[name], parameterFault(parameter, trial[name], 2)]).toEqual([name, trial[name], undefined]);
});
