/** How every program of the project ends: 0 done, 1 failed, 2 the input was wrong. */

/** Something that a person gave is wrong. The message is one line: where, what came, what was expected, what to do. */
export class InputError extends Error {}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Runs a program to its end; wrong input becomes one line on standard error and exit 2. */
export function runProgram(program: () => unknown): void {
  Promise.resolve()
    .then(program)
    .catch((error: unknown) => {
      process.exitCode = error instanceof InputError ? 2 : 1;
      console.error(error instanceof InputError ? error.message : error);
    });
}
