import { InputError } from '../../src/contract/exit';
import { catalogue } from '../../src/models/catalogue';
import { variantsOf } from '../../src/models/define-model';
import { readRows } from '../../src/service/rows';
import { houses, housesWith, VARIABLE } from './houses';
import { folder, temporaryFile } from './temporary-files';

const header = 'sq_feet,bed,city,price\n';

afterEach(() => delete process.env[VARIABLE]);

/** Trains on a file of these contents. @returns its path */
function given(contents: string): string {
  const path = temporaryFile(contents, '.csv');
  process.env[VARIABLE] = path;
  return path;
}

describe('rows from outside', () => {
  test('are cleaned; those that cleaning drops are counted', async () => {
    const path = given(`${header}1000,3,San Juan,105000\n,,,\n1500,,,80000.5\n900,1,Ponce,\n`);
    const { table, truth, source } = await readRows(houses);
    expect([0, 1].map((index) => table.row(index))).toEqual([
      { size: 100, beds: 3, city: 'san_juan' },
      { size: 150, beds: null, city: null },
    ]);
    expect(table.length).toBe(2);
    expect(truth).toEqual({ kind: 'value', targets: Float64Array.of(105_000, 80_000.5) });
    expect(source).toMatchObject({ name: path, synthetic: false, rows: 2, leftOut: 2 });
  });

  test('need the columns that cleaning reads, not those of the model', async () => {
    const path = given('bed,city,price\n3,Ponce,105000\n');
    await expect(readRows(houses)).rejects.toThrow(
      `${path}:1: the column sq_feet is missing; expected sq_feet, bed, city, price`,
    );
  });

  test.each([
    ['0', ':3: price is the string "0"; expected a number from 1000 to 5000000 USD'],
    ['"1000,5"', ':3: price is the string "1000,5"; expected a number from 1000 to 5000000 USD, with a decimal point'],
    ['dear', ':3: price is the string "dear"; expected a number from 1000 to 5000000 USD'],
    ['NaN', ':3: price is the string "NaN"; expected a number from 1000 to 5000000 USD'],
  ])('of a price of %s are refused', async (price, complaint) => {
    const path = given(`${header}1000,3,Ponce,105000\n1000,3,Ponce,${price}\n`);
    await expect(readRows(houses)).rejects.toThrow(new InputError(path + complaint));
  });

  test('are refused where cleaning leaves a feature empty that must not be', async () => {
    const path = given(`${header},3,Ponce,105000\n`);
    await expect(readRows(houses)).rejects.toThrow(
      `${path}:2: size is the string ""; expected a number from 10 to 1000 m²`,
    );
  });

  test('of which none is left are refused', async () => {
    const path = given(`${header}1,1,Ponce,\n2,2,Ponce,\n`);
    await expect(readRows(houses)).rejects.toThrow(
      new InputError(`${path}: all of its 2 rows are left out as unclean; expected rows of price`),
    );
  });

  test('of an address that leads nowhere are refused, whatever synthetic rows there are', async () => {
    process.env[VARIABLE] = `${folder}/missing.csv`;
    await expect(readRows(houses)).rejects.toThrow(InputError);
  });
});

describe('without an address there are made-up rows', () => {
  test.each([undefined, ''])('when it is %p', async (address) => {
    if (address !== undefined) process.env[VARIABLE] = address;
    const { source, table } = await readRows(houses);
    expect(source).toMatchObject({ name: 'synthetic rows', synthetic: true, rows: 45, leftOut: 5 });
    expect(table.length).toBe(45);
  });

  test('the same in every run, and told apart by their hash', async () => {
    const [one, two] = [await readRows(houses), await readRows(houses)];
    expect(two).toEqual(one);
    const cheaper = housesWith({
      synthetic: { rows: 1, generate: () => [{ sq_feet: '1000', bed: '3', city: '', price: '1000' }] },
    });
    expect((await readRows(cheaper)).source.sha256).not.toBe(one.source.sha256);
  });

  test('which are checked like others', async () => {
    const generate = () => [{ sq_feet: '9', bed: '3', city: '', price: '1000' }];
    await expect(readRows(housesWith({ synthetic: { rows: 1, generate } }))).rejects.toThrow(
      'synthetic rows:1: size is 0.9; expected a number from 10 to 1000 m²',
    );
  });

  test.each(catalogue.flatMap(variantsOf).filter(({ source }) => source.kind === 'external'))(
    'for $name',
    async (model) => {
      expect((await readRows(model)).source.synthetic).toBe(true);
    },
  );
});

describe('columns of no use', () => {
  const rules = { maxMissing: 0.5, maxCategories: 35, maxCommonest: 0.9, identifiers: ['*_id'] };
  const rows = Array.from(
    { length: 100 },
    (_, row) => `${1000 + row},3,${row < 60 ? '' : `city ${row % 4}`},${1000 + row},${row}\n`,
  );
  const contents = `sq_feet,bed,city,price,house_id\n${rows.join('')}`;

  test('are told, also those that no feature explains, but never the target', async () => {
    given(contents.replaceAll(/,\d+,(\d+)\n/g, ',9999,$1\n'));
    expect((await readRows(housesWith({}, rules))).screened).toEqual([
      { column: 'beds', reason: '100 % of its cells are 3' },
      { column: 'city', reason: '60 % of its cells are empty' },
      { column: 'house_id', reason: 'it names a row or a code' },
    ]);
  });

  test('are not looked for unless the model asks', async () => {
    given(contents);
    expect((await readRows(houses)).screened).toEqual([]);
  });
});
