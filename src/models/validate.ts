/** From parsed JSON to typed rows of a model, or a problem that names every bad field. The declaration is the only schema. */

import { Problem, type BadField } from '../contract/problems';
import type { Model, Row } from './model';
import type { Feature } from './features';

/** Bad fields that one answer lists; the rest is counted. */
const FIELDS_LISTED = 20;

interface Field {
  readonly name: string;
  readonly alias: string | undefined;
  readonly feature: Feature;
}

/** Checks rows of one model. Made once; `rows` runs on every request. */
export class Validator {
  private readonly fields: readonly Field[];
  private readonly spellings: ReadonlySet<string>;

  constructor(private readonly model: Model) {
    this.fields = Object.entries(model.features).map(([name, feature]) => ({ name, alias: feature.alias, feature }));
    this.spellings = new Set(this.fields.flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias])));
  }

  /**
   * @param body one row, or an array of 1 to maxRows rows
   * @throws Problem invalid-input or too-large
   */
  rows(body: unknown, maxRows: number): Row[] {
    const bad = new BadFields();
    const rows = Array.isArray(body) ? this.many(body, maxRows, bad) : [this.row(body, '', bad)];
    bad.throwIfAny();
    return rows;
  }

  private many(body: unknown[], maxRows: number, bad: BadFields): Row[] {
    const { example } = this.model;
    if (body.length === 0) bad.add('', 'at least one row', 'an empty array', [example]);
    if (body.length > maxRows) {
      const error = { field: '', expected: `1 to ${maxRows} rows`, got: `${body.length} rows`, example: [example] };
      throw new Problem('too-large', `A request may hold ${maxRows} rows; send the rest in further requests.`, [error]);
    }
    return body.map((row, index) => this.row(row, `/${index}`, bad));
  }

  private row(body: unknown, where: string, bad: BadFields): Row {
    const row: Record<string, number | string> = {};
    if (!isObject(body)) {
      bad.add(where, 'an object with one member a feature', describe(body), this.model.example);
      return row;
    }
    let known = 0;
    for (const { name, alias, feature } of this.fields) {
      const spelling = alias !== undefined && !Object.hasOwn(body, name) ? alias : name;
      const value = Object.hasOwn(body, spelling) ? body[spelling] : undefined;
      if (value === undefined) {
        bad.add(`${where}/${name}`, expectation(feature), 'nothing', this.model.example[name]);
        continue;
      }
      known += 1;
      const accepted = accept(feature, value);
      if (accepted === undefined)
        bad.add(`${where}/${spelling}`, expectation(feature), describe(value), this.model.example[name]);
      else row[name] = accepted;
    }
    if (Object.keys(body).length !== known) this.surplus(body, where, bad);
    return row;
  }

  /** Members that no feature explains, and features given under both of their names. */
  private surplus(body: Readonly<Record<string, unknown>>, where: string, bad: BadFields): void {
    const names = this.fields.map(({ name }) => name).join(', ');
    for (const key of Object.keys(body)) {
      if (!this.spellings.has(key)) {
        bad.add(
          `${where}/${pointer(key)}`,
          `no such member; the features are ${names}`,
          describe(body[key]),
          this.model.example,
        );
      }
    }
    for (const { name, alias } of this.fields) {
      if (alias !== undefined && Object.hasOwn(body, name) && Object.hasOwn(body, alias)) {
        bad.add(`${where}/${alias}`, `${name} or ${alias}, not both`, describe(body[alias]), this.model.example);
      }
    }
  }
}

/** The value as the model takes it, or undefined. */
function accept(feature: Feature, value: unknown): number | string | undefined {
  switch (feature.kind) {
    case 'number': {
      if (typeof value !== 'number' || !(value >= feature.min && value <= feature.max)) return undefined;
      return feature.integer && !Number.isInteger(value) ? undefined : value;
    }
    case 'category':
      if (typeof value !== 'string') return undefined;
      return feature.values.includes(value) ? value : feature.unknown;
    case 'text':
      return typeof value === 'string' && value !== '' && isWithin(value, feature.maxLength) ? value : undefined;
  }
}

/** Characters are Unicode code points, as in JSON Schema: never more than UTF-16 units. */
function isWithin(value: string, maxLength: number): boolean {
  return value.length <= maxLength || [...value].length <= maxLength;
}

/** What a feature accepts, in words. */
export function expectation(feature: Feature): string {
  switch (feature.kind) {
    case 'number': {
      const unit = feature.unit === undefined ? '' : ` ${feature.unit}`;
      return `a ${feature.integer ? 'whole number' : 'number'} from ${feature.min} to ${feature.max}${unit}`;
    }
    case 'category':
      return feature.unknown === undefined ? `one of ${feature.values.join(', ')}` : 'a string';
    case 'text':
      return `a text of 1 to ${feature.maxLength} characters`;
  }
}

class BadFields {
  private readonly listed: BadField[] = [];
  private count = 0;

  add(field: string, expected: string, got: string, example: unknown): void {
    this.count += 1;
    if (this.listed.length < FIELDS_LISTED) this.listed.push({ field, expected, got, example });
  }

  throwIfAny(): void {
    if (this.count === 0) return;
    const more = this.count > FIELDS_LISTED ? `, of which the first ${FIELDS_LISTED} are listed` : '';
    const fields = this.count === 1 ? '1 field does' : `${this.count} fields do`;
    throw new Problem('invalid-input', `${fields} not fit the model${more}.`, this.listed);
  }
}

/** What came, short whatever its size and depth: a stranger sent it. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'string') {
    return value.length <= 60 ? `the string ${JSON.stringify(value)}` : `a string of ${value.length} characters`;
  }
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing'); // JSON knows no NaN or Infinity
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member name as a JSON Pointer segment, shortened like any other thing that came from outside. */
function pointer(key: string): string {
  const short = key.length <= 60 ? key : `${key.slice(0, 60)}…`;
  return short.replaceAll('~', '~0').replaceAll('/', '~1');
}
