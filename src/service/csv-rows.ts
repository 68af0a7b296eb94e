/** Rows of a CSV file with a header, one after the other; of a file of any size only a piece is in memory. */

import { Readable } from 'node:stream';
import { CsvError, parse, type Parser } from 'csv-parse';
import { InputError } from '../contract/exit';
import type { RawRow } from '../models/model';

export interface CsvRow {
  readonly raw: RawRow;
  /** Where it begins, from 1. */
  readonly line: number;
}

/** Bytes of one row: a quote that is never closed ends here, not when the memory is full. */
const ROW_SIZE = 1 << 20;

/**
 * @param name of the file, for errors
 * @param bytes UTF-8, with or without a byte order mark
 * @param columns that the header must have; there may be others
 * @throws InputError with file and line
 */
export async function* csvRows(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  columns: readonly string[],
): AsyncGenerator<CsvRow> {
  let header: readonly string[] | undefined;
  for await (const { cells, line } of csvRecords(name, bytes)) {
    if (isBlank(cells)) continue;
    if (header === undefined) {
      header = checkedHeader(`${name}:${line}`, cells, columns);
      continue;
    }
    if (cells.length !== header.length)
      throw new InputError(
        `${name}:${line}: it has ${counted(cells.length)}; expected ${header.length}, as the header`,
      );
    const raw: Record<string, string> = {};
    for (let index = 0; index < cells.length; index++) raw[header[index]!] = cells[index]!;
    yield { raw, line };
  }
  if (header === undefined) throw new InputError(`${name}: it is empty; expected a header with ${columns.join(', ')}`);
}

interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Lines are counted here: asked for with every record (`info`), they halve the speed of the parser. */
async function* csvRecords(name: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  const encoding = { isUtf8: true };
  const parser = parserOf(watched(bytes, encoding));
  let line = 1;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (!encoding.isUtf8 && cells.some((cell) => cell.includes('\ufffd')))
        throw new InputError(`${name}:${line}: it is not encoded as UTF-8; save the file as UTF-8`);
      yield { cells, line };
      line += 1;
      for (const cell of cells) line += lineBreaks(cell);
    }
  } catch (error) {
    throw error instanceof CsvError ? new InputError(`${name}:${line}: ${faultOf(error)}`) : error;
  } finally {
    parser.destroy();
  }
}

/** Unlike `pipeline`, it gives the rows before a fault first, so that the line of the fault is known. */
function parserOf(bytes: AsyncIterable<Uint8Array>): Parser {
  const options = { bom: true, relax_column_count: true, max_record_size: ROW_SIZE, autoDestroy: false };
  const parser = parse(options);
  const source = Readable.from(bytes).on('error', (error) => parser.destroy(error));
  parser.on('close', () => source.destroy());
  return source.pipe(parser);
}

/** Looks at the bytes before the parser does, which replaces what it cannot decode. */
async function* watched(bytes: AsyncIterable<Uint8Array>, encoding: { isUtf8: boolean }): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of bytes) {
    try {
      if (encoding.isUtf8) decoder.decode(chunk, { stream: true });
    } catch {
      encoding.isUtf8 = false;
    }
    yield chunk;
  }
}

function checkedHeader(where: string, names: readonly string[], columns: readonly string[]): readonly string[] {
  const missing = columns.filter((name) => !names.includes(name));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (missing.length > 0)
    throw new InputError(`${where}: the column ${missing.join(', ')} is missing; expected ${columns.join(', ')}`);
  if (twice !== undefined) throw new InputError(`${where}: the column ${twice} occurs twice; expected it once`);
  return names;
}

function faultOf({ code }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return 'a quote is opened and never closed; expected another at the end of its cell';
  if (code === 'CSV_MAX_RECORD_SIZE')
    return `the row is longer than ${ROW_SIZE} bytes; is one of its quotes not closed?`;
  return 'a quote stands inside a cell; expected the whole cell in quotes, and "" for each quote in it';
}

function isBlank(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0] === '';
}

function lineBreaks(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  return count;
}

function counted(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
}
