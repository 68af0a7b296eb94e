import { accuracy, confusionMatrix } from '../../src/learning/scores';

test.each([
  [
    'all right',
    [0, 1, 2],
    [0, 1, 2],
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    1,
  ],
  [
    'all wrong',
    [0, 1, 2],
    [1, 2, 0],
    [
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ],
    0,
  ],
  [
    'five of eight right',
    [0, 0, 0, 1, 1, 2, 2, 2],
    [0, 0, 1, 1, 2, 2, 2, 0],
    [
      [2, 1, 0],
      [0, 1, 1],
      [1, 0, 2],
    ],
    5 / 8,
  ],
  [
    'a class that never occurs',
    [0, 0, 1, 1],
    [0, 0, 1, 0],
    [
      [2, 0, 0],
      [1, 1, 0],
      [0, 0, 0],
    ],
    3 / 4,
  ],
])('%s', (_, labels, predicted, expected, score) => {
  const matrix = confusionMatrix(Int32Array.from(labels), Int32Array.from(predicted), 3);
  expect(matrix).toEqual(expected);
  expect(accuracy(matrix)).toBe(score);
});

test('without rows there is no accuracy', () => {
  expect(accuracy(confusionMatrix(new Int32Array(), new Int32Array(), 2))).toBeNaN();
});
