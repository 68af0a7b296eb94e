/** JSON lines on standard output. Lines of one turn of the event loop leave in one write. */

import type { LogLevel } from '../contract/environment';

const rank: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

export class Log {
  private lines = '';
  private at = 0;
  private time = '';

  constructor(
    private readonly level: LogLevel,
    private readonly write: (lines: string) => void = (lines) => void process.stdout.write(lines),
  ) {}

  /** Whether lines of a level are written: ask before building costly ones. */
  writes(level: LogLevel): boolean {
    return rank[level] >= rank[this.level];
  }

  /** Adds a line; it leaves with the next flush. */
  append(level: LogLevel, event: string, members: Readonly<Record<string, unknown>> = {}): void {
    if (!this.writes(level)) return;
    this.lines += `${JSON.stringify({ time: this.now(), level, event, ...members })}\n`;
  }

  /** Lines of one millisecond share its text. */
  private now(): string {
    const now = Date.now();
    if (now !== this.at) {
      this.at = now;
      this.time = new Date(now).toISOString();
    }
    return this.time;
  }

  flush(): void {
    if (this.lines === '') return;
    const { lines } = this;
    this.lines = '';
    this.write(lines);
  }

  /** A line that leaves at once. */
  say(level: LogLevel, event: string, members?: Readonly<Record<string, unknown>>): void {
    this.append(level, event, members);
    this.flush();
  }
}
