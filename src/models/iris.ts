import { csv, defineModel } from './define-model';
import type { RowOf } from './model';
import { classOf, number } from './features';

/** Three species of iris told apart by four lengths (Fisher, 1936). */
export const iris = defineModel({
  name: 'iris',
  title: 'Iris species',
  features: {
    sepal_length: number({ title: 'Sepal length', unit: 'cm', min: 0, max: 10, alias: 'x1' }),
    sepal_width: number({ title: 'Sepal width', unit: 'cm', min: 0, max: 10, alias: 'x2' }),
    petal_length: number({ title: 'Petal length', unit: 'cm', min: 0, max: 10, alias: 'x3' }),
    petal_width: number({ title: 'Petal width', unit: 'cm', min: 0, max: 10, alias: 'x4' }),
  },
  example: { sepal_length: 5.1, sepal_width: 3.5, petal_length: 1.4, petal_width: 0.2 },
  target: classOf('species', ['setosa', 'versicolor', 'virginica']),
  source: csv('data/iris.csv'),
  estimator: 'forest',
  selection: { metric: 'accuracy', floor: 0.9 }, // a nearest-mean classifier reaches 0.92 on these rows
});

export type IrisRow = RowOf<typeof iris>;
