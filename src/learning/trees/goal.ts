/** What trees learn, as plain data that can be handed to threads, and the target that is made of it there. */

import { ClassTarget, type ClassCriterion } from './class-target';
import type { ClassSet, TrainingSet } from '../engine';
import type { Target } from './node';
import type { Parameters } from '../parameters';
import { TwoClassTarget } from './two-class-target';
import { ValueTarget } from './value-target';

interface ClassGoal {
  readonly kind: 'class';
  readonly labels: Int32Array;
  readonly classWeights: Float64Array;
  readonly criterion: ClassCriterion;
}

interface ValueGoal {
  readonly kind: 'value';
  readonly targets: Float64Array;
}

export type Goal = ClassGoal | ValueGoal;

/** Weights are multiples of one over this, so that sums of them are exact. */
const WEIGHT_STEPS = 2 ** 20;

/** @throws RangeError when there is no row, a target is no number, or a parameter does not fit the target */
export function goalOf(set: TrainingSet, { criterion = 'auto', class_weight: weight = 'none' }: Parameters): Goal {
  if (set.values.length === 0) throw new RangeError('there are no rows with columns; expected at least 1');
  if (set.kind === 'class') {
    if (criterion === 'squared_error') {
      throw new RangeError('criterion is squared_error, but the target is a class; expected auto, gini or entropy');
    }
    const classWeights = weight === 'balanced' ? balanced(set) : new Float64Array(set.classes).fill(1);
    return { kind: 'class', labels: set.labels, classWeights, criterion: criterion === 'entropy' ? 'entropy' : 'gini' };
  }
  if (criterion !== 'auto' && criterion !== 'squared_error') {
    throw new RangeError(`criterion is ${criterion}, but the target is a value; expected auto or squared_error`);
  }
  if (weight !== 'none') throw new RangeError(`class_weight is ${weight}, but the target is a value; expected none`);
  const without = set.targets.findIndex((target) => !Number.isFinite(target));
  if (without >= 0) {
    throw new RangeError(
      `the target of row ${without} is ${set.targets[without]}; expected a number, so leave the row out`,
    );
  }
  return { kind: 'value', targets: set.targets };
}

/** So that each class weighs as much as any other, and all rows as many as they are. */
function balanced({ labels, classes }: ClassSet): Float64Array {
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label]! += 1;
  const occurring = counts.filter((count) => count > 0).length;
  return counts.map((count) => {
    const weight = count > 0 ? labels.length / (occurring * count) : 0;
    return Math.ceil(weight * WEIGHT_STEPS) / WEIGHT_STEPS;
  });
}

export function targetOf(goal: Goal): Target {
  if (goal.kind === 'value') return new ValueTarget(goal.targets);
  const { labels, classWeights, criterion } = goal;
  return classWeights.length === 2 && criterion === 'gini'
    ? new TwoClassTarget(labels, classWeights)
    : new ClassTarget(labels, classWeights, criterion);
}
