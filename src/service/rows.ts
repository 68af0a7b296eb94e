/** Reads the rows that a model is trained on, each checked against the declaration, by column. */

import { createHash, type Hash } from 'node:crypto';
import { InputError } from '../contract/exit';
import { randomFrom } from '../learning/random';
import { Screening, type Screened } from '../learning/rows/screening';
import { columnKind, type Table } from '../learning/rows/table';
import type { Truth } from '../learning/truth';
import { TableBuilder } from '../learning/rows/table-builder';
import { encodingsOf } from '../models/encodings';
import type { ExternalSource, Model, RawRow } from '../models/model';
import { RowChecker } from './row-checker';
import { csvRows, type CsvRow } from './csv-rows';
import { Progress } from './progress';
import { openRowSource } from './row-source';
import { TargetBuilder } from './targets';

export interface TrainingRows {
  readonly table: Table;
  readonly truth: Truth;
  readonly source: {
    /** A path or an address, without credentials and query. */
    readonly name: string;
    /** Whether the rows were made up. */
    readonly synthetic: boolean;
    /** Of the bytes read, or of the made-up rows. */
    readonly sha256: string;
    readonly rows: number;
    /** Rows that the declaration's `clean` dropped. */
    readonly leftOut: number;
  };
  /** Columns of no use, where the declaration asks for them. */
  readonly screened: readonly Screened[];
}

/** @throws InputError with file, line, what came and what was expected */
export async function readRows(model: Model): Promise<TrainingRows> {
  const hash = createHash('sha256');
  const { name, synthetic, rows } = openRows(model, hash);
  const collector = new RowCollector(model);
  const progress = new Progress(`${model.name}: ${name}`);
  const started = performance.now();
  let read = 0;
  try {
    for await (const { raw, line } of rows) {
      collector.add(raw, `${name}:${line}`);
      read += 1;
      if (read % ROWS_A_LOOK === 0) progress.update(speed(read, performance.now() - started));
    }
  } finally {
    progress.done();
  }
  const { length, ...collected } = collector.result();
  if (length === 0) throw new InputError(`${name}: ${nothingOf(read)}; expected rows of ${model.target.column}`);
  const source = { name, synthetic, sha256: hash.digest('hex'), rows: length, leftOut: read - length };
  return { ...collected, source };
}

/** Rows between two looks at the clock. */
const ROWS_A_LOOK = 10_000;

function speed(rows: number, milliseconds: number): string {
  const aSecond = Math.round((rows / milliseconds) * 1000);
  return `${rows.toLocaleString('en')} rows, ${aSecond.toLocaleString('en')} a second`;
}

function nothingOf(read: number): string {
  return read === 0 ? 'it has a header and no rows' : `all of its ${read} rows are left out as unclean`;
}

interface OpenRows {
  readonly name: string;
  readonly synthetic: boolean;
  readonly rows: AsyncIterable<CsvRow> | Iterable<CsvRow>;
}

/** @param hash is given all that is read */
function openRows({ source, features, target }: Model, hash: Hash): OpenRows {
  if (source.kind === 'csv') return openCsv(source.path, [...Object.keys(features), target.column], hash);
  const address = process.env[source.variable];
  if (address) return openCsv(address, source.columns, hash);
  return { name: 'synthetic rows', synthetic: true, rows: syntheticRows(source, hash) };
}

function openCsv(address: string, columns: readonly string[], hash: Hash): OpenRows {
  const { name, bytes } = openRowSource(address);
  return { name, synthetic: false, rows: csvRows(name, hashed(bytes, hash), columns) };
}

async function* hashed(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Made-up rows are the same in every run. */
const SEED = 42;

function* syntheticRows({ synthetic }: ExternalSource, hash: Hash): Generator<CsvRow> {
  let line = 0;
  for (const raw of synthetic.generate(synthetic.rows, randomFrom(SEED))) {
    hash.update(JSON.stringify(raw));
    yield { raw, line: ++line };
  }
}

/** Cleans and checks rows, and keeps what training needs of them. */
class RowCollector {
  private readonly clean: ExternalSource['clean'] | undefined;
  private readonly checker: RowChecker;
  private readonly table: TableBuilder;
  private readonly targets: TargetBuilder;
  private readonly screening: Screening | undefined;
  private length = 0;

  constructor(private readonly model: Model) {
    const { source, target, screening } = model;
    const kinds = encodingsOf(model).map(({ name, encoding }) => [name, columnKind(encoding)] as const);
    this.clean = source.kind === 'external' ? (raw) => source.clean(raw) : undefined;
    this.checker = new RowChecker(model);
    this.table = new TableBuilder(Object.fromEntries(kinds));
    this.targets = new TargetBuilder(target);
    this.screening = screening && new Screening(screening);
  }

  /** @throws InputError that begins with `where` */
  add(raw: RawRow, where: string): void {
    const row = this.clean === undefined ? raw : this.clean(raw);
    if (row === undefined) return;
    this.table.add(this.checker.row(row, where));
    this.targets.add(this.checker.target(row, where));
    this.screening?.add(row);
    this.length += 1;
  }

  result(): Pick<TrainingRows, 'table' | 'truth' | 'screened'> & { readonly length: number } {
    const { column } = this.model.target;
    const screened = this.screening?.screened().filter((screened) => screened.column !== column) ?? [];
    return { table: this.table.table(), truth: this.targets.truth(), screened, length: this.length };
  }
}
