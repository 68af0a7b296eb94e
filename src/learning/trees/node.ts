/** A node while its tree grows, how it is searched for a split, and what a target must be able to say of it. */

/** The rows of a node: `rows[start]` to `rows[end - 1]`. */
export interface Span {
  readonly rows: Int32Array;
  readonly start: number;
  readonly end: number;
}

export interface Split {
  readonly column: number;
  /** Rows up to this bin go left. */
  readonly bin: number;
  /** The larger, the purer the sides; comparable within one node. */
  readonly score: number;
}

/** What is learnt: classes or values. It keeps the sums of the node that was measured last. */
export interface Target {
  /** Numbers in a leaf. */
  readonly outputs: number;
  /** Numbers in the histogram of one column. */
  readonly histogramSize: number;
  /** A node of at most so many rows is searched row by row; a larger one by histograms. */
  readonly smallNode: number;
  /** Weight of the measured node. */
  readonly weight: number;
  /** Takes the rows of the next tree, each with how often it was drawn. */
  draw(draws: Uint16Array): void;
  /** Sums a node. @returns whether its rows differ at all */
  measure(span: Span): boolean;
  /** Adds the rows of the measured node to a histogram of one column, which starts at `offset`. */
  fill(histogram: Float64Array, offset: number, span: Span, bins: Uint8Array): void;
  /** The best split of the measured node by one column, if it is better than the best; undefined for a constant column. */
  searchHistogram(histogram: Float64Array, offset: number, rows: number, search: Search): Split | undefined;
  /** The same without a histogram. */
  searchRows(span: Span, search: Search): Split | undefined;
  /** Adds what the measured node answers as a leaf. */
  leaf(span: Span, leaves: number[]): void;
}

/** What one column of a node is searched for. */
export interface Search {
  readonly column: number;
  /** n: the bin of each row. */
  readonly bins: Uint8Array;
  /** Bins of the column, less one. */
  readonly edges: number;
  readonly minSamplesLeaf: number;
  /** Of the columns before. */
  readonly best: Split;
}

export interface Node extends Span {
  readonly id: number;
  readonly depth: number;
  /** Of all columns, where it pays to keep them. */
  histograms: Float64Array | undefined;
}
