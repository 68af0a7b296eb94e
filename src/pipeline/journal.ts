/** What a search has measured, a line each, so that one that was stopped goes on from there. */

import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sync as writeFileAtomic } from 'write-file-atomic';

/** Scores by the names of metrics, those that are numbers; or why there are none. */
export type Outcome = { readonly scores: Readonly<Partial<Record<string, number>>> } | { readonly fault: string };

interface Entry {
  readonly key: unknown;
  readonly outcome: Outcome;
}

export class Journal {
  /** Whether there was a journal of something else, which is gone. */
  readonly isReplaced: boolean;
  /** Outcomes that it held from before. */
  readonly known: number;
  private readonly outcomes = new Map<string, Outcome>();

  /** @param belongsTo all that outcomes depend on, apart from their keys: a journal of anything else is begun anew */
  constructor(
    readonly file: string,
    belongsTo: Readonly<Record<string, unknown>>,
  ) {
    const header = JSON.stringify(belongsTo);
    const [first, ...lines] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    this.isReplaced = first !== undefined && first !== header;
    const entries = first === header ? wholeEntries(lines) : [];
    for (const { key, outcome } of entries) this.outcomes.set(JSON.stringify(key), outcome);
    this.known = this.outcomes.size;
    mkdirSync(dirname(file), { recursive: true });
    // What a killed process left of its last line is gone, so that the next line begins on its own.
    writeFileAtomic(file, [header, ...entries.map((entry) => JSON.stringify(entry)), ''].join('\n'));
  }

  /** Outcomes that were new. */
  get added(): number {
    return this.outcomes.size - this.known;
  }

  outcomeOf(key: unknown): Outcome | undefined {
    return this.outcomes.get(JSON.stringify(key));
  }

  /** A process that is killed from here on has not lost it. */
  add(key: unknown, outcome: Outcome): void {
    this.outcomes.set(JSON.stringify(key), outcome);
    appendFileSync(this.file, `${JSON.stringify({ key, outcome })}\n`);
  }
}

function wholeEntries(lines: readonly string[]): readonly Entry[] {
  const entries = lines.map(entryOf);
  const torn = entries.indexOf(undefined);
  return entries.slice(0, torn < 0 ? entries.length : torn).filter((entry) => entry !== undefined);
}

function entryOf(line: string): Entry | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    return isEntry(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  return isObject(value) && 'key' in value && isOutcome(value['outcome']);
}

function isOutcome(value: unknown): value is Outcome {
  if (!isObject(value)) return false;
  const { fault, scores } = value;
  return typeof fault === 'string' || (isObject(scores) && Object.values(scores).every(Number.isFinite));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
