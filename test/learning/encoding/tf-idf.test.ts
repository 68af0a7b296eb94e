import { Encoder } from '../../../src/learning/encoding/encoder';
import type { Cell, TfIdfEncoding } from '../../../src/learning/encoding/encoding';
import { fitEncoder } from '../../../src/learning/encoding/fit-encoder';
import { TableBuilder } from '../../../src/learning/rows/table-builder';

const plain: TfIdfEncoding = { kind: 'tf-idf', language: 'en', ngrams: [1, 1], maxTerms: 100 };

function fitted(texts: readonly Cell[], told: Partial<TfIdfEncoding> = {}): Encoder {
  const builder = new TableBuilder({ text: 'text' });
  for (const text of texts) builder.add({ text });
  const rows = Int32Array.from(texts, (_, index) => index);
  return new Encoder(fitEncoder([{ name: 'text', encoding: { ...plain, ...told } }], builder.table(), rows));
}

const weights = (encoder: Encoder, text: Cell): number[] => [...encoder.matrix([{ text }])];
const vocabulary = (encoder: Encoder): string[] => encoder.columns.map(({ title }) => title);

describe('the weights of a text', () => {
  const encoder = fitted(['cat cat dog', 'dog', null]);

  test('grow with how often a term occurs in it, and shrink with how many rows have the term', () => {
    const cat = 2 * (Math.log(4 / 2) + 1);
    const dog = Math.log(4 / 3) + 1;
    const length = Math.hypot(cat, dog);
    const [first, second] = weights(encoder, 'cat cat dog');
    expect(first).toBeCloseTo(cat / length, 14);
    expect(second).toBeCloseTo(dog / length, 14);
  });

  test('grow with the logarithm of how often, when sublinear', () => {
    const sublinear = fitted(['cat cat dog', 'dog', null], { sublinear: true });
    const cat = (1 + Math.log(2)) * (Math.log(4 / 2) + 1);
    const dog = Math.log(4 / 3) + 1;
    expect(weights(sublinear, 'cat cat dog')[0]).toBeCloseTo(cat / Math.hypot(cat, dog), 14);
  });

  test('make the length 1, whatever the length of the text', () => {
    expect(Math.hypot(...weights(encoder, 'dog cats '.repeat(1000)))).toBeCloseTo(1, 14);
    expect(weights(encoder, 'a bird and a dog')).toEqual([0, 1]);
  });

  test.each([['birds sing'], [''], ['the and of'], ['…'], [null]])('are 0 when it is %j', (text) => {
    expect(weights(encoder, text)).toEqual([0, 0]);
  });

  test('of 1 MB come too', () => {
    const text = 'cats and dogs running after one another '.repeat(25_000);
    expect(weights(encoder, text)[0]).toBeGreaterThan(0);
  });
});

describe('the vocabulary', () => {
  test('holds the terms that occur most often, of equals the first by name, in the order of their names', () => {
    const texts = ['pear apple', 'pear pear', 'fig apple', 'kiwi'];
    expect(vocabulary(fitted(texts))).toEqual(['appl', 'fig', 'kiwi', 'pear']);
    expect(vocabulary(fitted(texts, { maxTerms: 3 }))).toEqual(['appl', 'fig', 'pear']);
    expect(vocabulary(fitted(texts, { maxTerms: 1 }))).toEqual(['pear']);
  });

  test('leaves out what too few rows have, however often it occurs in them', () => {
    expect(vocabulary(fitted(['cat cat cat dog', 'dog'], { minRows: 2 }))).toEqual(['dog']);
  });

  test('holds runs of words', () => {
    expect(vocabulary(fitted(['red cat', 'red dog'], { ngrams: [1, 2] }))).toEqual([
      'cat',
      'dog',
      'red',
      'red cat',
      'red dog',
    ]);
    expect(vocabulary(fitted(['red cat', 'red dog'], { ngrams: [2, 2] }))).toEqual(['red cat', 'red dog']);
  });

  test('is learned from one row', () => {
    expect(weights(fitted(['Cats']), 'cat')).toEqual([1]);
  });
});

describe('fitting refuses', () => {
  test.each<[string, Cell[], Partial<TfIdfEncoding>, string]>([
    ['empty and missing texts', ['', null], {}, 'feature text: no term occurs in 1 or more of 2 training rows'],
    ['texts of stop words', ['the and', 'of'], {}, 'no term occurs in 1 or more of 2'],
    ['texts without a common term', ['cat', 'dog'], { minRows: 2 }, 'no term occurs in 2 or more of 2'],
    ['texts too short for the runs', ['cat'], { ngrams: [2, 3] }, 'no term occurs'],
    ['runs of no word', ['cat'], { ngrams: [0, 1] }, 'ngrams is 0 to 1; expected whole numbers from 1 to 5'],
    ['runs the wrong way round', ['cat'], { ngrams: [2, 1] }, 'ngrams is 2 to 1'],
    ['runs too long', ['cat'], { ngrams: [1, 6] }, 'ngrams is 1 to 6'],
    ['half a word', ['cat'], { ngrams: [1, 1.5] }, 'ngrams is 1 to 1.5'],
    ['no vocabulary', ['cat'], { maxTerms: 0 }, 'feature text: maxTerms is 0; expected 1 or more'],
    ['terms of no row', ['cat'], { minRows: 0 }, 'feature text: minRows is 0; expected 1 or more'],
  ])('%s', (_, texts, told, reason) => {
    expect(() => fitted(texts, told)).toThrow(RangeError);
    expect(() => fitted(texts, told)).toThrow(reason);
  });
});
