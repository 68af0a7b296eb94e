/**
 * The model file: a predictor as tensors, and everything that one must know of it as metadata.
 * Same contents, same bytes. A file that is damaged, or newer than this program, is refused with its reason.
 */

import { createHash } from 'node:crypto';
import { Encoder } from './encoding/encoder';
import type { FittedEncoding, Row } from './encoding/encoding';
import { readFittedEncoding } from './encoding/fitted-encoding';
import type { Parameters } from './parameters';
import { predictorFault, type Predictor } from './predictor';
import { readMetadata, readSafetensors, writeSafetensors, type Tensor, type TensorData } from './safetensors';

/** Raised when a file of the old format could be misread. */
const FORMAT = 2;

/** What a model file says of itself. */
export interface ModelCard {
  readonly model: string;
  readonly variant?: string;
  readonly estimator: string;
  readonly engine: string;
  /** As the declaration has them, also those that the encoding leaves out. */
  readonly features: readonly string[];
  /** Empty when the model predicts a value. */
  readonly classes: readonly string[];
  /** From a row to the columns that the estimator sees. */
  readonly encoding: FittedEncoding;
  readonly parameters: Parameters;
  readonly seed: number;
  readonly data: {
    readonly source: string;
    /** Whether the rows were made up. */
    readonly synthetic: boolean;
    readonly rows: number;
    readonly sha256: string;
  };
  /** Of the test rows, by metric. */
  readonly scores: Readonly<Record<string, number>>;
  /** Hash of the learning code and the declaration: an unrelated change leaves it as it is. */
  readonly code: string;
  /** A row and what the model said to it, replayed before a service is ready. */
  readonly example: { readonly row: Row; readonly outputs: readonly number[] };
}

export interface Artefact {
  readonly card: ModelCard;
  readonly predictor: Predictor;
}

export function writeArtefact({ card, predictor }: Artefact): Uint8Array {
  const tensors = tensorsOf(predictor);
  const json = JSON.stringify(card);
  const metadata = { format: String(FORMAT), predictor: predictor.kind, card: json };
  return writeSafetensors({ metadata: { ...metadata, sha256: checksum(metadata, tensors) }, tensors });
}

function tensorsOf(predictor: Predictor): Record<string, Tensor> {
  if (predictor.kind === 'linear') {
    const { intercept, weights, means, link } = predictor;
    return {
      [`intercept.${link}`]: { shape: [1], data: Float64Array.of(intercept) },
      weights: { shape: [weights.length], data: weights },
      means: { shape: [means.length], data: means },
    };
  }
  const { kind: _, outputs, leaves, ...nodes } = predictor;
  return {
    leaves: { shape: [leaves.length / outputs, outputs], data: leaves },
    ...Object.fromEntries(Object.entries(nodes).map(([name, data]) => [name, { shape: [data.length], data }])),
  };
}

/** @throws Error that says what is wrong with the file */
export function readArtefact(file: Uint8Array<ArrayBuffer>): Artefact {
  const metadata = readMetadata(file);
  const format = Number(metadata['format']);
  if (!Number.isSafeInteger(format) || format < 1)
    throw new Error('its metadata has no format; it is no model of Canopy');
  if (format !== FORMAT)
    throw new Error(
      `its format is ${format}; this program reads format ${FORMAT}, so ${format > FORMAT ? 'update it' : 'train the model again'}`,
    );
  const { tensors } = readSafetensors(file);
  const card = parseCard(metadata['card'] ?? '');
  const { sha256, ...rest } = metadata;
  if (checksum(rest, tensors) !== sha256)
    throw new Error('its contents do not match their checksum; the file is damaged');
  const predictor = predictorOf(metadata['predictor'], tensors);
  const fault = predictorFault(predictor, new Encoder(card.encoding).width);
  if (fault !== undefined) throw new Error(`its ${predictor.kind} predictor is damaged: ${fault}`);
  const outputs = predictor.kind === 'forest' ? predictor.outputs : 1;
  if (outputs !== Math.max(1, card.classes.length))
    throw new Error(`its predictor has ${outputs} outputs for ${card.classes.length} classes`);
  return { card, predictor };
}

function predictorOf(kind: string | undefined, tensors: Readonly<Record<string, Tensor>>): Predictor {
  if (kind === 'forest') {
    return {
      kind,
      outputs: tensors['leaves']?.shape[1] ?? 0,
      roots: tensorOf(tensors, 'roots', Int32Array),
      feature: tensorOf(tensors, 'feature', Int32Array),
      threshold: tensorOf(tensors, 'threshold', Float64Array),
      child: tensorOf(tensors, 'child', Int32Array),
      leaves: tensorOf(tensors, 'leaves', Float64Array),
      cover: tensorOf(tensors, 'cover', Float64Array),
    };
  }
  if (kind === 'linear') {
    const link = 'intercept.log' in tensors ? 'log' : 'identity';
    return {
      kind,
      link,
      intercept: tensorOf(tensors, `intercept.${link}`, Float64Array)[0] ?? NaN,
      weights: tensorOf(tensors, 'weights', Float64Array),
      means: tensorOf(tensors, 'means', Float64Array),
    };
  }
  throw new Error(`its predictor is ${JSON.stringify(kind)}; this program has forest and linear, so update it`);
}

/** Of all metadata and tensors in the order of their names: a flipped bit in a threshold would else go unnoticed. */
function checksum(metadata: Readonly<Record<string, string>>, tensors: Readonly<Record<string, Tensor>>): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(metadata).sort()) hash.update(`${name} ${metadata[name]}\n`);
  for (const name of Object.keys(tensors).sort()) {
    const { shape, data } = tensors[name]!;
    hash.update(`${name} ${shape.join(' ')}`).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex');
}

function tensorOf<T extends TensorData>(
  tensors: Readonly<Record<string, Tensor>>,
  name: string,
  type: new (length: number) => T,
): T {
  const data = tensors[name]?.data;
  if (!(data instanceof type)) throw new Error(`it has no tensor ${name} of type ${type.name}`);
  return data;
}

function parseCard(json: string): ModelCard {
  let card: unknown;
  try {
    card = JSON.parse(json);
  } catch {
    throw new Error('its card is not JSON');
  }
  if (!isCard(card)) throw new Error('its card lacks a member or has one of the wrong type');
  return { ...card, encoding: readFittedEncoding(card.encoding) };
}

function isCard(card: unknown): card is ModelCard {
  if (typeof card !== 'object' || card === null) return false;
  const { model, estimator, engine, features, classes, seed, code, data, example, parameters, scores } =
    card as Partial<ModelCard>;
  return (
    [model, estimator, engine, code, data?.sha256, data?.source].every((member) => typeof member === 'string') &&
    [seed, data?.rows].every((member) => typeof member === 'number') &&
    typeof data?.synthetic === 'boolean' &&
    [features, classes, example?.outputs].every((member) => Array.isArray(member)) &&
    [parameters, scores, example?.row].every((member) => typeof member === 'object' && member !== null)
  );
}
