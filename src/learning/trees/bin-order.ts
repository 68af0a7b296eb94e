import type { Search, Span } from './node';

/** Up to so many rows insertion, though quadratic, is faster than the sort of the language. */
const FEW = 32;
/** A key is bin × PLACES + place in the node. */
const PLACES = 2 ** 16;

/** The rows of a small node in the order of their bins. */
export class BinOrder {
  readonly #keys: Int32Array;

  /** @param capacity rows of the largest node, at most PLACES */
  constructor(capacity: number) {
    this.#keys = new Int32Array(Math.min(capacity, PLACES));
  }

  /** @returns a key a row, ascending; `binOf` and `placeOf` tell what it says; valid until the next call */
  sort({ rows, start, end }: Span, { bins }: Search): Int32Array {
    const keys = this.#keys;
    const count = end - start;
    for (let place = 0; place < count; place++) {
      const key = bins[rows[start + place]!]! * PLACES + place;
      let to = place;
      if (count <= FEW) for (; to > 0 && keys[to - 1]! > key; to--) keys[to] = keys[to - 1]!;
      keys[to] = key;
    }
    if (count > FEW) keys.subarray(0, count).sort();
    return keys;
  }
}

export function binOf(key: number): number {
  return key >>> 16;
}

export function placeOf(key: number): number {
  return key & (PLACES - 1);
}
