import { reportHtml } from '../../src/report/html';
import { reportMarkdown } from '../../src/report/markdown';
import type { Report, ScoreInterval } from '../../src/report/report';
import { prices, species } from './examples';

const html = reportHtml(species.report, species.model);
const markdown = reportMarkdown(species.report, species.model);
const priceMarkdown = reportMarkdown(prices.report, prices.model);

/** The rows of a Markdown table, by their first cell. */
function row(text: string, first: string): string[] {
  const line = text.split('\n').find((line) => line.startsWith(`| ${first} |`));
  return line === undefined ? [] : line.slice(2, -2).split(' | ');
}

/** The points under a title. */
function limits(report: Report, model = species.model as Parameters<typeof reportMarkdown>[1]): string {
  const [, list = ''] = reportMarkdown(report, model).split('## Limits of use\n\n');
  return list.split('\n\n')[0]!;
}

describe('a reader learns', () => {
  test('which model and version it is', () => {
    expect(markdown).toMatch(/^# Iris species\n\nModel iris, version 3f9a1c0d2b47\n/);
    expect(priceMarkdown).toMatch(/^# House prices \(deep\)\n\nModel house-prices, variant deep, version 77aa01bc\n/);
    expect(html).toContain('<title>Iris species: Model iris, version 3f9a1c0d2b47</title>');
  });

  test('what each feature accepts, in which unit, and what becomes of the rest', () => {
    expect(row(markdown, 'Petal width')).toEqual(['Petal width', 'petal_width', '0 to 10', 'cm']);
    expect(row(priceMarkdown, 'Beds')[2]).toBe('whole number, 1 to 123,456');
    expect(row(priceMarkdown, 'Status')[2]).toBe('for_sale, sold; others count as sold');
    expect(row(priceMarkdown, 'Side of the street')[2]).toBe('sunny, shady; others are refused');
    expect(row(priceMarkdown, 'City')[2]).toBe('up to 60 characters; values unseen in training count as unknown');
    expect(row(priceMarkdown, 'Last sold')[2]).toBe('day, 1900-01-01 to 2030-12-31; may be missing');
    expect(priceMarkdown).toContain('no input: Name of the agent.');
  });

  test('what the answer is', () => {
    expect(markdown).toContain('A probability for each class of species: setosa, versicolor, virginica.');
    expect(priceMarkdown).toContain('Price in \\$: the column price, from 1000 to 2,000,000,000 in the training rows.');
  });

  test('every score to four digits, with unit and interval, and which one decides', () => {
    expect(row(markdown, '**Accuracy**').slice(0, 3)).toEqual(['**Accuracy**', '**0.9649**', '0.8947 to 1']);
    expect(row(markdown, 'Macro F1').slice(0, 3)).toEqual(['Macro F1', '0.9512', '0.88 to 1']);
    expect(row(priceMarkdown, '**Root mean square error**').slice(1, 3)).toEqual([
      '**142,300 \\$**',
      '139,000 to 146,000 \\$',
    ]);
    expect(row(priceMarkdown, 'R²').slice(1, 3)).toEqual(['0.7124', '0.69 to 0.73']);
    expect(markdown).toContain('A model worse than 0.9, its floor, does not ship.');
  });

  test('a score that has no words here, by its name', () => {
    expect(row(markdown, 'House_metric').slice(0, 3)).toEqual(['House_metric', '12,350', '12,000 to 13,000']);
  });

  test('what each feature adds to predictions, in their unit', () => {
    expect(markdown).toContain('| Petal length | 0.2346 |');
    expect(markdown).toContain('the probability of the class that was predicted: Shapley values of 30 test rows.');
    expect(priceMarkdown).toContain(String.raw`123,500 \$`);
    expect(priceMarkdown).toContain(String.raw`They start from 301,200 \$, that of the average training row.`);
  });

  test('every parameter, the seed and the engine', () => {
    const { parameters, seed, engine } = species.report;
    for (const [name, value] of Object.entries({ ...parameters, seed, engine })) {
      expect(row(markdown, name)).toEqual([name, String(value)]);
      expect(html).toContain(`<tr><td>${name}</td>\n<td>${value}</td></tr>`);
    }
  });

  test('where the rows came from, how many went where, and which columns were of no use', () => {
    const facts = ['Source', 'Rows', 'Left out by cleaning', 'Training rows', 'Test rows', 'SHA-256'];
    expect(facts.map((fact) => row(markdown, fact)[1])).toEqual([
      'data/iris.csv',
      '150',
      '3',
      '120',
      '57',
      '8f6b1d03a4f1e2c57790',
    ]);
    expect(row(markdown, 'plant_id')).toEqual(['plant_id', 'it names a row or a code']);
    expect(priceMarkdown).not.toContain('Column not used');
  });

  test('which classes are taken for which, in rows and shares of the true class', () => {
    expect(row(markdown, 'virginica')).toEqual(['virginica', '0 (0 %)', '1 (3 %)', '**36 (97 %)**', '37']);
    expect(priceMarkdown).not.toContain('Confusion matrix');
  });

  test('where the figures are', () => {
    expect(markdown).toContain('![Predicted probability and observed share](calibration.svg)');
    expect(markdown).toContain('![Importance of features](importance.svg)');
  });
});

describe('made-up rows', () => {
  const real: Report = { ...prices.report, data: { ...prices.report.data, synthetic: false } };

  test('are warned of before anything else', () => {
    expect(priceMarkdown).toMatch(/version 77aa01bc\n\n> \[!WARNING\]\n> Trained on made-up rows: no basis/);
    expect(reportHtml(prices.report, prices.model)).toMatch(
      /<\/header>\n<p class="warning" role="note">Trained on made-up/,
    );
  });

  test('are not mentioned when there are none', () => {
    expect(reportMarkdown(real, prices.model)).not.toMatch(/made[ -]up|WARNING/);
    expect(reportHtml(real, prices.model)).not.toMatch(/made[ -]up|role="note"/);
  });
});

describe('limits of use', () => {
  test('name the test rows, the interval and whether the floor lies in it', () => {
    expect(limits(species.report)).toContain(
      'rest on 57 test rows. With 95 % confidence the accuracy on all rows of their kind is 0.8947 to 1, an interval 0.1053 wide.',
    );
    expect(limits(species.report)).toContain('The floor of 0.9 lies in that interval');
    expect(limits(prices.report, prices.model)).not.toContain('The floor');
  });

  test('name classes that are rare or absent among the test rows', () => {
    expect(limits(species.report)).toContain('Fewer than 30 test rows are of setosa (10) and versicolor (10)');
    const counts = [
      [40, 0, 0],
      [0, 0, 0],
      [0, 0, 40],
    ];
    const absent = limits({
      ...species.report,
      confusion_matrix: { ...species.report.confusion_matrix, counts },
    });
    expect(absent).toContain('No test row is of versicolor');
    expect(absent).not.toContain('Fewer than');
  });

  test('say how far probabilities are off, each bin counting by its rows', () => {
    // setosa, versicolor and virginica are off by 0, 0.05, 0.05, 0 | 0.05, 0.05, 0, 0.1 | 0.05, 0, 0.05, 0.05 in 2, 4, 6, 8 rows.
    const error = (4 * 0.05 + 6 * 0.05 + (2 + 4) * 0.05 + 8 * 0.1 + (2 + 6 + 8) * 0.05) / 60;
    expect(error).toBeCloseTo(0.04);
    expect(limits(species.report)).toContain('A probability is off by 4 percentage points on average');
  });

  test('name the features that carry half of the importance', () => {
    expect(limits(species.report)).toContain('Petal width carries 57 % of the importance');
    const even = species.report.importance.map((feature) => ({ ...feature, mean: 0.1 }));
    expect(limits({ ...species.report, importance: even })).toContain('Petal width and Petal length carry 50 %');
    const none = species.report.importance.map((feature) => ({ ...feature, mean: 0 }));
    expect(limits({ ...species.report, importance: none })).toContain('No feature made a difference');
    expect(limits({ ...species.report, importance: [] })).not.toContain('mportance');
  });

  test('say what unknown values count as, and where the training rows end', () => {
    const text = limits(prices.report, prices.model);
    expect(text).toContain('Status: every value that is not listed gets the answer of sold.');
    expect(text).not.toContain('Side of the street');
    expect(text).toContain('City: values that no training row has all count as the same.');
    expect(text).toContain('Price below 1000 or above 2,000,000,000 \\$ is in no training row');
  });
});

describe('a score that is not defined', () => {
  const broken: ScoreInterval = { value: NaN, low: NaN, high: NaN };
  const report: Report = { ...species.report, scores: { accuracy: broken } };

  test('is said to be so, also where JSON wrote null for it', () => {
    const read = JSON.parse(JSON.stringify(report)) as Report;
    for (const given of [report, read]) {
      const text = reportMarkdown(given, species.model);
      expect(row(text, '**Accuracy**').slice(1, 3)).toEqual(['**not defined**', 'not defined']);
      expect(text).toContain('57 test rows, which define no interval of the accuracy.');
      expect(text + reportHtml(given, species.model)).not.toMatch(/NaN|null|Infinity/);
    }
  });
});

describe('many classes', () => {
  test('have their matrix in report.json only', () => {
    const classes = Array.from({ length: 13 }, (_, k) => `class ${k}`);
    const report: Report = {
      ...species.report,
      confusion_matrix: { classes, counts: classes.map(() => classes.map(() => 5)) },
    };
    expect(reportMarkdown(report, species.model)).toContain('The matrix of 13 classes is in report.json.');
  });
});
