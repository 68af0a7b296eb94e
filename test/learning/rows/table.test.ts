import { cellOf, columnKind } from '../../../src/learning/rows/table';
import { TableBuilder } from '../../../src/learning/rows/table-builder';

const rows = [
  { area: 54.5, status: 'sold', sold: '2020-02-29', notes: 'By the river' },
  { area: null, status: null, sold: null, notes: null },
  { area: -0.1, status: '', sold: '1969-12-31', notes: '' },
  { area: 1e300, status: 'sold', sold: '2020-02-29', notes: 'By the river' },
];
const kinds = { area: 'number', status: 'category', sold: 'category', notes: 'text' } as const;

function tableOf(added: readonly (typeof rows)[number][]) {
  const builder = new TableBuilder(kinds);
  for (const row of added) builder.add(row);
  return builder.table();
}

describe('a table', () => {
  test('gives back every cell as it was added, a missing one as null', () => {
    const table = tableOf(rows);
    expect(table.length).toBe(4);
    expect(rows.map((_, index) => table.row(index))).toEqual(rows);
  });

  test('holds a category once, whatever the number of its rows', () => {
    const table = tableOf(Array.from({ length: 5000 }, (_, index) => rows[index % 4]!));
    expect(table.length).toBe(5000);
    expect(table.row(4999)).toEqual(rows[3]);
    expect(table.column('status')).toMatchObject({ values: ['sold', ''] });
  });

  test('stays as it is when its builder goes on', () => {
    const builder = new TableBuilder(kinds);
    builder.add(rows[0]!);
    const table = builder.table();
    for (let round = 0; round < 3000; round++) builder.add(rows[2]!);
    expect([table.length, table.row(0)]).toEqual([1, rows[0]]);
  });

  test('has no row when none was added', () => {
    expect(tableOf([]).length).toBe(0);
  });

  test('says which columns it has when asked for another', () => {
    expect(() => tableOf(rows).column('price')).toThrow(
      new RangeError('the table has no column price; it has area, status, sold, notes'),
    );
  });
});

describe('a row is refused', () => {
  test.each([
    [{ area: '54' }, 'row 2, column area: "54" came; expected a finite number or null'],
    [{ area: NaN }, 'row 2, column area: NaN came; expected a finite number or null'],
    [{ area: -Infinity }, 'row 2, column area: -Infinity came; expected a finite number or null'],
    [{ status: 1 }, 'row 2, column status: 1 came; expected a string or null'],
    [{ notes: 5 }, 'row 2, column notes: 5 came; expected a string or null'],
  ])('with %j, and the table goes on without it', (wrong, message) => {
    const builder = new TableBuilder(kinds);
    builder.add(rows[0]!);
    expect(() => builder.add({ ...rows[1]!, ...wrong })).toThrow(new RangeError(message));
    builder.add(rows[2]!);
    const table = builder.table();
    expect([0, 1].map((index) => table.row(index))).toEqual([rows[0], rows[2]]);
    expect(table.length).toBe(2);
  });

  test('when a column is not there: a misspelt one would else be missing in every row', () => {
    expect(() => new TableBuilder({ area: 'number' }).add({ aera: 1 })).toThrow(
      'row 1, column area: undefined came; expected a finite number or null',
    );
  });
});

test.each([
  [{ kind: 'number' }, 'number'],
  [{ kind: 'date' }, 'category'],
  [{ kind: 'ordinal' }, 'category'],
  [{ kind: 'one-hot' }, 'category'],
  [{ kind: 'tf-idf', language: 'en', ngrams: [1, 1], maxTerms: 9 }, 'text'],
] as const)('a feature encoded as %j is held as %s', (encoding, kind) => {
  expect(columnKind(encoding)).toBe(kind);
});

test('a column can be read cell by cell', () => {
  const area = tableOf(rows).column('area');
  expect([0, 1, 2].map((row) => cellOf(area, row))).toEqual([54.5, null, -0.1]);
});
