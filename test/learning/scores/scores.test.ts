import { auroc } from '../../../src/learning/scores/auroc';
import { accuracy, confusionMatrix, macroF1, mostLikely } from '../../../src/learning/scores/class-scores';
import { logLoss } from '../../../src/learning/scores/log-loss';
import { randomFrom } from '../../../src/learning/random';
import { isBetter, metrics, scoreOf, scoresOf } from '../../../src/learning/scores/scores';
import type { ClassTruth, ValueTruth } from '../../../src/learning/truth';
import { mae, mse, r2, rmse } from '../../../src/learning/scores/value-scores';

const ints = (...values: readonly number[]) => Int32Array.from(values);
const numbers = (...values: readonly number[]) => Float64Array.from(values);

describe.each([
  ['all right', [0, 1, 2], [0, 1, 2], [1, 0, 0, 0, 1, 0, 0, 0, 1], 1, 1],
  ['all wrong', [0, 1, 2], [1, 2, 0], [0, 1, 0, 0, 0, 1, 1, 0, 0], 0, 0],
  // F1: 4/6, 2/4, 4/6
  [
    'five of eight right',
    [0, 0, 0, 1, 1, 2, 2, 2],
    [0, 0, 1, 1, 2, 2, 2, 0],
    [2, 1, 0, 0, 1, 1, 1, 0, 2],
    5 / 8,
    11 / 18,
  ],
  // F1: 4/5, 2/3, and 0 for the class that never occurs
  ['a class that never occurs', [0, 0, 1, 1], [0, 0, 1, 0], [2, 0, 0, 1, 1, 0, 0, 0, 0], 3 / 4, 22 / 45],
])('with %s', (_, labels, predicted, counts, share, f1) => {
  const matrix = confusionMatrix(ints(...labels), ints(...predicted), 3);

  test('classes are counted, the true one by row', () => {
    expect(matrix.flat()).toEqual(counts);
  });

  test('accuracy is the share of hits', () => {
    expect(accuracy(matrix)).toBe(share);
  });

  test('macro F1 is the mean over the classes', () => {
    expect(macroF1(matrix)).toBeCloseTo(f1, 14);
  });
});

test('the class that is predicted is the most likely one, the first on a tie', () => {
  expect([...mostLikely(numbers(0.2, 0.8, 0.5, 0.5, 0.9, 0.1), 2)]).toEqual([1, 0, 0]);
});

describe('the area under the ROC curve', () => {
  /** By its definition: all pairs of rows of two classes, a tie being half a pair. */
  function byPairs(labels: Int32Array, probabilities: Float64Array, classes: number): number {
    const areas: number[] = [];
    for (let own = classes === 2 ? 1 : 0; own < classes; own++) {
      for (let other = 0; other < classes; other++) {
        let [won, pairs] = [0, 0];
        labels.forEach((label, a) => {
          if (label !== own || other === own) return;
          labels.forEach((against, b) => {
            if (against !== other) return;
            pairs += 1;
            won += (Math.sign(probabilities[a * classes + own]! - probabilities[b * classes + own]!) + 1) / 2;
          });
        });
        if (pairs > 0) areas.push(won / pairs);
      }
    }
    return areas.reduce((sum, area) => sum + area, 0) / areas.length;
  }

  test.each([2, 3, 5])('is that of all pairs of rows, of %i classes, with ties', (classes) => {
    const random = randomFrom(classes);
    const labels = Int32Array.from({ length: 120 }, () => Math.floor(random() * classes));
    const probabilities = Float64Array.from({ length: 120 * classes }, () => Math.round(random() * 8) / 8);
    expect(auroc(labels, probabilities, classes)).toBeCloseTo(byPairs(labels, probabilities, classes), 12);
  });

  test('of two classes, worked out by hand, is that of the second', () => {
    // 3 of the 4 pairs are in order.
    expect(auroc(ints(0, 0, 1, 1), numbers(0.9, 0.1, 0.6, 0.4, 0.65, 0.35, 0.2, 0.8), 2)).toBe(0.75);
  });

  test('is a half when all rows are given the same', () => {
    expect(auroc(ints(0, 1, 0, 1), new Float64Array(8).fill(0.5), 2)).toBe(0.5);
  });

  test('leaves out a class that never occurs', () => {
    expect(auroc(ints(0, 1), numbers(0.8, 0.1, 0.1, 0.1, 0.8, 0.1), 3)).toBe(1);
  });

  test.each([
    ['of one class', ints(1, 1), numbers(0.5, 0.5, 0.2, 0.8)],
    ['without rows', ints(), numbers()],
    ['when a probability is missing', ints(0, 1), numbers(0.5, 0.5, NaN, NaN)],
  ])('is undefined %s', (_, labels, probabilities) => {
    expect(auroc(labels, probabilities, 2)).toBeNaN();
  });

  test('takes 100,000 rows', () => {
    const random = randomFrom(1);
    const labels = Int32Array.from({ length: 100_000 }, () => Math.floor(random() * 3));
    const probabilities = Float64Array.from({ length: 300_000 }, random);
    expect(auroc(labels, probabilities, 3)).toBeCloseTo(0.5, 1);
  });
});

