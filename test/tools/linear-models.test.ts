import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine, ValueSet } from '../../src/learning/engine';
import { gammaRegression } from '../../src/learning/linear/gamma-regression';
import { linearRegression, ridge } from '../../src/learning/linear/linear-regression';
import { evaluate } from '../../src/learning/predictor';
import { randomFrom } from '../../src/learning/random';
import { run, succeeded } from './programs';

const FIT = `
import json, sys
import numpy as np
from sklearn.linear_model import GammaRegressor, LinearRegression, Ridge
with open(sys.argv[1]) as file: given = json.load(file)
X = np.array(given["values"]).reshape(-1, given["width"])
models = {
    "linear": lambda alpha: LinearRegression(),
    "ridge": lambda alpha: Ridge(alpha=alpha),
    "gamma": lambda alpha: GammaRegressor(alpha=alpha, solver="newton-cholesky", tol=1e-12, max_iter=1000),
}
fits = [models[name](alpha).fit(X, np.array(given["targets"])) for name, alpha in given["fits"]]
print(json.dumps([{"numbers": [fit.intercept_, *fit.coef_], "predicted": fit.predict(X).tolist()} for fit in fits]))
`;

/** @param share of the numbers that are not 0 */
function someRows(rows: number, width: number, share = 1): ValueSet {
  const random = randomFrom(rows + width);
  const values = Float64Array.from({ length: rows * width }, () => (random() < share ? random() * 2 - 0.5 : 0));
  const targets = Float64Array.from({ length: rows }, (_, row) => Math.exp(values[row * width]! + random() * 2));
  return { kind: 'value', values, width, targets };
}

/** The last column becomes the sum of the first two, the one before it a copy of the third. */
function collinear(set: ValueSet): ValueSet {
  const { width } = set;
  const values = set.values.map((value, at) => {
    const row = at - (at % width);
    if (at % width === width - 1) return set.values[row]! + set.values[row + 1]!;
    return at % width === width - 2 ? set.values[row + 2]! : value;
  });
  return { ...set, values };
}

/** One column in thousands, one around 2000, one of a single value. */
function inUnits(set: ValueSet): ValueSet {
  const change = [(value: number) => value * 1000, (value: number) => value * 10 + 2000, () => 0.1];
  return { ...set, values: set.values.map((value, at) => change[at % set.width]?.(value) ?? value) };
}

const engines: Readonly<Record<string, Engine>> = { linear: linearRegression, ridge, gamma: gammaRegression };
const tall = someRows(500, 6);
const wide = someRows(40, 120);
const sparse = someRows(60, 400, 0.05);

const fits: readonly (readonly [name: string, alpha: number])[] = [
  ['linear', 0],
  ['ridge', 1],
  ['ridge', 0.01],
  ['ridge', 100],
  ['gamma', 1],
  ['gamma', 0.01],
];

test.each<[string, ValueSet]>([
  ['many rows', tall],
  ['many rows with collinear columns', collinear(tall)],
  ['columns in their own units', inUnits(tall)],
  ['more columns than rows', wide],
  ['more columns than rows, some collinear', collinear(wide)],
  ['mostly zeros', sparse],
])('of %s, the weights and predictions are those of scikit-learn', async (_, set) => {
  const file = join(mkdtempSync(join(tmpdir(), 'canopy-')), 'rows.json');
  const { values, width, targets } = set;
  writeFileSync(file, JSON.stringify({ fits, width, values: [...values], targets: [...targets] }));
  const fitted = run('python3', '-c', FIT, file);
  expect(fitted).toEqual(succeeded);
  const theirs = JSON.parse(fitted.output) as readonly { numbers: number[]; predicted: number[] }[];
  for (const [index, [name, alpha]] of fits.entries()) {
    const ours = await engines[name]!.train(set, name === 'linear' ? {} : { alpha }, 42);
    if (ours.kind !== 'linear') throw new Error(`${name} gave a ${ours.kind}`);
    expectClose([ours.intercept, ...ours.weights], theirs[index]!.numbers);
    expectClose([...evaluate(ours, values, width)], theirs[index]!.predicted);
  }
});

function expectClose(ours: readonly number[], theirs: readonly number[]): void {
  expect(ours).toHaveLength(theirs.length);
  const off = ours.map((number, at) => Math.abs(number - theirs[at]!) / Math.max(1, Math.abs(theirs[at]!)));
  expect(Math.max(...off)).toBeLessThan(1e-6);
}
