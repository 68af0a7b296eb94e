/**
 * The commonest of any number of values, in bounded memory (Misra & Gries, 1982). Counts are exact until more
 * different values came than there is room for; from then on they are too low by n / (capacity + 1) at most.
 */
export class FrequentValues {
  private readonly counts = new Map<string, number>();
  private overflows = 0;

  /** @param capacity different values that are counted */
  constructor(private readonly capacity: number) {}

  add(value: string): void {
    const count = this.counts.get(value);
    if (count !== undefined || this.counts.size < this.capacity) this.counts.set(value, (count ?? 0) + 1);
    else this.makeRoom();
  }

  /** One of each value goes, the one that came included: at most n / (capacity + 1) times. */
  private makeRoom(): void {
    this.overflows += 1;
    for (const [value, count] of this.counts) {
      if (count === 1) this.counts.delete(value);
      else this.counts.set(value, count - 1);
    }
  }

  /** Whether all values that came were counted. */
  get isComplete(): boolean {
    return this.overflows === 0;
  }

  /** Different values that came; the capacity when there were more. */
  get distinct(): number {
    return this.isComplete ? this.counts.size : this.capacity;
  }

  /** Of equally common ones the first; undefined when none is known. */
  commonest(): readonly [value: string, count: number] | undefined {
    let commonest: readonly [string, number] | undefined;
    for (const entry of this.counts) if (commonest === undefined || entry[1] > commonest[1]) commonest = entry;
    return commonest;
  }
}