describe('log loss', () => {
  test('is the mean surprise, worked out by hand', () => {
    expect(logLoss(ints(0, 1), numbers(0.5, 0.5, 0.75, 0.25), 2)).toBeCloseTo((Math.log(2) + Math.log(4)) / 2, 14);
  });

  test('of a sure mistake is large, and not infinite', () => {
    expect(logLoss(ints(0), numbers(0, 1), 2)).toBeCloseTo(52 * Math.log(2), 10);
  });
});

describe('of values', () => {
  const [targets, predicted] = [numbers(1, 2, 6), numbers(2, 2, 4)];

  test('errors are worked out as by hand', () => {
    expect(mse(targets, predicted)).toBeCloseTo(5 / 3, 14);
    expect(rmse(targets, predicted)).toBeCloseTo(Math.sqrt(5 / 3), 14);
    expect(mae(targets, predicted)).toBe(1);
    expect(r2(targets, predicted)).toBeCloseTo(1 - 5 / 14, 14);
  });

  test('R² is 1 for the targets themselves, 0 for their mean and below for worse', () => {
    expect(r2(targets, targets)).toBe(1);
    expect(r2(targets, numbers(3, 3, 3))).toBe(0);
    expect(r2(targets, numbers(6, 2, 1))).toBeLessThan(0);
  });

  test('R² is undefined when all targets are the same', () => {
    expect(r2(numbers(0.1, 0.1, 0.1), numbers(1, 2, 3))).toBeNaN();
  });
});

describe('the scores of a declaration', () => {
  const species: ClassTruth = { kind: 'class', labels: ints(0, 0, 1, 1), classes: 2 };
  const prices: ValueTruth = { kind: 'value', targets: numbers(1, 2, 6) };
  const probabilities = numbers(0.9, 0.1, 0.4, 0.6, 0.65, 0.35, 0.2, 0.8);

  test('are all given for a classifier', () => {
    const { accuracy, macro_f1, auroc, log_loss, ...rest } = scoresOf(species, probabilities);
    expect([accuracy, macro_f1, auroc, rest]).toEqual([0.5, 0.5, 0.75, {}]);
    expect(log_loss).toBeCloseTo(-Math.log(0.9 * 0.4 * 0.35 * 0.8) / 4, 12);
  });

  test('are all given for a regression', () => {
    const scores = scoresOf(prices, numbers(2, 2, 4));
    expect(Object.keys(scores)).toEqual(['mse', 'rmse', 'mae', 'r2']);
    expect(scores.mae).toBe(1);
  });

  test.each([
    ...(['accuracy', 'macro_f1', 'auroc', 'log_loss'] as const).map(
      (name) => [name, species, numbers(1, 0, 1, 0, 0, 1, 0, 1), probabilities] as const,
    ),
    ...(['mse', 'rmse', 'mae', 'r2'] as const).map((name) => [name, prices, prices.targets, numbers(2, 2, 4)] as const),
  ])('%s says that a perfect prediction is better than another one', (name, truth, perfect, other) => {
    const [best, worse] = [scoreOf(name, truth, perfect), scoreOf(name, truth, other)];
    expect(isBetter(name, best, worse)).toBe(true);
    expect(isBetter(name, worse, best)).toBe(false);
    expect(isBetter(name, worse, worse)).toBe(false);
  });

  test('are undefined without rows', () => {
    const none = {
      ...scoresOf({ ...species, labels: ints() }, numbers()),
      ...scoresOf({ ...prices, targets: numbers() }, numbers()),
    };
    expect(Object.keys(none)).toEqual(Object.keys(metrics));
    for (const score of Object.values(none)) expect(score).toBeNaN();
  });

  test('any number is better than none', () => {
    expect([isBetter('mse', 9, NaN), isBetter('mse', NaN, 9), isBetter('mse', NaN, NaN)]).toEqual([true, false, false]);
  });

  test('for another kind of target are refused with those that there are', () => {
    expect(() => scoreOf('auroc', prices, numbers(1, 2, 3))).toThrow(
      new RangeError('auroc is no score of a value; expected one of mse, rmse, mae, r2'),
    );
    expect(() => scoreOf('mae', species, probabilities)).toThrow('expected one of accuracy, macro_f1, auroc, log_loss');
  });
});
