import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argmax, type Forest } from '../../src/learning/trees/forest';
import { toOnnx, type OnnxCard } from '../../src/learning/onnx/onnx';
import { evaluate, type Predictor } from '../../src/learning/predictor';
import { randomFrom } from '../../src/learning/random';
import { randomForest } from '../learning/trees/random-forest';
import { run, succeeded } from './programs';

const ANSWER = `
import json, sys
import numpy, onnx, onnxruntime
model = onnx.load(sys.argv[1])
onnx.checker.check_model(model, full_check=True)
session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
rows = numpy.fromfile(sys.argv[2], dtype="<f8").reshape(-1, session.get_inputs()[0].shape[1])
answers = session.run(None, {"columns": rows})
print(json.dumps({
    "answers": {output.name: answer.ravel().tolist() for output, answer in zip(session.get_outputs(), answers)},
    "shapes": {output.name: list(answer.shape) for output, answer in zip(session.get_outputs(), answers)},
    "metadata": {entry.key: entry.value for entry in model.metadata_props},
}))
`;

interface Answered {
  readonly answers: { readonly label?: string[]; readonly probabilities?: number[]; readonly value?: number[] };
  readonly shapes: Record<string, number[]>;
  readonly metadata: Record<string, string>;
}

const WIDTH = 4;
const ROWS = 1000;
const columns = ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'];
const card: OnnxCard = { name: 'iris', version: '1', columns };
const classes = ['setosa', 'versicolor', 'virginica'];

/** What onnxruntime says to rows. */
function answered(predictor: Predictor, values: Float64Array, ofCard: OnnxCard): Answered {
  const folder = mkdtempSync(join(tmpdir(), 'canopy-'));
  const [model, rows] = [join(folder, 'model.onnx'), join(folder, 'rows')];
  writeFileSync(model, toOnnx(predictor, ofCard));
  writeFileSync(rows, values);
  const read = run('python3', '-c', ANSWER, model, rows);
  expect(read).toEqual(succeeded);
  return JSON.parse(read.output) as Answered;
}

function someRows(seed: number): Float64Array {
  return Float64Array.from({ length: ROWS * WIDTH }, randomFrom(seed));
}

/** Rows whose values are thresholds of the forest, or the next number below: in single precision they are the same. */
function rowsAtThresholds(forest: Forest, seed: number): Float64Array {
  const random = randomFrom(seed);
  const thresholds = forest.threshold.filter((_, node) => forest.feature[node]! >= 0);
  return Float64Array.from({ length: ROWS * WIDTH }, () => {
    const threshold = thresholds[Math.floor(random() * thresholds.length)]!;
    return random() < 0.5 ? threshold : threshold * (1 - 2 ** -53);
  });
}

function withGaps(values: Float64Array): Float64Array {
  const random = randomFrom(9);
  return values.map((value) => (random() < 0.3 ? NaN : value));
}

/** @param precision of the answer: relative where it is above 1 */
function expectEqual(found: readonly number[], ours: Float64Array, precision: number): void {
  expect(found).toHaveLength(ours.length);
  const errors = found.map((value, at) => Math.abs(value - ours[at]!) / Math.max(1, Math.abs(ours[at]!)));
  expect(Math.max(...errors)).toBeLessThan(precision);
}

const rows: [string, (forest: Forest) => Float64Array][] = [
  ['any rows', () => someRows(1)],
  ['rows with NaN', () => withGaps(someRows(2))],
  ['rows at thresholds', (forest) => rowsAtThresholds(forest, 3)],
];

describe('onnxruntime answers as we do', () => {
  test.each(rows)('with a forest of classes, to %s', (_, rowsFor) => {
    const forest = randomForest({ trees: 50, depth: 8, width: WIDTH, outputs: 3 }, 1);
    const values = rowsFor(forest);
    const { answers, shapes } = answered(forest, values, { ...card, classes });
    const ours = evaluate(forest, values, WIDTH);
    expect(shapes).toEqual({ label: [ROWS], probabilities: [ROWS, 3] });
    expectEqual(answers.probabilities!, ours, 1e-6);
    expect(answers.label).toEqual(Array.from({ length: ROWS }, (_, row) => classes[argmax(ours, row * 3, 3)]));
  });

  test.each(rows)('with a forest of values, to %s', (_, rowsFor) => {
    const shape = { trees: 50, depth: 8, width: WIDTH, outputs: 1 };
    const plain = randomForest(shape, 2);
    const forest = { ...plain, leaves: plain.leaves.map((_, leaf) => 1000 * (1 + leaf)) };
    const values = rowsFor(forest);
    const { answers, shapes } = answered(forest, values, card);
    expect(shapes).toEqual({ value: [ROWS, 1] });
    expectEqual(answers.value!, evaluate(forest, values, WIDTH), 1e-6);
  });

  test.each(['identity', 'log'] as const)('with a weighted sum and the link %s', (link) => {
    const weights = Float64Array.of(1.5, -2, 1 / 3, 0);
    const linear = { kind: 'linear', link, intercept: 2, weights, means: new Float64Array(WIDTH) } as const;
    const values = someRows(3);
    const { answers, shapes } = answered(linear, values, card);
    expect(shapes).toEqual({ value: [ROWS, 1] });
    expectEqual(answers.value!, evaluate(linear, values, WIDTH), 1e-12);
  });

  test.each([
    ['classes', 2],
    ['values', 1],
  ])('with trees of %s that are one leaf', (_, outputs) => {
    const forest = randomForest({ trees: 2, depth: 0, width: WIDTH, outputs }, 3);
    const names = outputs > 1 ? ['no', 'yes'] : [];
    const { answers } = answered(forest, someRows(4), { ...card, classes: names });
    expectEqual((answers.probabilities ?? answers.value)!, evaluate(forest, someRows(4), WIDTH), 1e-6);
  });

  test('with two classes of which one never occurred', () => {
    const forest: Forest = {
      ...randomForest({ trees: 1, depth: 0, width: WIDTH, outputs: 2 }, 1),
      leaves: Float64Array.of(1, 0),
    };
    const { answers } = answered(forest, someRows(5), { ...card, classes: ['no', 'yes'] });
    expect(answers.label).toEqual(Array<string>(ROWS).fill('no'));
    expect(answers.probabilities!.slice(0, 2)).toEqual([1, 0]);
  });
});

test('the file says which columns it takes, and what else it was told', () => {
  const forest = randomForest({ trees: 1, depth: 2, width: WIDTH, outputs: 1 }, 1);
  const { metadata } = answered(forest, someRows(1), { ...card, metadata: { title: 'Länge', seed: '1' } });
  expect(metadata).toEqual({ title: 'Länge', seed: '1', columns: JSON.stringify(columns) });
});
