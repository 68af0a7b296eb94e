/** Features as bytes: each value becomes the index of its bin, so that a split is searched over 256 bins and not over all rows. */

/** Of a column at most: a bin is one byte. */
export const BINS = 256;

export interface BinnedColumn {
  /** n: the bin of each row, in memory that threads share. */
  readonly bins: Uint8Array;
  /** Bins - 1 thresholds, ascending: a value below edges[b] lies in bin b or before. */
  readonly edges: Float64Array;
}

/**
 * @param values n × width, row by row
 * @returns one column a feature; a column of one value has one bin and no edge
 */
export function binColumns(values: Float64Array, width: number): BinnedColumn[] {
  return Array.from({ length: width }, (_, column) => binColumn(columnOf(values, width, column)));
}

function binColumn(column: Float64Array): BinnedColumn {
  const edges = edgesOf(column.slice().sort());
  const bins = new Uint8Array(new SharedArrayBuffer(column.length));
  for (let row = 0; row < column.length; row++) bins[row] = binOf(column[row]!, edges);
  return { bins, edges };
}

/**
 * Halfway between neighbouring values: all of them when they fit, else those nearest to equal shares of the rows.
 * @param sorted ascending; NaN last, where a split sends it too
 */
function edgesOf(sorted: Float64Array): Float64Array {
  const jumps: number[] = []; // rows at which a new value begins
  for (let row = 1; row < sorted.length; row++) if (sorted[row]! > sorted[row - 1]!) jumps.push(row);
  const kept = jumps.length < BINS ? jumps : spread(jumps, sorted.length);
  return Float64Array.from(kept, (row) => between(sorted[row - 1]!, sorted[row]!));
}

/** At most BINS - 1 jumps, each the first at or after an equal share of the rows. */
function spread(jumps: readonly number[], rows: number): number[] {
  const kept: number[] = [];
  let next = 0;
  for (let bin = 1; bin < BINS && next < jumps.length; bin++) {
    const share = (bin * rows) / BINS;
    while (next < jumps.length && jumps[next]! < share) next++;
    if (next < jumps.length && kept.at(-1) !== jumps[next]) kept.push(jumps[next]!);
  }
  return kept;
}

/** Above `low` and at most `high`, even where no number lies between them. */
function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  return middle > low && middle <= high ? middle : high;
}

function binOf(value: number, edges: Float64Array): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value < edges[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

function columnOf(values: Float64Array, width: number, column: number): Float64Array {
  const rows = values.length / width;
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row++) out[row] = values[row * width + column]!;
  return out;
}
