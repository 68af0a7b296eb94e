import { InputError } from '../../src/contract/exit';
import { csv } from '../../src/models/define-model';
import { iris } from '../../src/models/iris';
import type { Model } from '../../src/models/model';
import { readRows } from '../../src/service/rows';
import { stay, stayHeader } from './stay-rows';
import { folder, temporaryFile } from './temporary-files';

const header = 'sepal_length,sepal_width,petal_length,petal_width,species';
const columns = header.replaceAll(',', ', ');
const setosa = '5.1,3.5,1.4,0.2,setosa';
const virginica = '6.7,3.1,5.6,2.4,virginica';
const lines = (...rows: readonly string[]): string => rows.map((row) => `${row}\n`).join('');

const read = (contents: string | Uint8Array, model: Model = iris) =>
  readRows({ ...model, source: csv(temporaryFile(contents, '.csv')) });

async function rowsOf(contents: string | Uint8Array, model?: Model) {
  const { table, truth } = await read(contents, model);
  return { rows: Array.from({ length: table.length }, (_, index) => table.row(index)), truth };
}

/** What is said to a file, from the place on. */
async function complaint(contents: string | Uint8Array, model: Model = iris): Promise<string> {
  const path = temporaryFile(contents, '.csv');
  const error: unknown = await readRows({ ...model, source: csv(path) }).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  const { message } = error instanceof InputError ? error : new InputError();
  expect(message).toMatch(new RegExp(`^${path}:.*$`)); // one line
  return message.slice(path.length + 1).trim();
}

describe('rows are read', () => {
  const plain = lines(header, setosa, virginica);
  const expected = {
    rows: [iris.example, { sepal_length: 6.7, sepal_width: 3.1, petal_length: 5.6, petal_width: 2.4 }],
    truth: { kind: 'class', labels: Int32Array.of(0, 2), classes: 3 },
  };

  test.each([
    ['as they are written', plain],
    ['with a byte order mark', `\ufeff${plain}`],
    ['with the line ends of Windows', plain.replaceAll('\n', '\r\n')],
    ['with quoted cells', plain.replace(/[^,\n]+/g, '"$&"')],
    ['without a line end at the end', plain.trimEnd()],
    ['with empty lines', plain.replaceAll('\n', '\n\n')],
    ['with empty lines before the header', `\n\n${plain}`],
    ['with columns that no feature explains', lines(`id,${header},note`, `1,${setosa},`, `2,${virginica},"a, b"`)],
    [
      'with columns in another order',
      lines(
        'species,x,petal_width,petal_length,sepal_width,sepal_length',
        'setosa,,0.2,1.4,3.5,5.1',
        'virginica,,2.4,5.6,3.1,6.7',
      ),
    ],
    ['with numbers written otherwise', lines(header, '51e-1, 3.5,1.40,.2,setosa', virginica)],
  ])('%s', async (_, contents) => {
    expect(await rowsOf(contents)).toEqual(expected);
  });

  test('of every kind of feature', async () => {
    const full = '3,41,heart,barter,New York,2024-02-29,"12\n34, ""ö""",care';
    const empty = '3,,heart,,,,,home';
    expect(await rowsOf(lines(stayHeader, full, empty), stay)).toEqual({
      rows: [
        ...[{ days: 3, age: 41, ward: 'heart', payer: 'barter', town: 'new_york', admitted: '2024-02-29' }].map(
          (row) => ({ ...row, notes: '12\n34, "ö"' }),
        ),
        { days: 3, age: null, ward: 'heart', payer: '', town: null, admitted: null, notes: null },
      ],
      truth: { kind: 'class', labels: Int32Array.of(1, 0), classes: 2 },
    });
  });

  test('more than there is room for at first', async () => {
    const { rows, truth } = await rowsOf(header + `\n${setosa}\n${virginica}`.repeat(3000));
    expect(rows.length).toBe(6000);
    expect(rows.slice(-2)).toEqual(expected.rows);
    expect(truth).toEqual({
      kind: 'class',
      labels: Int32Array.from({ length: 6000 }, (_, row) => (row % 2) * 2),
      classes: 3,
    });
  });

  test('with a hash of all that the file holds', async () => {
    const hashOf = async (contents: string) => (await read(contents)).source.sha256;
    expect(await hashOf(plain)).toMatch(/^[\da-f]{64}$/);
    expect(await hashOf(plain)).toBe(await hashOf(plain));
    expect(await hashOf(plain)).not.toBe(await hashOf(plain.trimEnd()));
  });

  test('and counted', async () => {
    const path = temporaryFile(plain, '.csv');
    expect((await readRows({ ...iris, source: csv(path) })).source).toMatchObject({
      ...{ name: path, synthetic: false, rows: 2, leftOut: 0 },
    });
  });
});

