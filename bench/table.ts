/** How results are printed. */

import { median } from './statistics';

/** A Markdown table: the first column is text, the others are numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export function fixed(value: number, digits: number): string {
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Median, least and greatest. */
export function spread(values: readonly number[], print: (value: number) => string): string {
  return `${print(median(values))} (${print(Math.min(...values))}–${print(Math.max(...values))})`;
}

/** As many digits as say something; next to nothing as a power of ten. */
export function significant(value: number, digits: number): string {
  if (value !== 0 && Math.abs(value) < NEXT_TO_NOTHING) return value.toExponential(digits - 1);
  return value.toLocaleString('en', { maximumSignificantDigits: digits });
}

const NEXT_TO_NOTHING = 1e-4;

export function ratio(value: number): string {
  return significant(value, 2);
}
