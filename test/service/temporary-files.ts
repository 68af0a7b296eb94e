/** Files that end with the test file. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const folder = mkdtempSync(join(tmpdir(), 'canopy-test-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

/** @returns the path of a new file */
export function temporaryFile(contents: string | Uint8Array, extension = ''): string {
  const path = join(folder, `${++files}${extension}`);
  writeFileSync(path, contents);
  return path;
}
