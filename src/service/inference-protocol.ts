/**
 * The Open Inference Protocol, version 2, for tabular models: one tensor a feature, or one matrix of all of them.
 * Source: the protocol's specification (KServe, open-inference-protocol).
 */

import { Problem, type BadField } from '../contract/problems';
import type { Model, Row } from '../models/model';
import type { Feature } from '../models/features';
import { describe, Validator } from '../models/validate';
import type { Dialect } from './dialect';
import type { Answer, ModelReference } from './model-slot';

const NUMERIC = ['FP64', 'FP32', 'FP16', 'INT64', 'INT32', 'INT16', 'INT8', 'UINT64', 'UINT32', 'UINT16', 'UINT8'];

/** A tensor as it was sent, its data flat. */
interface Input {
  readonly index: number;
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: readonly unknown[];
}

interface Output {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly number[];
  readonly data: readonly (number | string)[];
}

/** What GET /v2/models/<name> says. */
export function protocolMetadata(model: Model, version: string) {
  const inputs = Object.entries<Feature>(model.features).map(([name, feature]) => ({
    name,
    datatype: feature.kind === 'number' ? 'FP64' : 'BYTES',
    shape: [-1],
  }));
  const outputs = outputsOf(model, []).map(({ name, datatype, shape }) => ({
    ...{ name, datatype },
    shape: [-1, ...shape.slice(1)],
  }));
  return { name: model.name, versions: [version], platform: 'canopy', inputs, outputs };
}

/** POST /v2/models/<name>/infer. */
export function protocolDialect(model: Model, maxRows: number): Dialect {
  const validator = new Validator(model);
  return {
    explains: false,
    read(body) {
      if (!isObject(body)) throw misfit(model, '', 'an object with inputs', describe(body));
      const inputs = readInputs(model, body['inputs']);
      const wanted = readWanted(model, body['outputs']);
      const id = readId(model, body['id']);
      const rows = validated(model, validator, inputs, maxRows);
      return {
        rows,
        reply: (answers, { name, version }: ModelReference) => ({
          model_name: name,
          model_version: version,
          ...id,
          outputs: outputsOf(model, answers).filter((output) => wanted.length === 0 || wanted.includes(output.name)),
        }),
      };
    },
    problem: inProtocol,
  };
}

/** What the protocol wants of a problem: a sentence. */
export function inProtocol(problem: Problem): { error: string } {
  return { error: [problem.detail, ...problem.errors.map(inWords)].join(' ') };
}

function inWords({ field, expected, got }: BadField): string {
  return `${field === '' ? 'body' : field}: expected ${expected}, got ${got}.`;
}

function readId(model: Model, id: unknown): { id?: string } {
  if (id === undefined) return {};
  if (typeof id !== 'string') throw misfit(model, '/id', 'a string', describe(id));
  return { id };
}

function readInputs(model: Model, inputs: unknown): Input[] {
  if (!Array.isArray(inputs) || inputs.length === 0)
    throw misfit(model, '/inputs', 'a list of tensors', describe(inputs));
  return inputs.map((input: unknown, index) => {
    const at = `/inputs/${index}`;
    if (!isObject(input)) throw misfit(model, at, 'a tensor', describe(input));
    const { name, shape, datatype, data } = input;
    if (typeof name !== 'string') throw misfit(model, `${at}/name`, 'a string', describe(name));
    if (!isShape(shape)) throw misfit(model, `${at}/shape`, '[rows] or [rows, columns]', describe(shape));
    if (typeof datatype !== 'string' || ![...NUMERIC, 'BYTES'].includes(datatype)) {
      throw misfit(model, `${at}/datatype`, [...NUMERIC, 'BYTES'].join(', '), describe(datatype));
    }
    const flat = flatten(data, shape[1] ?? 1);
    const size = shape.reduce((product, length) => product * length, 1);
    if (flat?.length !== size)
      throw misfit(model, `${at}/data`, `${size} values, as the shape says`, describe(flat ?? data));
    return { index, name, shape, data: flat };
  });
}

/** Data comes flat, or nested row by row; deeper nesting fits no feature and is found there. */
function flatten(data: unknown, width: number): readonly unknown[] | undefined {
  if (!Array.isArray(data)) return undefined;
  const rows: readonly unknown[] = data;
  if (!rows.some((row) => Array.isArray(row))) return rows;
  return rows.every((row) => Array.isArray(row) && row.length === width) ? rows.flat(1) : undefined;
}

/** Which tensor and column holds a feature: one named for it, or its column of the only matrix. */
function columnOf(
  inputs: readonly Input[],
  features: readonly string[],
  spelling: readonly (string | undefined)[],
  column: number,
) {
  const [only] = inputs;
  if (inputs.length === 1 && only!.shape[1] === features.length)
    return { input: only!, stride: features.length, offset: column };
  const input = inputs.find(({ name, shape }) => spelling.includes(name) && (shape[1] ?? 1) === 1);
  return input && { input, stride: 1, offset: 0 };
}

