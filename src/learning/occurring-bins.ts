/** Which of 256 bins occur in a node: small nodes then visit those alone, and not all bins. */
export class OccurringBins {
  private readonly words = new Int32Array(8); // a bit a bin
  /** The bins that occur, ascending; the first `count` are valid. */
  readonly list = new Uint8Array(256);
  count = 0;

  clear(): void {
    this.words.fill(0);
  }

  /** Called for every row: the caller inlines it as `words[bin >> 5] |= 1 << (bin & 31)`. */
  get bits(): Int32Array {
    return this.words;
  }

  collect(): void {
    let count = 0;
    for (let word = 0; word < 8; word++) {
      for (let bits = this.words[word]!; bits !== 0; bits &= bits - 1) {
        this.list[count++] = (word << 5) + 31 - Math.clz32(bits & -bits);
      }
    }
    this.count = count;
  }
}
