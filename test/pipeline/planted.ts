/** Searches whose best parameters are known: what an engine learns is what it is told. */

import type { Engine, TrainingSet } from '../../src/learning/engine';
import type { ParameterTable } from '../../src/learning/parameters';
import type { Predictor } from '../../src/learning/predictor';
import { rowCount } from '../../src/learning/truth';
import { csv, defineModel } from '../../src/models/define-model';
import { number, valueOf } from '../../src/models/features';
import type { Model } from '../../src/models/model';
import type { TrainingPlan } from '../../src/service/params';
import { temporaryFile } from '../service/temporary-files';

/** The slope of all rows. */
export const BEST = 0.375;
export const ROWS = 3000;

/** A value that is a feature times a slope. */
export const slope = defineModel({
  name: 'slope',
  title: 'A slope',
  features: { run: number({ title: 'Run', min: 0, max: ROWS }) },
  example: { run: 1 },
  target: valueOf('rise', { title: 'Rise', min: 0, max: ROWS }),
  source: csv(temporaryFile(csvOf('run,rise', (row) => `${row},${row * BEST}`))),
  estimator: 'linear',
  selection: { metric: 'rmse', floor: 1 },
});

export function csvOf(header: string, lineOf: (row: number) => string, rows = ROWS): string {
  return [header, ...Array.from({ length: rows }, (_, row) => lineOf(row)), ''].join('\n');
}

/** A training: on how many rows, with which parameters. */
export interface Call {
  readonly rows: number;
  readonly slope: number;
  readonly steps: number;
}

export const table: ParameterTable = {
  slope: { kind: 'number', default: 0, meaning: 'what is learnt', search: { from: 0, to: 1, scale: 'linear' } },
  steps: { kind: 'integer', default: 90, meaning: 'take time and change nothing', isBudget: true },
};

/** Learns the slope that it is told, whatever the rows. */
export class SlopeEngine implements Engine {
  readonly parameters = table;
  readonly targets: Engine['targets'] = ['value'];
  readonly calls: Call[] = [];

  /** @param before what happens before a training, such as that the process is killed */
  constructor(private readonly before: (call: Call, calls: number) => void = () => undefined) {}

  train(set: TrainingSet, parameters: Readonly<Record<string, unknown>>): Promise<Predictor> {
    const call = { rows: rowCount(set), slope: Number(parameters['slope']), steps: Number(parameters['steps']) };
    return new Promise((resolve) => {
      this.before(call, this.calls.length);
      this.calls.push(call);
      const weights = Float64Array.of(call.slope);
      resolve({ kind: 'linear', link: 'identity', intercept: 0, weights, means: Float64Array.of(0) });
    });
  }
}

/** What params.yaml would say. */
export function planOf(engine: Engine, parameters: TrainingPlan['parameters']): TrainingPlan {
  return { engineName: 'planted', engine, seed: 42, testShare: 0.2, validationShare: 0.2, parameters };
}

export function searchOptions(model: Model) {
  return { metrics: [model.selection.metric], trials: 27, seed: 42, folds: 0 } as const;
}
