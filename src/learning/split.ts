import { randomFrom, shuffle } from './random';

/** Row indices of the two parts of a data set, each in shuffled order. */
export interface Split {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/**
 * Splits so that each class has the same share of both parts, to the nearest row.
 * @param labels n class indices in [0, classes)
 * @param testShare in (0, 1)
 * @throws RangeError when a class has fewer than two rows, so that it cannot be in both parts
 */
export function stratifiedSplit(labels: Int32Array, classes: number, testShare: number, seed: number): Split {
  const random = randomFrom(seed);
  const train: number[] = [];
  const test: number[] = [];
  for (let k = 0; k < classes; k++) {
    const members = [...labels.keys()].filter((row) => labels[row] === k);
    if (members.length < 2) {
      throw new RangeError(`class ${k} has ${members.length} rows; expected at least 2, one to train and one to test`);
    }
    shuffle(members, random);
    const count = Math.min(members.length - 1, Math.max(1, Math.round(members.length * testShare)));
    test.push(...members.slice(0, count));
    train.push(...members.slice(count));
  }
  return { train: shuffle(train, random), test: shuffle(test, random) };
}
