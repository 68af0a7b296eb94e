import { shuffle } from '../random';
import { rowCount, type Truth } from '../truth';

/**
 * The rows of each class; of values, all of them at once.
 * @param parts among which each of them is shared out
 * @returns row indices in shuffled order
 * @throws RangeError when one has fewer rows than there are parts
 */
export function strataOf(truth: Truth, parts: number, random: () => number): readonly (readonly number[])[] {
  const strata = Array.from({ length: truth.kind === 'class' ? truth.classes : 1 }, () => new Array<number>());
  for (let row = 0; row < rowCount(truth); row++) strata[truth.kind === 'class' ? truth.labels[row]! : 0]!.push(row);
  strata.forEach(({ length }, k) => {
    if (length >= parts) return;
    const which = truth.kind === 'class' ? `class ${k} has` : 'there are';
    throw new RangeError(`${which} ${length} rows; expected at least ${parts}, one for each part`);
  });
  return strata.map((rows) => shuffle(rows, random));
}
