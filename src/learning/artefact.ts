/**
 * The model file: a forest as tensors, and everything that one must know of it as metadata.
 * Same contents, same bytes. A file that is damaged, or newer than this program, is refused with its reason.
 */

import { createHash } from 'node:crypto';
import { forestFault, type Forest } from './forest';
import type { Parameters } from './parameters';
import { readMetadata, readSafetensors, writeSafetensors, type Tensor, type TensorData } from './safetensors';

/** Raised when a file of the old format could be misread. */
const FORMAT = 1;

/** What a model file says of itself. */
export interface ModelCard {
  readonly model: string;
  readonly estimator: 'forest';
  readonly engine: string;
  readonly features: readonly string[];
  readonly classes: readonly string[];
  readonly parameters: Parameters;
  readonly seed: number;
  readonly data: { readonly source: string; readonly rows: number; readonly sha256: string };
  readonly scores: Readonly<Record<string, number>>;
  /** Hash of the learning code and the declaration: an unrelated change leaves it as it is. */
  readonly code: string;
  /** One row as the estimator sees it and what the model said to it, replayed before a service is ready. */
  readonly example: { readonly values: readonly number[]; readonly probabilities: readonly number[] };
}

export interface Artefact {
  readonly card: ModelCard;
  readonly forest: Forest;
}

export function writeArtefact({ card, forest }: Artefact): Uint8Array {
  const { classes, leaves, ...nodes } = forest;
  const tensors: Record<string, Tensor> = {
    leaves: { shape: [leaves.length / classes, classes], data: leaves },
    ...Object.fromEntries(Object.entries(nodes).map(([name, data]) => [name, { shape: [data.length], data }])),
  };
  const json = JSON.stringify(card);
  const metadata = { format: String(FORMAT), card: json, sha256: checksum(json, tensors) };
  return writeSafetensors({ metadata, tensors });
}

/** @throws Error that says what is wrong with the file */
export function readArtefact(file: Uint8Array<ArrayBuffer>): Artefact {
  const metadata = readMetadata(file);
  const format = Number(metadata['format']);
  if (!Number.isSafeInteger(format) || format < 1)
    throw new Error('its metadata has no format; it is no model of Canopy');
  if (format > FORMAT)
    throw new Error(`its format is ${format}; this program reads formats up to ${FORMAT}, so update it`);
  const { tensors } = readSafetensors(file);
  const json = metadata['card'] ?? '';
  const card = parseCard(json);
  if (checksum(json, tensors) !== metadata['sha256'])
    throw new Error('its contents do not match their checksum; the file is damaged');
  const forest = {
    classes: card.classes.length,
    roots: tensorOf(tensors, 'roots', Int32Array),
    feature: tensorOf(tensors, 'feature', Int32Array),
    threshold: tensorOf(tensors, 'threshold', Float64Array),
    child: tensorOf(tensors, 'child', Int32Array),
    leaves: tensorOf(tensors, 'leaves', Float64Array),
  };
  const fault = forestFault(forest, card.features.length);
  if (fault !== undefined) throw new Error(`its forest is damaged: ${fault}`);
  return { card, forest };
}

/** Of the card and all tensors in the order of their names: a flipped bit in a threshold would else go unnoticed. */
function checksum(card: string, tensors: Readonly<Record<string, Tensor>>): string {
  const hash = createHash('sha256').update(card);
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
  if (typeof card === 'object' && card !== null && 'estimator' in card && card.estimator !== 'forest') {
    throw new Error(`its estimator is ${JSON.stringify(card.estimator)}; this program has forest, so update it`);
  }
  if (!isCard(card)) throw new Error('its card lacks a member or has one of the wrong type');
  return card;
}

function isCard(card: unknown): card is ModelCard {
  if (typeof card !== 'object' || card === null) return false;
  const { model, engine, features, classes, seed, code, data, example, parameters, scores } =
    card as Partial<ModelCard>;
  return (
    [model, engine, code, data?.sha256, data?.source].every((member) => typeof member === 'string') &&
    [seed, data?.rows].every((member) => typeof member === 'number') &&
    [features, classes, example?.values, example?.probabilities].every((member) => Array.isArray(member)) &&
    [parameters, scores].every((member) => typeof member === 'object' && member !== null)
  );
}
