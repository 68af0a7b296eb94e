import { randomFrom, shuffle } from '../../src/learning/random';

const draw = (seed: number, count: number): number[] => {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => random());
};

test.each([
  [0, [1144304738, 1416247, 958946056]],
  [1, [2693262067, 11749833, 2265367787]],
  [42, [2581720956, 1925393290, 3661312704]],
  [2 ** 31, [3524353788, 1924613307, 3365584844]],
  [-1, [3850105811, 813802916, 3073704848]],
])('seed %i gives the same numbers on every machine', (seed, expected) => {
  expect(draw(seed, 3).map((value) => value * 2 ** 32)).toEqual(expected);
});

test('numbers lie in [0, 1) and are spread evenly', () => {
  const values = draw(7, 20_000);
  expect(values.filter((value) => value < 0 || value >= 1)).toEqual([]);
  for (let tenth = 0; tenth < 10; tenth++) {
    const share = values.filter((value) => Math.floor(value * 10) === tenth).length / values.length;
    expect(Math.abs(share - 0.1)).toBeLessThan(0.01);
  }
});

test('two generators do not disturb each other', () => {
  const [one, other] = [randomFrom(5), randomFrom(5)];
  expect([one(), one(), other(), other()]).toEqual([...draw(5, 2), ...draw(5, 2)]);
});

describe('shuffling', () => {
  test('happens in place, loses nothing and is the same on every machine', () => {
    const items = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    const shuffled = shuffle(items, randomFrom(42));
    expect(shuffled).toBe(items);
    expect(items).toEqual([0, 7, 3, 5, 2, 1, 8, 9, 4, 6]);
  });

  test.each([[[]], [['only']]])('%j is done at once', (items) => {
    expect(shuffle([...items], randomFrom(1))).toEqual(items);
  });

  test('puts each item in each place about as often', () => {
    const random = randomFrom(11);
    const first = Array.from({ length: 6000 }, () => shuffle([0, 1, 2], random).indexOf(0));
    for (const place of [0, 1, 2]) {
      expect(Math.abs(first.filter((at) => at === place).length - 2000)).toBeLessThan(150);
    }
  });
});
