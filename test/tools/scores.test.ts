import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calibrationError, reliability } from '../../src/learning/scores/calibration';
import { randomFrom } from '../../src/learning/random';
import { scoresOf } from '../../src/learning/scores/scores';
import { run, succeeded } from './programs';

const OF_CLASSES = `
import json, sys
import numpy as np
from sklearn.calibration import calibration_curve
from sklearn.metrics import accuracy_score, f1_score, log_loss, roc_auc_score
with open(sys.argv[1]) as file: given = json.load(file)
k = given["classes"]
y = np.array(given["labels"])
p = np.array(given["probabilities"]).reshape(-1, k)
labels = list(range(k))
scores = {
    "accuracy": accuracy_score(y, p.argmax(axis=1)),
    "macro_f1": f1_score(y, p.argmax(axis=1), labels=labels, average="macro", zero_division=0),
    "auroc": roc_auc_score(y, p[:, 1]) if k == 2 else roc_auc_score(y, p, multi_class="ovo", average="macro", labels=labels),
    "log_loss": log_loss(y, p, labels=labels),
}
hits, asked = (y, p[:, 1]) if k == 2 else (y == p.argmax(axis=1), p.max(axis=1))
observed, predicted = calibration_curve(hits, asked, n_bins=10)
print(json.dumps({"scores": scores, "observed": observed.tolist(), "predicted": predicted.tolist()}))
`;

const OF_VALUES = `
import json, sys
from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score, root_mean_squared_error
with open(sys.argv[1]) as file: given = json.load(file)
y, p = given["targets"], given["predicted"]
print(json.dumps({
    "mse": mean_squared_error(y, p),
    "rmse": root_mean_squared_error(y, p),
    "mae": mean_absolute_error(y, p),
    "r2": r2_score(y, p),
}))
`;

/** What the script prints when it is given these numbers. */
function told(script: string, given: object): unknown {
  const file = join(mkdtempSync(join(tmpdir(), 'canopy-')), 'given.json');
  writeFileSync(file, JSON.stringify(given));
  const outcome = run('python3', '-W', 'ignore', '-c', script, file);
  expect(outcome).toEqual(succeeded);
  return JSON.parse(outcome.output);
}

function expectClose(ours: readonly number[], theirs: readonly number[]): void {
  expect(ours).toHaveLength(theirs.length);
  ours.forEach((number, at) => expect(Math.abs(number - theirs[at]!)).toBeLessThan(1e-9));
}

/** Probabilities in sixteenths, so that many tie and some are 0. */
function someProbabilities(rows: number, classes: number, random: () => number): Float64Array {
  return Float64Array.from(
    Array.from({ length: rows }, () => {
      const parts = new Array<number>(classes).fill(0);
      for (let part = 0; part < 16; part++) parts[Math.floor(random() * random() * classes)]! += 1 / 16;
      return parts;
    }).flat(),
  );
}

test.each([2, 3, 7])('scores and calibration of %i classes are those of scikit-learn', (classes) => {
  const random = randomFrom(classes);
  const labels = Int32Array.from({ length: 400 }, () => Math.floor(random() * random() * classes));
  const probabilities = someProbabilities(400, classes, random);
  const theirs = told(OF_CLASSES, { classes, labels: [...labels], probabilities: [...probabilities] }) as {
    readonly scores: Record<string, number>;
    readonly observed: number[];
    readonly predicted: number[];
  };
  const ours = scoresOf({ kind: 'class', labels, classes }, probabilities);
  expect(Object.keys(ours)).toEqual(Object.keys(theirs.scores));
  expectClose(Object.values(ours), Object.values(theirs.scores));
  const bins = reliability(labels, probabilities, classes);
  expectClose(bins.map(({ observed }) => observed), theirs.observed); // prettier-ignore
  expectClose(bins.map(({ predicted }) => predicted), theirs.predicted); // prettier-ignore
  expect(calibrationError(bins)).toBeGreaterThan(0);
});

const ABSENT = `
import json
from sklearn.metrics import f1_score
print(json.dumps(f1_score([0, 0, 1, 1], [0, 0, 1, 0], labels=[0, 1, 2], average="macro", zero_division=0)))
`;

test('a class that never occurs counts in macro F1 as in scikit-learn', () => {
  const truth = { kind: 'class', labels: Int32Array.of(0, 0, 1, 1), classes: 3 } as const;
  const predicted = Float64Array.of(1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0);
  expectClose([scoresOf(truth, predicted).macro_f1], [Number(told(ABSENT, {}))]);
});

test.each([1, 1e6])('scores of values around %d are those of scikit-learn', (scale) => {
  const random = randomFrom(5);
  const targets = Float64Array.from({ length: 1000 }, () => scale + random());
  const predicted = targets.map((target) => target + random() - 0.5);
  const theirs = told(OF_VALUES, { targets: [...targets], predicted: [...predicted] }) as Record<string, number>;
  const ours = scoresOf({ kind: 'value', targets }, predicted);
  expect(Object.keys(ours)).toEqual(Object.keys(theirs));
  expectClose(Object.values(ours), Object.values(theirs));
});
