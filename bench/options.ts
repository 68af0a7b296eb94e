/** What a benchmark is told on its command line. */

import { parseArgs, type ParseArgsConfig } from 'node:util';
import { InputError, messageOf } from '../src/contract/exit';

/** @throws InputError that names the option which is unknown or lacks its value */
export function optionsGiven<const Options extends NonNullable<ParseArgsConfig['options']>>(options: Options) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new InputError(`bench: ${messageOf(error)}`);
  }
}

/** @throws InputError that names the option */
export function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InputError(`bench: --${name} is '${text}'; expected a whole number from 1 to 9999`);
}
