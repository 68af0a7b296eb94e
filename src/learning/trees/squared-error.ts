import { binOf, BinOrder, placeOf } from './bin-order';
import { BINS } from './bins';
import type { Search, Span, Split, Target } from './node';

/** Numbers in a cell of a histogram: rows, their weight, their weighted sum. */
const CELL = 3;

/**
 * Splits that leave the least squared error around the mean of each side (Breiman et al., 1984, chapter 8).
 * A split is scored by what it gains, but for a factor that all splits of a node share: with the weight w and the sum
 * s of the left side, W of both and the mean m of the node, that is (s - m w)² / (w (W - w)).
 */
export abstract class SquaredError implements Target {
  abstract readonly outputs: number;
  readonly histogramSize = BINS * CELL;
  readonly smallNode = 24;
  weight = 0;
  protected sum = 0;
  readonly #cells: Float64Array; // n × 2: weight in the tree that grows, and weighted unit
  readonly #measured: Float64Array; // the same of the measured node, in its order: read again and again
  readonly #order = new BinOrder(this.smallNode);

  /**
   * @param units n whole numbers, small enough for exact sums, so that any order of rows gives the same
   * @param worth n: by how much a row counts; as exact
   */
  constructor(
    private readonly units: Float64Array,
    private readonly worth: Float64Array,
  ) {
    this.#cells = new Float64Array(2 * units.length);
    this.#measured = new Float64Array(2 * units.length);
  }

  abstract leaf(span: Span, leaves: number[]): void;

  draw(draws: Uint16Array): void {
    const { units, worth } = this;
    for (let row = 0; row < draws.length; row++) {
      const weight = draws[row]! * worth[row]!;
      this.#cells[2 * row] = weight;
      this.#cells[2 * row + 1] = weight * units[row]!;
    }
  }

  measure({ rows, start, end }: Span): boolean {
    const { units } = this;
    const cells = this.#cells;
    const measured = this.#measured;
    const first = units[rows[start]!]!;
    let spread = 0;
    let weight = 0;
    let sum = 0;
    for (let at = start; at < end; at++) {
      const row = rows[at]!;
      const place = 2 * (at - start);
      weight += measured[place] = cells[2 * row]!;
      sum += measured[place + 1] = cells[2 * row + 1]!;
      spread += Math.abs(units[row]! - first);
    }
    this.weight = weight;
    this.sum = sum;
    return spread > 0;
  }

  fill(histogram: Float64Array, offset: number, { rows, start, end }: Span, bins: Uint8Array): void {
    const measured = this.#measured;
    for (let at = start; at < end; at++) {
      const place = 2 * (at - start);
      const cell = offset + bins[rows[at]!]! * CELL;
      histogram[cell]! += 1;
      histogram[cell + 1]! += measured[place]!;
      histogram[cell + 2]! += measured[place + 1]!;
    }
  }

  searchHistogram(histogram: Float64Array, offset: number, rows: number, search: Search): Split | undefined {
    const { weight } = this;
    const { column, edges, minSamplesLeaf, best } = search;
    const mean = this.sum / weight;
    const most = rows - minSamplesLeaf;
    let bin = 0;
    while (histogram[offset + bin * CELL] === 0) bin += 1;
    if (histogram[offset + bin * CELL] === rows) return undefined;
    let { score } = best;
    let found = -1;
    let rowsLeft = 0;
    let weightLeft = 0;
    let sumLeft = 0;
    // An empty bin scores as the one before it and so is never better: no branch is as quick as that.
    for (; bin < edges; bin++) {
      const cell = offset + bin * CELL;
      rowsLeft += histogram[cell]!;
      weightLeft += histogram[cell + 1]!;
      sumLeft += histogram[cell + 2]!;
      if (rowsLeft < minSamplesLeaf || rowsLeft > most) continue;
      const shift = sumLeft - mean * weightLeft;
      const gain = (shift * shift) / (weightLeft * (weight - weightLeft));
      if (gain > score) {
        score = gain;
        found = bin;
      }
    }
    if (found < 0) return best;
    let next = found + 1;
    while (histogram[offset + next * CELL] === 0) next += 1;
    return { column, bin: (found + next - 1) >> 1, score };
  }

  searchRows(span: Span, search: Search): Split | undefined {
    const { weight } = this;
    const { column, minSamplesLeaf, best } = search;
    const measured = this.#measured;
    const keys = this.#order.sort(span, search);
    const count = span.end - span.start;
    if (binOf(keys[0]!) === binOf(keys[count - 1]!)) return undefined;
    const mean = this.sum / weight;
    let { score } = best;
    let found = 0;
    let weightLeft = 0;
    let sumLeft = 0;
    for (let left = 1; left < count; left++) {
      const place = 2 * placeOf(keys[left - 1]!);
      weightLeft += measured[place]!;
      sumLeft += measured[place + 1]!;
      if (left < minSamplesLeaf || count - left < minSamplesLeaf) continue;
      if (binOf(keys[left - 1]!) === binOf(keys[left]!)) continue;
      const shift = sumLeft - mean * weightLeft;
      const gain = (shift * shift) / (weightLeft * (weight - weightLeft));
      if (gain > score) {
        score = gain;
        found = left;
      }
    }
    return found === 0 ? best : { column, bin: (binOf(keys[found - 1]!) + binOf(keys[found]!) - 1) >> 1, score };
  }
}
