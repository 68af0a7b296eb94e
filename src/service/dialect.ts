/** A form in which rows come and answers go. */

import type { Problem } from '../contract/problems';
import type { Model, Row } from '../models/model';
import { Validator } from '../models/validate';
import type { Answer, ModelReference } from './model-slot';

/** What a body asks for. */
export interface Question {
  readonly rows: readonly Row[];
  /** The JSON of the reply. */
  reply(answers: readonly Answer[], model: ModelReference): unknown;
}

export interface Dialect {
  /** Whether its replies have a place for an explanation. */
  readonly explains: boolean;
  /** @throws Problem with every bad field */
  read(body: unknown): Question;
  /** Members of a problem that this dialect adds. */
  problem(problem: Problem): Readonly<Record<string, unknown>>;
}

/** POST /predict: an object gives an object, an array gives an array. */
export function plainDialect(model: Model, maxRows: number): Dialect {
  const validator = new Validator(model);
  return {
    explains: true,
    read(body) {
      const rows = validator.rows(body, maxRows);
      return { rows, reply: (answers) => (Array.isArray(body) ? answers : answers[0]) };
    },
    problem: () => ({}),
  };
}
