/** Writes hyper-parameters into params.yaml; comments, order and all other values stay. */

import { readFileSync } from 'node:fs';
import { sync as writeFileAtomic } from 'write-file-atomic';
import { isMap, parseDocument } from 'yaml';
import { InputError } from '../contract/exit';
import type { Parameters } from '../learning/parameters';

/**
 * @param key of a section; parameters that it does not have yet go to its end
 * @throws InputError when it is not there, and nothing is written
 */
export function writeParameters(path: string, key: string, parameters: Parameters): void {
  const document = parseDocument(readFileSync(path, 'utf8'));
  const section = document.get(key);
  if (document.errors.length > 0 || !isMap(section))
    throw new InputError(`${path}: the section '${key}' is gone or cannot be read; expected the one that was searched`);
  for (const [name, value] of Object.entries(parameters)) section.set(name, value);
  writeFileAtomic(path, document.toString({ lineWidth: 0 }));
}
