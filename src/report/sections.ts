/** What a report of a training says, section by section. */

import type { Model } from '../models/model';
import { paragraph, table, type Block, type Cell, type Figure, type ReportDocument, type Section } from './document';
import { exactly, isFigure, measured, shareOf } from './figures';
import { titleOf } from './findings';
import { inputsOf } from './inputs';
import { limitsOf } from './limits';
import { wordsOf } from './metric-words';
import { calibrationSvg, importanceSvg } from './plots';
import type { Contributions, Report } from './report';

export function documentOf(report: Report, model: Model): ReportDocument {
  const { data, variant } = report;
  return {
    title: variant === undefined ? report.title : `${report.title} (${variant})`,
    subtitle: `Model ${variant === undefined ? report.model : `${report.model}, variant ${variant}`}, version ${report.version}`,
    warning: data.synthetic ? 'Trained on made-up rows: no basis for a decision.' : undefined,
    sections: [
      { title: 'What it predicts', blocks: inputsOf(model) },
      { title: 'Scores', blocks: scores(report) },
      ...confusion(report),
      calibration(report),
      importance(report, model),
      contributions(report, model),
      { title: 'Limits of use', blocks: [{ kind: 'list', items: limitsOf(report, model) }] },
      { title: 'Data', blocks: rows(report) },
      { title: 'Training', blocks: training(report) },
    ],
  };
}

function scores({ scores, selection, target }: Report): Block[] {
  const unitOf = (metric: string) => (wordsOf(metric).inUnit ? target.unit : undefined);
  const rows = Object.entries(scores).map(([metric, { value, low, high }]): Cell[] => {
    const { title, meaning } = wordsOf(metric);
    const unit = unitOf(metric);
    const isSelection = metric === selection.metric;
    const interval = isFigure(low) && isFigure(high) ? `${measured(low)} to ${measured(high, unit)}` : 'not defined';
    const emphasis = (text: string): Cell => (isSelection ? { strong: text } : text);
    return [emphasis(title), emphasis(measured(value, unit)), interval, meaning];
  });
  const { title } = wordsOf(selection.metric);
  const floor = measured(selection.floor, unitOf(selection.metric));
  return [
    table(['Score', { numeric: 'Value' }, { numeric: '95 % interval' }, 'Meaning'], rows),
    paragraph(`${title} decides between versions. A model worse than ${floor}, its floor, does not ship.`),
  ];
}

/** A wider matrix fits no page. */
const MATRIX_CLASSES = 12;

function confusion({ confusion_matrix: matrix }: Report): Section[] {
  if (matrix === undefined) return [];
  const title = 'Confusion matrix';
  const { classes, counts } = matrix;
  if (classes.length > MATRIX_CLASSES) {
    const text = `The matrix of ${exactly(classes.length)} classes is in report.json.`;
    return [{ title, blocks: [paragraph(text)] }];
  }
  const rows = counts.map((row, k): Cell[] => {
    const total = row.reduce((sum, count) => sum + count, 0);
    const cells = row.map((count, predicted): Cell => {
      const text = `${exactly(count)} (${shareOf(count, total)})`;
      return predicted === k ? { strong: text } : text;
    });
    return [classes[k]!, ...cells, exactly(total)];
  });
  const columns = [...classes.map((name) => ({ numeric: `as ${name}` })), { numeric: 'Test rows' }];
  return [
    {
      title,
      blocks: [
        paragraph('A row of the table is a true class, a column what was predicted. Shares are of the row.'),
        table(['True class', ...columns], rows),
      ],
    },
  ];
}

function calibration(report: Report): Section {
  const isClassifier = report.confusion_matrix !== undefined;
  const words = isClassifier
    ? 'On the dashed line, things happen as often as predicted; below it, less often.'
    : 'Each dot is a tenth of the test rows, by prediction. On the dashed line, predictions come true on average; below it, they are too high.';
  const figure: Figure = {
    kind: 'figure',
    title: isClassifier ? 'Predicted probability and observed share' : 'Predicted and observed values',
    file: 'calibration.svg',
    svg: calibrationSvg(report),
    caption: `${words} The larger the dot, the more test rows.`,
  };
  return { title: isClassifier ? 'Calibration' : 'Predicted and observed', blocks: [figure] };
}

function importance(report: Report, model: Model): Section {
  const title = 'Importance of features';
  const { name } = wordsOf(report.selection.metric);
  const figure: Figure = {
    kind: 'figure',
    title,
    file: 'importance.svg',
    svg: importanceSvg(report, model),
    caption: `How much worse the ${name} is when the values of a feature are shuffled among the test rows: mean and standard deviation.`,
  };
  return { title, blocks: [figure] };
}

/** More rows than a person reads. */
const MOST_CONTRIBUTIONS = 25;

const wordsOfScale: Readonly<Record<Contributions['scale'], string>> = {
  probability: 'the probability of the class that was predicted',
  value: 'the predicted value',
  'log value': 'the logarithm of the predicted value',
};

function contributions({ contributions: { rows, scale, base, features }, target }: Report, model: Model): Section {
  const unit = scale === 'value' ? target.unit : undefined;
  const shown = features.slice(0, MOST_CONTRIBUTIONS);
  const more =
    features.length > shown.length ? ` The ${shown.length} largest of ${exactly(features.length)} are shown.` : '';
  const start = base === undefined ? '' : ` They start from ${measured(base, unit)}, that of the average training row.`;
  return {
    title: 'Contributions of features',
    blocks: [
      paragraph(
        `Mean size of what a feature adds to, or takes from, ${wordsOfScale[scale]}: Shapley values of ${exactly(rows)} test rows.${start}${more}`,
      ),
      table(
        ['Feature', { numeric: 'Mean size' }],
        shown.map(({ feature, size }) => [titleOf(feature, model), measured(size, unit)]),
      ),
    ],
  };
}

function rows({ data }: Report): Block[] {
  const facts: [string, string][] = [
    ['Source', data.source],
    ['Origin', data.synthetic ? 'made up' : 'real'],
    ['Rows', exactly(data.rows)],
    ['Left out by cleaning', exactly(data.left_out)],
    ['Training rows', exactly(data.train)],
    ['Test rows', exactly(data.test)],
    ['SHA-256', data.sha256],
  ];
  const screened = data.screened.map(({ column, reason }) => [column, reason]);
  return [
    table(['Data', 'Value'], facts),
    ...(screened.length > 0 ? [table(['Column not used', 'Reason'], screened)] : []),
  ];
}

function training({ estimator, engine, seed, parameters }: Report): Block[] {
  return [
    table(
      ['Parameter', 'Value'],
      [
        ['estimator', estimator],
        ['engine', engine],
        ['seed', String(seed)],
        ...Object.entries(parameters).map(([name, value]) => [name, String(value)]),
      ],
    ),
    paragraph('The same rows, parameters and seed give the same model, to the byte.'),
  ];
}
