/**
 * The search for hyper-parameters: the same for a seed, however many threads it has and however often it was stopped.
 * Trials are compared on the validation rows; what params.yaml has now takes part.
 */

import { dirname, join } from 'node:path';
import { InputError } from '../contract/exit';
import type { Parameters } from '../learning/parameters';
import { isBetter, type MetricName } from '../learning/scores/scores';
import { keyOf, type Model } from '../models/model';
import { codeHash } from '../service/code-hash';
import { modelFile } from '../service/model-file';
import { readPlan, type TrainingPlan } from '../service/params';
import { readRows, type TrainingRows } from '../service/rows';
import { drawTrials, searched } from './draw-trials';
import { ranked } from './halving';
import { Journal } from './journal';
import { rankBy, scoreBy, type Finalist } from './rank';
import { roundsOf } from './rounds';
import { Trials } from './trials';

export interface SearchOptions {
  /** A search for each. One decides by itself; between the winners of several, the model's selection metric does. */
  readonly metrics: readonly [MetricName, ...MetricName[]];
  /** How many sets of parameters are drawn, from 1. */
  readonly trials: number;
  /** Of the drawing; rows and engines have the seed of params.yaml, as in training. */
  readonly seed: number;
  /** 0 to compare on the validation rows; else the folds, from 2, that they and the training rows are dealt to. */
  readonly folds: number;
}

export interface SearchResult {
  /** Of the model, in params.yaml. */
  readonly key: string;
  /** The parameters that were searched. */
  readonly names: readonly string[];
  readonly trials: number;
  /** Of each search, best first, what params.yaml has now among them. */
  readonly rankings: readonly { readonly metric: MetricName; readonly finalists: readonly Finalist[] }[];
  /** The metric that decided, and by which these two are scored. */
  readonly metric: MetricName;
  readonly present: Finalist;
  /** The present parameters when nothing is better. */
  readonly winner: Finalist;
  readonly journal: Pick<Journal, 'file' | 'known' | 'added' | 'isReplaced'>;
}

/** @throws InputError when the input is wrong, or the engine has nothing to search */
export async function search(model: Model, options: SearchOptions, paramsFile = 'params.yaml'): Promise<SearchResult> {
  const plan = readPlan(paramsFile, model);
  const rows = await readRows(model);
  return searchRows(model, plan, rows, options, join(dirname(modelFile(model)), 'search.jsonl'));
}

/** The same with a plan and rows that were read before. */
export async function searchRows(
  model: Model,
  plan: TrainingPlan,
  rows: TrainingRows,
  options: SearchOptions,
  journalFile: string,
): Promise<SearchResult> {
  const names = searched(plan.engine.parameters);
  if (names.length === 0)
    throw new InputError(`${keyOf(model)}: the engine ${plan.engineName} has no hyper-parameter to search`);
  const rounds = roundsOf(model, rows, plan, options.folds);
  const journal = new Journal(journalFile, circumstances(model, plan, rows, options.folds));
  const trials = new Trials(model, plan, rounds, journal);
  try {
    const found = await searchTrials(model, plan, options, trials);
    if (Number.isNaN(found.winner.score)) throw new InputError(`${rows.source.name}: ${await nothingOf(plan, trials)}`);
    return { key: keyOf(model), names, trials: options.trials, ...found, journal };
  } finally {
    await trials.end();
  }
}

async function searchTrials(
  { selection }: Model,
  { engine, parameters }: TrainingPlan,
  options: SearchOptions,
  trials: Trials,
): Promise<Pick<SearchResult, 'rankings' | 'metric' | 'present' | 'winner'>> {
  const drawn = drawTrials(engine.parameters, parameters, options.trials, options.seed);
  const rankings: SearchResult['rankings'][number][] = [];
  for (const metric of options.metrics)
    rankings.push({ metric, finalists: await rankBy(metric, parameters, drawn, trials) });
  const metric = options.metrics.length === 1 ? options.metrics[0] : selection.metric;
  const scored = async (candidate: Parameters): Promise<Finalist> => {
    return { candidate, score: scoreBy(metric, await trials.outcomeOf(candidate, 1)) };
  };
  const present = await scored(parameters);
  const winners = await Promise.all(rankings.map(({ finalists }) => scored(finalists[0]!.candidate)));
  const [winner = present] = ranked([present, ...winners], (first, second) => isBetter(metric, first, second));
  return { rankings, metric, present, winner };
}

/** Why nothing has a score. */
async function nothingOf({ parameters }: TrainingPlan, trials: Trials): Promise<string> {
  const outcome = await trials.outcomeOf(parameters, 1);
  const reason = 'fault' in outcome ? outcome.fault : 'the metric is no number on these rows';
  return `no trial has a score, and nor has params.yaml: ${reason}`;
}

/** What measurements depend on, apart from parameters and budget. */
function circumstances(model: Model, plan: TrainingPlan, rows: TrainingRows, folds: number) {
  const { engineName, seed, testShare, validationShare } = plan;
  const { sha256 } = rows.source;
  return { model: keyOf(model), engineName, seed, testShare, validationShare, folds, sha256, code: codeHash(model) };
}
