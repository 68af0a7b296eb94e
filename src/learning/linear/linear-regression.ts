/** The engines of linear regression: ordinary least squares, and ridge, which keeps the weights small. */

import { meansOf } from './centre';
import type { Engine } from '../engine';
import { leastSquares, type Rows } from './least-squares';
import type { Linear } from './linear';
import { numberOf } from '../parameters';
import { valueRows } from './value-rows';

/** Of the solutions that collinear columns leave open, the one with the smallest weights. */
export const linearRegression: Engine = {
  parameters: {},
  targets: ['value'],
  train: (set) => new Promise((resolve) => resolve(fit(valueRows(set), 0))),
};

const parameters = {
  alpha: {
    kind: 'number',
    min: 0,
    default: 1,
    meaning: 'by how much large weights cost; 0 is linear regression',
    search: { from: 1e-3, to: 1e3, scale: 'log' },
  },
} as const;

/** The intercept costs nothing; columns are taken in their own units, so scale those that differ much. */
export const ridge: Engine = {
  parameters,
  targets: ['value'],
  train: (set, given) => new Promise((resolve) => resolve(fit(valueRows(set), numberOf(parameters, given, 'alpha')))),
};

function fit(rows: Rows, alpha: number): Linear {
  return { kind: 'linear', link: 'identity', ...leastSquares(rows, alpha), means: meansOf(rows.values, rows.width) };
}
