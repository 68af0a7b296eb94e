import { randomFrom } from '../../src/learning/random';
import { Screening } from '../../src/learning/rows/screening';
import { admissionColumns, cleanAdmission, readmission } from '../../src/models/readmission';
import type { RawRow } from '../../src/models/model';
import { Validator } from '../../src/models/validate';
import { correlation, externalSource, madeUp, mean, share, trained } from './made-up';

/** A stay as the data set has it. */
const [stay = {}] = madeUp(readmission, 1);

/** Columns that the rules of the declaration leave out. */
function leftOut(rows: Iterable<RawRow>): string[] {
  if (readmission.screening === undefined) throw new Error('the declaration has no rules');
  const screening = new Screening(readmission.screening);
  for (const raw of rows) screening.add(cleanAdmission(raw) ?? {});
  return screening.screened().map(({ column }) => column);
}

describe('cleaning', () => {
  test.each(['race', 'payer_code', 'medical_specialty', 'diag_1'])(
    'takes a question mark in %s for nothing',
    (column) => {
      expect(cleanAdmission({ ...stay, [column]: '?' })?.[column]).toBe('');
    },
  );

  test('takes an invalid gender for an unknown one', () => {
    expect(cleanAdmission({ ...stay, gender: 'Unknown/Invalid' })?.['gender']).toBe('');
  });

  test('keeps a value that only looks like nothing: None is a test that was not made', () => {
    expect(cleanAdmission({ ...stay, A1Cresult: 'None' })?.['a1c_result']).toBe('None');
  });

  test('keeps every column, so that those of no use are found, under names that are names of features', () => {
    const names = Object.keys(cleanAdmission(stay) ?? {});
    expect(names).toHaveLength(50);
    expect(names).toEqual(expect.arrayContaining(['a1c_result', 'diabetes_med', 'glyburide_metformin', 'weight']));
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
  });

  test('keeps a column that the data set has not', () => {
    expect(cleanAdmission({ ...stay, hospital: 'East' })?.['hospital']).toBe('East');
  });

  test.each([['?'], ['']])('leaves out a stay after which nothing is known, written %j', (readmitted) => {
    expect(cleanAdmission({ ...stay, readmitted })).toBeUndefined();
  });

  test('a stay longer than any is refused, with its line', () => {
    expect(() => trained(readmission, [{ ...stay, time_in_hospital: '41' }])).toThrow(
      'row 0: time_in_hospital is 41; expected a whole number from 1 to 14 days',
    );
  });
});

describe('a client', () => {
  const validator = new Validator(readmission);

  test('may leave out what is not known', () => {
    const { race: _, payer_code: __, ...rest } = readmission.example;
    expect(validator.rows({ ...rest, a1c_result: null }, 1)[0]).toMatchObject({
      ...{ race: null, payer_code: null, a1c_result: null },
    });
  });

  test('may not leave out what every hospital counts', () => {
    const { num_medications: _, ...rest } = readmission.example;
    expect(() => validator.rows(rest, 1)).toThrow('1 field does not fit the model');
  });
});

describe('the rules', () => {
  test('keep just the declared features of the made-up rows that are trained on', () => {
    const { synthetic } = externalSource(readmission);
    const gone = new Set(leftOut(synthetic.generate(synthetic.rows, randomFrom(42))));
    const kept = Object.keys(cleanAdmission(stay) ?? {}).filter((name) => !gone.has(name));
    expect(kept.sort()).toEqual([...Object.keys(readmission.features), 'readmitted'].sort());
  });

  test('drop a declared feature that is empty in the rows at hand', () => {
    const rows = madeUp(readmission, 500).map((row) => ({ ...row, payer_code: '?' }));
    expect(leftOut(rows)).toContain('payer_code');
  });
});

describe('made-up stays', () => {
  const rows = madeUp(readmission, 10_000);

  test('have the columns of the data set', () => {
    expect(new Set(Object.keys(stay))).toEqual(new Set(admissionColumns));
    expect(admissionColumns).toHaveLength(50);
  });

  test.each([
    ['race', 'Caucasian', 0.748],
    ['race', '?', 0.022],
    ['age', '[70-80)', 0.256],
    ['weight', '?', 0.969],
    ['payer_code', '?', 0.396],
    ['A1Cresult', 'None', 0.833],
    ['metformin', 'No', 0.804],
    ['glyburide', 'No', 0.895],
    ['insulin', 'No', 0.466],
    ['number_inpatient', '0', 0.665],
    ['change', 'Ch', 0.462],
    ['diabetesMed', 'Yes', 0.77],
    ['readmitted', 'NO', 0.539],
    ['readmitted', '>30', 0.349],
    ['readmitted', '<30', 0.112],
  ])('have as many with %s %s as is published', (column, cell, published) => {
    expect(Math.abs(share(rows, column, cell) - published)).toBeLessThan(0.02);
  });

  test.each([
    ['num_lab_procedures', 43.1],
    ['num_medications', 16],
    ['time_in_hospital', 4.4],
    ['number_diagnoses', 7.4],
  ])('have the mean %s that is published', (column, published) => {
    expect(Math.abs(mean(rows.map((row) => Number(row[column]))) / published - 1)).toBeLessThan(0.03);
  });

  test('end in a readmission the more often the more stays came before', () => {
    const comesBack = rows.map(({ readmitted }) => (readmitted === 'NO' ? 0 : 1));
    expect(
      correlation(
        rows.map((row) => Number(row['number_inpatient'])),
        comesBack,
      ),
    ).toBeGreaterThan(0.2);
  });

  test('change a medication only where there is one', () => {
    expect(rows.filter((row) => row['change'] === 'Ch' && row['diabetesMed'] === 'No')).toEqual([]);
  });
});
