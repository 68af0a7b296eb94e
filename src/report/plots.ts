/** Calibration and importance drawn as SVG: files of their own for Markdown, parts of the page for HTML. */

import type { Model } from '../models/model';
import { markup, Markup } from '../web/markup';
import { isFigure, measured } from './figures';
import { filledBins, rankedFeatures, titleOf } from './findings';
import { wordsOf } from './metric-words';
import { palette } from './palette';
import type { CalibrationBin, FeatureImportance, Report } from './report';
import { at, tenth, ticks, type Scale } from './scale';

const WIDTH = 640;

const style = new Markup(`<style>
${palette('.plot')}
.plot{background:var(--sheet);font:12px system-ui,sans-serif;fill:var(--ink)}
.plot .axis{fill:var(--quiet);font-size:11px}
.plot .rule{stroke:var(--line)}
.plot .ideal{stroke:var(--quiet);stroke-dasharray:4 4}
.plot .curve{fill:none;stroke:var(--accent);stroke-width:1.5}
.plot .mark{fill:var(--accent)}
.plot .bar{fill:var(--accent);fill-opacity:.6}
.plot .deviation{stroke:var(--ink);stroke-width:1.5}
</style>`);

function svg(title: string, height: number, parts: readonly Markup[]): Markup {
  return markup`<svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" aria-label="${title}" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">
<title>${title}</title>
${style}
${parts}
</svg>
`;
}

function text(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end', kind = ''): Markup {
  return markup`<text x="${tenth(x)}" y="${tenth(y)}" text-anchor="${anchor}" class="${kind}">${words}</text>`;
}

function line(x1: number, y1: number, x2: number, y2: number, kind: string): Markup {
  return markup`<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" class="${kind}"/>`;
}

/** Words within about 8 pixels a letter: start and end, since names that begin alike differ there. */
function shortened(words: string, pixels: number): string {
  const letters = [...words];
  const room = Math.floor(pixels / 8);
  if (letters.length <= room) return words;
  return `${letters.slice(0, Math.ceil(room / 2) - 1).join('')}…${letters.slice(-Math.floor(room / 2)).join('')}`;
}

/** A page has room for so many curves. */
const CURVES = 12;

/**
 * The reliability curve of each class: predicted probability against observed share.
 * Of a regression: predicted against observed value by decile.
 */
export function calibrationSvg(report: Report): Markup {
  const all = Object.entries(report.calibration);
  const isClassifier = report.confusion_matrix !== undefined;
  const shown = all.slice(0, CURVES);
  const columns = Math.min(3, Math.max(1, shown.length));
  const width = WIDTH / columns;
  const height = Math.min(width, 360) + 24;
  const inUnit = inUnitOf(report);
  const parts = shown.map(([name, bins], i) => {
    const area: Area = { x: (i % columns) * width, y: Math.floor(i / columns) * height, width, height };
    return isClassifier
      ? panel(area, name, bins, [0, 1], ['Predicted probability', 'Observed share'])
      : panel(area, '', bins, rangeOf(bins), [`Predicted${inUnit}`, `Observed${inUnit}`]);
  });
  const bottom = Math.ceil(Math.ceil(shown.length / columns) * height);
  const note = shown.length === 0 ? 'not measured' : `The first ${CURVES} of ${all.length} classes`;
  const isNoted = shown.length === 0 || all.length > CURVES;
  if (isNoted) parts.push(text(WIDTH / 2, bottom + 14, note, 'middle', 'axis'));
  const title = isClassifier
    ? 'Predicted probability and observed share of each class'
    : 'Predicted and observed values';
  return svg(title, bottom + (isNoted ? 24 : 0), parts);
}

function inUnitOf({ target }: Report): string {
  return target.unit === undefined ? '' : `, in ${target.unit}`;
}

