/**
 * A predictor as an ONNX file, for runtimes of other languages. It takes the columns that the estimator sees, in double
 * precision, and answers as `evaluate` does; tree ensembles give their answer in single precision.
 */

import type { Forest } from '../trees/forest';
import type { Linear } from '../linear/linear';
import { dataType, encodeOnnx, tensor, type Node, type OnnxModel, type ValueInfo } from './onnx-schema';
import { treeClassifier, treeDomain, treeRegressor } from './onnx-trees';
import type { Predictor } from '../predictor';

export interface OnnxCard {
  readonly name: string;
  readonly version: string;
  /** Titles of the columns, in their order; written to the metadata as a JSON list. */
  readonly columns: readonly string[];
  /** Of a classifier, in the order of their index. */
  readonly classes?: readonly string[];
  /** @default - the columns alone */
  readonly metadata?: Readonly<Record<string, string>>;
}

type Graph = Omit<OnnxModel['graph'], 'name' | 'input'>;

/**
 * The input is `columns` (N × width). A classifier gives `label` (N) and `probabilities` (N × k), others `value` (N × 1).
 * @returns the bytes of the file; the same for the same predictor and card
 * @throws RangeError when the classes are not as many as the outputs
 */
export function toOnnx(predictor: Predictor, { name, version, columns, classes, metadata }: OnnxCard): Uint8Array {
  const entries = { ...metadata, columns: JSON.stringify(columns) };
  return encodeOnnx({
    irVersion: 8,
    producerName: 'canopy',
    producerVersion: version,
    graph: {
      name,
      input: [valueInfo('columns', dataType.double, columns.length)],
      ...graphOf(predictor, classes),
    },
    opsetImport: [{ domain: '', version: 17 }, treeDomain],
    metadataProps: Object.entries(entries).map(([key, value]) => ({ key, value })),
  });
}

function graphOf(predictor: Predictor, classes: readonly string[] = []): Graph {
  const outputs = predictor.kind === 'forest' ? predictor.outputs : 1;
  if (classes.length !== (outputs > 1 ? outputs : 0)) {
    throw new RangeError(
      `there are ${classes.length} classes for ${outputs} outputs; expected one an output, and none for a value`,
    );
  }
  if (predictor.kind === 'linear') return linearGraph(predictor);
  return classes.length > 0 ? classifierGraph(predictor, classes) : regressorGraph(predictor);
}

function classifierGraph(forest: Forest, classes: readonly string[]): Graph {
  return {
    node: [treeClassifier(forest, classes)],
    initializer: [],
    output: [valueInfo('label', dataType.string), valueInfo('probabilities', dataType.float, classes.length)],
  };
}

function regressorGraph(forest: Forest): Graph {
  return { node: [treeRegressor(forest)], initializer: [], output: [valueInfo('value', dataType.float, 1)] };
}

function linearGraph({ link, intercept, weights }: Linear): Graph {
  const sum = link === 'log' ? 'logarithm' : 'value';
  const nodes: readonly Node[] = [
    { input: ['columns', 'weights'], output: ['weighted'], opType: 'MatMul' },
    { input: ['weighted', 'intercept'], output: [sum], opType: 'Add' },
  ];
  const exp: Node = { input: [sum], output: ['value'], opType: 'Exp' };
  return {
    node: link === 'log' ? [...nodes, exp] : nodes,
    initializer: [tensor('weights', [weights.length, 1], weights), tensor('intercept', [1], [intercept])],
    output: [valueInfo('value', dataType.double, 1)],
  };
}

/** A tensor of as many rows as a caller gives. */
function valueInfo(name: string, elemType: number, ...width: readonly number[]): ValueInfo {
  const dim = [{ dimParam: 'N' }, ...width.map((dimValue) => ({ dimValue }))];
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}
