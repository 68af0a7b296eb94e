/** The model that serves: loaded from its file, checked against the declaration, replaced as a whole or not at all. */

import { readFileSync } from 'node:fs';
import { messageOf } from '../contract/exit';
import { Problem } from '../contract/problems';
import { readArtefact, type Artefact } from '../learning/artefact';
import { argmax, evaluate } from '../learning/forest';
import type { Model, Row } from '../models/model';
import { Encoder } from '../models/encode';
import { versionOf } from './model-file';

/** Which model gave an answer. */
export interface ModelReference {
  readonly name: string;
  readonly version: string;
  readonly alias: string;
}

/** What a classifier says of one row. */
export interface Answer {
  readonly prediction: string;
  readonly index: number;
  readonly probabilities: Readonly<Record<string, number>>;
  readonly model: ModelReference;
}

/** An image holds one model, and what is deployed is what was chosen. */
const ALIAS = 'champion';

export class LoadedModel {
  readonly reference: ModelReference;
  private readonly encoder: Encoder;

  constructor(
    model: Model,
    private readonly artefact: Artefact,
    version: string,
  ) {
    this.reference = { name: model.name, version, alias: ALIAS };
    this.encoder = new Encoder(model);
  }

  predict(rows: readonly Row[]): Answer[] {
    const { forest, card } = this.artefact;
    const scores = evaluate(forest, this.encoder.matrix(rows), this.encoder.width);
    return rows.map((_, row) => {
      const from = row * forest.classes;
      const index = argmax(scores, from, forest.classes);
      const probabilities: Record<string, number> = {};
      card.classes.forEach((name, k) => (probabilities[name] = scores[from + k]!));
      return { prediction: card.classes[index]!, index, probabilities, model: this.reference };
    });
  }

  /** Whether the recorded example still gives what it gave in training, to the bit. */
  replays(): boolean {
    const { forest, card } = this.artefact;
    const { values, probabilities } = card.example;
    const now = evaluate(forest, Float64Array.from(values), this.encoder.width);
    return now.length === probabilities.length && now.every((value, k) => value === probabilities[k]);
  }
}

export class ModelSlot {
  private loaded: LoadedModel | undefined;
  private fault = 'it was not loaded yet; POST /load_model loads it';

  constructor(
    private readonly model: Model,
    private readonly path: string,
  ) {}

  get current(): LoadedModel | undefined {
    return this.loaded;
  }

  /** @throws Problem not-loaded, with the reason */
  require(): LoadedModel {
    if (this.loaded === undefined) throw notLoaded(this.model, this.fault);
    return this.loaded;
  }

  /** Loads the model unless one is loaded. @throws Problem not-loaded */
  load(): LoadedModel {
    return this.loaded ?? this.reload();
  }

  /** Reads the file again. A file that does not serve leaves the model that does. @throws Problem not-loaded */
  reload(): LoadedModel {
    try {
      this.loaded = readModel(this.model, this.path);
      return this.loaded;
    } catch (error) {
      this.fault = `${this.path}: ${messageOf(error)}`;
      throw notLoaded(this.model, this.fault);
    }
  }
}

/** The problem of a model that cannot answer, and why. */
export function notLoaded(model: Model, fault: string): Problem {
  return new Problem('not-loaded', `${model.title} is not ready: ${fault}`, [], { 'retry-after': '5' });
}

/** @throws Error that says what is wrong with the file */
function readModel(model: Model, path: string): LoadedModel {
  const file = readFileSync(path);
  const artefact = readArtefact(file);
  const { card } = artefact;
  const expect = (what: string, got: string, expected: string): void => {
    if (got !== expected) throw new Error(`its ${what} is ${got}; expected ${expected}, so train it again`);
  };
  expect('model', card.model, model.name);
  expect('list of features', card.features.join(', '), Object.keys(model.features).join(', '));
  expect('list of classes', card.classes.join(', '), model.target.classes.join(', '));
  const loaded = new LoadedModel(model, artefact, versionOf(file));
  if (!loaded.replays()) throw new Error('it does not give what it gave to its recorded example in training');
  return loaded;
}
