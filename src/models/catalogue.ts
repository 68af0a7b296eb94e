/** Every model of the project, and the words by which one is chosen. */

import { InputError } from '../contract/exit';
import { variantsOf } from './define-model';
import { housePrices } from './house-prices';
import { iris } from './iris';
import { jokemeter } from './jokemeter';
import { keyOf, type Model } from './model';
import { readmission } from './readmission';

export const catalogue: readonly Model[] = [iris, readmission, housePrices, jokemeter];

/** Every way to learn of every model: what can be trained, and has a section in params.yaml. */
export const choices: readonly Model[] = catalogue.flatMap(variantsOf);

/**
 * The model, and its variant, that a name such as MODEL_TO_USE chooses: `jokemeter-tr`, or `jokemeter` for its first one.
 * @throws InputError that lists the names that there are
 */
export function modelNamed(name: string): Model {
  const found = choices.find((model) => keyOf(model) === name) ?? catalogue.find((model) => model.name === name);
  if (found === undefined) {
    throw new InputError(`no model is called '${name}'; expected ${choices.map(keyOf).join(', ')}`);
  }
  return found;
}
