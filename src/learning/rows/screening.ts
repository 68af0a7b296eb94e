/** Columns that tell a model nothing, found in the rows themselves: empty ones, constant ones, names of rows. */

import { isDecimal } from './decimal';
import { FrequentValues } from './frequent-values';

/** Shares are from 0 to 1. */
export interface ScreeningRules {
  /** The share of empty cells above which a column goes. */
  readonly maxMissing: number;
  /** The number of different texts above which a column goes, up to 9,999. Columns of numbers are exempt. */
  readonly maxCategories: number;
  /** The share of one value above which a column goes. */
  readonly maxCommonest: number;
  /** Columns that name a row or a code: names, or patterns such as `*_id`. */
  readonly identifiers: readonly string[];
}

/** A column of no use, and why. */
export interface Screened {
  readonly column: string;
  /** Such as `97 % of its cells are empty`. */
  readonly reason: string;
}

/** Different values that are counted in a column: a share is then wrong by 0.01 % at most. */
const VALUES_KEPT = 10_000;

/** Watches rows go by, in memory that does not grow with them. */
export class Screening {
  private readonly columns = new Map<string, ColumnStatistics>();
  private rows = 0;

  constructor(private readonly rules: ScreeningRules) {}

  /** Adds a row: cells by column. An empty cell is missing, and so is one that is not there. */
  add(row: Readonly<Record<string, string>>): void {
    this.rows += 1;
    for (const column in row) {
      const cell = row[column]!;
      let statistics = this.columns.get(column);
      if (statistics === undefined) {
        statistics = new ColumnStatistics();
        this.columns.set(column, statistics);
      }
      if (cell !== '') statistics.add(cell);
    }
  }

  /** The columns that the rules leave out, in the order in which they came. */
  screened(): Screened[] {
    const identifiers = this.rules.identifiers.map(patternOf);
    return Array.from(this.columns, ([column, statistics]) => {
      const isIdentifier = identifiers.some((pattern) => pattern.test(column));
      const reason = isIdentifier ? 'it names a row or a code' : this.fault(statistics);
      return reason === undefined ? [] : [{ column, reason }];
    }).flat();
  }

  private fault({ filled, isNumeric, values }: ColumnStatistics): string | undefined {
    const { maxMissing, maxCategories, maxCommonest } = this.rules;
    const missing = this.rows - filled;
    if (missing / this.rows > maxMissing) return `${shareOf(missing, this.rows)} of its cells are empty`;
    const [commonest, count] = values.commonest() ?? ['', 0];
    if (count / this.rows > maxCommonest)
      return `${shareOf(count, this.rows)} of its cells are ${shortened(commonest)}`;
    if (isNumeric || values.distinct <= maxCategories) return undefined;
    return values.isComplete ? `${values.distinct} categories` : `more than ${values.distinct} categories`;
  }
}

/** What is known of a column after any number of cells. */
class ColumnStatistics {
  /** Cells that are not empty. */
  filled = 0;
  /** Whether all of them are decimals. */
  isNumeric = true;
  readonly values = new FrequentValues(VALUES_KEPT);

  add(cell: string): void {
    this.filled += 1;
    this.isNumeric &&= isDecimal(cell);
    this.values.add(cell);
  }
}

/** Names of any characters, where * stands for any number of them. */
function patternOf(identifier: string): RegExp {
  const parts = identifier.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

/** In per cent; 100 % means all. */
function shareOf(count: number, rows: number): string {
  return `${count === rows ? 100 : Math.min(99, Math.round((count / rows) * 100))} %`;
}

/** A cell may be a page of text. */
function shortened(cell: string): string {
  return cell.length <= 40 ? cell : `${cell.slice(0, 40)}…`;
}
