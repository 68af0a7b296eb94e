/**
 * The engine for values above 0 whose spread grows with them: a gamma distribution with a log link
 * (McCullagh & Nelder, Generalized Linear Models, 1989, chapter 8).
 * It lessens the mean of η + y exp(-η), half the deviance but for a constant, plus alpha / 2 times |w|².
 */

import { meansOf } from './centre';
import type { Engine, ValueSet } from '../engine';
import { leastSquares, type Fit } from './least-squares';
import type { Linear } from './linear';
import { numberOf } from '../parameters';
import { valueRows } from './value-rows';
import { products } from './vectors';

const parameters = {
  alpha: {
    kind: 'number',
    min: 0,
    default: 1,
    meaning: 'by how much large weights cost',
    search: { from: 1e-4, to: 10, scale: 'log' },
  },
  max_iter: { kind: 'integer', default: 100, meaning: 'steps after which it gives up' },
} as const;

export const gammaRegression: Engine = {
  parameters,
  targets: ['value'],
  train: (set, given) =>
    new Promise((resolve) => {
      const rows = positiveRows(valueRows(set));
      resolve(fit(rows, numberOf(parameters, given, 'alpha'), numberOf(parameters, given, 'max_iter')));
    }),
};

/** A fit, and the logarithm of what it predicts for each row. */
interface State extends Fit {
  readonly logs: Float64Array;
}

/** A step that moves no prediction by more than this share is the last: the next one would move it by the square. */
const CLOSE = 1e-8;
/** What rounding may add to the loss, as a share of it. */
const ROUNDING = 1e-12;
/** Beyond it a step is too short to move a number. */
const HALVINGS = 50;

/**
 * Newton's method, each step a least-squares problem; the loss is convex, so there is one least.
 * @throws RangeError when it takes more steps than it may
 */
function fit(rows: ValueSet, alpha: number, maxIter: number): Linear {
  const start = Math.log(meansOf(rows.targets, 1)[0]!);
  let state: State = { intercept: start, weights: new Float64Array(rows.width), logs: rows.targets.map(() => start) };
  for (let step = 0; step < maxIter; step++) {
    const next = newtonStep(rows, state.logs, alpha);
    if (next.logs.every((log, row) => Math.abs(log - state.logs[row]!) <= CLOSE)) {
      const { intercept, weights } = next;
      return { kind: 'linear', link: 'log', intercept, weights, means: meansOf(rows.values, rows.width) };
    }
    state = descend(rows.targets, alpha, state, next);
  }
  throw new RangeError(
    `gamma regression has not settled after ${maxIter} steps; scale the columns, or raise alpha (${alpha}) or max_iter`,
  );
}

/** The least of the loss, were it the parabola that it resembles at these predictions. */
function newtonStep({ values, width, targets }: ValueSet, logs: Float64Array, alpha: number): State {
  const counts = targets.map((target, row) => target * Math.exp(-logs[row]!));
  const working = logs.map((log, row) => log + 1 - 1 / counts[row]!);
  const next = leastSquares({ values, width, targets: working, counts }, alpha * targets.length);
  const sums = products({ values, count: targets.length, length: width }, next.weights);
  return { ...next, logs: sums.map((sum) => next.intercept + sum) };
}

/** As far towards the next fit as the loss does not rise: all the way, half of it, a quarter. */
function descend(targets: Float64Array, alpha: number, from: State, to: State): State {
  const before = loss(targets, alpha, from);
  for (let share = 1; share > 2 ** -HALVINGS; share /= 2) {
    const state = between(from, to, share);
    if (loss(targets, alpha, state) <= before + ROUNDING * Math.abs(before)) return state;
  }
  return from;
}

function loss(targets: Float64Array, alpha: number, { logs, weights }: State): number {
  const deviance = logs.reduce((sum, log, row) => sum + log + targets[row]! * Math.exp(-log), 0);
  return deviance / targets.length + (alpha / 2) * weights.reduce((sum, weight) => sum + weight * weight, 0);
}

function between(from: State, to: State, share: number): State {
  const mix = (a: number, b: number): number => a + share * (b - a);
  return {
    intercept: mix(from.intercept, to.intercept),
    weights: from.weights.map((weight, column) => mix(weight, to.weights[column]!)),
    logs: from.logs.map((log, row) => mix(log, to.logs[row]!)),
  };
}

function positiveRows(rows: ValueSet): ValueSet {
  const row = rows.targets.findIndex((target) => target <= 0);
  if (row >= 0) {
    throw new RangeError(
      `the target of row ${row} is ${rows.targets[row]}; gamma regression expects targets above 0, so choose another engine`,
    );
  }
  return rows;
}
