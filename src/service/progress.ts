/** One line on a terminal that says how far a long step is. Where nobody looks, as in CI, it says nothing. */

/** Between two texts, in ms: often enough to see that it moves, seldom enough to read. */
const PAUSE = 1000;
const CLEAR_LINE = '\r\u001b[K';

export class Progress {
  private shownAt = performance.now();
  private isShown = false;

  /** @param label what is being done */
  constructor(
    private readonly label: string,
    private readonly terminal: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'> = process.stderr,
  ) {}

  /** Call it as often as you like: most texts are not shown. */
  update(text: string): void {
    if (!this.terminal.isTTY || performance.now() - this.shownAt < PAUSE) return;
    this.shownAt = performance.now();
    this.isShown = true;
    const line = `${this.label}: ${text}`.slice(0, this.terminal.columns - 1); // one that wraps cannot be taken back
    this.terminal.write(CLEAR_LINE + line);
  }

  /** Takes the line away. */
  done(): void {
    if (this.isShown) this.terminal.write(CLEAR_LINE);
    this.isShown = false;
  }
}
