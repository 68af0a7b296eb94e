/** The two sides of a node while rows move from right to left: their purity, kept up row by row whatever the classes. */
export interface Sides {
  /** Starts again: all rows of the node are right. */
  allRight(): void;
  /** @param weight of rows of class k */
  moveLeft(k: number, weight: number): void;
  /** The larger, the purer; comparable within one node. Each side holds a row. */
  purity(): number;
}

/** Minus the weighted Gini impurity of both sides, without the term that all splits of a node share. */
export class GiniSides implements Sides {
  readonly #left: Float64Array;
  #weightLeft = 0;
  #weightRight = 0;
  #squaresLeft = 0;
  #squaresRight = 0;

  /** @param totals weight of each class in the node; read at each start */
  constructor(private readonly totals: Float64Array) {
    this.#left = new Float64Array(totals.length);
  }

  allRight(): void {
    this.#left.fill(0);
    this.#weightLeft = this.#squaresLeft = this.#weightRight = this.#squaresRight = 0;
    for (const total of this.totals) {
      this.#weightRight += total;
      this.#squaresRight += total * total;
    }
  }

  moveLeft(k: number, weight: number): void {
    const left = this.#left[k]!;
    const right = this.totals[k]! - left;
    this.#left[k] = left + weight;
    this.#weightLeft += weight;
    this.#weightRight -= weight;
    this.#squaresLeft += weight * (2 * left + weight);
    this.#squaresRight -= weight * (2 * right - weight);
  }

  purity(): number {
    return this.#squaresLeft / this.#weightLeft + this.#squaresRight / this.#weightRight;
  }
}

/** Minus the weighted entropy of both sides. */
export class EntropySides implements Sides {
  readonly #left: Float64Array;
  #weightLeft = 0;
  #weightRight = 0;
  #sum = 0;

  /** @param totals weight of each class in the node; read at each start */
  constructor(private readonly totals: Float64Array) {
    this.#left = new Float64Array(totals.length);
  }

  allRight(): void {
    this.#left.fill(0);
    this.#weightLeft = this.#weightRight = this.#sum = 0;
    for (const total of this.totals) {
      this.#weightRight += total;
      this.#sum += xlogx(total);
    }
  }

  moveLeft(k: number, weight: number): void {
    if (weight === 0) return;
    const left = this.#left[k]!;
    const right = this.totals[k]! - left;
    this.#left[k] = left + weight;
    this.#weightLeft += weight;
    this.#weightRight -= weight;
    this.#sum += xlogx(left + weight) - xlogx(left) + xlogx(right - weight) - xlogx(right);
  }

  purity(): number {
    return this.#sum - xlogx(this.#weightLeft) - xlogx(this.#weightRight);
  }
}

function xlogx(x: number): number {
  return x > 0 ? x * Math.log(x) : 0;
}
