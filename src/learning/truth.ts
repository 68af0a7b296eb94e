import type { ClassSet, ValueSet } from './engine';

/** What the rows of a classifier really were. */
export type ClassTruth = Pick<ClassSet, 'kind' | 'labels' | 'classes'>;
/** What the rows of a regression really were. */
export type ValueTruth = Pick<ValueSet, 'kind' | 'targets'>;
/** What predictions are held against, and what a split looks at; any training set is one. */
export type Truth = ClassTruth | ValueTruth;

export function rowCount(truth: Truth): number {
  return truth.kind === 'class' ? truth.labels.length : truth.targets.length;
}
