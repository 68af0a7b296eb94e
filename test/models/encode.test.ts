import { csv } from '../../src/models/define-model';
import { Encoder } from '../../src/models/encode';
import { iris } from '../../src/models/iris';
import { stay } from './stay';

const { notes, code, ...encodable } = stay.features;
const { notes: _notes, code: _code, ...example } = stay.example;
const model = { ...stay, features: encodable, example, source: csv('x.csv') };

test('numbers stay, a category is the index of its value, in the order of the declaration', () => {
  const encoder = new Encoder(model);
  expect(encoder.width).toBe(5);
  expect([...encoder.matrix([example])]).toEqual([70.5, 3, -2, 1, 0]);
});

test('rows lie one after the other', () => {
  const rows = [iris.example, { sepal_length: 1, sepal_width: 2, petal_length: 3, petal_width: 4 }];
  expect(new Encoder(iris).matrix(rows)).toEqual(Float64Array.of(5.1, 3.5, 1.4, 0.2, 1, 2, 3, 4));
  expect(new Encoder(iris).matrix([])).toEqual(new Float64Array());
});

test.each([
  ['notes', { ...encodable, notes }],
  ['notes, code', { ...encodable, notes, code }],
])('the text %s is nothing that a forest can take', (names, features) => {
  const message = `model stay: the estimator forest takes numbers and categories, not the text ${names}`;
  expect(() => new Encoder({ ...stay, features })).toThrow(message);
});
