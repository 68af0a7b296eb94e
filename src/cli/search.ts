/** `canopy search`: better hyper-parameters for a model. */

import { InputError } from '../contract/exit';
import { metrics, type MetricName } from '../learning/scores/scores';
import { modelNamed } from '../models/catalogue';
import { keyOf, type Model } from '../models/model';
import { search, type SearchOptions } from '../pipeline/search';
import { changesOf, isFound, reportSearch } from '../pipeline/search-report';
import { writeParameters } from '../pipeline/write-parameters';

const PARAMS_FILE = 'params.yaml';
/** The random numbers of a search have a state of 32 bits. */
const LARGEST_SEED = 2 ** 32 - 1;

/** As they were typed. */
export interface SearchFlags {
  /** One or several, with commas. @default - the selection metric of the model */
  readonly metric?: string;
  readonly trials: string;
  readonly seed: string;
  readonly folds: string;
  /** Whether params.yaml gets what is found, if it is better. */
  readonly write?: boolean;
}

/**
 * @returns the lines to print
 * @throws InputError in one line
 */
export async function searchModel(name: string, flags: SearchFlags): Promise<readonly string[]> {
  const model = modelNamed(name);
  const options = {
    metrics: metricsOf(model, flags.metric),
    trials: wholeNumber('--trials', flags.trials, 'a whole number from 1', (trials) => trials >= 1),
    seed: wholeNumber('--seed', flags.seed, `a whole number from 0 to ${LARGEST_SEED}`, (seed) => seed <= LARGEST_SEED),
    folds: wholeNumber(
      '--folds',
      flags.folds,
      '0, to compare on the validation rows, or a whole number from 2',
      (folds) => folds !== 1,
    ),
  };
  const result = await search(model, options, PARAMS_FILE);
  const isWritten = flags.write === true && isFound(result);
  if (isWritten) writeParameters(PARAMS_FILE, result.key, changesOf(result));
  return reportSearch(result, isWritten);
}

function metricsOf(model: Model, given: string = model.selection.metric): SearchOptions['metrics'] {
  const { kind } = model.target;
  const known = Object.keys(metrics)
    .filter(isMetric)
    .filter((name) => metrics[name].kind === kind);
  const metricOf = (text: string): MetricName => {
    const found = known.find((name) => name === text.trim());
    if (found === undefined)
      throw new InputError(`--metric has '${text}'; expected, for ${keyOf(model)}, some of ${known.join(', ')}`);
    return found;
  };
  const [first = '', ...others] = new Set(given.split(','));
  return [metricOf(first), ...others.map(metricOf)];
}

function isMetric(name: string): name is MetricName {
  return Object.hasOwn(metrics, name);
}

function wholeNumber(flag: string, text: string, expected: string, isRight: (number: number) => boolean): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(number) && isRight(number)) return number;
  throw new InputError(`${flag} is '${text}'; expected ${expected}`);
}
