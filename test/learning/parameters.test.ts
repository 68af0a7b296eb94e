import { estimators } from '../../src/learning/estimators';
import { parameterFault, type Parameter } from '../../src/learning/parameters';

const FEATURES = 4;
const others = [undefined, null, true, '1', '', [1], {}, NaN, Infinity, -Infinity];

/** A kind with its bounds, what it takes, what it refuses and in which words. */
const kinds: readonly (readonly [
  string,
  Pick<Parameter, 'kind' | 'min'>,
  readonly unknown[],
  readonly unknown[],
  string,
])[] = [
  ['a whole number', { kind: 'integer' }, [1, 2, 1e6], [0, -1, 1.5, 2 ** 53], 'a whole number from 1'],
  ['a whole number from 0', { kind: 'integer', min: 0 }, [0, -0, 7], [-1, 0.5], 'a whole number from 0'],
  ['a number', { kind: 'number' }, [0, 1e-9, 0.5, 1e300], [-1e-9, -1], 'a number from 0'],
  ['a number from 2', { kind: 'number', min: 2 }, [2, 2.5], [1.999, 0], 'a number from 2'],
  ['a share', { kind: 'share' }, [1e-9, 0.5, 1], [0, -0.1, 1.0000001, 2], 'a share above 0 and at most 1'],
  [
    'a share or number of features',
    { kind: 'features' },
    [0.01, 0.85, 1, 2, 3, 4],
    [0, -1, 1.85, 2.5, 5],
    'a share above 0 and at most 1, or a whole number of features from 2 to 4',
  ],
];

describe.each(kinds)('%s', (_, parameter, good, bad, expected) => {
  const fault = (value: unknown) => parameterFault({ ...parameter, default: 1, meaning: '' }, value, FEATURES);

  test.each(good.map((value) => [value]))('may be %p', (value) => {
    expect(fault(value)).toBeUndefined();
  });

  test.each([...bad, ...others].map((value) => [value]))('may not be %p', (value) => {
    expect(fault(value)).toBe(expected);
  });
});

const engines = Object.entries(estimators).flatMap(([estimator, ofEstimator]) =>
  Object.entries(ofEstimator).map(([name, engine]) => ({ name: `${estimator} by ${name}`, engine })),
);

describe.each(engines.filter(({ engine }) => Object.keys(engine.parameters).length > 0))(
  'the parameters of $name',
  ({ engine }) => {
    test.each(Object.entries(engine.parameters))('%s has a default that it accepts, and a meaning', (_, parameter) => {
      expect(parameterFault(parameter, parameter.default, FEATURES)).toBeUndefined();
      expect(parameter.meaning).not.toBe('');
    });
  },
);
