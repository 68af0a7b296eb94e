import type { Span } from './node';
import { SquaredError } from './squared-error';

/** Whole numbers of which as many as were drawn can be added exactly: 2^53 is the last that a double counts to. */
const EXACT = 2 ** 52;

/** Numbers. Splits are searched on a grid, finer than a double's sum of squares can tell; leaves hold true means. */
export class ValueTarget extends SquaredError {
  readonly outputs = 1;
  #draws: Uint16Array = new Uint16Array();

  /** @param targets n finite numbers */
  constructor(private readonly targets: Float64Array) {
    super(onGrid(targets), new Float64Array(targets.length).fill(1));
  }

  override draw(draws: Uint16Array): void {
    this.#draws = draws;
    super.draw(draws);
  }

  /** The mean, moved row by row, so that no sum overflows and equal numbers give themselves. */
  leaf({ rows, start, end }: Span, leaves: number[]): void {
    let weight = 0;
    let mean = 0;
    for (let at = start; at < end; at++) {
      const row = rows[at]!;
      const drawn = this.#draws[row]!;
      weight += drawn;
      mean += (this.targets[row]! - mean) * (drawn / weight);
    }
    leaves.push(mean);
  }
}

/** Whole numbers around 0, apart as the targets are; halves first, since the range of doubles is no double. */
function onGrid(targets: Float64Array): Float64Array {
  let low = Infinity;
  let high = -Infinity;
  for (const target of targets) {
    low = Math.min(low, target);
    high = Math.max(high, target);
  }
  const middle = low / 2 + high / 2;
  const half = high / 2 - low / 2;
  const steps = Math.floor(EXACT / targets.length);
  return targets.map((target) => (half > 0 ? Math.round(((target - middle) / half) * steps) : 0));
}
