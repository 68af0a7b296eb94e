/** Every model of the project, and the words by which one is chosen. */

import { InputError } from '../contract/exit';
import type { Model } from './model';
import { iris } from './iris';

export const catalogue: readonly Model[] = [iris];

/**
 * The model that a name such as MODEL_TO_USE chooses.
 * @throws InputError that lists the names that there are
 */
export function modelNamed(name: string): Model {
  const found = catalogue.find((model) => model.name === name);
  if (found === undefined) {
    throw new InputError(`no model is called '${name}'; expected ${catalogue.map((model) => model.name).join(', ')}`);
  }
  return found;
}
