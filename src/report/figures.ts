/** How numbers are written for people: four significant digits, counts in full, shares in per cent. */

const significant = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const scientific = new Intl.NumberFormat('en', { maximumSignificantDigits: 4, notation: 'scientific' });
const exact = new Intl.NumberFormat('en', { maximumFractionDigits: 20, useGrouping: 'min2' });

/** @param value null is how JSON writes NaN */
export function measured(value: number | null, unit?: string): string {
  if (!isFigure(value)) return 'not defined';
  const size = Math.abs(value);
  // Beyond these a row of zeros would hide the number.
  const format = size !== 0 && (size < 1e-4 || size >= 1e12) ? scientific : significant;
  return withUnit(format.format(value === 0 ? 0 : value), unit);
}

function withUnit(text: string, unit: string | undefined): string {
  return unit === undefined ? text : `${text} ${unit}`;
}

export function isFigure(value: number | null): value is number {
  return Number.isFinite(value);
}

/** Every digit, as of a count or a bound. Years keep their four digits together. */
export function exactly(value: number, unit?: string): string {
  return withUnit(exact.format(value), unit);
}

/** In per cent; 0 % means none, 100 % all, and – that there is nothing to share. */
export function shareOf(part: number, total: number): string {
  if (total === 0) return '–';
  if (part === 0 || part === total) return part === 0 ? '0 %' : '100 %';
  return `${Math.min(99, Math.max(1, Math.round((part / total) * 100)))} %`;
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
