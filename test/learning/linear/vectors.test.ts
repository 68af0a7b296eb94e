import { randomFrom } from '../../../src/learning/random';
import { combination, gram, products, transposed, type Vectors } from '../../../src/learning/linear/vectors';

/** @param share of the numbers that are not 0 */
function someVectors(count: number, length: number, share: number): Vectors {
  const random = randomFrom(count * length);
  const values = Float64Array.from({ length: count * length }, () => (random() < share ? random() - 0.5 : 0));
  return { values, count, length };
}

const vector = ({ values, length }: Vectors, i: number) => values.subarray(i * length, (i + 1) * length);
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, at) => sum + value * b[at]!, 0);

describe.each([
  ['few, dense', 7, 11, 1],
  ['long, dense', 6, 1300, 1],
  ['long, mostly zeros', 9, 1300, 0.05],
  ['only zeros', 3, 5, 0],
  ['one number', 1, 1, 1],
])('of vectors that are %s,', (_, count, length, share) => {
  const vectors = someVectors(count, length, share);

  test('all pairs are multiplied', () => {
    const out = gram(vectors);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j <= i; j++) {
        expect(out[i * count + j]).toBeCloseTo(dot(vector(vectors, i), vector(vectors, j)), 12);
      }
    }
  });

  test('products and combinations are those of the definition', () => {
    const [long, short] = [vector(someVectors(1, length, 1), 0), vector(someVectors(1, count, 1), 0)];
    const columns = transposed(vectors);
    products(vectors, long).forEach((product, i) => expect(product).toBeCloseTo(dot(vector(vectors, i), long), 12));
    combination(vectors, short).forEach((sum, at) => expect(sum).toBeCloseTo(dot(vector(columns, at), short), 12));
  });
});
