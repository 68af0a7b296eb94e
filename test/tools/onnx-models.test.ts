import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArtefact, type Artefact } from '../../src/learning/artefact';
import { Encoder } from '../../src/learning/encoding/encoder';
import { argmax } from '../../src/learning/trees/forest';
import { evaluate } from '../../src/learning/predictor';
import { choices } from '../../src/models/catalogue';
import { keyOf, type Model } from '../../src/models/model';
import { payload } from '../../src/models/payloads';
import { Validator } from '../../src/models/validate';
import { modelFile } from '../../src/service/model-file';
import { readRows } from '../../src/service/rows';
import { run, succeeded } from './programs';
import { realRows } from './real-rows';
import { folder, program, trainAll } from './trained-models';

jest.setTimeout(300_000);

const ANSWER = `
import json, sys
import numpy, onnx, onnxruntime
onnx.checker.check_model(onnx.load(sys.argv[1]), full_check=True)
session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
rows = numpy.fromfile(sys.argv[2], dtype="<f8").reshape(-1, session.get_inputs()[0].shape[1])
answers = session.run(None, {"columns": rows})
print(json.dumps({output.name: answer.ravel().tolist() for output, answer in zip(session.get_outputs(), answers)}))
`;

interface Answered {
  readonly label?: readonly string[];
  readonly probabilities?: readonly number[];
  readonly value?: readonly number[];
}

const ROWS = 1000;
/** Trees answer in single precision. */
const PRECISION = 1e-6;

beforeAll(() => {
  Object.assign(process.env, realRows);
  expect(trainAll()).toEqual(succeeded);
});

/** What onnxruntime says, with the file that `canopy export` writes. */
function answered(key: string, values: Float64Array): Answered {
  const [model, rows] = [join(folder, `${key}.onnx`), join(folder, `${key}.rows`)];
  expect(program('src/cli/canopy.ts', 'export', key, '--onnx', model)).toEqual(succeeded);
  writeFileSync(rows, values);
  const read = run('python3', '-c', ANSWER, model, rows);
  expect(read).toEqual(succeeded);
  return JSON.parse(read.output) as Answered;
}

/** Rows as the estimator sees them: those at hand, real ones where they are, and payloads from all over the ranges. */
async function valuesFor(model: Model, encoder: Encoder): Promise<Float64Array> {
  const { table, source } = await readRows(model);
  const known = encoder.tableMatrix(
    table,
    Int32Array.from({ length: Math.min(ROWS, source.rows) }, (_, row) => row),
  );
  const sent = Array.from({ length: ROWS }, (_, index) => payload(model, index));
  const payloads = encoder.matrix(new Validator(model).rows(sent, ROWS));
  const values = new Float64Array(known.length + payloads.length);
  values.set(known);
  values.set(payloads, known.length);
  return values;
}

function expectSameClasses(label: readonly string[], ours: Float64Array, { card: { classes } }: Artefact): void {
  const width = classes.length;
  expect(label).toHaveLength(ours.length / width);
  const different = label.filter((name, row) => {
    const best = ours[row * width + argmax(ours, row * width, width)]!;
    return best - ours[row * width + classes.indexOf(name)]! > PRECISION; // else a tie
  });
  expect(different).toEqual([]);
}

/** @param scale what an error is held against */
function expectClose(theirs: readonly number[], ours: Float64Array, scale: (value: number) => number): void {
  expect(theirs).toHaveLength(ours.length);
  const errors = theirs.map((value, at) => Math.abs(value - ours[at]!) / scale(ours[at]!));
  expect(Math.max(...errors)).toBeLessThan(PRECISION);
}

test.each(choices.map((model) => [keyOf(model), model] as const))(
  '%s answers in onnxruntime as it does here',
  async (key, model) => {
    const artefact = readArtefact(new Uint8Array(readFileSync(join(folder, modelFile(model)))));
    const encoder = new Encoder(artefact.card.encoding);
    const values = await valuesFor(model, encoder);
    const ours = evaluate(artefact.predictor, values, encoder.width);
    const { label, probabilities, value } = answered(key, values);
    if (model.target.kind === 'value') return expectClose(value ?? [], ours, Math.abs);
    expectSameClasses(label ?? [], ours, artefact);
    expectClose(probabilities ?? [], ours, () => 1);
  },
);
