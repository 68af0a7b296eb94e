import { randomFrom } from '../../../src/learning/random';
import { Screening, type Screened, type ScreeningRules } from '../../../src/learning/rows/screening';

const rules: ScreeningRules = {
  maxMissing: 0.5,
  maxCategories: 35,
  maxCommonest: 0.9,
  identifiers: ['*_id', 'patient_nbr'],
};

/** What is left out of rows of one column, each cell from the number of its row. */
function reasonFor(
  cells: (row: number) => string,
  rows = 100,
  given: Partial<ScreeningRules> = {},
): string | undefined {
  const screening = new Screening({ ...rules, ...given });
  for (let row = 0; row < rows; row++) screening.add({ cell: cells(row) });
  return screening.screened()[0]?.reason;
}

/** A column in which nothing is wrong. */
const lengths = (row: number) => String(row / 10);

describe('a column goes', () => {
  test.each<[string, (row: number) => string, string]>([
    ['when most of its cells are empty', (row) => (row < 97 ? '' : lengths(row)), '97 % of its cells are empty'],
    ['when all of its cells are empty', () => '', '100 % of its cells are empty'],
    ['when it has more texts than rules allow', (row) => `code ${row % 36}`, '36 categories'],
    ['when some of its many numbers are texts', (row) => (row === 50 ? 'V50' : String(row)), '100 categories'],
    ['when one value is nearly everywhere', (row) => (row < 95 ? 'None' : '>8'), '95 % of its cells are None'],
    ['when one number is nearly everywhere', (row) => (row % 20 === 0 ? '1' : '0'), '95 % of its cells are 0'],
    ['when it says the same in every row', () => 'No', '100 % of its cells are No'],
    ['when a page of text is nearly everywhere', () => 'x'.repeat(100), `100 % of its cells are ${'x'.repeat(40)}…`],
  ])('%s', (_, cells, reason) => {
    expect(reasonFor(cells)).toBe(reason);
  });

  test('when it never says anything else but in one row of 10,000', () => {
    expect(reasonFor((row) => (row === 77 ? 'Yes' : 'No'), 10_000)).toBe('99 % of its cells are No');
  });

  test('when it names rows or codes, whatever is in it', () => {
    const screening = new Screening(rules);
    const columns = ['encounter_id', 'patient_nbr', 'my_patient_nbr', 'identity', '_id', 'id', 'encounter_ids'];
    for (let row = 0; row < 100; row++) screening.add(Object.fromEntries(columns.map((name) => [name, lengths(row)])));
    expect(screening.screened()).toEqual(
      ['encounter_id', 'patient_nbr', '_id'].map<Screened>((column) => ({
        column,
        reason: 'it names a row or a code',
      })),
    );
  });
});

describe('a column stays', () => {
  test.each<[string, (row: number) => string]>([
    ['with any number of numbers', (row) => `${row}.5e1`],
    ['with empty cells in half of the rows', (row) => (row % 2 === 0 ? '' : lengths(row))],
    ['with one value in nine of ten rows', (row) => (row < 90 ? 'None' : lengths(row))],
    ['with as many texts as rules allow', (row) => `code ${row % 35}`],
    ['with numbers and empty cells', (row) => (row % 3 === 0 ? '' : String(row))],
  ])('%s', (_, cells) => {
    expect(reasonFor(cells)).toBeUndefined();
  });

  test('when its name has characters that patterns know', () => {
    expect(reasonFor(lengths, 100, { identifiers: ['c.ll', 'cel+', '(cell', ''] })).toBeUndefined();
  });
});

test('a column that is not there in some rows is empty in them', () => {
  const screening = new Screening(rules);
  for (let row = 0; row < 100; row++)
    screening.add(row < 30 ? { late: lengths(row), kept: lengths(row) } : { kept: lengths(row) });
  expect(screening.screened()).toEqual([{ column: 'late', reason: '70 % of its cells are empty' }]);
});

test('one row says little: each of its columns is constant', () => {
  expect(reasonFor(() => '5.1', 1)).toBe('100 % of its cells are 5.1');
});

test('no rows leave nothing out', () => {
  expect(new Screening(rules).screened()).toEqual([]);
});

describe('of more different values than are kept', () => {
  test('their number is not told', () => {
    expect(reasonFor((row) => `patient ${row}`, 20_000)).toBe('more than 10000 categories');
  });

  test.each([0.5, 0.9])('the share of the commonest, %p, is right within 0.01 %', (share) => {
    const random = randomFrom(7);
    const rows = Array.from({ length: 200_000 }, (_, row) => (random() < share ? 'None' : `patient ${row}`));
    const exact = rows.filter((cell) => cell === 'None').length / rows.length;
    const reason = (maxCommonest: number) => reasonFor((row) => rows[row]!, rows.length, { maxCommonest });
    expect(reason(exact)).toBe('more than 10000 categories');
    expect(reason(exact - 0.0001)).toBe(`${Math.round(exact * 100)} % of its cells are None`);
  });

  test('the commonest is found when it comes last', () => {
    expect(reasonFor((row) => (row < 20_000 ? `patient ${row}` : 'None'), 400_000)).toBe('95 % of its cells are None');
  });
});
