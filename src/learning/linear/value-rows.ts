import type { TrainingSet, ValueSet } from '../engine';

/**
 * The rows of a set, as a linear model of values can learn from them.
 * @throws RangeError when there is no row, the target is a class, or a number is missing
 */
export function valueRows(set: TrainingSet): ValueSet {
  if (set.kind !== 'value') {
    throw new RangeError(`the target is one of ${set.classes} classes; expected a value, so choose another engine`);
  }
  const { values, width, targets } = set;
  if (targets.length === 0) throw new RangeError('there are no rows; expected at least 1');
  const hole = values.findIndex((value) => !Number.isFinite(value));
  if (hole >= 0) {
    const [row, column] = [Math.floor(hole / width), hole % width];
    throw new RangeError(
      `row ${row}, column ${column} is ${values[hole]}; expected a number, so fill in what is missing`,
    );
  }
  const without = targets.findIndex((target) => !Number.isFinite(target));
  if (without >= 0) {
    throw new RangeError(
      `the target of row ${without} is ${targets[without]}; expected a number, so leave the row out`,
    );
  }
  return set;
}
