/** Where a model file lies, and which version it is. */

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { keyOf, type Model } from '../models/model';

/** Relative to the root of the repository, and to the folder of the program in an image. */
export function modelFile(model: Model): string {
  return join('build', keyOf(model), 'model.safetensors');
}

/** A version is what the file holds, so that the same model has the same version wherever it was trained. */
export function versionOf(file: Uint8Array): string {
  return createHash('sha256').update(file).digest('hex').slice(0, 12);
}
