import { halve, measurementsOf, rungsOf } from '../../src/pipeline/halving';

const higher = (first: number, second: number): boolean =>
  Number.isNaN(second) ? !Number.isNaN(first) : first > second;

/** Which candidates are measured on which share, and which are left; a candidate is its own score. */
async function run(candidates: readonly number[], better = higher) {
  const measured: (readonly [candidate: number, share: number])[] = [];
  const measure = (candidate: number, share: number): Promise<number> => {
    measured.push([candidate, share]);
    return Promise.resolve(candidate);
  };
  const left = (await halve(candidates, measure, better)).map(({ candidate }) => candidate);
  const on = (share: number) => measured.filter((one) => one[1] === share).map(([candidate]) => candidate);
  return { left, on, count: measured.length };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test('of 27, all get a ninth, nine a third and three the whole budget', async () => {
  const { left, on } = await run(upTo(27));
  expect(on(1 / 9)).toEqual(upTo(27));
  expect(on(1 / 3)).toEqual([26, 25, 24, 23, 22, 21, 20, 19, 18]);
  expect(on(1)).toEqual([26, 25, 24]);
  expect(left).toEqual([26, 25, 24]);
});

test('where low scores are better, the lowest are left', async () => {
  const { left } = await run(upTo(9), (first, second) => first < second);
  expect(left).toEqual([0]);
});

test('too few to stop some all get the whole budget', async () => {
  expect(rungsOf(1)).toEqual([1]);
  const { on, count } = await run([1, 2]);
  expect([on(1), count]).toEqual([[1, 2], 2]);
});

test('of equals, the first ones are left', async () => {
  const candidates = Array.from('abcdefghi');
  const left = await halve(candidates, () => Promise.resolve(0.5), higher);
  expect(left).toEqual([{ candidate: 'a', score: 0.5 }]);
});

test('one without a score is worse than any with one', async () => {
  const left = await halve(['none', 'poor', 'none'], (name) => Promise.resolve(name === 'poor' ? -1 : NaN), higher);
  expect(left).toEqual([{ candidate: 'poor', score: -1 }]);
});

test('several at once, done in whatever order, leave the same', async () => {
  let running = 0;
  let most = 0;
  const slow = async (candidate: number): Promise<number> => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, (candidate * 7) % 5));
    running -= 1;
    return candidate % 10; // many equals
  };
  const alone = await halve(upTo(30), slow, higher);
  expect(most).toBe(1);
  expect(await halve(upTo(30), slow, higher, 4)).toEqual(alone);
  expect(most).toBe(4);
});

test.each(upTo(40).slice(1))('of %p, as many are measured as was said', async (count) => {
  const { count: measured, on, left } = await run(upTo(count));
  expect(measured).toBe(measurementsOf(count));
  expect(on(1)).toContain(count - 1);
  expect(left[0]).toBe(count - 1);
});