describe('a file that does not fit is answered with the line, what came and what was expected', () => {
  const cm = 'expected a number from 0 to 10 cm';
  const quote = 'expected the whole cell in quotes, and "" for each quote in it';

  test.each([
    ['no header', lines(setosa, virginica), `1: the column ${columns} is missing; expected ${columns}`],
    [
      'a missing column',
      lines(header.replace('petal_width,', ''), setosa),
      `1: the column petal_width is missing; expected ${columns}`,
    ],
    [
      'short names',
      lines('x1,x2,x3,x4,species', setosa),
      `1: the column sepal_length, sepal_width, petal_length, petal_width is missing; expected ${columns}`,
    ],
    [
      'semicolons',
      lines(header, setosa).replaceAll(',', ';'),
      `1: the column ${columns} is missing; expected ${columns}`,
    ],
    [
      'a column twice',
      lines(`species,${header}`, `setosa,${setosa}`),
      '1: the column species occurs twice; expected it once',
    ],
    ['a short row', lines(header, setosa, '5.1,3.5,0.2,setosa'), '3: it has 4 cells; expected 5, as the header'],
    ['a row of one cell', lines(header, 'x'), '2: it has 1 cell; expected 5, as the header'],
    ['a long row', lines(header, setosa, setosa, `${setosa},1`), '4: it has 6 cells; expected 5, as the header'],
    [
      'an open quote',
      lines(header, setosa, `"${setosa}`, virginica),
      '3: a quote is opened and never closed; expected another at the end of its cell',
    ],
    [
      'a quote after a quoted cell',
      lines(header, '"5.1"x,3.5,1.4,0.2,setosa'),
      `2: a quote stands inside a cell; ${quote}`,
    ],
    ['a quote in a cell', lines(header, '5"1,3.5,1.4,0.2,setosa'), `2: a quote stands inside a cell; ${quote}`],
    ['a text', lines(header, setosa, '5.1,wide,1.4,0.2,setosa'), `3: sepal_width is the string "wide"; ${cm}`],
    [
      'a comma in a number',
      lines(header, '"5,1",3.5,1.4,0.2,setosa'),
      `2: sepal_length is the string "5,1"; ${cm}, with a decimal point`,
    ],
    ['an empty cell', lines(header, '', setosa, ',3.5,1.4,0.2,setosa'), `4: sepal_length is the string ""; ${cm}`],
    ['only commas', lines(header, ',,,,'), `2: sepal_length is the string ""; ${cm}`],
    ['infinity', lines(header, 'Infinity,3.5,1.4,0.2,setosa'), `2: sepal_length is the string "Infinity"; ${cm}`],
    ['a number beyond all', lines(header, '1e999,3.5,1.4,0.2,setosa'), `2: sepal_length is Infinity; ${cm}`],
    ['a number out of range', lines(header, setosa, virginica, '5.1,35,1.4,0.2,setosa'), `4: sepal_width is 35; ${cm}`],
    [
      'an unknown class',
      lines(header, setosa, setosa.replace('s', 'S')),
      '3: species is the string "Setosa"; expected setosa, versicolor, virginica',
    ],
    [
      'no class',
      lines(header, setosa.replace('setosa', '')),
      '2: species is the string ""; expected setosa, versicolor, virginica',
    ],
    ['only a header', lines(header), 'it has a header and no rows; expected rows of species'],
    [
      'another character set',
      Buffer.from(lines(header, virginica, setosa.replace('o', 'ö')), 'latin1'),
      '3: it is not encoded as UTF-8; save the file as UTF-8',
    ],
    [
      'another character set in a column of no use',
      Buffer.from(lines(`${header},town`, `${setosa},Köln`), 'latin1'),
      '2: it is not encoded as UTF-8; save the file as UTF-8',
    ],
  ])('%s', async (_, contents, line) => {
    expect(await complaint(contents)).toEqual(line);
  });

  test('with the line ends of Windows the line is right too', async () => {
    expect(await complaint(lines(header, setosa, '', '5,x,1,1,setosa').replaceAll('\n', '\r\n'))).toMatch(
      /^4: sepal_width is/,
    );
  });

  test('after cells of several lines the line is right too', async () => {
    const note = '"one\ntwo\n\nfour"';
    expect(await complaint(lines(`${header},note`, `${setosa},${note}`, `x${setosa},${note}`))).toMatch(
      /^6: sepal_length is the string "x5.1"/,
    );
  });

  test('a sign that stands for one that was lost is a sign like others', async () => {
    const { rows } = await rowsOf(lines(stayHeader, '3,,heart,state,,,l\ufffdst,home'), stay);
    expect(rows).toMatchObject([{ notes: 'l\ufffdst' }]);
  });

  test('far into a large file the line is right too', async () => {
    const many = `${setosa}\n`.repeat(20_000);
    expect(await complaint(`${header}\n${many}5"1,3.5,1.4,0.2,setosa\n${many}`)).toBe(
      `20002: a quote stands inside a cell; ${quote}`,
    );
  });

  test('a quote that is never closed in a large file is found before the memory is full', async () => {
    expect(await complaint(`${header}\n${setosa}\n"${`${setosa}\n`.repeat(100_000)}`)).toBe(
      '3: the row is longer than 1048576 bytes; is one of its quotes not closed?',
    );
  });

  test.each([
    ['3,,heart,state,,,', '2: it has 7 cells; expected 8, as the header'],
    ['3,,lungs,state,,,,home', '2: ward is the string "lungs"; expected one of general, heart'],
    ['3,,,state,,,,home', '2: ward is the string ""; expected one of general, heart'],
    ['3.5,,heart,state,,,,home', '2: days is 3.5; expected a whole number from 1 to 14'],
    [
      '3,,heart,state,,2024-02-30,,home',
      '2: admitted is the string "2024-02-30"; expected a day from 2000-01-01 to 2030-12-31',
    ],
    [
      '3,,heart,state,Llanfairpwllgwyngyllgogerychwyrndrobwll,,,home',
      '2: town is the string "Llanfairpwllgwyngyllgogerychwyrndrobwll"; expected a text of 1 to 20 characters, or a number',
    ],
  ])('%s', async (row, line) => {
    expect(await complaint(lines(stayHeader, row), stay)).toBe(line);
  });

  test.each([
    ['nothing', ''],
    ['a byte order mark', '\ufeff'],
    ['empty lines', '\n\n'],
  ])('%s', async (_, contents) => {
    expect(await complaint(contents)).toBe(`it is empty; expected a header with ${columns}`);
  });
});

test.each([`${folder}/missing.csv`, folder])('%s is no file', async (path) => {
  const rows = readRows({ ...iris, source: csv(path) });
  await expect(rows).rejects.toThrow(InputError);
  await expect(rows).rejects.toThrow(new RegExp(`^${path}: .*(ENOENT|EISDIR).*; expected a CSV file with a header$`));
});
