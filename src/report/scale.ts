/** Where values lie on an axis, and which of them are marked. */

/** A range of values on a line of the drawing. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
}

/** In pixels, to a tenth. */
export function at({ low, high, from, to }: Scale, value: number): number {
  return tenth(from + ((value - low) / (high - low)) * (to - from));
}

export function tenth(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

/** Round numbers in a range, a step of 1, 2 or 5 times a power of ten apart; about as many as asked for. */
export function ticks({ low, high }: Scale, about: number): { value: number; label: string }[] {
  const least = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const value = (first + i) * step;
    return { value, label: tickLabel(value, step) };
  });
}

/** As short as tells it from its neighbours: 0.25, 350K, 1.5M. */
function tickLabel(value: number, step: number): string {
  const size = Math.max(Math.abs(value), step);
  const digits = Math.floor(Math.log10(size * (1 + 1e-9))) - Math.floor(Math.log10(step * (1 + 1e-9))) + 1;
  const notation = size >= 1e15 || step < 1e-5 ? 'scientific' : 'compact';
  return new Intl.NumberFormat('en', { notation, maximumSignificantDigits: digits }).format(value);
}
