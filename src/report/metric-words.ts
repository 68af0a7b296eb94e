/** What a score is called and what it says, for readers who do not train models. */

import type { MetricName } from '../learning/scores/scores';

export interface MetricWords {
  /** As it stands within a sentence. */
  readonly name: string;
  /** As it stands alone. */
  readonly title: string;
  readonly meaning: string;
  /** Whether it is in the unit of the target. @default false */
  readonly inUnit?: boolean;
}

const words: Readonly<Record<string, Omit<MetricWords, 'title'>>> = {
  accuracy: { name: 'accuracy', meaning: 'Share of rows whose class was predicted' },
  macro_f1: { name: 'macro F1', meaning: 'Precision and recall in one, every class counting the same; 1 is best' },
  auroc: {
    name: 'area under the ROC curve',
    meaning: 'Chance that a row of a class is ranked above a row of another; 0.5 is guessing, 1 is best',
  },
  log_loss: { name: 'log loss', meaning: 'Penalty for probability given to wrong classes; 0 is best' },
  mse: { name: 'mean squared error', meaning: 'Mean of the squared errors, in the square of the unit' },
  rmse: { name: 'root mean square error', meaning: 'Size of an error, large ones counting more', inUnit: true },
  mae: { name: 'mean absolute error', meaning: 'Mean size of an error', inUnit: true },
  r2: { name: 'R²', meaning: 'Share of the variation that is explained; 0 is guessing the mean, 1 is best' },
} satisfies Record<MetricName, Omit<MetricWords, 'title'>>;

/** A score that this program does not know goes by its name. */
export function wordsOf(metric: string): MetricWords {
  const { name, ...rest } = words[metric] ?? { name: metric, meaning: '' };
  return { ...rest, name, title: name.charAt(0).toUpperCase() + name.slice(1) };
}