/** One range for both axes, with room for the dots. */
function rangeOf(bins: readonly CalibrationBin[]): [low: number, high: number] {
  const values = filledBins(bins).flatMap(({ predicted, observed }) => [predicted, observed]);
  if (values.length === 0) return [0, 1];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = (high - low) / 20 || Math.abs(low) / 10 || 1;
  return [low - room, high + room];
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function panel(
  area: Area,
  title: string,
  bins: readonly CalibrationBin[],
  range: readonly [number, number],
  axes: readonly [string, string],
): Markup {
  const [low, high] = range;
  const x: Scale = { low, high, from: area.x + 64, to: area.x + area.width - 16 };
  const y: Scale = { low, high, from: area.y + area.height - 48, to: area.y + 28 };
  const middle = (y.from + y.to) / 2;
  const filled = filledBins(bins);
  const most = Math.max(...filled.map(({ rows }) => rows));
  const points = filled.map(({ predicted, observed }) => `${at(x, predicted)},${at(y, observed)}`).join(' ');
  return markup`<g>
${text((x.from + x.to) / 2, area.y + 18, shortened(title, area.width), 'middle')}
${ticks(x, area.width / 80).map(({ value, label }) => markup`${line(at(x, value), y.from, at(x, value), y.to, 'rule')}${text(at(x, value), y.from + 16, label, 'middle', 'axis')}`)}
${ticks(y, area.width / 60).map(({ value, label }) => markup`${line(x.from, at(y, value), x.to, at(y, value), 'rule')}${text(x.from - 6, at(y, value) + 4, label, 'end', 'axis')}`)}
${text((x.from + x.to) / 2, y.from + 34, axes[0], 'middle', 'axis')}
<text x="${tenth(area.x + 18)}" y="${tenth(middle)}" text-anchor="middle" class="axis" transform="rotate(-90 ${tenth(area.x + 18)} ${tenth(middle)})">${axes[1]}</text>
${line(tenth(x.from), tenth(y.from), tenth(x.to), tenth(y.to), 'ideal')}
<polyline points="${points}" class="curve"/>
${filled.map((bin) => dot(bin, at(x, bin.predicted), at(y, bin.observed), most))}
${filled.length === 0 ? text((x.from + x.to) / 2, middle, 'no test rows', 'middle', 'axis') : ''}
</g>`;
}

/** Its area says how many rows. */
function dot({ rows, predicted, observed }: CalibrationBin, x: number, y: number, most: number): Markup {
  const radius = tenth(Math.max(1.5, 6 * Math.sqrt(rows / most)));
  return markup`<circle cx="${x}" cy="${y}" r="${radius}" class="mark"><title>${rows} rows: predicted ${measured(predicted)}, observed ${measured(observed)}</title></circle>`;
}

/** More bars than these are no picture. */
const BARS = 25;
const BAR_STEP = 24;

/** How much worse the selection metric is without each feature, the worst first: bars, and a line of one deviation to both sides. */
export function importanceSvg(report: Report, model: Model): Markup {
  const { name, inUnit } = wordsOf(report.selection.metric);
  const ranked = rankedFeatures(report);
  const shown = ranked.slice(0, BARS);
  const ends = shown.flatMap(({ mean, deviation }) => [mean - spread(deviation), mean + spread(deviation)]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const x: Scale = { low, high: high > low ? high : 1, from: 216, to: 496 };
  const top = 12;
  const bottom = top + Math.max(1, shown.length) * BAR_STEP + 4;
  const note = ranked.length > BARS ? `The top ${BARS} of ${ranked.length} features. ` : '';
  return svg(`Importance of features: how much worse the ${name} is without them`, bottom + 44, [
    ...ticks(x, 6).map(
      ({ value, label }) =>
        markup`${line(at(x, value), top, at(x, value), bottom, 'rule')}${text(at(x, value), bottom + 16, label, 'middle', 'axis')}`,
    ),
    ...shown.map((feature, i) => bar(feature, titleOf(feature.feature, model), x, top + i * BAR_STEP)),
    text(
      (x.from + x.to) / 2,
      bottom + 34,
      `${note}How much worse the ${name} is${inUnit ? inUnitOf(report) : ''}`,
      'middle',
      'axis',
    ),
    ...(shown.length === 0 ? [text(WIDTH / 2, top + 16, 'not measured', 'middle', 'axis')] : []),
  ]);
}

/** A deviation of one shuffle is not defined. */
function spread(deviation: number): number {
  return isFigure(deviation) ? deviation : 0;
}

function bar({ mean, deviation }: FeatureImportance, title: string, x: Scale, top: number): Markup {
  const [left, right] = [at(x, Math.min(0, mean)), at(x, Math.max(0, mean))];
  const middle = top + BAR_STEP / 2;
  return markup`<g>
${text(x.from - 10, middle + 4, shortened(title, x.from - 10), 'end')}
<rect x="${left}" y="${top + 4}" width="${tenth(right - left)}" height="${BAR_STEP - 8}" class="bar"/>
${line(at(x, mean - spread(deviation)), middle, at(x, mean + spread(deviation)), middle, 'deviation')}
${text(x.to + 12, middle + 4, `${measured(mean)} ± ${measured(deviation)}`, 'start', 'axis')}
</g>`;
}
