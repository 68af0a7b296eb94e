/** What does not fit a declaration does not compile; `tsc` runs before these tests. What it says at run time is beside it. */

import { csv, defineModel } from '../../src/models/define-model';
import type { ClassOf, RowOf } from '../../src/models/model';
import { category, classOf, number } from '../../src/models/features';
import { iris, type IrisRow } from '../../src/models/iris';
import { tfIdf } from '../../src/models/steps';
import { Validator } from '../../src/models/validate';
import { stay } from './stay';

/** Whether two types are one, in both directions. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

type StayRow = RowOf<typeof stay>;

test('rows and classes have the types of the declaration', () => {
  const claims: readonly [
    Same<keyof IrisRow, 'sepal_length' | 'sepal_width' | 'petal_length' | 'petal_width'>,
    Same<IrisRow['petal_width'], number>,
    Same<StayRow['weight'], number>,
    Same<StayRow['ward'], 'general' | 'heart'>,
    Same<StayRow['payer'], 'state' | 'private' | 'other'>,
    Same<StayRow['notes'], string>,
    Same<StayRow['town'], string | number>,
    Same<StayRow['admitted'], string | null>,
    Same<StayRow['age'], number | null>,
    Same<ClassOf<typeof iris>, 'setosa' | 'versicolor' | 'virginica'>,
  ] = [true, true, true, true, true, true, true, true, true, true];
  expect(claims).toHaveLength(10);
});

test('a row of iris that does not compile is refused at run time too', () => {
  const { example } = iris;
  const mistakes: readonly IrisRow[] = [
    // @ts-expect-error a feature is missing
    { sepal_length: 5.1, sepal_width: 3.5, petal_length: 1.4 },
    // @ts-expect-error a number is written as a text
    { ...example, petal_width: '0.2' },
    // @ts-expect-error a feature has no value
    { ...example, petal_width: null },
    // @ts-expect-error there is no such feature
    { ...example, petal_colour: 3 },
    // @ts-expect-error a feature is misspelt
    { sepal_length: 5.1, sepal_width: 3.5, petal_length: 1.4, petalWidth: 0.2 },
    // @ts-expect-error a row is no list
    [5.1, 3.5, 1.4, 0.2],
  ];
  for (const row of mistakes) expect(() => new Validator(iris).rows(row, 4)).toThrow('not fit the model');
});

test('a row with a category that does not compile is refused at run time too', () => {
  const { example } = stay;
  const mistakes: readonly StayRow[] = [
    // @ts-expect-error the ward is unknown
    { ...example, ward: 'lung' },
    // @ts-expect-error a category is no number
    { ...example, ward: 1 },
    // @ts-expect-error a text is no number
    { ...example, notes: 5 },
  ];
  for (const row of mistakes) expect(() => new Validator(stay).rows(row, 1)).toThrow('1 field does not fit the model');
  // @ts-expect-error an unknown payer compiles no more than an unknown ward, though it counts as another one
  const stranger: StayRow = { ...example, payer: 'barter' };
  expect(new Validator(stay).rows(stranger, 1)).toEqual([{ ...example, payer: 'barter' }]);
});

test('a class that is none does not compile', () => {
  // @ts-expect-error there is no such species
  const species: ClassOf<typeof iris> = 'tulip';
  expect(iris.target.classes).not.toContain(species);
});

test('a row cannot be changed on its way', () => {
  const row: IrisRow = { ...iris.example };
  // @ts-expect-error the members of a row are read-only
  row.petal_width = 99;
  expect(iris.example.petal_width).toBe(0.2);
});

test('a declaration that contradicts itself does not compile', () => {
  const rest = {
    name: 'tulip',
    title: 'Tulip',
    target: classOf('kind', ['a', 'b']),
    source: csv('x.csv'),
    estimator: 'forest',
    selection: { metric: 'accuracy', floor: 0.5 },
  } as const;
  const size = number({ title: 'Size', min: 0, max: 1 });
  const ward = category({ title: 'Ward', values: ['general', 'heart'] });
  const words = tfIdf({ language: 'en', ngrams: [1, 1], maxTerms: 10 });
  const mistakes = [
    // @ts-expect-error the example lacks a feature
    () => defineModel({ ...rest, features: { size, ward }, example: { size: 0.5 } }),
    // @ts-expect-error the example has a text for a number
    () => defineModel({ ...rest, features: { size }, example: { size: '0.5' } }),
    // @ts-expect-error the example has a ward that there is not
    () => defineModel({ ...rest, features: { ward }, example: { ward: 'lung' } }),
    // @ts-expect-error the example has a feature that there is not
    () => defineModel({ ...rest, features: { size }, example: { size: 0.5, ward: 'heart' } }),
    // @ts-expect-error the unknown becomes a value that there is not
    () => category({ title: 'Ward', values: ['general', 'heart'], unknown: 'lung' }),
    // @ts-expect-error a number has bounds
    () => number({ title: 'Size', min: 0 }),
    // @ts-expect-error a number has no values
    () => number({ title: 'Size', min: 0, max: 1, values: [0, 1] }),
    // @ts-expect-error there is no such metric
    () => defineModel({ ...rest, features: { size }, example: { size: 1 }, selection: { metric: 'luck', floor: 0 } }),
    // @ts-expect-error there is no such estimator
    () => defineModel({ ...rest, features: { size }, example: { size: 1 }, estimator: 'oracle' }),
    // @ts-expect-error classes are no straight line
    () => defineModel({ ...rest, features: { size }, example: { size: 1 }, estimator: 'ridge' }),
    // @ts-expect-error a classifier has no R2
    () => defineModel({ ...rest, features: { size }, example: { size: 1 }, selection: { metric: 'r2', floor: 0 } }),
    // @ts-expect-error a number has no words
    () => defineModel({ ...rest, features: { size }, example: { size: 1 }, prepare: { size: words } }),
    // @ts-expect-error only what is optional may be null
    () => defineModel({ ...rest, features: { size }, example: { size: null } }),
  ];
  expect(mistakes).toHaveLength(13);
  expect(defineModel({ ...rest, features: { size, ward }, example: { size: 1, ward: 'heart' } }).name).toBe('tulip');
});
