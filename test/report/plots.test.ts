import { DOMParser, type Element } from '@xmldom/xmldom';
import { calibrationSvg, importanceSvg } from '../../src/report/plots';
import type { Report } from '../../src/report/report';
import type { Markup } from '../../src/web/markup';
import { prices, species } from './examples';

/** @throws when it is no well-formed XML */
function parsed(drawing: Markup): Element {
  const parser = new DOMParser({
    onError: (_level, message) => {
      throw new Error(message);
    },
  });
  return parser.parseFromString(drawing.html, 'image/svg+xml').documentElement!;
}

const all = (drawing: Markup, tag: string): Element[] => Array.from(parsed(drawing).getElementsByTagName(tag));
const texts = (drawing: Markup): (string | null)[] => all(drawing, 'text').map(({ textContent }) => textContent);
const number = (element: Element, name: string): number => Number(element.getAttribute(name));

/** That every point of it is a number within the drawing. */
function expectInside(drawing: Markup): void {
  const [, , width, height] = parsed(drawing).getAttribute('viewBox')!.split(' ').map(Number);
  const bounds: [names: string[], most: number][] = [
    [['x', 'x1', 'x2', 'cx', 'width'], width!],
    [['y', 'y1', 'y2', 'cy', 'height'], height!],
  ];
  for (const tag of ['line', 'rect', 'circle', 'text']) {
    for (const element of all(drawing, tag)) {
      for (const [names, most] of bounds) {
        for (const name of names.filter((name) => element.hasAttribute(name))) {
          expect(number(element, name)).toBeGreaterThanOrEqual(0);
          expect(number(element, name)).toBeLessThanOrEqual(most);
        }
      }
    }
  }
}

describe('calibration of a classifier', () => {
  const drawing = calibrationSvg(species.report);

  test('has a curve a class, with its name, axes and a title to be read aloud', () => {
    expect(all(drawing, 'polyline')).toHaveLength(3);
    expect(texts(drawing)).toEqual(expect.arrayContaining(['setosa', 'virginica', 'Predicted probability', '0.5']));
    expect(all(drawing, 'title')[0]!.textContent).toBe('Predicted probability and observed share of each class');
    expectInside(drawing);
  });

  test('shows bins with rows only, the larger the more rows', () => {
    const dots = all(drawing, 'circle');
    expect(dots).toHaveLength(12);
    const areas = dots.slice(0, 4).map((dot) => number(dot, 'r') ** 2);
    expect(areas.map((area) => area / areas[3]!)).toEqual(
      [2, 4, 6, 8].map((rows) => expect.closeTo(rows / 8, 1) as number),
    );
  });

  test('puts a dot where prediction and outcome meet', () => {
    // 0.9 predicted and 0.9 observed: nine tenths along both axes, whose ends the dashed line joins.
    const ideal = all(drawing, 'line').find((line) => line.getAttribute('class') === 'ideal')!;
    const last = all(drawing, 'circle')[3]!;
    const along = (from: number, to: number) => from + 0.9 * (to - from);
    expect(number(last, 'cx')).toBeCloseTo(along(number(ideal, 'x1'), number(ideal, 'x2')), 0);
    expect(number(last, 'cy')).toBeCloseTo(along(number(ideal, 'y1'), number(ideal, 'y2')), 0);
  });

  test('says that a class is not among the test rows', () => {
    const absent = [{ rows: 0, predicted: NaN, observed: NaN }];
    const report: Report = { ...species.report, calibration: { ...species.report.calibration, virginica: absent } };
    expect(texts(calibrationSvg(report))).toContain('no test rows');
    expectInside(calibrationSvg(report));
  });

  test('shows twelve of many classes and says so', () => {
    const bins = species.report.calibration.setosa;
    const calibration = Object.fromEntries(Array.from({ length: 20 }, (_, k) => [`class ${k}`, bins]));
    const many = calibrationSvg({ ...species.report, calibration });
    expect(all(many, 'polyline')).toHaveLength(12);
    expect(texts(many)).toContain('The first 12 of 20 classes');
    expectInside(many);
  });

  test('is said not to be measured when it was not', () => {
    expect(texts(calibrationSvg({ ...species.report, calibration: {} }))).toEqual(['not measured']);
  });
});

