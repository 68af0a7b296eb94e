/** The commands of the README. A test that runs one takes it from here, so that the README and the test cannot part. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const text = readFileSync(join(__dirname, '../README.md'), 'utf8');
const blocks = [...text.matchAll(/```sh\n([^`]*)```/g)].flatMap(([, block]) => block!.trim().split('\n'));
const inTables = [...text.matchAll(/^\| `(npm [^`]*)` /gm)].map(([, command]) => command!);

/** Every command, those joined by && each by itself. */
export const readmeCommands: readonly string[] = [...blocks, ...inTables].flatMap((line) => line.split(' && '));

/** @throws Error when the README does not have the command any more */
export function fromReadme(command: string): string {
  if (!readmeCommands.includes(command)) throw new Error(`README.md does not say: ${command}`);
  return command;
}
