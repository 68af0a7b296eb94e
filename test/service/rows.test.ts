import { InputError } from '../../src/contract/exit';
import { csv, defineModel } from '../../src/models/define-model';
import { category, classOf, number, text } from '../../src/models/features';
import { iris } from '../../src/models/iris';
import { readRows } from '../../src/service/rows';
import { folder, temporaryFile } from './temporary-files';

const header = 'sepal_length,sepal_width,petal_length,petal_width,species';
const columns = header.replaceAll(',', ', ');
const setosa = '5.1,3.5,1.4,0.2,setosa';
const virginica = '6.7,3.1,5.6,2.4,virginica';
const lines = (...rows: readonly string[]): string => rows.map((row) => `${row}\n`).join('');

const rowsOf = (path: string) => readRows({ ...iris, source: csv(path) });
const read = (contents: string | Uint8Array) => rowsOf(temporaryFile(contents, '.csv'));

/** What is said to a file, from the place on. */
function complaint(contents: string | Uint8Array): string {
  const path = temporaryFile(contents, '.csv');
  try {
    rowsOf(path);
    return 'nothing';
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    const { message } = error instanceof InputError ? error : new InputError();
    expect(message).toMatch(new RegExp(`^${path}:.*$`));
    return message.slice(path.length + 1).trim();
  }
}

describe('rows are read', () => {
  const plain = lines(header, setosa, virginica);
  const expected = {
    rows: [iris.example, { sepal_length: 6.7, sepal_width: 3.1, petal_length: 5.6, petal_width: 2.4 }],
    labels: Int32Array.of(0, 2),
  };

  test.each([
    ['as they are written', plain],
    ['with a byte order mark', `\ufeff${plain}`],
    ['with the line ends of Windows', plain.replaceAll('\n', '\r\n')],
    ['with quoted cells', plain.replace(/[^,\n]+/g, '"$&"')],
    ['without a line end at the end', plain.trimEnd()],
    ['with empty lines', plain.replaceAll('\n', '\n\n')],
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
  ])('%s', (_, contents) => {
    expect(read(contents)).toMatchObject(expected);
  });

  test('of every kind of feature', () => {
    const stay = defineModel({
      ...{ name: 'stay', title: 'Length of stay', estimator: 'forest', selection: { metric: 'accuracy', floor: 0 } },
      features: {
        days: number({ title: 'Days', min: 1, max: 14, integer: true }),
        ward: category({ title: 'Ward', values: ['general', 'heart'] }),
        payer: category({ title: 'Payer', values: ['state', 'other'], unknown: 'other' }),
        notes: text({ title: 'Notes', maxLength: 20 }),
      },
      example: { days: 1, ward: 'heart', payer: 'state', notes: '5' },
      target: classOf('outcome', ['home', 'care']),
      source: csv(temporaryFile('days,ward,payer,notes,outcome\n3,heart,barter,"12\n34",care\n')),
    });
    expect(readRows(stay)).toMatchObject({
      rows: [{ days: 3, ward: 'heart', payer: 'other', notes: '12\n34' }],
      labels: Int32Array.of(1),
    });
  });

  test('with a hash of all that the file holds', () => {
    expect(read(plain).sha256).toMatch(/^[\da-f]{64}$/);
    expect(read(plain).sha256).toBe(read(plain).sha256);
    expect(read(plain).sha256).not.toBe(read(plain.trimEnd()).sha256);
  });
});

describe('a file that does not fit is answered with the line, what came and what was expected', () => {
  const cm = 'expected a number from 0 to 10 cm';

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
    ['a column twice', lines(`species,${header}`, `setosa,${setosa}`), '1: the column species occurs twice'],
    [
      'a short row',
      lines(header, setosa, '5.1,3.5,0.2,setosa'),
      expect.stringMatching(/length is 5, got 4 on line 3$/),
    ],
    [
      'a long row',
      lines(header, setosa, setosa, `${setosa},1`),
      expect.stringMatching(/length is 5, got 6 on line 4$/),
    ],
    ['an open quote', lines(header, setosa, `"${setosa}`), expect.stringMatching(/Quote Not Closed.* line 3$/)],
    ['a text', lines(header, setosa, '5.1,wide,1.4,0.2,setosa'), `3: sepal_width is the string "wide"; ${cm}`],
    ['a comma in a number', lines(header, '"5,1",3.5,1.4,0.2,setosa'), `2: sepal_length is the string "5,1"; ${cm}`],
    ['an empty cell', lines(header, '', setosa, ',3.5,1.4,0.2,setosa'), `4: sepal_length is the string ""; ${cm}`],
    ['only commas', lines(header, ',,,,'), `2: sepal_length is the string ""; ${cm}`],
    ['infinity', lines(header, 'Infinity,3.5,1.4,0.2,setosa'), `2: sepal_length is the string "Infinity"; ${cm}`],
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
      Buffer.from(lines(header, setosa.replace('o', 'ö')), 'latin1'),
      '2: species is the string "set\ufffdsa"; expected setosa, versicolor, virginica',
    ],
  ])('%s', (_, contents, line: string) => {
    expect(complaint(contents)).toEqual(line);
  });

  test('with the line ends of Windows the line is right too', () => {
    expect(complaint(lines(header, setosa, '', '5,x,1,1,setosa').replaceAll('\n', '\r\n'))).toMatch(
      /^4: sepal_width is/,
    );
  });

  test.each([
    ['nothing', ''],
    ['a byte order mark', '\ufeff'],
    ['empty lines', '\n\n'],
  ])('%s', (_, contents) => {
    expect(complaint(contents)).toBe(`it is empty; expected a header with ${columns}`);
  });
});

test.each([`${folder}/missing.csv`, folder])('%s is no file', (path) => {
  expect(() => rowsOf(path)).toThrow(InputError);
  expect(() => rowsOf(path)).toThrow(new RegExp(`^${path}: .*(ENOENT|EISDIR).*; expected a CSV file with a header$`));
});
