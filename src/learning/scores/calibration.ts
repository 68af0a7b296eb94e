/** Whether probabilities are what they say: of rows given 0.8, four in five should be right. */

import { mostLikely } from './class-scores';

/** The rows whose probability lies above `from` and up to `to`; those of probability 0 are in the first bin. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** Mean probability of these rows. */
  readonly predicted: number;
  /** Share of these rows in which it came true. */
  readonly observed: number;
}

/**
 * A reliability diagram of bins of equal width (DeGroot & Fienberg, 1983); those without rows are left out.
 * Of two classes, it asks how often the second one occurs; of more, how often the most likely one does
 * (top-label calibration, as Guo et al., 2017, draw it).
 * @param labels n class indices in [0, classes)
 * @param probabilities n × classes, row by row
 */
export function reliability(
  labels: Int32Array,
  probabilities: Float64Array,
  classes: number,
  bins = 10,
): readonly ReliabilityBin[] {
  const rows = new Float64Array(bins);
  const predicted = new Float64Array(bins);
  const observed = new Float64Array(bins);
  const asked = classes === 2 ? labels.map(() => 1) : mostLikely(probabilities, classes);
  labels.forEach((label, row) => {
    const probability = probabilities[row * classes + asked[row]!]!;
    const bin = Math.max(0, Math.ceil(probability * bins) - 1);
    rows[bin]! += 1;
    predicted[bin]! += probability;
    observed[bin]! += label === asked[row] ? 1 : 0;
  });
  return Array.from(rows, (count, bin) => ({
    from: bin / bins,
    to: (bin + 1) / bins,
    rows: count,
    predicted: predicted[bin]! / count,
    observed: observed[bin]! / count,
  })).filter((bin) => bin.rows > 0);
}

/**
 * Expected calibration error (Naeini, Cooper & Hauskrecht, 2015): how far the bins are off, weighed by their rows.
 * @returns a number in [0, 1]; NaN without rows
 */
export function calibrationError(bins: readonly Pick<ReliabilityBin, 'rows' | 'predicted' | 'observed'>[]): number {
  const rows = bins.reduce((sum, bin) => sum + bin.rows, 0);
  return bins.reduce((sum, bin) => sum + bin.rows * Math.abs(bin.predicted - bin.observed), 0) / rows;
}
