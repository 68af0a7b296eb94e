/** Puts generated files in place: all of them, or none. */

import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sync as writeFileAtomic } from 'write-file-atomic';
import type { Files } from './manifests';

/**
 * Replaces a folder by the given files. What was in it before stays until everything is written beside it.
 * @param staging a folder that keeps a copy of what was written
 */
export function replaceFolder(folder: string, staging: string, files: Files): void {
  rmSync(staging, { recursive: true, force: true });
  for (const [path, content] of files) {
    mkdirSync(dirname(join(staging, path)), { recursive: true });
    writeFileSync(join(staging, path), content);
  }
  const [next, previous] = [`${folder}.next`, `${folder}.previous`];
  for (const rest of [next, previous]) rmSync(rest, { recursive: true, force: true });
  cpSync(staging, next, { recursive: true });
  if (existsSync(folder)) renameSync(folder, previous);
  renameSync(next, folder);
  rmSync(previous, { recursive: true, force: true });
}

/** Writes files into a folder that holds others too. */
export function writeInto(folder: string, files: Files): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileAtomic(join(folder, path), content);
  }
}
