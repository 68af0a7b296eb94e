import type { BinnedColumn } from './bins';
import type { Node, Search, Span, Split, Target } from './node';

/** Subtracting a histogram costs as much as filling one with about so many times the rows of a small node. */
const WORTH_KEEPING = 16;

/**
 * Histograms of the nodes that wait to be split. Where every node looks at all columns they are kept: those of the
 * larger child are then those of its parent less those of its sibling (Ke et al., 2017).
 */
export class NodeHistograms {
  readonly #free: Float64Array[] = []; // all zeros
  readonly #one: Float64Array; // of one column, all zeros between two searches

  /** @param keep whether every node looks at all columns */
  constructor(
    private readonly columns: readonly BinnedColumn[],
    private readonly target: Target,
    private readonly keep: boolean,
  ) {
    this.#one = new Float64Array(target.histogramSize);
  }

  /** Keeps those of a root, if that pays. */
  begin(root: Node): void {
    if (this.#pays(root)) root.histograms = this.#filled(root);
  }

  /** Hands those of a node down to its children. */
  divide(node: Node, left: Node, right: Node): void {
    if (!node.histograms) return;
    const [larger, smaller] = sizeOf(left) > sizeOf(right) ? [left, right] : [right, left];
    if (!this.#pays(larger)) return this.release(node);
    smaller.histograms = this.#filled(smaller);
    larger.histograms = node.histograms;
    for (let at = 0; at < larger.histograms.length; at++) larger.histograms[at]! -= smaller.histograms[at]!;
    if (!this.#pays(smaller)) this.release(smaller);
  }

  /** Takes those of a node back, for another. */
  release(node: Node): void {
    if (node.histograms) this.#free.push(node.histograms.fill(0));
    node.histograms = undefined;
  }

  search(node: Node, search: Search): Split | undefined {
    const { target } = this;
    const rows = sizeOf(node);
    if (node.histograms) {
      return target.searchHistogram(node.histograms, search.column * target.histogramSize, rows, search);
    }
    target.fill(this.#one, 0, node, search.bins);
    const split = target.searchHistogram(this.#one, 0, rows, search);
    this.#one.fill(0);
    return split;
  }

  #pays(span: Span): boolean {
    return this.keep && sizeOf(span) > WORTH_KEEPING * this.target.smallNode;
  }

  #filled(span: Span): Float64Array {
    const { columns, target } = this;
    const histograms = this.#free.pop() ?? new Float64Array(columns.length * target.histogramSize);
    target.measure(span);
    columns.forEach(({ bins }, column) => target.fill(histograms, column * target.histogramSize, span, bins));
    return histograms;
  }
}

function sizeOf({ start, end }: Span): number {
  return end - start;
}
