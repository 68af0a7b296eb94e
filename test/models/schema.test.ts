import { Ajv2020 } from 'ajv/dist/2020';
import { Problem } from '../../src/contract/problems';
import { randomFrom } from '../../src/learning/random';
import type { Model } from '../../src/models/model';
import { iris } from '../../src/models/iris';
import { payload } from '../../src/models/payloads';
import { rowSchema } from '../../src/models/schema';
import { Validator } from '../../src/models/validate';
import { stay } from './stay';

const ROWS = 5000;

const numbers = [0, -0, 0.5, 1, 3, 14, 14.5, 300, 301, -40, -41, 45, 1e300, 2 ** 53];
const texts = [
  '',
  'a',
  'ab',
  '12345',
  '123456',
  '🌱',
  '🌱🌱🌱🌱🌱',
  '🌱🌱🌱🌱🌱🌱',
  '\ud800',
  'heart',
  'Heart',
  'barter',
];
const others = [null, true, [], [1], {}];
const surplus = ['colour', '__proto__', 'constructor', 'toString', ''];

/** JSON text of rows near what a model takes: most members fit, some do not, are missing, surplus or under the other name. */
function sample(model: Model, count: number): string[] {
  const random = randomFrom(11);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const chance = (share: number): boolean => random() < share;
  return Array.from({ length: count }, (_, index) => {
    const good = payload(model, index);
    const members = Object.entries(model.features).flatMap(([name, { alias }]) => {
      if (chance(0.03)) return [];
      const spelling = alias !== undefined && chance(0.5) ? alias : name;
      const value = chance(0.85) ? good[name] : pick([...numbers, ...texts, ...others]);
      const twice = alias !== undefined && chance(0.03) ? [[spelling === alias ? name : alias, value] as const] : [];
      return [[spelling, value] as const, ...twice];
    });
    if (chance(0.05)) members.push([pick(surplus), 1]);
    return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`;
  });
}

describe.each<[string, Model]>([
  ['iris', iris],
  ['a model with every kind of feature', stay],
])('the schema of a row of %s', (_, model) => {
  const schema = rowSchema(model);
  // Strict but for `title` of strictTypes: ajv wants a type beside every keyword, oneOf has none by design.
  const fits = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(schema);
  const validator = new Validator(model);

  const isAccepted = (body: unknown): boolean => {
    try {
      return validator.rows(body, 1).length === 1;
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  };

  test(`accepts, of ${ROWS} rows, just those that the validator accepts`, () => {
    const counts = { accepted: 0, refused: 0 };
    const different = sample(model, ROWS).filter((json) => {
      const row: unknown = JSON.parse(json);
      const accepted = isAccepted(row);
      counts[accepted ? 'accepted' : 'refused'] += 1;
      return fits(row) !== accepted;
    });
    expect(different).toEqual([]);
    expect(Math.min(counts.accepted, counts.refused)).toBeGreaterThan(ROWS / 10);
  });

  test.each([null, 5, 'row', true, [[]], [{}]])('refuses %j, as the validator does', (body) => {
    expect(fits(body)).toBe(false);
    expect(isAccepted(body)).toBe(false);
  });

  test('has the example as its example', () => {
    expect(fits(model.example)).toBe(true);
    expect(schema).toHaveProperty('examples', [model.example]);
  });

  test('describes every feature by its title, under each of its names', () => {
    for (const [name, { title, alias }] of Object.entries(model.features)) {
      for (const spelling of alias === undefined ? [name] : [name, alias]) {
        expect(schema).toHaveProperty(['properties', spelling, 'description'], expect.stringContaining(title));
      }
    }
  });
});
