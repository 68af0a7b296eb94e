/** How good predictions are. */

/**
 * @param labels n true class indices in [0, classes)
 * @param predicted n class indices in [0, classes)
 * @returns classes × classes counts; row: true class, column: predicted class
 */
export function confusionMatrix(labels: Int32Array, predicted: Int32Array, classes: number): number[][] {
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  labels.forEach((label, row) => {
    matrix[label]![predicted[row]!]! += 1;
  });
  return matrix;
}

/** @returns the share of rows whose class was predicted, in [0, 1]; NaN without rows */
export function accuracy(confusion: readonly (readonly number[])[]): number {
  const total = confusion.flat().reduce((sum, count) => sum + count, 0);
  const hits = confusion.reduce((sum, row, k) => sum + row[k]!, 0);
  return hits / total;
}
