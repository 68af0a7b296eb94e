/** Three rows of iris flowers, as the Open Inference Protocol carries them. */

import { iris } from '../../src/models/iris';

export const rows = [
  [5.1, 3.5, 1.4, 0.2],
  [6.0, 2.7, 4.2, 1.3],
  [6.7, 3.1, 5.6, 2.4],
];
export const tensor = (name: string, data: unknown, shape: unknown = [3], datatype: unknown = 'FP64') => ({
  ...{ name, shape, datatype, data },
});
/** The features. */
export const names = Object.keys(iris.features);
/** The values of one feature. */
export const column = (index: number): unknown[] => rows.map((row) => row[index]);
/** One tensor a feature. */
export const columns = names.map((name, index) => tensor(name, column(index)));
/** All features in one tensor. */
export const matrix = tensor('rows', rows.flat(), [3, 4]);
