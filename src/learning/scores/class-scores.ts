/** How good predicted classes are, by counts. */

import { argmax } from '../trees/forest';

/** classes × classes counts; row: true class, column: predicted class. */
export type Confusion = readonly (readonly number[])[];

/**
 * @param probabilities n × classes, row by row
 * @returns n class indices
 */
export function mostLikely(probabilities: Float64Array, classes: number): Int32Array {
  const predicted = new Int32Array(probabilities.length / classes);
  for (let row = 0; row < predicted.length; row++) predicted[row] = argmax(probabilities, row * classes, classes);
  return predicted;
}

/**
 * @param labels n true class indices in [0, classes)
 * @param predicted n class indices in [0, classes)
 */
export function confusionMatrix(labels: Int32Array, predicted: Int32Array, classes: number): Confusion {
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  labels.forEach((label, row) => {
    matrix[label]![predicted[row]!]! += 1;
  });
  return matrix;
}

/** @returns the share of rows whose class was predicted, in [0, 1]; NaN without rows */
export function accuracy(confusion: Confusion): number {
  const hits = confusion.reduce((sum, row, k) => sum + row[k]!, 0);
  return hits / rowsOf(confusion);
}

/**
 * The F1 score of each class (van Rijsbergen, 1979: the harmonic mean of precision and recall), averaged over the classes.
 * @returns a number in [0, 1], a class that neither occurs nor is predicted counting 0; NaN without rows
 */
export function macroF1(confusion: Confusion): number {
  if (rowsOf(confusion) === 0) return NaN;
  const scores = confusion.map((row, k) => {
    const occurred = row.reduce((sum, count) => sum + count, 0);
    const predicted = confusion.reduce((sum, other) => sum + other[k]!, 0);
    return occurred + predicted === 0 ? 0 : (2 * row[k]!) / (occurred + predicted);
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function rowsOf(confusion: Confusion): number {
  return confusion.flat().reduce((sum, count) => sum + count, 0);
}