function validated(model: Model, validator: Validator, inputs: readonly Input[], maxRows: number): readonly Row[] {
  const features = Object.keys(model.features);
  const columns = Object.entries<Feature>(model.features).map(([name, { alias }], column) => ({
    name,
    source: columnOf(inputs, features, [name, alias], column),
  }));
  checkUse(model, inputs, columns);
  const rows = inputs[0]!.shape[0]!;
  const ragged = inputs.find(({ shape }) => shape[0] !== rows);
  if (ragged)
    throw misfit(
      model,
      `/inputs/${ragged.index}/shape`,
      `${rows} rows, as in the first tensor`,
      `${ragged.shape[0]} rows`,
    );
  if (rows > maxRows) {
    const error = {
      field: '/inputs',
      expected: `1 to ${maxRows} rows`,
      got: `${rows} rows`,
      example: protocolExample(model),
    };
    throw new Problem('too-large', `A request may hold ${maxRows} rows; send the rest in further requests.`, [error]);
  }
  const records = Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(
      columns.flatMap(({ name, source }) =>
        source ? [[name, source.input.data[row * source.stride + source.offset]]] : [],
      ),
    ),
  );
  try {
    return validator.rows(records, maxRows);
  } catch (error) {
    throw error instanceof Problem
      ? new Problem(error.problem, error.detail, error.errors.map(relocate), error.headers)
      : error;
  }

  /** From row and feature to tensor and position: what the client wrote. */
  function relocate(bad: BadField): BadField {
    const [, row, name] = bad.field.split('/');
    const source = columns.find((column) => column.name === name)?.source;
    if (source === undefined) return { ...bad, field: '/inputs' };
    return { ...bad, field: `/inputs/${source.input.index}/data/${Number(row) * source.stride + source.offset}` };
  }
}

interface Column {
  readonly name: string;
  readonly source: ReturnType<typeof columnOf>;
}

/** Every tensor must be a feature's, and every feature must have one unless it is optional. */
function checkUse(model: Model, inputs: readonly Input[], columns: readonly Column[]): void {
  const names = columns.map(({ name }) => name);
  const [only] = inputs;
  const isFeature = (name: string): boolean =>
    Object.entries<Feature>(model.features).some(([own, { alias }]) => name === own || name === alias);
  if (inputs.length === 1 && only!.shape.length === 2 && !isFeature(only!.name) && only!.shape[1] !== names.length) {
    throw misfit(
      model,
      '/inputs/0/shape',
      `[rows, ${names.length}], a column a feature`,
      `[${only!.shape.join(', ')}]`,
    );
  }
  for (const input of inputs) {
    if (columns.some(({ source }) => source?.input === input)) continue;
    const twice = Object.entries<Feature>(model.features).find(
      ([own, { alias }]) => input.name === own || input.name === alias,
    );
    const expected = twice
      ? `${twice[0]}${twice[1].alias === undefined ? ' once' : ` or ${twice[1].alias}, not both`}`
      : `a feature: ${names.join(', ')}`;
    throw misfit(model, `/inputs/${input.index}/name`, expected, describe(input.name));
  }
  const missing = columns.find(({ name, source }) => source === undefined && model.features[name]!.optional !== true);
  if (missing) throw misfit(model, '/inputs', `a tensor ${missing.name}`, 'nothing');
}

function readWanted(model: Model, outputs: unknown): string[] {
  if (outputs === undefined) return [];
  const known = protocolMetadata(model, '').outputs.map(({ name }) => name);
  if (!Array.isArray(outputs)) throw misfit(model, '/outputs', 'a list of outputs', describe(outputs));
  return outputs.map((output: unknown, index) => {
    const name = isObject(output) ? output['name'] : output;
    if (typeof name !== 'string' || !known.includes(name)) {
      throw misfit(model, `/outputs/${index}/name`, known.join(', '), describe(name));
    }
    return name;
  });
}

function outputsOf({ target }: Model, answers: readonly Answer[]): Output[] {
  const shape = [answers.length];
  if (target.kind === 'value')
    return [{ name: 'prediction', datatype: 'FP64', shape, data: answers.map(({ prediction }) => prediction) }];
  const said = answers.filter((answer) => 'index' in answer);
  return [
    { name: 'prediction', datatype: 'BYTES', shape, data: said.map(({ prediction }) => prediction) },
    { name: 'index', datatype: 'INT64', shape, data: said.map(({ index }) => index) },
    {
      name: 'probabilities',
      datatype: 'FP64',
      shape: [answers.length, target.classes.length],
      data: said.flatMap(({ probabilities }) => target.classes.map((name) => probabilities[name]!)),
    },
  ];
}

/** A request that would work: the example row, one tensor a feature. */
export function protocolExample(model: Model) {
  const { inputs } = protocolMetadata(model, '');
  return {
    inputs: inputs.map(({ name, datatype }) => {
      const value = model.example[name]!;
      return { name, datatype, shape: [1], data: [datatype === 'BYTES' ? String(value) : value] };
    }),
  };
}

function misfit(model: Model, field: string, expected: string, got: string): Problem {
  return new Problem('invalid-input', 'The request does not fit the Open Inference Protocol.', [
    { field, expected, got, example: protocolExample(model) },
  ]);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isShape(value: unknown): value is number[] {
  const isLength = (length: unknown): boolean => Number.isSafeInteger(length) && Number(length) >= 0;
  return Array.isArray(value) && (value.length === 1 || value.length === 2) && value.every(isLength);
}
