/**
 * Made-up rows for a model whose data the repository may not contain. Only sums and products of random numbers are used,
 * since logarithms and powers may differ from machine to machine in their last bit.
 */

import type { ExternalSource, RawRow } from './model';

type Generate = ExternalSource['synthetic']['generate'];

/** Rows one at a time, made as they are read: of ten million no two are in memory. */
export function rowsFrom(row: (draws: Draws, index: number) => RawRow): Generate {
  return function* (rows, random) {
    const draws = new Draws(random);
    for (let index = 0; index < rows; index++) yield row(draws, index);
  };
}

/** Draws from several distributions. */
export class Draws {
  /** @param share uniform in [0, 1) */
  constructor(readonly share: () => number) {}

  chance(share: number): boolean {
    return this.share() < share;
  }

  /** A whole number from min to max. */
  whole(min: number, max: number): number {
    return min + Math.floor(this.share() * (max - min + 1));
  }

  /** Close to normal, and never further than six deviations: the sum of twelve uniform numbers has the variance 1. */
  normal(mean: number, deviation: number): number {
    let sum = -6;
    for (let draw = 0; draw < 12; draw++) sum += this.share();
    return mean + deviation * sum;
  }

  /** One of them, each as likely. */
  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.whole(0, items.length - 1)] ?? items[0];
  }
}

/**
 * Draws an item by its weight: how often it comes among all.
 * @throws RangeError when there is none
 */
export function weighted<T>(items: readonly (readonly [item: T, weight: number])[]): (draws: Draws) => T {
  const last = items.at(-1);
  if (last === undefined) throw new RangeError('there is nothing to draw from');
  const total = items.reduce((sum, [, weight]) => sum + weight, 0);
  return (draws) => {
    let left = draws.share() * total;
    return (items.find(([, weight]) => (left -= weight) < 0) ?? last)[0];
  };
}

/** As `weighted`, of the names of a table of weights. */
export function weightedName(weights: Readonly<Record<string, number>>): (draws: Draws) => string {
  return weighted(Object.entries(weights));
}

export function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
