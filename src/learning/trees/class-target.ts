import { binOf, BinOrder, placeOf } from './bin-order';
import { BINS } from './bins';
import type { Search, Span, Split, Target } from './node';
import { EntropySides, GiniSides, type Sides } from './sides';

export type ClassCriterion = 'gini' | 'entropy';

/** Classes: splits that leave each side as pure as can be. A cell of a histogram: rows, then the weight of each class. */
export class ClassTarget implements Target {
  readonly outputs: number;
  readonly histogramSize: number;
  readonly smallNode: number;
  weight = 0;
  readonly #cell: number;
  readonly #weights: Float64Array; // n: in the tree that grows
  readonly #totals: Float64Array;
  readonly #sides: Sides;
  readonly #order: BinOrder;

  /**
   * @param labels n class indices in [0, k)
   * @param classWeights k: by how much a row of each class counts
   */
  constructor(
    private readonly labels: Int32Array,
    private readonly classWeights: Float64Array,
    criterion: ClassCriterion,
  ) {
    const outputs = classWeights.length;
    this.outputs = outputs;
    this.#cell = 1 + outputs;
    this.histogramSize = BINS * this.#cell;
    this.smallNode = 12 * outputs; // a histogram is read in its whole length, rows one by one
    this.#weights = new Float64Array(labels.length);
    this.#totals = new Float64Array(outputs);
    this.#sides = criterion === 'gini' ? new GiniSides(this.#totals) : new EntropySides(this.#totals);
    this.#order = new BinOrder(this.smallNode);
  }

  draw(draws: Uint16Array): void {
    for (let row = 0; row < draws.length; row++) {
      this.#weights[row] = draws[row]! * this.classWeights[this.labels[row]!]!;
    }
  }

  measure({ rows, start, end }: Span): boolean {
    const { labels } = this;
    const totals = this.#totals.fill(0);
    const weights = this.#weights;
    for (let at = start; at < end; at++) totals[labels[rows[at]!]!]! += weights[rows[at]!]!;
    let occurring = 0;
    this.weight = 0;
    for (const total of totals) {
      if (total > 0) occurring += 1;
      this.weight += total;
    }
    return occurring > 1;
  }

  fill(histogram: Float64Array, offset: number, { rows, start, end }: Span, bins: Uint8Array): void {
    const { labels } = this;
    const weights = this.#weights;
    const cells = this.#cell;
    for (let at = start; at < end; at++) {
      const row = rows[at]!;
      const cell = offset + bins[row]! * cells;
      histogram[cell]! += 1;
      histogram[cell + 1 + labels[row]!]! += weights[row]!;
    }
  }

  searchHistogram(histogram: Float64Array, offset: number, rows: number, search: Search): Split | undefined {
    const { outputs } = this;
    const { column, edges, minSamplesLeaf, best } = search;
    const sides = this.#sides;
    const cells = this.#cell;
    let { score } = best;
    let found = -1;
    let cuts = 0;
    let rowsLeft = 0;
    sides.allRight();
    for (let bin = 0; bin < edges; bin++) {
      const cell = offset + bin * cells;
      if (histogram[cell] === 0) continue;
      rowsLeft += histogram[cell]!;
      if (rowsLeft === rows) break;
      cuts += 1;
      for (let k = 0; k < outputs; k++) sides.moveLeft(k, histogram[cell + 1 + k]!);
      if (rowsLeft < minSamplesLeaf || rows - rowsLeft < minSamplesLeaf) continue;
      const purity = sides.purity();
      if (purity > score) {
        score = purity;
        found = bin;
      }
    }
    if (cuts === 0) return undefined;
    if (found < 0) return best;
    let next = found + 1;
    while (histogram[offset + next * cells] === 0) next += 1;
    return { column, bin: (found + next - 1) >> 1, score };
  }

  searchRows(span: Span, search: Search): Split | undefined {
    const { labels } = this;
    const { rows, start, end } = span;
    const { column, minSamplesLeaf, best } = search;
    const sides = this.#sides;
    const weights = this.#weights;
    const keys = this.#order.sort(span, search);
    const count = end - start;
    if (binOf(keys[0]!) === binOf(keys[count - 1]!)) return undefined;
    let { score } = best;
    let found = 0;
    sides.allRight();
    for (let left = 1; left < count; left++) {
      const row = rows[start + placeOf(keys[left - 1]!)]!;
      sides.moveLeft(labels[row]!, weights[row]!);
      if (left < minSamplesLeaf || count - left < minSamplesLeaf) continue;
      if (binOf(keys[left - 1]!) === binOf(keys[left]!)) continue;
      const purity = sides.purity();
      if (purity > score) {
        score = purity;
        found = left;
      }
    }
    return found === 0 ? best : { column, bin: (binOf(keys[found - 1]!) + binOf(keys[found]!) - 1) >> 1, score };
  }

  leaf(_: Span, leaves: number[]): void {
    for (const total of this.#totals) leaves.push(total / this.weight);
  }
}
