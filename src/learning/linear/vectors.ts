/** Some vectors of one length, and their products: what a linear model spends its time on. */

export interface Vectors {
  /** count × length, vector by vector. */
  readonly values: Float64Array;
  readonly count: number;
  readonly length: number;
}

/** Numbers of each vector that are multiplied at a time, so that a block of them stays in the cache. */
const BLOCK = 512;

/**
 * Products of all pairs of vectors.
 * @returns count × count; on and below the diagonal only
 */
export function gram(vectors: Vectors): Float64Array {
  const { values, count, length } = vectors;
  const out = new Float64Array(count * count);
  const filled = new Int32Array(BLOCK);
  for (let from = 0; from < length; from += BLOCK) {
    const end = Math.min(length, from + BLOCK);
    for (let i = 0; i < count; i++) {
      let found = 0;
      for (let at = from; at < end; at++) if (values[i * length + at] !== 0) filled[found++] = at;
      if (found > (end - from) / 4) addProducts(vectors, i, from, end, out);
      else addSparseProducts(vectors, i, filled.subarray(0, found), out);
    }
  }
  return out;
}

/** Of vector i with those up to it, four at once: one sum alone would wait for its own last addition. */
function addProducts(vectors: Vectors, i: number, from: number, end: number, out: Float64Array): void {
  const { values, count, length } = vectors;
  const a = i * length;
  for (let j = 0; j <= i; j += 4) {
    const b = j * length;
    const c = Math.min(j + 1, i) * length;
    const d = Math.min(j + 2, i) * length;
    const e = Math.min(j + 3, i) * length;
    let [ab, ac, ad, ae] = [0, 0, 0, 0];
    for (let at = from; at < end; at++) {
      const value = values[a + at]!;
      ab += value * values[b + at]!;
      ac += value * values[c + at]!;
      ad += value * values[d + at]!;
      ae += value * values[e + at]!;
    }
    const to = i * count + j;
    out[to]! += ab;
    if (j + 1 <= i) out[to + 1]! += ac;
    if (j + 2 <= i) out[to + 2]! += ad;
    if (j + 3 <= i) out[to + 3]! += ae;
  }
}

/** @param filled where vector i is not 0 */
function addSparseProducts(vectors: Vectors, i: number, filled: Int32Array, out: Float64Array): void {
  const { values, count, length } = vectors;
  if (filled.length === 0) return;
  for (let j = 0; j <= i; j++) {
    let sum = 0;
    for (const at of filled) sum += values[i * length + at]! * values[j * length + at]!;
    out[i * count + j]! += sum;
  }
}

/**
 * @param other length numbers
 * @returns the product of each vector with another
 */
export function products({ values, count, length }: Vectors, other: Float64Array): Float64Array {
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let at = 0; at < length; at++) sum += values[i * length + at]! * other[at]!;
    out[i] = sum;
  }
  return out;
}

/**
 * @param factors count numbers
 * @returns the sum of all vectors, each times its factor
 */
export function combination({ values, count, length }: Vectors, factors: Float64Array): Float64Array {
  const out = new Float64Array(length);
  for (let i = 0; i < count; i++) {
    const factor = factors[i]!;
    for (let at = 0; at < length; at++) out[at]! += factor * values[i * length + at]!;
  }
  return out;
}

/** The vectors of the other direction: number i of each. */
export function transposed({ values, count, length }: Vectors): Vectors {
  const out = new Float64Array(values.length);
  for (let i = 0; i < count; i++) for (let at = 0; at < length; at++) out[at * count + i] = values[i * length + at]!;
  return { values: out, count: length, length: count };
}
