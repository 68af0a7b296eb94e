/** Which hyper-parameters a search tries: drawn at random (Bergstra & Bengio, 2012), each from its engine's range. */

import type { Parameter, ParameterTable, Parameters } from '../learning/parameters';
import { randomFrom } from '../learning/random';

/** The parameters that have a range. */
export function searched(table: ParameterTable): readonly string[] {
  return Object.keys(table).filter((name) => table[name]?.search !== undefined);
}

/**
 * @param given what those without a range stay at
 * @returns as many sets of parameters as trials; more trials begin with the same ones
 */
export function drawTrials(
  table: ParameterTable,
  given: Parameters,
  trials: number,
  seed: number,
): readonly Parameters[] {
  const random = randomFrom(seed);
  return Array.from({ length: trials }, () => ({
    ...given,
    ...Object.fromEntries(searched(table).map((name) => [name, drawn(table[name]!, random)])),
  }));
}

/** Enough to tell trials apart, and few enough to read in params.yaml. */
const DIGITS = 3;

function drawn({ kind, search, default: fallback }: Parameter, random: () => number): number | string {
  if (search === undefined) return fallback;
  const at = random();
  if (!('scale' in search)) return search[Math.floor(at * search.length)] ?? fallback;
  const { from, to, scale } = search;
  const value = scale === 'log' ? from * (to / from) ** at : from + (to - from) * at;
  return kind === 'integer' ? Math.round(value) : Number(value.toPrecision(DIGITS));
}