describe('calibration of a regression', () => {
  const of = (values: readonly number[]) => {
    const value = values.map((value) => ({ rows: 7, predicted: value, observed: value }));
    return calibrationSvg({ ...prices.report, calibration: { value } });
  };

  test('marks round values in the unit of the target', () => {
    const drawing = calibrationSvg(prices.report);
    expect(texts(drawing)).toEqual(expect.arrayContaining(['Predicted, in $', 'Observed, in $', '500K', '1.5M']));
    expectInside(drawing);
  });

  test('tells neighbouring marks apart however large or close the values are', () => {
    for (const values of [[1e18, 3e18], [350_000, 352_000], [-2e-7, 3e-7], [5, 5], [0, 0], [-3e9]]) {
      const labels = texts(of(values)).filter((label) => /\d/.test(label!));
      expect(labels.length).toBeGreaterThanOrEqual(4);
      expect(new Set(labels.slice(0, 3)).size).toBe(3);
      expect(Math.max(...labels.map((label) => label!.length))).toBeLessThanOrEqual(8);
      expectInside(of(values));
    }
  });
});

describe('importance', () => {
  const bars = (report: Report, model: typeof species.model | typeof prices.model = species.model) => {
    const drawing = importanceSvg(report, model);
    return { drawing, widths: all(drawing, 'rect').map((bar) => number(bar, 'width')) };
  };

  test('is a bar a feature by its title, as long as it matters, with its deviation', () => {
    const { drawing, widths } = bars(species.report);
    expect(widths.map((width) => width / widths[0]!)).toEqual(
      [1, 0.22 / 0.31, 0.01 / 0.31, 0].map((share) => expect.closeTo(share, 2) as number),
    );
    expect(texts(drawing)).toEqual(expect.arrayContaining(['Petal width', '0.31 ± 0.04', 'Sepal width', '0 ± 0']));
    expectInside(drawing);
  });

  test('that is negative goes to the left of zero', () => {
    const { drawing } = bars(prices.report, prices.model);
    const rects = all(drawing, 'rect');
    expect(number(rects.at(-1)!, 'x')).toBeLessThan(number(rects[0]!, 'x'));
    expectInside(drawing);
  });

  test('of 300 features shows the top 25 and says so', () => {
    const importance = Array.from({ length: 300 }, (_, i) => ({ feature: `f${i}`, mean: i, deviation: 1 }));
    const { drawing, widths } = bars({ ...species.report, importance });
    expect(widths).toHaveLength(25);
    expect(texts(drawing)).toEqual(expect.arrayContaining(['f299', 'f275']));
    expect(texts(drawing)).not.toContain('f274');
    expect(texts(drawing).at(-1)).toBe('The top 25 of 300 features. How much worse the accuracy is');
    expectInside(drawing);
  });

  test('keeps start and end of a long title', () => {
    expect(texts(bars(prices.report, prices.model).drawing)).toContain('Floor area o…oom number 3');
  });

  test('of nothing, of no feature, or of one that is not defined is a drawing too', () => {
    const zero = species.report.importance.map((feature) => ({ ...feature, mean: 0, deviation: 0 }));
    expect(bars({ ...species.report, importance: zero }).widths).toEqual([0, 0, 0, 0]);
    expectInside(bars({ ...species.report, importance: zero }).drawing);
    expect(texts(bars({ ...species.report, importance: [] }).drawing)).toContain('not measured');
    const broken = [
      { feature: 'petal_width', mean: NaN, deviation: NaN },
      { feature: 'sepal_width', mean: 1e18, deviation: NaN },
    ];
    const { drawing, widths } = bars({ ...species.report, importance: broken });
    expect(widths).toHaveLength(1);
    expect(texts(drawing)).toContain('1E18 ± not defined');
    expectInside(drawing);
  });
});
