/** Parameters that are best by accuracy are not always those that are best by AUROC. */

import { join } from 'node:path';
import type { Engine } from '../../src/learning/engine';
import type { Parameters } from '../../src/learning/parameters';
import type { Predictor } from '../../src/learning/predictor';
import { joinTrees } from '../../src/learning/trees/tree';
import { csv, defineModel } from '../../src/models/define-model';
import { classOf, number } from '../../src/models/features';
import { searchRows, type SearchOptions } from '../../src/pipeline/search';
import { readRows } from '../../src/service/rows';
import { folder, temporaryFile } from '../service/temporary-files';
import { csvOf, planOf } from './planted';

const patients = ['0,no', '0,no', '0,no', '1,no', '1,no', '1,no', '2,no', '3,yes', '3,yes', '3,yes'];

/** Of ten patients three come back: those with three earlier stays. */
const returns = defineModel({
  name: 'returns',
  title: 'Patients that come back',
  features: { stays: number({ title: 'Stays', min: 0, max: 3 }) },
  example: { stays: 1 },
  target: classOf('returns', ['no', 'yes']),
  source: csv(temporaryFile(csvOf('stays,returns', (row) => patients[row % 10]!, 100))),
  estimator: 'forest',
  selection: { metric: 'auroc', floor: 0.5 },
});

/** At how many stays a patient is more likely to return, and how likely. */
const styles = {
  guesses: { stays: 1.5, more: 0.1, less: 0.1 }, // accuracy 0.7, AUROC 0.5
  ranks: { stays: 2.5, more: 0.4, less: 0.1 }, // 0.7 and 1
  decides: { stays: 1.5, more: 0.9, less: 0.1 }, // 0.9 and 0.93
} as const;

const styled: Engine = {
  parameters: { style: { kind: 'choice', default: 'guesses', meaning: '', search: ['ranks', 'decides'] } },
  targets: ['class'],
  train: (_, { style }) =>
    Promise.resolve(treeOf(styles[style === 'ranks' || style === 'decides' ? style : 'guesses'])),
};

function treeOf({
  stays,
  more,
  less,
}: {
  readonly stays: number;
  readonly more: number;
  readonly less: number;
}): Predictor {
  const leaves = [1 - less, less, 1 - more, more];
  const split = { feature: [0, -1, -1], threshold: [stays, 0, 0], child: [1, 0, 1] };
  return joinTrees([{ ...split, leaves, cover: [10, 5, 5] }], 2);
}

let journals = 0;
async function search(metrics: SearchOptions['metrics'], selection: 'accuracy' | 'auroc', present: Parameters) {
  const model = { ...returns, selection: { metric: selection, floor: 0 } };
  const options = { metrics, trials: 9, seed: 42, folds: 0 };
  return searchRows(
    model,
    planOf(styled, present),
    await readRows(model),
    options,
    join(folder, `${++journals}.jsonl`),
  );
}

const guesses = { style: 'guesses' };

test('each search has a winner of its own', async () => {
  const { rankings } = await search(['accuracy', 'auroc'], 'auroc', guesses);
  const winners = rankings.map(({ metric, finalists }) => [metric, finalists[0]?.candidate['style']]);
  expect(winners).toEqual([
    ['accuracy', 'decides'],
    ['auroc', 'ranks'],
  ]);
});

test.each([
  ['auroc', 'ranks', 1],
  ['accuracy', 'decides', 0.95], // of 20 validation rows, one has 2 stays
] as const)('the better one by the selection metric %s wins', async (selection, style, score) => {
  const { metric, winner } = await search(['accuracy', 'auroc'], selection, guesses);
  expect([metric, winner.candidate['style'], winner.score]).toEqual([selection, style, score]);
});

test('a single search is decided by its own metric', async () => {
  const { metric, winner } = await search(['accuracy'], 'auroc', { style: 'ranks' });
  expect([metric, winner.candidate['style']]).toEqual(['accuracy', 'decides']);
});

test('one that is better by another metric only does not replace what there is', async () => {
  const { winner, present } = await search(['accuracy', 'macro_f1'], 'auroc', { style: 'ranks' });
  expect(winner).toBe(present);
});
