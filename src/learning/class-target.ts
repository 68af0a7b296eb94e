import type { BinnedColumn } from './bins';
import type { Span, Split, Target } from './grow-tree';
import { OccurringBins } from './occurring-bins';

export type Criterion = 'gini' | 'entropy';

/**
 * A cell of a histogram counts rows and their weights at once: rows × UNIT + weight. Both are whole numbers, and
 * their sum is exact while each stays below 2^26, 67 million.
 */
const UNIT = 2 ** 26;

/** Classes: splits that leave each side as pure as can be. */
export class ClassTarget implements Target {
  private readonly cells: Float64Array; // n: what a row adds
  private readonly histogram: Float64Array; // bins × classes; empty between two columns
  private readonly occurring = new OccurringBins();
  private readonly totals: Float64Array;
  private readonly left: Float64Array;

  /**
   * @param labels n class indices in [0, outputs)
   * @param classWeights by how much a row of each class counts
   */
  constructor(
    private readonly labels: Uint8Array,
    readonly outputs: number,
    private readonly classWeights: Float64Array,
    private readonly criterion: Criterion,
  ) {
    this.cells = new Float64Array(labels.length);
    this.histogram = new Float64Array(256 * outputs);
    this.totals = new Float64Array(outputs);
    this.left = new Float64Array(outputs);
  }

  draw(weights: Uint16Array): void {
    for (let row = 0; row < weights.length; row++) this.cells[row] = UNIT + weights[row]!;
  }

  measure({ rows, start, end }: Span): boolean {
    const { totals, labels, cells, outputs, classWeights } = this;
    totals.fill(0);
    for (let at = start; at < end; at++) totals[labels[rows[at]!]!]! += cells[rows[at]!]! - UNIT;
    let occurring = 0;
    for (let k = 0; k < outputs; k++) {
      if (totals[k]! > 0) occurring += 1;
      totals[k]! *= classWeights[k]!;
    }
    return occurring > 1;
  }

  bestSplit(span: Span, column: number, binned: BinnedColumn, minSamplesLeaf: number, best: Split): Split | undefined {
    this.fill(span, binned.bins);
    const { histogram, occurring, totals, left, outputs, classWeights, criterion } = this;
    const { list, count } = occurring;
    const rows = span.end - span.start;
    let found = best;
    let rowsLeft = 0;
    left.fill(0);
    for (let at = 0; at < count; at++) {
      const bin = list[at]!;
      const base = bin * outputs;
      for (let k = 0; k < outputs; k++) {
        const cell = histogram[base + k]!;
        histogram[base + k] = 0;
        const here = Math.floor(cell / UNIT);
        rowsLeft += here;
        left[k]! += (cell - here * UNIT) * classWeights[k]!;
      }
      if (at + 1 === count || rowsLeft < minSamplesLeaf || rows - rowsLeft < minSamplesLeaf) continue;
      const score = criterion === 'gini' ? gini(left, totals, outputs) : entropy(left, totals, outputs);
      // Halfway to the next bin that occurs: what lies between is only met later.
      if (score > found.score) found = { column, bin: (bin + list[at + 1]! - 1) >> 1, score };
    }
    return count < 2 ? undefined : found;
  }

  leaf(): readonly number[] {
    const weight = this.totals.reduce((sum, total) => sum + total, 0);
    return Array.from(this.totals, (total) => total / weight);
  }

  private fill({ rows, start, end }: Span, bins: Uint8Array): void {
    const { histogram, labels, cells, outputs, occurring } = this;
    occurring.clear();
    const { bits } = occurring;
    for (let at = start; at < end; at++) {
      const row = rows[at]!;
      const bin = bins[row]!;
      bits[bin >> 5]! |= 1 << (bin & 31);
      histogram[bin * outputs + labels[row]!]! += cells[row]!;
    }
    occurring.collect();
  }
}

/** Minus the weighted Gini impurity of both sides, without the term that all splits of a node share. */
function gini(left: Float64Array, totals: Float64Array, classes: number): number {
  let weightLeft = 0;
  let weightRight = 0;
  let squaresLeft = 0;
  let squaresRight = 0;
  for (let k = 0; k < classes; k++) {
    const here = left[k]!;
    const there = totals[k]! - here;
    weightLeft += here;
    weightRight += there;
    squaresLeft += here * here;
    squaresRight += there * there;
  }
  return squaresLeft / weightLeft + squaresRight / weightRight;
}

/** Minus the weighted entropy of both sides. */
function entropy(left: Float64Array, totals: Float64Array, classes: number): number {
  let weightLeft = 0;
  let weightRight = 0;
  let sum = 0;
  for (let k = 0; k < classes; k++) {
    const here = left[k]!;
    const there = totals[k]! - here;
    weightLeft += here;
    weightRight += there;
    sum += xlogx(here) + xlogx(there);
  }
  return sum - xlogx(weightLeft) - xlogx(weightRight);
}

function xlogx(x: number): number {
  return x > 0 ? x * Math.log(x) : 0;
}
