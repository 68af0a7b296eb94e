import { randomFrom, shuffle } from '../random';
import { strataOf } from './strata';
import type { Truth } from '../truth';

/** Row indices of one round of cross-validation, each in shuffled order. */
export interface Fold {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/**
 * Folds for cross-validation: every row is in one test. Tests differ by one row at most, and so do their rows of each class.
 * @param count a whole number from 2
 * @throws RangeError when a class, or all, has fewer rows than there are folds
 */
export function folds(truth: Truth, count: number, seed: number): readonly Fold[] {
  if (!Number.isSafeInteger(count) || count < 2) {
    throw new RangeError(`${count} folds; expected a whole number from 2`);
  }
  const random = randomFrom(seed);
  const tests = Array.from({ length: count }, () => new Array<number>());
  // Dealt like cards, class after class.
  strataOf(truth, count, random)
    .flat()
    .forEach((row, at) => tests[at % count]!.push(row));
  for (const test of tests) shuffle(test, random);
  return tests.map((test) => ({ train: shuffle(tests.filter((other) => other !== test).flat(), random), test }));
}
