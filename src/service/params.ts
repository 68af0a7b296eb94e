/** Reads params.yaml: the engine, the seed and the hyper-parameters of one model, checked, with the line of any error. */

import { readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, parseDocument, type Pair, type YAMLMap } from 'yaml';
import { InputError, messageOf } from '../contract/exit';
import type { Engine } from '../learning/engine';
import { estimators } from '../learning/estimators';
import { parameterFault, type Parameter, type Parameters } from '../learning/parameters';
import { choices } from '../models/catalogue';
import { encodingsOf } from '../models/encodings';
import { keyOf, type Model } from '../models/model';

export interface TrainingPlan {
  readonly engineName: string;
  readonly engine: Engine;
  readonly seed: number;
  /** Share of the rows that test the model, and of those that a search compares parameters on. */
  readonly testShare: number;
  readonly validationShare: number;
  /** Every parameter of the engine, defaults filled in. */
  readonly parameters: Parameters;
}

/** Read for every engine. ml-random-forest and the split take 32-bit seeds. */
const common = {
  seed: { kind: 'integer', min: 0, max: 2 ** 32 - 1, default: 42, meaning: 'of the split and the engine' },
  test_share: { kind: 'share', default: 0.2, meaning: 'share of the rows that test the model' },
  validation_share: { kind: 'share', default: 0.2, meaning: 'share of the rows that a search compares parameters on' },
} as const satisfies Record<string, Parameter>;

/** @throws InputError with file, line, what came and what is allowed */
export function readPlan(path: string, model: Model): TrainingPlan {
  const lines = new LineCounter();
  const key = keyOf(model);
  const section = sectionOf(path, readText(path), lines, key);
  const lineOf = (pair?: Pair): string =>
    isScalar(pair?.key) && pair.key.range ? `:${lines.linePos(pair.key.range[0]).line}` : '';
  const pairs = new Map(section.items.map((pair) => [String(isScalar(pair.key) ? pair.key.value : pair.key), pair]));
  const fail = (name: string, got: string, expected: string): never => {
    throw new InputError(`${path}${lineOf(pairs.get(name))}: ${key}.${name} is ${got}; expected ${expected}`);
  };
  const valueOf = (name: string): unknown => {
    const node = pairs.get(name)?.value;
    return isScalar(node) ? node.value : node;
  };

  const engines = estimators[model.estimator];
  const [onlyEngine, ...otherEngines] = Object.keys(engines);
  const named = valueOf('engine') ?? (otherEngines.length === 0 ? onlyEngine : 'missing');
  const engineName = typeof named === 'string' || typeof named === 'number' ? String(named) : 'missing';
  const engine =
    (Object.hasOwn(engines, engineName) ? engines[engineName] : undefined) ??
    fail('engine', engineName, Object.keys(engines).join(' or '));
  if (!engine.targets.includes(model.target.kind))
    fail('engine', engineName, `one that learns ${model.target.kind === 'class' ? 'classes' : 'values'}`);
  const allowed: Readonly<Record<string, Parameter>> = { ...common, ...engine.parameters };
  for (const name of pairs.keys()) {
    if (name !== 'engine' && !Object.hasOwn(allowed, name)) {
      fail(name, `no parameter of ${engineName}`, `engine, ${Object.keys(allowed).join(', ')}`);
    }
  }
  const features = columnsAtMost(model);
  const checked = (name: string, parameter: Parameter): number | string => {
    if (!pairs.has(name)) return parameter.default;
    const value = valueOf(name);
    const expected = parameterFault(parameter, value, features);
    return expected === undefined
      ? typeof value === 'string'
        ? value
        : Number(value)
      : fail(name, isScalar(pairs.get(name)?.value) ? shown(value) : 'not a single value', expected);
  };
  const testShare = Number(checked('test_share', common.test_share));
  const validationShare = Number(checked('validation_share', common.validation_share));
  if (testShare + validationShare >= 1)
    fail('test_share', String(testShare), `less than 1 with validation_share, so that rows are left to train on`);
  return {
    engineName,
    engine,
    seed: Number(checked('seed', common.seed)),
    testShare,
    validationShare,
    parameters: Object.fromEntries(
      Object.entries(engine.parameters).map(([name, parameter]) => [name, checked(name, parameter)]),
    ),
  };
}

/** A feature is one column, unless the training rows say how many: then any number may be right. */
function columnsAtMost(model: Model): number {
  const encodings = encodingsOf(model);
  const isSure = encodings.every(({ encoding: { kind } }) => kind !== 'one-hot' && kind !== 'tf-idf');
  return isSure ? encodings.length : Infinity;
}

/** As the file has it: a number in quotes is a string. */
function shown(value: unknown): string {
  return typeof value === 'string' && Number.isFinite(Number(value)) ? `the string "${value}"` : String(value);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(`${path}: ${messageOf(error)}; expected the hyper-parameters of every model`);
  }
}

function sectionOf(path: string, text: string, lineCounter: LineCounter, model: string): YAMLMap {
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error) throw new InputError(`${path}:${lineCounter.linePos(error.pos[0]).line}: ${error.message}`);
  const known = [...new Set([...choices.map(keyOf), model])];
  for (const { key } of isMap(document.contents) ? document.contents.items : []) {
    if (!isScalar(key) || known.includes(String(key.value))) continue;
    const line = key.range ? `:${lineCounter.linePos(key.range[0]).line}` : '';
    throw new InputError(`${path}${line}: no model is called '${String(key.value)}'; expected ${known.join(', ')}`);
  }
  const section = document.get(model);
  if (!isMap(section))
    throw new InputError(`${path}: there is no section '${model}'; expected its engine, seed and hyper-parameters`);
  return section;
}
