/** The model that serves: loaded from its file, checked against the declaration, replaced as a whole or not at all. */

import { readFileSync } from 'node:fs';
import { messageOf } from '../contract/exit';
import { Problem } from '../contract/problems';
import { readArtefact, type Artefact } from '../learning/artefact';
import { Encoder } from '../learning/encoding/encoder';
import { explain, type Explanation } from '../learning/explanations/explain';
import { argmax } from '../learning/trees/forest';
import { evaluate } from '../learning/predictor';
import type { Model, Row } from '../models/model';
import { Validator } from '../models/validate';
import type { ServiceConfig } from './config';
import { versionOf } from './model-file';

/** Which model gave an answer. */
export interface ModelReference {
  readonly name: string;
  readonly version: string;
  readonly alias: string;
  /** Present when it was trained on made-up rows. */
  readonly synthetic?: true;
}

/** What a model says of one row. */
export type Answer = ClassAnswer | ValueAnswer;

interface AnswerOfAny {
  /** The features whose value the training rows did not have. @default - none */
  readonly unknown?: readonly string[];
  /** What each feature added to the prediction, where it was asked for. */
  readonly explanation?: Explanation;
  readonly model: ModelReference;
}

export interface ClassAnswer extends AnswerOfAny {
  readonly prediction: string;
  readonly index: number;
  readonly probabilities: Readonly<Record<string, number>>;
}

export interface ValueAnswer extends AnswerOfAny {
  /** In the unit of the target. */
  readonly prediction: number;
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
    const { encoding, data } = artefact.card;
    this.reference = { name: model.name, version, alias: ALIAS, ...(data.synthetic && { synthetic: true }) };
    this.encoder = new Encoder(encoding);
  }

  /** @param explained whether each answer says what its features added */
  predict(rows: readonly Row[], explained = false): Answer[] {
    const { encoder } = this;
    const values = encoder.matrix(rows);
    const outputs = evaluate(this.artefact.predictor, values, encoder.width);
    const width = outputs.length / rows.length;
    return rows.map((row, index) => {
      const said = this.said(outputs, index * width);
      const unknown = encoder.unknown(row);
      const from = index * encoder.width;
      return {
        ...said,
        ...(unknown.length > 0 && { unknown }),
        ...(explained && {
          explanation: this.explain(values.subarray(from, from + encoder.width), 'index' in said ? said.index : 0),
        }),
        model: this.reference,
      };
    });
  }

  /** Whether the recorded example still gives what it gave in training, to the bit. */
  replays(): boolean {
    const { predictor, card } = this.artefact;
    const { row, outputs } = card.example;
    const now = evaluate(predictor, this.encoder.matrix([row]), this.encoder.width);
    return now.length === outputs.length && now.every((value, k) => value === outputs[k]);
  }

  private said(outputs: Float64Array, from: number): Omit<ClassAnswer, 'model'> | Omit<ValueAnswer, 'model'> {
    const { classes } = this.artefact.card;
    if (classes.length === 0) return { prediction: outputs[from]! };
    const index = argmax(outputs, from, classes.length);
    const probabilities: Record<string, number> = {};
    for (let k = 0; k < classes.length; k++) probabilities[classes[k]!] = outputs[from + k]!;
    return { prediction: classes[index]!, index, probabilities };
  }

  /** @param values one row of columns */
  private explain(values: Float64Array, output: number): Explanation {
    return explain(this.artefact.predictor, this.encoder.columns, values, output);
  }
}

export class ModelSlot {
  private loaded: LoadedModel | undefined;
  private fault = 'it was not loaded yet; POST /load_model loads it';

  constructor(private readonly config: Pick<ServiceConfig, 'model' | 'modelPath' | 'allowSynthetic'>) {}

  get current(): LoadedModel | undefined {
    return this.loaded;
  }

  /** @throws Problem not-loaded, with the reason */
  require(): LoadedModel {
    if (this.loaded === undefined) throw notLoaded(this.config.model, this.fault);
    return this.loaded;
  }

  /** Loads the model unless one is loaded. @throws Problem not-loaded */
  load(): LoadedModel {
    return this.loaded ?? this.reload();
  }

  /** Reads the file again. A file that does not serve leaves the model that does. @throws Problem not-loaded */
  reload(): LoadedModel {
    try {
      this.loaded = readModel(this.config);
      return this.loaded;
    } catch (error) {
      this.fault = `${this.config.modelPath}: ${messageOf(error)}`;
      throw notLoaded(this.config.model, this.fault);
    }
  }
}

/** The problem of a model that cannot answer, and why. */
export function notLoaded(model: Model, fault: string): Problem {
  return new Problem('not-loaded', `${model.title} is not ready: ${fault}`, [], { 'retry-after': '5' });
}

/** @throws Error that says what is wrong with the file */
function readModel({
  model,
  modelPath,
  allowSynthetic,
}: Pick<ServiceConfig, 'model' | 'modelPath' | 'allowSynthetic'>): LoadedModel {
  const file = readFileSync(modelPath);
  const artefact = readArtefact(file);
  const { card } = artefact;
  const expect = (what: string, got: string, expected: string): void => {
    if (got !== expected) throw new Error(`its ${what} is ${got}; expected ${expected}, so train it again`);
  };
  const classes = model.target.kind === 'class' ? model.target.classes : [];
  expect('model', card.model, model.name);
  expect('list of features', card.features.join(', '), Object.keys(model.features).join(', '));
  expect('list of classes', card.classes.join(', '), classes.join(', '));
  if (card.data.synthetic && !allowSynthetic)
    throw new Error('it was trained on made-up rows, which ALLOW_SYNTHETIC=false refuses; train it on real ones');
  const strangers = card.encoding.map(({ name }) => name).filter((name) => !Object.hasOwn(model.features, name));
  expect('list of encoded features that are none', strangers.join(', '), '');
  const loaded = new LoadedModel(model, artefact, versionOf(file));
  loaded.predict(new Validator(model).rows(model.example, 1)); // throws when a feature is of another kind now
  if (!loaded.replays()) throw new Error('it does not give what it gave to its recorded example in training');
  return loaded;
}
