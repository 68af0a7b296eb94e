/** From parsed JSON to typed rows of a model, or a problem that names every bad field. The declaration is the only schema. */

import { Problem, type BadField } from '../contract/problems';
import type { Model, Row } from './model';
import type { CategoryFeature, Feature } from './features';
import { spelling } from './spelling';

/** Bad fields that one answer lists; the rest is counted. */
const FIELDS_LISTED = 20;

/** What came, as the model takes it; undefined when it does not fit. */
type Accept = (value: unknown) => number | string | undefined;

interface Field {
  readonly name: string;
  readonly alias: string | undefined;
  /** Whether it may be null or left out. */
  readonly optional: boolean;
  /** Whether it is an input of the model, and no context. */
  readonly isFeature: boolean;
  readonly accept: Accept;
  readonly expected: string;
  readonly example: unknown;
}

/** Checks rows of one model. Made once; `rows` runs on every request. */
export class Validator {
  private readonly fields: readonly Field[];
  private readonly spellings: ReadonlySet<string>;

  constructor(private readonly model: Model) {
    this.fields = [
      ...Object.entries<Feature>(model.features).map(([name, feature]) => ({
        name,
        alias: feature.alias,
        optional: feature.optional ?? false,
        isFeature: true,
        accept: acceptOf(feature),
        expected: expectation(feature),
        example: model.example[name],
      })),
      ...Object.entries(model.context ?? {}).map(([name, field]) => ({
        ...{ name, alias: undefined, optional: true, isFeature: false, example: field.title },
        ...{ accept: acceptOf({ kind: 'text', ...field }), expected: expectation({ kind: 'text', ...field }) },
      })),
    ];
    this.spellings = new Set(this.fields.flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias])));
  }

  /**
   * @param body one row, or an array of 1 to maxRows rows
   * @throws Problem invalid-input or too-large
   */
  rows(body: unknown, maxRows: number): Row[] {
    const bad = new BadFields();
    const rows = Array.isArray(body) ? this.many(body, maxRows, bad) : [this.one(body, '', bad)];
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
    return body.map((row, index) => this.one(row, `/${index}`, bad));
  }

  /** A row as it is, or in the wrapper that some clients put around it. */
  private one(body: unknown, where: string, bad: BadFields): Row {
    const isWrapped = this.model.wrapped === true && isObject(body) && Object.keys(body).join() === 'features';
    return isWrapped ? this.row(body['features'], `${where}/features`, bad) : this.row(body, where, bad);
  }

  private row(body: unknown, where: string, bad: BadFields): Row {
    const row: Record<string, number | string | null> = {};
    if (!isObject(body)) {
      bad.add(where, 'an object with one member a feature', describe(body), this.model.example);
      return row;
    }
    let known = 0;
    for (const { name, alias, optional, accept, expected, example } of this.fields) {
      const spelling = alias !== undefined && !Object.hasOwn(body, name) ? alias : name;
      const value = Object.hasOwn(body, spelling) ? body[spelling] : undefined;
      if (value !== undefined) known += 1;
      if (optional && (value === undefined || value === null)) {
        row[name] = null;
        continue;
      }
      const accepted = value === undefined ? undefined : accept(value);
      if (accepted !== undefined) row[name] = accepted;
      else bad.add(`${where}/${value === undefined ? name : spelling}`, expected, describe(value), example);
    }
    if (Object.keys(body).length !== known) this.surplus(body, where, bad);
    return row;
  }

  /** Members that no feature explains, and features given under both of their names. */
  private surplus(body: Readonly<Record<string, unknown>>, where: string, bad: BadFields): void {
    const features = this.fields.filter(({ isFeature }) => isFeature);
    const names = features.map(({ name }) => name).join(', ');
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

/** What a feature takes; looked up once, called on every request. */
function acceptOf(feature: Feature): Accept {
  switch (feature.kind) {
    case 'number': {
      const { min, max, integer } = feature;
      return (value) => {
        if (typeof value !== 'number' || !(value >= min && value <= max)) return undefined;
        return integer && !Number.isInteger(value) ? undefined : value;
      };
    }
    case 'category':
      return acceptCategory(feature);
    case 'label':
      return (value) => {
        const given = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
        if (typeof given !== 'string' || given === '' || !isWithin(given, feature.maxLength)) return undefined;
        const code = /^(\d+)(\.0*)?$/.exec(given)?.[1];
        return code === undefined ? spelling(given) : code.padStart(feature.digits ?? 0, '0');
      };
    case 'date':
      return (value) =>
        typeof value === 'string' && isDay(value) && value >= feature.min && value <= feature.max ? value : undefined;
    case 'text':
      return (value) =>
        typeof value === 'string' && value !== '' && isWithin(value, feature.maxLength) ? value : undefined;
  }
}

/** Longer than any declared value. To spell out a text of a megabyte takes minutes, if it was made to. */
const VALUE_LENGTH = 200;

/** An unknown value stays as it came: what it counts as is known to the encoding, which counts it too. */
function acceptCategory({ values, unknown }: CategoryFeature): Accept {
  const exact = new Set(values);
  if (unknown === undefined) return (value) => (typeof value === 'string' && exact.has(value) ? value : undefined);
  const bySpelling = new Map(values.map((value) => [spelling(value), value]));
  return (value) => {
    if (typeof value !== 'string') return undefined;
    if (exact.has(value) || value.length > VALUE_LENGTH) return value;
    return bySpelling.get(spelling(value)) ?? value;
  };
}

/** Whether a text is a day of the calendar, as ISO 8601 writes it. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
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
    case 'label':
      return `a text of 1 to ${feature.maxLength} characters, or a number`;
    case 'date':
      return `a day from ${feature.min} to ${feature.max}`;
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
