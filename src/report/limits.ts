/** What a reader must not expect of a model: only what follows from its declaration and its report. */

import type { Feature } from '../models/features';
import type { Model } from '../models/model';
import { errorOfCalibration, wordsOfImportance } from './findings';
import { exactly, isFigure, listed, measured } from './figures';
import { wordsOf } from './metric-words';
import type { Report } from './report';

/** In the order in which they matter. */
export function limitsOf(report: Report, model: Model): string[] {
  return [
    ofOrigin(report),
    ...ofInputs(model),
    ...ofScores(report),
    ...ofClasses(report),
    ...ofProbabilities(report),
    ...ofValues(model),
    ...ofImportance(report, model),
  ];
}

function ofOrigin({ data }: Report): string {
  if (data.synthetic)
    return 'The rows were made up. The scores show that training works, and nothing about real cases.';
  return `It was trained and tested on rows of one source, ${data.source}. How it does in another place, at another time or for other people was not tested.`;
}

function ofInputs({ features }: Model): string[] {
  const all = Object.values<Feature>(features);
  const isRanged = all.some(({ kind }) => kind === 'number' || kind === 'date');
  const labels = all.filter(({ kind }) => kind === 'label').map(({ title }) => title);
  return [
    ...(isRanged ? ['A number or day outside its range above is refused: it gets no answer.'] : []),
    ...all.flatMap((feature) =>
      feature.kind === 'category' && feature.unknown !== undefined
        ? [`${feature.title}: every value that is not listed gets the answer of ${feature.unknown}.`]
        : [],
    ),
    ...(labels.length > 0 ? [`${listed(labels)}: values that no training row has all count as the same.`] : []),
  ];
}

function ofScores({ data, scores, selection, target }: Report): string[] {
  const { name, inUnit } = wordsOf(selection.metric);
  const unit = inUnit ? target.unit : undefined;
  const { low, high } = scores[selection.metric] ?? { low: NaN, high: NaN };
  const rows = `The scores rest on ${exactly(data.test)} test rows`;
  if (!isFigure(low) || !isFigure(high)) return [`${rows}, which define no interval of the ${name}.`];
  const interval = `${measured(low)} to ${measured(high, unit)}, an interval ${measured(high - low, unit)} wide`;
  const isClose = low <= selection.floor && selection.floor <= high;
  return [
    `${rows}. With 95 % confidence the ${name} on all rows of their kind is ${interval}.`,
    ...(isClose
      ? [
          `The floor of ${measured(selection.floor, unit)} lies in that interval: on other rows the model may be worse than its floor.`,
        ]
      : []),
  ];
}

/** With fewer rows than these, the share that is recognized is uncertain by 18 points or more (1 / √n). */
const FEW_ROWS = 30;

function ofClasses({ confusion_matrix: matrix }: Report): string[] {
  if (matrix === undefined) return [];
  const classes = matrix.classes.map((name, k) => ({ name, rows: matrix.counts[k]!.reduce((sum, n) => sum + n, 0) }));
  const absent = classes.filter(({ rows }) => rows === 0).map(({ name }) => name);
  const rare = classes.filter(({ rows }) => rows > 0 && rows < FEW_ROWS).map(({ name, rows }) => `${name} (${rows})`);
  return [
    ...(absent.length > 0
      ? [`No test row is of ${listed(absent)}: how often such rows are recognized is not known.`]
      : []),
    ...(rare.length > 0
      ? [
          `Fewer than ${FEW_ROWS} test rows are of ${listed(rare)}: how often such rows are recognized is a rough estimate.`,
        ]
      : []),
  ];
}

function ofProbabilities(report: Report): string[] {
  const error = errorOfCalibration(report);
  if (error === undefined) return [];
  if (report.confusion_matrix === undefined) {
    return [
      `Within a tenth of the test rows, the mean prediction is off by ${measured(error, report.target.unit)} on average.`,
    ];
  }
  return [`A probability is off by ${measured(error * 100)} percentage points on average (calibration error).`];
}

function ofValues({ target }: Model): string[] {
  if (target.kind !== 'value') return [];
  const { title, unit, min, max } = target;
  return [
    `${title} below ${exactly(min)} or above ${exactly(max, unit)} is in no training row: nothing is known of such cases.`,
  ];
}

function ofImportance(report: Report, model: Model): string[] {
  const words = wordsOfImportance(report, model);
  if (words === undefined) return [];
  return [
    words,
    'Importance is no cause: it says what the model looks at. To change a feature of a real case need not change what happens.',
  ];
}
