import { InputError, messageOf, runProgram } from '../../src/contract/exit';

/** How a program ends: its exit code, and what it says on standard error. */
async function endOf(program: () => unknown): Promise<{ code: typeof process.exitCode; said: unknown[] }> {
  const before = process.exitCode;
  const error = jest.spyOn(console, 'error').mockReturnValue();
  runProgram(program);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const end = { code: process.exitCode, said: error.mock.calls.flat() };
  process.exitCode = before;
  error.mockRestore();
  return end;
}

const failure = new Error('the disk is full');

test.each<[string, () => unknown, number | undefined, unknown[]]>([
  ['that is done ends with 0, in silence', () => undefined, undefined, []],
  ['that is done later does so too', () => Promise.resolve('done'), undefined, []],
  [
    'whose input is wrong says so in one line and ends with 2',
    () => Promise.reject(new InputError('a:1: b')),
    2,
    ['a:1: b'],
  ],
  [
    'that throws it at once does so too',
    () => {
      throw new InputError('a:1: b');
    },
    2,
    ['a:1: b'],
  ],
  ['that fails shows where, and ends with 1', () => Promise.reject(failure), 1, [failure]],
])('a program %s', async (_, program, code, said) => {
  expect(await endOf(program)).toEqual({ code, said });
});

test.each([
  [failure, 'the disk is full'],
  [new InputError('line 5'), 'line 5'],
  ['words', 'words'],
  [undefined, 'undefined'],
  [5, '5'],
])('%p says %j', (error, message) => {
  expect(messageOf(error)).toBe(message);
});
