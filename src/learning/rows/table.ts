/** Rows held by column: a number in 8 bytes, a category in 4. */

import type { Cell, Encoding, Row } from '../encoding/encoding';

/** `category` suits strings that repeat, dates too; `text` those that do not. */
export type ColumnKind = Column['kind'];

export type Column =
  /** NaN: missing. */
  | { readonly kind: 'number'; readonly numbers: Float64Array }
  /** Indices of `values`, -1: missing. A value need not occur. */
  | { readonly kind: 'category'; readonly codes: Int32Array; readonly values: readonly string[] }
  | { readonly kind: 'text'; readonly texts: readonly (string | null)[] };

/** How the cells of a feature are best held. */
export function columnKind({ kind }: Encoding): ColumnKind {
  if (kind === 'number') return 'number';
  return kind === 'tf-idf' ? 'text' : 'category';
}

export class Table {
  constructor(
    readonly length: number,
    private readonly columns: ReadonlyMap<string, Column>,
  ) {}

  /** @throws RangeError when there is none */
  column(name: string): Column {
    const column = this.columns.get(name);
    if (column) return column;
    throw new RangeError(`the table has no column ${name}; it has ${[...this.columns.keys()].join(', ')}`);
  }

  row(index: number): Row {
    return Object.fromEntries(Array.from(this.columns, ([name, column]) => [name, cellOf(column, index)]));
  }
}

/** A cell as it was added. */
export function cellOf(column: Column, row: number): Cell {
  switch (column.kind) {
    case 'number': {
      const number = column.numbers[row]!;
      return Number.isNaN(number) ? null : number;
    }
    case 'category':
      return column.values[column.codes[row]!] ?? null;
    case 'text':
      return column.texts[row]!;
  }
}
