/** From cells to a typed row and its target, checked against the declaration. */

import { InputError } from '../contract/exit';
import { Problem } from '../contract/problems';
import { isDecimal } from '../learning/rows/decimal';
import type { Feature } from '../models/features';
import type { Model, RawRow, Row } from '../models/model';
import { describe, expectation, Validator } from '../models/validate';

/** Made once for a model; `row` and `target` run for every row. */
export class RowChecker {
  private readonly features: readonly (readonly [name: string, feature: Feature])[];
  private readonly validator: Validator;
  /** The index of the class, or the value; undefined when it does not fit. */
  private readonly targetOf: (cell: string) => number | undefined;
  private readonly expectedTarget: string;

  constructor(private readonly model: Model) {
    const { target } = model;
    this.features = Object.entries<Feature>(model.features);
    this.validator = new Validator(model);
    if (target.kind === 'class') {
      const indices = new Map(target.classes.map((name, index) => [name, index]));
      this.targetOf = (cell) => indices.get(cell);
      this.expectedTarget = target.classes.join(', ');
    } else {
      const { min, max } = target;
      this.targetOf = (cell) => (isDecimal(cell) && +cell >= min && +cell <= max ? +cell : undefined);
      this.expectedTarget = expectation({ ...target, kind: 'number' });
    }
  }

  /** @throws InputError that begins with `where` */
  row(raw: RawRow, where: string): Row {
    const typed: Record<string, string | number | null | undefined> = {};
    for (const [name, feature] of this.features) typed[name] = typedCell(feature, raw[name]);
    try {
      return this.validator.rows(typed, 1)[0]!;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const [{ field, got, expected } = { field: '/row', got: 'wrong', expected: 'a row of the model' }] = error.errors;
      const name = field.slice(1);
      const hint = this.model.features[name]?.kind === 'number' ? decimalHint(raw[name]) : '';
      throw new InputError(`${where}: ${name} is ${got}; expected ${expected}${hint}`);
    }
  }

  /** @throws InputError that begins with `where` */
  target(raw: RawRow, where: string): number {
    const { column, kind } = this.model.target;
    const cell = raw[column] ?? '';
    const target = this.targetOf(cell);
    if (target !== undefined) return target;
    const hint = kind === 'value' ? decimalHint(cell) : '';
    throw new InputError(`${where}: ${column} is ${describe(cell)}; expected ${this.expectedTarget}${hint}`);
  }
}

/** A cell is a text until the declaration says that it is a number. */
function typedCell({ kind, optional }: Feature, cell: string | undefined): string | number | null | undefined {
  if (optional === true && cell === '') return null;
  return kind === 'number' && cell !== undefined && isDecimal(cell) ? Number(cell) : cell;
}

/** Half of the world writes 5,1. */
function decimalHint(cell = ''): string {
  return cell.includes(',') && isDecimal(cell.replace(',', '.')) ? ', with a decimal point' : '';
}
