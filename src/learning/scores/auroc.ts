/** How well probabilities put the rows of one class above those of another. */

/**
 * Area under the ROC curve; of more than two classes, averaged over all pairs of them (Hand & Till, 2001, eq. 7).
 * @param labels n class indices in [0, classes)
 * @param probabilities n × classes, row by row
 * @returns a number in [0, 1], over the classes that occur; NaN when fewer than two do, or a probability is NaN
 */
export function auroc(labels: Int32Array, probabilities: Float64Array, classes: number): number {
  // Of two classes, the column of one says what the other's does.
  const columns = classes === 2 ? [1] : Array.from({ length: classes }, (_, k) => k);
  const areas = columns.flatMap((column) => {
    const scores = sortedScores(labels, probabilities, classes, column);
    const own = scores[column]!;
    return scores.flatMap((other, k) => (k === column || own.length * other.length === 0 ? [] : [area(own, other)]));
  });
  return areas.reduce((sum, area) => sum + area, 0) / areas.length;
}

/** @returns for each class, the probabilities of one column that its rows were given; ascending */
function sortedScores(
  labels: Int32Array,
  probabilities: Float64Array,
  classes: number,
  column: number,
): readonly Float64Array[] {
  const counts = new Int32Array(classes);
  for (const label of labels) counts[label]! += 1;
  const scores = Array.from(counts, (count) => new Float64Array(count));
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    scores[label]![--counts[label]!] = probabilities[row * classes + column]!;
  }
  return scores.map((ascending) => ascending.sort());
}

/**
 * The share of pairs in which the first is above the second; a tie is half a pair (Mann & Whitney, 1947).
 * @param above ascending, with NaN last
 * @param below ascending, with NaN last
 */
function area(above: Float64Array, below: Float64Array): number {
  if (Number.isNaN(above.at(-1)) || Number.isNaN(below.at(-1))) return NaN;
  let pairs = 0;
  let less = 0; // of below, those less than the value
  let upTo = 0; // of below, those less than the value or equal to it
  for (const value of above) {
    while (less < below.length && below[less]! < value) less++;
    while (upTo < below.length && below[upTo]! <= value) upTo++;
    pairs += (less + upTo) / 2;
  }
  return pairs / (above.length * below.length);
}
