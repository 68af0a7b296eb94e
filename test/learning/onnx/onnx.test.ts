import { toOnnx } from '../../../src/learning/onnx/onnx';
import { randomForest } from '../trees/random-forest';

const columns = ['a', 'b'];
const card = { name: 'some', version: '1', columns };
const ofClasses = randomForest({ trees: 3, depth: 3, width: 2, outputs: 2 }, 1);
const ofValue = randomForest({ trees: 3, depth: 3, width: 2, outputs: 1 }, 1);

test('the same predictor gives the same bytes, another gives others', () => {
  const again = randomForest({ trees: 3, depth: 3, width: 2, outputs: 1 }, 1);
  const other = randomForest({ trees: 3, depth: 3, width: 2, outputs: 1 }, 2);
  expect(toOnnx(ofValue, card)).toEqual(toOnnx(again, card));
  expect(toOnnx(ofValue, card)).not.toEqual(toOnnx(other, card));
});

test('names of classes, columns and metadata are in the file, in UTF-8', () => {
  const metadata = { seed: '42' };
  const file = toOnnx(ofClasses, { ...card, columns: ['a', 'Größe'], classes: ['ja', 'nö'], metadata });
  const text = Buffer.from(file).toString('utf8');
  for (const part of ['TreeEnsembleClassifier', 'ja', 'nö', '["a","Größe"]', 'seed', '42', 'canopy']) {
    expect(text).toContain(part);
  }
});

test.each([
  ['a forest of classes without their names', ofClasses, undefined, 'there are 0 classes for 2 outputs'],
  ['a class too many', ofClasses, ['a', 'b', 'c'], 'there are 3 classes for 2 outputs'],
  ['classes of a value', ofValue, ['a'], 'there are 1 classes for 1 outputs'],
])('%s is refused', (_, forest, classes, fault) => {
  expect(() => toOnnx(forest, { ...card, classes })).toThrow(fault);
});
