import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argmax, type Forest } from '../../src/learning/trees/forest';
import type { Linear } from '../../src/learning/linear/linear';
import { LinearShap } from '../../src/learning/explanations/linear-shap';
import { permutationImportance } from '../../src/learning/explanations/permutation-importance';
import { evaluate } from '../../src/learning/predictor';
import { joinTrees, type Tree } from '../../src/learning/trees/tree';
import { TreeShap } from '../../src/learning/explanations/tree-shap';
import { run, succeeded } from './programs';

/** Iris: its species, and one of its lengths from the others, by scikit-learn; both explained by shap. */
const EXPLAIN = `
import json, sys
import numpy, shap
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.inspection import permutation_importance
from sklearn.linear_model import LinearRegression
table = numpy.genfromtxt(sys.argv[1], delimiter=",", skip_header=1, dtype=None, encoding="utf8", names=None)
rows = numpy.array([list(row)[:4] for row in table], dtype="f4").astype("f8")
labels = numpy.unique([row[4] for row in table], return_inverse=True)[1]

def explained(forest, rows, targets):
    forest.fit(rows, targets)
    trees = [member.tree_ for member in forest.estimators_]
    explainer = shap.TreeExplainer(forest)
    return {
        "trees": [{
            "left": tree.children_left.tolist(),
            "right": tree.children_right.tolist(),
            "feature": tree.feature.tolist(),
            # It sends a row left that is at most the threshold, we one that is below.
            "threshold": numpy.nextafter(tree.threshold, numpy.inf).tolist(),
            "leaves": tree.value[:, 0, :].tolist(),
            "cover": tree.weighted_n_node_samples.tolist(),
        } for tree in trees],
        "rows": rows.ravel().tolist(),
        "labels": targets.tolist(),
        "base": numpy.atleast_1d(explainer.expected_value).tolist(),
        "contributions": explainer.shap_values(rows, check_additivity=False).reshape(len(rows), rows.shape[1], -1).tolist(),
    }

species = RandomForestClassifier(200, random_state=1)
width = RandomForestRegressor(100, random_state=1)
answer = {"species": explained(species, rows, labels), "width": explained(width, rows[:, :3], rows[:, 3])}
lost = permutation_importance(species, rows, labels, n_repeats=30, random_state=1, scoring="accuracy")
answer["importances"] = lost.importances_mean.tolist()
line = LinearRegression().fit(rows[:, :3], rows[:, 3])
explainer = shap.LinearExplainer(line, shap.maskers.Independent(rows[:, :3], max_samples=len(rows)))
answer["line"] = {
    "weights": line.coef_.tolist(),
    "intercept": line.intercept_,
    "means": rows[:, :3].mean(axis=0).tolist(),
    "base": explainer.expected_value,
    "contributions": explainer.shap_values(rows[:, :3]).tolist(),
}
with open(sys.argv[2], "w") as file:
    json.dump(answer, file)
`;

interface ScikitTree {
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly leaves: readonly (readonly number[])[];
  readonly cover: readonly number[];
}

interface ExplainedForest {
  readonly trees: readonly ScikitTree[];
  readonly rows: readonly number[];
  readonly labels: readonly number[];
  readonly base: readonly number[];
  /** Rows × columns × outputs. */
  readonly contributions: readonly (readonly (readonly number[])[])[];
}

interface Explained {
  readonly species: ExplainedForest;
  readonly width: ExplainedForest;
  readonly importances: readonly number[];
  readonly line: {
    readonly weights: readonly number[];
    readonly intercept: number;
    readonly means: readonly number[];
    readonly base: number;
    readonly contributions: readonly (readonly number[])[];
  };
}

/** Breadth first, so that siblings lie side by side. */
function treeOf(scikit: ScikitTree): Tree {
  const tree: Tree = { feature: [], threshold: [], child: [], leaves: [], cover: [] };
  const outputs = scikit.leaves[0]!.length;
  const queue = [0];
  for (const node of queue) {
    const isLeaf = scikit.left[node]! < 0;
    tree.feature.push(isLeaf ? -1 : scikit.feature[node]!);
    tree.threshold.push(isLeaf ? 0 : scikit.threshold[node]!);
    tree.child.push(isLeaf ? tree.leaves.length / outputs : queue.length);
    tree.cover.push(scikit.cover[node]!);
    if (isLeaf) tree.leaves.push(...scikit.leaves[node]!);
    else queue.push(scikit.left[node]!, scikit.right[node]!);
  }
  return tree;
}

function forestOf({ trees, base }: ExplainedForest): Forest {
  return joinTrees(trees.map(treeOf), base.length);
}

let python: Explained;

beforeAll(() => {
  const file = join(mkdtempSync(join(tmpdir(), 'canopy-')), 'explained.json');
  expect(run('python3', '-W', 'ignore', '-c', EXPLAIN, 'data/iris.csv', file)).toEqual(succeeded);
  python = JSON.parse(readFileSync(file, 'utf8')) as Explained;
}, 120_000);

test.each([
  ['classes', 'species'],
  ['values', 'width'],
] as const)('a forest of %s is explained as the shap package does, on every row', (_, name) => {
  const theirs = python[name];
  const shap = new TreeShap(forestOf(theirs));
  const width = theirs.rows.length / theirs.contributions.length;
  const errors = theirs.base.map((base, k) => Math.abs(base - shap.base[k]!));
  theirs.contributions.forEach((row, index) => {
    const columns = Float64Array.from(theirs.rows.slice(index * width, (index + 1) * width));
    for (let k = 0; k < theirs.base.length; k++) {
      const ours = shap.contributions(columns, k);
      errors.push(...row.map((outputs, column) => Math.abs(outputs[k]! - ours[column]!)));
    }
  });
  expect(errors).toHaveLength(theirs.base.length * (1 + 150 * width));
  expect(Math.max(...errors)).toBeLessThan(1e-6);
});

test('a weighted sum is explained as the shap package does, on every row', () => {
  const { line, width } = python;
  const weights = Float64Array.from(line.weights);
  const means = Float64Array.from(line.means);
  const linear: Linear = {
    kind: 'linear',
    link: 'identity',
    intercept: line.intercept,
    weights,
    means,
  };
  const shap = new LinearShap(linear);
  expect(shap.base[0]).toBeCloseTo(line.base, 9);
  line.contributions.forEach((contributions, index) => {
    const ours = shap.contributions(Float64Array.from(width.rows.slice(index * 3, index * 3 + 3)));
    contributions.forEach((contribution, column) => expect(ours[column]).toBeCloseTo(contribution, 9));
  });
});

test('features are as important as scikit-learn finds them', () => {
  const { species, importances } = python;
  const importance = permutationImportance({
    predictor: forestOf(species),
    values: Float64Array.from(species.rows),
    columns: [{ feature: '0' }, { feature: '1' }, { feature: '2' }, { feature: '3' }],
    score: (outputs) => species.labels.filter((label, row) => argmax(outputs, row * 3, 3) === label).length / 150,
    repeats: 30,
    seed: 1,
  });
  importances.forEach((theirs, column) => {
    expect(Math.abs(importance[column]!.mean - theirs)).toBeLessThan(0.03);
  });
  expect(Math.max(...importances)).toBeGreaterThan(0.1);
});

test('the forest is the one that scikit-learn trained: it knows its rows', () => {
  const { species } = python;
  const outputs = evaluate(forestOf(species), Float64Array.from(species.rows), 4);
  const hits = species.labels.filter((label, row) => argmax(outputs, row * 3, 3) === label);
  expect(hits).toHaveLength(150);
});
