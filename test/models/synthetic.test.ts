import { randomFrom } from '../../src/learning/random';
import { clamp, Draws, rowsFrom, weighted, weightedName } from '../../src/models/synthetic';
import { housePrices } from '../../src/models/house-prices';
import { jokemeter } from '../../src/models/jokemeter';
import type { Model } from '../../src/models/model';
import { readmission } from '../../src/models/readmission';
import { externalSource, madeUp, mean, trained } from './made-up';

const draws = (): Draws => new Draws(randomFrom(7));
const many = <T>(draw: (draws: Draws) => T): T[] => {
  const source = draws();
  return Array.from({ length: 20_000 }, () => draw(source));
};

describe.each<[string, Model]>([
  ['readmission', readmission],
  ['house-prices', housePrices],
  ['jokemeter', jokemeter],
])('made-up rows of %s', (_, model) => {
  test('are the same for the same seed, and others for another', () => {
    expect(madeUp(model, 50, 7)).toEqual(madeUp(model, 50, 7));
    expect(madeUp(model, 50, 7)).not.toEqual(madeUp(model, 50, 8));
  });

  test('begin alike, however many are asked for', () => {
    expect(madeUp(model, 200).slice(0, 20)).toEqual(madeUp(model, 20));
  });

  test('have the columns that a real file must have, and no other', () => {
    const columns = [...externalSource(model).columns].sort();
    for (const row of madeUp(model, 100)) expect(Object.keys(row).sort()).toEqual(columns);
  });

  test('are all fit to be trained on', () => {
    const rows = madeUp(model, 2000);
    expect(trained(model, rows)).toHaveLength(rows.length);
  });

  test('are made as they are read, so that ten million need no memory', () => {
    const source = externalSource(model);
    let asked = 0;
    const random = randomFrom(1);
    const rows = source.synthetic.generate(10_000_000, () => {
      asked += 1;
      return random();
    });
    const iterator = rows[Symbol.iterator]();
    expect(asked).toBe(0);
    expect(iterator.next().done).toBe(false);
    expect(asked).toBeLessThan(200);
  });
});

test('none asked for, none made', () => {
  expect([...rowsFrom(() => ({ a: '1' }))(0, randomFrom(1))]).toEqual([]);
});

test('rows know their number', () => {
  expect([...rowsFrom((_, index) => ({ a: String(index) }))(3, randomFrom(1))]).toEqual([
    { a: '0' },
    { a: '1' },
    { a: '2' },
  ]);
});

test('items come as often as they weigh', () => {
  const drawn = many(weightedName({ rare: 1, never: 0, common: 3 }));
  expect(drawn).not.toContain('never');
  expect(drawn.filter((item) => item === 'rare').length / drawn.length).toBeCloseTo(0.25, 1);
  expect(new Set(drawn)).toEqual(new Set(['rare', 'common']));
});

test('the last item comes even when rounding leaves nothing', () => {
  expect(
    weighted([
      ['a', 1],
      ['b', 1],
    ] as const)(new Draws(() => 1)),
  ).toBe('b');
});

test('nothing cannot be drawn from', () => {
  expect(() => weighted([])).toThrow(new RangeError('there is nothing to draw from'));
});

test('normal numbers have the mean and deviation that were asked for', () => {
  const drawn = many((draws) => draws.normal(50, 10));
  expect(mean(drawn)).toBeCloseTo(50, 0);
  expect(Math.sqrt(mean(drawn.map((value) => (value - 50) ** 2)))).toBeCloseTo(10, 0);
  expect(drawn.filter((value) => value > 40 && value < 60).length / drawn.length).toBeCloseTo(0.68, 1);
});

test('whole numbers come from both ends and nowhere else', () => {
  expect(new Set(many((draws) => draws.whole(-1, 2)))).toEqual(new Set([-1, 0, 1, 2]));
});

test('each of several items is picked', () => {
  expect(new Set(many((draws) => draws.pick(['a', 'b', 'c'])))).toEqual(new Set(['a', 'b', 'c']));
});

test('a chance is taken as often as it says', () => {
  expect(many((draws) => draws.chance(0.3)).filter(Boolean).length / 20_000).toBeCloseTo(0.3, 1);
});

test.each([
  [-1, 0],
  [0.5, 0.5],
  [9, 1],
])('%d within 0 and 1 is %d', (value, expected) => {
  expect(clamp(value, 0, 1)).toBe(expected);
});
