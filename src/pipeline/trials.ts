/** Where trials run, and how each of them becomes an outcome only once. */

import { availableParallelism } from 'node:os';
import type { ParameterTable, Parameters } from '../learning/parameters';
import { rowCount } from '../learning/truth';
import type { Model } from '../models/model';
import type { TrainingPlan } from '../service/params';
import type { Journal, Outcome } from './journal';
import type { Round } from './rounds';
import { runTrial, type Trial } from './trial';
import { TrialThreads } from './trial-threads';

/** What is best for fewer rows is not what is best for all. */
const FEWEST_ROWS = 500;
/** Fewer cells than this are learnt before a thread has started. */
const WORTH_THREADS = 50_000;

export class Trials {
  private readonly threads: TrialThreads | undefined;
  /** Training rows of the largest round. */
  private readonly rows: number;

  constructor(
    { estimator }: Pick<Model, 'estimator'>,
    private readonly plan: TrainingPlan,
    private readonly rounds: readonly Round[],
    private readonly journal: Journal,
  ) {
    this.rows = Math.max(...rounds.map(({ train }) => rowCount(train)));
    const cells = Math.max(...rounds.map(({ train }) => train.values.length));
    if (cells >= WORTH_THREADS)
      this.threads = new TrialThreads({ estimator, engineName: plan.engineName, seed: plan.seed, rounds });
  }

  /** How many may run at once. */
  get lanes(): number {
    return this.threads?.lanes ?? 1;
  }

  /**
   * What comes of parameters: from the journal, where they were tried before.
   * @param share of the budget, in (0, 1]: of the rows, but for a few, and of the trees
   */
  async outcomeOf(parameters: Parameters, share: number): Promise<Outcome> {
    const rows = Math.min(this.rows, Math.max(FEWEST_ROWS, Math.round(share * this.rows)));
    const trial = { rows, parameters: cut(this.plan.engine.parameters, parameters, share) };
    const known = this.journal.outcomeOf(trial);
    if (known !== undefined) return known;
    const outcome = await this.run(trial);
    this.journal.add(trial, outcome);
    return outcome;
  }

  async end(): Promise<void> {
    await this.threads?.end();
  }

  private run(trial: Trial): Promise<Outcome> {
    return this.threads?.run(trial) ?? runTrial(this.plan, this.rounds, trial, availableParallelism());
  }
}

function cut(table: ParameterTable, parameters: Parameters, share: number): Parameters {
  const budgets = Object.entries(parameters).filter(([name]) => table[name]?.isBudget);
  return {
    ...parameters,
    ...Object.fromEntries(budgets.map(([name, value]) => [name, Math.max(1, Math.round(share * Number(value)))])),
  };
}
