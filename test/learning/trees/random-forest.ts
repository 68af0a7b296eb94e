/** Forests that nobody trained: any shape, any cover, columns tested again and again. */

import type { Forest } from '../../../src/learning/trees/forest';
import { randomFrom } from '../../../src/learning/random';
import { joinTrees, type Tree } from '../../../src/learning/trees/tree';

export interface Shape {
  readonly trees: number;
  readonly depth: number;
  readonly width: number;
  /** Numbers in a leaf; several are shares, one is any value. */
  readonly outputs: number;
  /** Chance that a node above the last level is split. @default 0.8 */
  readonly split?: number;
}

/** Thresholds lie in (0, 1). */
export function randomForest(shape: Shape, seed: number): Forest {
  const random = randomFrom(seed);
  return joinTrees(
    Array.from({ length: shape.trees }, () => randomTree(shape, random)),
    shape.outputs,
  );
}

function randomTree({ depth, width, outputs, split = 0.8 }: Shape, random: () => number): Tree {
  const tree: Tree = { feature: [], threshold: [], child: [], leaves: [], cover: [] };
  const queue = [{ level: 0, cover: 1000 }];
  for (const { level, cover } of queue) {
    tree.cover.push(cover);
    if (level < depth && random() < split) {
      const left = cover * (0.05 + 0.9 * random());
      tree.feature.push(Math.floor(random() * width));
      tree.threshold.push(random());
      tree.child.push(queue.length);
      queue.push({ level: level + 1, cover: left }, { level: level + 1, cover: cover - left });
    } else {
      tree.feature.push(-1);
      tree.threshold.push(0);
      tree.child.push(tree.leaves.length / outputs);
      const leaf = Array.from({ length: outputs }, random);
      const total = outputs > 1 ? leaf.reduce((sum, value) => sum + value, 0) : 0.01;
      tree.leaves.push(...leaf.map((value) => value / total));
    }
  }
  return tree;
}
