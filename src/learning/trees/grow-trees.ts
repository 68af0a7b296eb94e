import type { BinnedColumn } from './bins';
import type { Forest } from './forest';
import { targetOf, type Goal } from './goal';
import { growTree, type GrowthLimits } from './grow-tree';
import { randomFrom } from '../random';
import { forestOfOne } from './tree';

/** All that trees are grown from, as plain data that can be handed to threads. */
export interface Growth {
  readonly columns: readonly BinnedColumn[];
  readonly goal: Goal;
  readonly limits: GrowthLimits;
  readonly rows: number;
  /** Rows drawn for a tree, with replacement; 0: every row once. */
  readonly draws: number;
}

/** @param seeds one a tree, which it alone depends on: trees may be grown in any order and place */
export function growTrees({ columns, goal, limits, rows, draws }: Growth, seeds: readonly number[]): Forest[] {
  const target = targetOf(goal);
  return seeds.map((seed) => {
    const random = randomFrom(seed);
    const drawn = draws > 0 ? bootstrap(rows, draws, random) : new Uint16Array(rows).fill(1);
    return forestOfOne(growTree(columns, target, limits, drawn, random), target.outputs);
  });
}

/** @returns n: how often each row was drawn, out of as many draws with replacement (Breiman, 1996) */
function bootstrap(rows: number, draws: number, random: () => number): Uint16Array {
  const drawn = new Uint16Array(rows);
  for (let draw = 0; draw < draws; draw++) drawn[Math.floor(random() * rows)]! += 1;
  return drawn;
}
