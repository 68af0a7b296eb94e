import { Progress } from '../../src/service/progress';

afterEach(() => jest.useRealTimers());

/** What a step of ten seconds writes that has something new to say every tenth of a second. */
function written(isTTY: boolean, columns = 80): string[] {
  jest.useFakeTimers();
  const texts: string[] = [];
  const progress = new Progress('iris', {
    isTTY,
    columns,
    write: (text: string | Uint8Array) => texts.push(String(text)) > 0,
  });
  for (let tenth = 0; tenth < 100; tenth++) {
    progress.update(`${tenth} tenths`);
    jest.advanceTimersByTime(100);
  }
  progress.done();
  return texts;
}

const clear = '\r\u001b[K';

test('a terminal shows one line, written anew every second and taken away at the end', () => {
  expect(written(true)).toEqual([
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((second) => `${clear}iris: ${second}0 tenths`),
    clear,
  ]);
});

test('a line is never wider than the terminal', () => {
  expect(written(true, 10)[0]).toBe(`${clear}iris: 10 `);
});

test('a file, as in CI, is told nothing', () => {
  expect(written(false)).toEqual([]);
});

test('a step shorter than a second leaves the terminal alone', () => {
  const texts: string[] = [];
  const progress = new Progress('iris', {
    isTTY: true,
    columns: 80,
    write: (text: string | Uint8Array) => texts.push(String(text)) > 0,
  });
  progress.update('1 row');
  progress.done();
  expect(texts).toEqual([]);
});
