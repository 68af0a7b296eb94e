/** Builds a table row by row. The string of a category is held once, whatever the number of its rows. */

import type { Cell, Row } from '../encoding/encoding';
import { Table, type Column, type ColumnKind } from './table';

const FIRST_ROOM = 1024; // rows
/** A column takes at most 1.5 times what its rows need, and 2.5 times while it moves to more room. */
const roomAfter = (room: number): number => Math.ceil(room * 1.5);

interface ColumnBuilder {
  /** @throws RangeError that says what was expected of the cell */
  set(row: number, cell: Cell | undefined): void;
  column(length: number): Column;
}

export class TableBuilder {
  private readonly builders: readonly (readonly [name: string, builder: ColumnBuilder])[];
  private length = 0;

  constructor(columns: Readonly<Record<string, ColumnKind>>) {
    this.builders = Object.entries(columns).map(([name, kind]) => [name, builderOf(kind)]);
  }

  /**
   * Cells of other names are left out.
   * @throws RangeError when a cell is not there or of the wrong type; the row is then not added
   */
  add(row: Row): void {
    for (const [name, builder] of this.builders) {
      try {
        builder.set(this.length, row[name]);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new RangeError(`row ${this.length + 1}, column ${name}: ${reason}`);
      }
    }
    this.length += 1;
  }

  /** The rows added so far; adding more leaves it as it is. */
  table(): Table {
    return new Table(this.length, new Map(this.builders.map(([name, builder]) => [name, builder.column(this.length)])));
  }
}

function builderOf(kind: ColumnKind): ColumnBuilder {
  switch (kind) {
    case 'number':
      return new NumberBuilder();
    case 'category':
      return new CategoryBuilder();
    case 'text':
      return new TextBuilder();
  }
}

class NumberBuilder implements ColumnBuilder {
  private numbers = new Float64Array(FIRST_ROOM);

  set(row: number, cell: Cell | undefined): void {
    if (cell !== null && !Number.isFinite(cell)) throw unexpected(cell, 'a finite number');
    if (row === this.numbers.length) {
      const wider = new Float64Array(roomAfter(row));
      wider.set(this.numbers);
      this.numbers = wider;
    }
    this.numbers[row] = cell === null ? NaN : Number(cell);
  }

  column(length: number): Column {
    return { kind: 'number', numbers: this.numbers.subarray(0, length) };
  }
}

class CategoryBuilder implements ColumnBuilder {
  private codes = new Int32Array(FIRST_ROOM);
  private readonly codeOf = new Map<string, number>();

  set(row: number, cell: Cell | undefined): void {
    if (cell !== null && typeof cell !== 'string') throw unexpected(cell, 'a string');
    if (row === this.codes.length) {
      const wider = new Int32Array(roomAfter(row));
      wider.set(this.codes);
      this.codes = wider;
    }
    this.codes[row] = cell === null ? -1 : this.code(cell);
  }

  private code(value: string): number {
    const known = this.codeOf.get(value);
    if (known !== undefined) return known;
    this.codeOf.set(value, this.codeOf.size);
    return this.codeOf.size - 1;
  }

  column(length: number): Column {
    return { kind: 'category', codes: this.codes.subarray(0, length), values: [...this.codeOf.keys()] };
  }
}

class TextBuilder implements ColumnBuilder {
  private readonly texts: (string | null)[] = [];

  set(row: number, cell: Cell | undefined): void {
    if (cell !== null && typeof cell !== 'string') throw unexpected(cell, 'a string');
    this.texts[row] = cell;
  }

  column(): Column {
    return { kind: 'text', texts: this.texts };
  }
}

function unexpected(cell: Cell | undefined, expected: string): RangeError {
  return new RangeError(`${typeof cell === 'number' ? cell : JSON.stringify(cell)} came; expected ${expected} or null`);
}
