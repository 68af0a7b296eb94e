import { randomFrom } from '../../src/learning/random';
import type { ExternalSource, Model, RawRow, Row } from '../../src/models/model';
import { RowChecker } from '../../src/service/row-checker';

export function externalSource({ name, source }: Model): ExternalSource {
  if (source.kind !== 'external') throw new Error(`${name} has its rows in the repository`);
  return source;
}

/** Made-up rows of a model, as its generator gives them. */
export function madeUp(model: Model, rows: number, seed = 42): RawRow[] {
  return [...externalSource(model).synthetic.generate(rows, randomFrom(seed))];
}

/** Rows and targets as a training step takes them: cleaned and checked, those left out missing. */
export function trained(model: Model, rows: readonly RawRow[]): { readonly row: Row; readonly target: number }[] {
  const checker = new RowChecker(model);
  const cleaned = rows.map((raw) => externalSource(model).clean(raw)).filter((raw) => raw !== undefined);
  return cleaned.map((raw, index) => ({
    row: checker.row(raw, `row ${index}`),
    target: checker.target(raw, `row ${index}`),
  }));
}

/** The share of rows whose cell is this one. */
export function share(rows: readonly RawRow[], column: string, cell: string): number {
  return rows.filter((row) => row[column] === cell).length / rows.length;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How closely two quantities go together, from -1 to 1 (Pearson). */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = (x: (index: number) => number, y: (index: number) => number): number =>
    mean(a.map((_, index) => x(index) * y(index)));
  const fromA = (index: number): number => a[index]! - meanA;
  const fromB = (index: number): number => b[index]! - meanB;
  return product(fromA, fromB) / Math.sqrt(product(fromA, fromA) * product(fromB, fromB));
}
