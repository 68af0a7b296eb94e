import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Encoder } from '../../src/learning/encoding/encoder';
import type { Cell, Encoding, TfIdfEncoding } from '../../src/learning/encoding/encoding';
import { fitEncoder } from '../../src/learning/encoding/fit-encoder';
import { randomFrom } from '../../src/learning/random';
import { columnKind } from '../../src/learning/rows/table';
import { TableBuilder } from '../../src/learning/rows/table-builder';
import { stems } from '../../src/learning/encoding/words';
import { run, succeeded } from './programs';

interface Matrix {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

const PRINT = `
import json, sys
import numpy as np
with open(sys.argv[1], encoding="utf-8") as file:
    given = json.load(file)
def show(matrix, titles):
    print(json.dumps({"titles": list(titles), "rows": np.asarray(matrix).tolist()}))
`;

/** What a script of Python makes of the data given. */
function python(script: string, given: unknown): Matrix {
  const file = join(mkdtempSync(join(tmpdir(), 'canopy-')), 'given.json');
  writeFileSync(file, JSON.stringify(given));
  const shown = run('python3', '-c', PRINT + script, file);
  expect(shown).toEqual(succeeded);
  return JSON.parse(shown.output) as Matrix;
}

/** What we make of one feature, fitted to the training cells. */
function ours(encoding: Encoding, training: readonly Cell[], cells: readonly Cell[]): Matrix {
  const builder = new TableBuilder({ x: columnKind(encoding) });
  for (const x of training) builder.add({ x });
  const rows = Int32Array.from(training, (_, index) => index);
  const encoder = new Encoder(fitEncoder([{ name: 'x', encoding }], builder.table(), rows));
  return {
    titles: encoder.columns.map(({ title }) => title),
    rows: cells.map((x) => [...encoder.matrix([{ x }])]),
  };
}

function expectClose(actual: Matrix['rows'], expected: Matrix['rows']): void {
  expect(actual.map((row) => row.length)).toEqual(expected.map((row) => row.length));
  const distances = actual.flatMap((row, at) => row.map((value, column) => Math.abs(value - expected[at]![column]!)));
  expect(Math.max(...distances)).toBeLessThan(1e-12);
}

const random = randomFrom(7);
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() ** 2 * items.length)]!; // the first ones most often

describe("scikit-learn's TfidfVectorizer gives the same vocabulary and weights from the same stems", () => {
  const words = 'cats dogs running jumped houses rivers the and quickly green slowly birds singing over old trees';
  const texts = Array.from({ length: 60 }, () =>
    Array.from({ length: Math.floor(random() * 12) }, () => pick(words.split(' '))).join(' '),
  );
  const base = { kind: 'tf-idf', language: 'en', maxTerms: 10_000 } as const;

  test.each<[string, TfIdfEncoding]>([
    ['of single words', { ...base, ngrams: [1, 1] }],
    ['sublinear', { ...base, ngrams: [1, 1], sublinear: true }],
    ['of one to three words', { ...base, ngrams: [1, 3], sublinear: true }],
    ['of pairs that three rows have', { ...base, ngrams: [2, 2], minRows: 3 }],
  ])('%s', (_, encoding) => {
    const [training, held] = [texts.slice(0, 40), texts];
    const theirs = python(
      `
from sklearn.feature_extraction.text import TfidfVectorizer
vectorizer = TfidfVectorizer(tokenizer=str.split, token_pattern=None, lowercase=False, ngram_range=tuple(given["ngrams"]),
    min_df=given["minRows"], sublinear_tf=given["sublinear"])
vectorizer.fit(given["training"])
show(vectorizer.transform(given["held"]).toarray(), vectorizer.get_feature_names_out())
`,
      {
        ...{ ngrams: encoding.ngrams, minRows: encoding.minRows ?? 1, sublinear: encoding.sublinear ?? false },
        training: training.map((text) => stems(text, 'en').join(' ')),
        held: held.map((text) => stems(text, 'en').join(' ')),
      },
    );
    const { titles, rows } = ours(encoding, training, held);
    expect(titles).toEqual(theirs.titles);
    expect(titles.length).toBeGreaterThan(10);
    expectClose(rows, theirs.rows);
  });

  test('bounded to the commonest terms', () => {
    const training = ['cat cat cat dog dog', 'dog bird', 'cat tree'];
    const theirs = python(
      `
from sklearn.feature_extraction.text import TfidfVectorizer
vectorizer = TfidfVectorizer(max_features=2)
show(vectorizer.fit_transform(given).toarray(), vectorizer.get_feature_names_out())
`,
      training,
    );
    const { titles, rows } = ours({ ...base, ngrams: [1, 1], maxTerms: 2 }, training, training);
    expect(titles).toEqual(theirs.titles);
    expectClose(rows, theirs.rows);
  });
});

describe("scikit-learn's StandardScaler after its SimpleImputer gives the same numbers", () => {
  const numbers = Array.from({ length: 101 }, () => (random() < 0.2 ? null : 1000 + random() * 50));
  const training = numbers.slice(0, 80);

  test.each([['mean'], ['median']] as const)('with the %s for what is missing', (missing) => {
    const theirs = python(
      `
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
column = lambda values: np.array([[np.nan if value is None else value] for value in values])
pipeline = make_pipeline(SimpleImputer(strategy=given["missing"]), StandardScaler())
pipeline.fit(column(given["training"]))
show(pipeline.transform(column(given["numbers"])), ["x"])
`,
      { missing, training, numbers },
    );
    expectClose(ours({ kind: 'number', missing, scale: 'standard' }, training, numbers).rows, theirs.rows);
  });
});

describe("scikit-learn's OneHotEncoder gives the same columns, in the order of their names", () => {
  const values = Array.from({ length: 200 }, () => pick(['green', 'blue', 'red', 'pink', 'white', 'black']));
  const cells = [...values, 'never seen'];

  test.each([
    ['one a value, unseen values in none', undefined, 'ignore'],
    ['at most four, rare and unseen values in the last', 4, 'infrequent_if_exist'],
  ] as const)('%s', (_, max, unknown) => {
    const theirs = python(
      `
from sklearn.preprocessing import OneHotEncoder
encoder = OneHotEncoder(max_categories=given["max"], handle_unknown=given["unknown"], sparse_output=False)
column = lambda values: np.array(values, dtype=object).reshape(-1, 1)
encoder.fit(column(given["values"]))
show(encoder.transform(column(given["cells"])), encoder.get_feature_names_out(["x"]))
`,
      { max: max ?? null, unknown, values, cells },
    );
    const { titles, rows } = ours({ kind: 'one-hot', max }, values, cells);
    const theirTitles = theirs.titles.map((title) =>
      title === 'x_infrequent_sklearn' ? 'x is another' : title.replace('x_', 'x = '),
    );
    expect([...titles].sort()).toEqual([...theirTitles].sort());
    const order = theirTitles.map((title) => titles.indexOf(title));
    expect(rows.map((row) => order.map((column) => row[column]))).toEqual(theirs.rows);
  });
});
