/** Reads the rows that a model is trained on, each checked against the declaration. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import { InputError, messageOf } from '../contract/exit';
import { Problem } from '../contract/problems';
import type { Model, Row } from '../models/model';
import { describe, Validator } from '../models/validate';

export interface TrainingRows {
  readonly rows: readonly Row[];
  /** The index of each row's class. */
  readonly labels: Int32Array;
  /** Of the file's bytes. */
  readonly sha256: string;
}

/** @throws InputError with file, line, what came and what was expected */
export function readRows(model: Model): TrainingRows {
  const { path } = model.source;
  const bytes = readBytes(path);
  const { column, classes } = model.target;
  const validator = new Validator(model);
  const rows: Row[] = [];
  const labels: number[] = [];
  for (const { record, line } of parseRecords(path, bytes, [...Object.keys(model.features), column])) {
    const { [column]: label, ...cells } = record;
    rows.push(checkedRow(`${path}:${line}`, model, validator, cells));
    const index = classes.indexOf(label ?? '');
    if (index < 0)
      throw new InputError(`${path}:${line}: ${column} is ${describe(label)}; expected ${classes.join(', ')}`);
    labels.push(index);
  }
  if (rows.length === 0) throw new InputError(`${path}: it has a header and no rows; expected rows of ${column}`);
  return { rows, labels: Int32Array.from(labels), sha256: createHash('sha256').update(bytes).digest('hex') };
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new InputError(`${path}: ${messageOf(error)}; expected a CSV file with a header`);
  }
}

interface CsvRecord {
  readonly record: Readonly<Record<string, string>>;
  readonly line: number;
}

function parseRecords(path: string, bytes: Buffer, columns: readonly string[]): CsvRecord[] {
  let isEmpty = true;
  const header = (names: string[]): string[] => {
    isEmpty = false;
    const missing = columns.filter((name) => !names.includes(name));
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (missing.length > 0)
      throw new InputError(`${path}:1: the column ${missing.join(', ')} is missing; expected ${columns.join(', ')}`);
    if (twice !== undefined) throw new InputError(`${path}:1: the column ${twice} occurs twice`);
    return names;
  };
  try {
    const parsed: { record: Record<string, string>; info: { lines: number } }[] = parse(bytes, {
      bom: true,
      columns: header,
      info: true,
      skip_empty_lines: true,
    });
    if (isEmpty) throw new InputError(`${path}: it is empty; expected a header with ${columns.join(', ')}`);
    return parsed.map(({ record, info }) => ({
      record: Object.fromEntries(columns.map((name) => [name, record[name] ?? ''])),
      line: info.lines,
    }));
  } catch (error) {
    if (error instanceof CsvError) throw new InputError(`${path}: ${error.message}`);
    throw error;
  }
}

/** As spreadsheets write numbers; 0x5 and a number with a line break are none. */
const DECIMAL = /^ *[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)? *$/i;

/** A cell is a text until the declaration says that it is a number. */
function checkedRow(where: string, model: Model, validator: Validator, cells: Readonly<Record<string, string>>): Row {
  const typed = Object.entries(cells).map(([name, cell]) => {
    const isNumber = model.features[name]?.kind === 'number' && DECIMAL.test(cell);
    return [name, isNumber ? Number(cell) : cell];
  });
  try {
    const [row] = validator.rows(Object.fromEntries(typed), 1);
    return row!;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const [{ field, got, expected } = { field: '', got: 'wrong', expected: 'a row of the model' }] = error.errors;
    throw new InputError(`${where}: ${field.slice(1)} is ${got}; expected ${expected}`);
  }
}
