/** `canopy images record`: which image an environment runs from now on. */

import { sync as writeFileAtomic } from 'write-file-atomic';
import { InputError } from '../contract/exit';
import { environments } from '../platform/environments';
import { DIGEST, imageNames, readImages, TAG, type PublishedImage } from '../platform/image-lock';

const environmentNames = environments.map(({ name }) => name);

/**
 * @param file images.json; it is replaced as a whole or left as it was
 * @throws InputError in one line when the file, or what it shall hold, is wrong
 */
export function recordImage(file: string, environment: string, name: string, { tag, digest }: PublishedImage): void {
  expectOneOf('environment', environmentNames, environment);
  expectOneOf('image', imageNames, name);
  expectForm('tag', TAG, 'at most 128 letters, digits, _ . and -, such as 1a2b3c4', tag);
  expectForm('digest', DIGEST, 'sha256: and 64 hexadecimal digits', digest);
  const lock = readImages(file);
  const recorded = { ...lock, [environment]: { ...lock[environment], [name]: { tag, digest } } };
  const sorted = byName(Object.entries(recorded).map(([key, images]) => [key, byName(Object.entries(images))]));
  writeFileAtomic(file, `${JSON.stringify(sorted, null, 2)}\n`);
}

function expectOneOf(what: string, known: readonly string[], given: string): void {
  if (!known.includes(given)) {
    throw new InputError(`no ${what} is called ${JSON.stringify(given)}; expected ${known.join(', ')}`);
  }
}

function expectForm(what: string, form: RegExp, expected: string, given: string): void {
  if (!form.test(given)) throw new InputError(`the ${what} is ${JSON.stringify(given)}; expected ${expected}`);
}

function byName<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
