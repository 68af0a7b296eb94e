import { csv, defineModel } from '../../src/models/define-model';
import { category, date, label, number, valueOf } from '../../src/models/features';
import { iris } from '../../src/models/iris';
import type { Features } from '../../src/models/features';
import type { Report } from '../../src/report/report';

/** Five ranges of a prediction, the first of them without rows. */
const bins = (observed: readonly number[]) =>
  observed.map((share, i) => ({ rows: 2 * i, predicted: i === 0 ? NaN : 0.1 + 0.2 * i, observed: share }));

/** Three classes, real rows. */
export const species = {
  model: iris,
  report: {
    model: 'iris',
    title: 'Iris species',
    version: '3f9a1c0d2b47',
    estimator: 'forest',
    engine: 'ml-random-forest',
    parameters: { n_estimators: 100, max_depth: 29, max_features: 0.85 },
    seed: 42,
    data: {
      source: 'data/iris.csv',
      synthetic: false,
      sha256: '8f6b1d03a4f1e2c57790',
      rows: 150,
      left_out: 3,
      train: 120,
      test: 57,
      screened: [{ column: 'plant_id', reason: 'it names a row or a code' }],
    },
    target: { column: 'species' },
    selection: { metric: 'accuracy', floor: 0.9 },
    scores: {
      accuracy: { value: 0.964912, low: 0.894737, high: 1 },
      macro_f1: { value: 0.951234, low: 0.88, high: 1 },
      house_metric: { value: 12345.678, low: 12000, high: 13000 },
    },
    confusion_matrix: {
      classes: ['setosa', 'versicolor', 'virginica'],
      counts: [
        [10, 0, 0],
        [0, 9, 1],
        [0, 1, 36],
      ],
    },
    calibration: {
      setosa: bins([NaN, 0.3, 0.45, 0.75, 0.9]),
      versicolor: bins([NaN, 0.25, 0.55, 0.7, 1]),
      virginica: bins([NaN, 0.35, 0.5, 0.65, 0.85]),
    },
    contributions: {
      rows: 30,
      scale: 'probability',
      features: [
        { feature: 'petal_length', size: 0.2345678 },
        { feature: 'sepal_width', size: 0 },
      ],
    },
    importance: [
      { feature: 'petal_width', mean: 0.31, deviation: 0.04 },
      { feature: 'petal_length', mean: 0.22, deviation: 0.03 },
      { feature: 'sepal_length', mean: 0.01, deviation: 0.012 },
      { feature: 'sepal_width', mean: 0, deviation: 0 },
    ],
  },
} satisfies { model: object; report: Report };

const rooms: Features = Object.fromEntries(
  Array.from({ length: 14 }, (_, i) => [
    `room_${i}`,
    number({ title: `Floor area of room number ${i}`, unit: 'm²', min: 0, max: 1000 }),
  ]),
);

/** A value of large numbers from nineteen features, made-up rows. */
export const prices = {
  model: {
    ...defineModel({
      name: 'house-prices',
      title: 'House prices',
      features: {
        ...rooms,
        status: category({ title: 'Status', values: ['for_sale', 'sold'], unknown: 'sold' }),
        street: category({ title: 'Side of the street', values: ['sunny', 'shady'] }),
        city: label({ title: 'City', maxLength: 60 }),
        sold: date({ title: 'Last sold', min: '1900-01-01', max: '2030-12-31', optional: true }),
        beds: number({ title: 'Beds', min: 1, max: 123456, integer: true }),
      },
      context: { agent: { title: 'Name of the agent', maxLength: 40 } },
      example: {
        ...Object.fromEntries(Object.keys(rooms).map((name) => [name, 20])),
        status: 'sold',
        street: 'sunny',
        city: 'ponce',
        sold: '2021-05-04',
        beds: 3,
      },
      target: valueOf('price', { title: 'Price', unit: '$', min: 1000, max: 2_000_000_000 }),
      source: csv('data/houses.csv'),
      estimator: 'forest',
      selection: { metric: 'rmse', floor: 400_000 },
    }),
    variant: 'deep',
  },
  report: {
    model: 'house-prices',
    title: 'House prices',
    variant: 'deep',
    version: '77aa01bc',
    estimator: 'forest',
    engine: 'canopy',
    parameters: { n_estimators: 300, criterion: 'friedman' },
    seed: 7,
    data: {
      source: 'HOUSES_CSV',
      synthetic: true,
      sha256: 'aa11bb22',
      rows: 2_226_382,
      left_out: 1234,
      train: 1_781_105,
      test: 445_277,
      screened: [],
    },
    target: { column: 'price', unit: '$' },
    selection: { metric: 'rmse', floor: 400_000 },
    scores: {
      rmse: { value: 142_345.67, low: 139_011.2, high: 146_000.9 },
      r2: { value: 0.71239, low: 0.69, high: 0.73 },
    },
    calibration: {
      value: Array.from({ length: 10 }, (_, i) => ({
        rows: 44_528,
        predicted: 90_000 + 260_000 * i + 9_000 * i * i,
        observed: 80_000 + 255_000 * i + 11_500 * i * i,
      })),
    },
    contributions: {
      rows: 100,
      scale: 'value',
      base: 301_234.5,
      features: [{ feature: 'house_size', size: 123_456.7 }],
    },
    importance: [
      { feature: 'city', mean: 98_000, deviation: 2_100 },
      { feature: 'beds', mean: 45_000, deviation: 9_000 },
      { feature: 'sold', mean: 20_500, deviation: 3_000 },
      { feature: 'status', mean: 9_000, deviation: 700 },
      ...Object.keys(rooms).map((feature, i) => ({ feature, mean: 3000 - 300 * i, deviation: 900 })),
      { feature: 'street', mean: -1500, deviation: 400 },
    ],
  },
} satisfies { model: object; report: Report };
