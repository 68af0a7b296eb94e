/** What was measured, as Markdown. */

import { metrics } from '../../src/learning/scores/scores';
import { fixed, ratio, significant, spread, table } from '../table';
import type { ScoreDifference } from './score-differences';
import type { Measurement } from './task';

/** Both sides, one after the other, with the same seed. */
export interface Round {
  readonly canopy: Measurement;
  readonly peer: Measurement;
}

/** A case, on each number of cores. */
export interface Result {
  readonly title: string;
  readonly runs: readonly { readonly cores: number; readonly rounds: readonly Round[] }[];
  readonly scores: readonly ScoreDifference[];
}

type Figure = (measurement: Measurement) => number;

export function report(results: readonly Result[]): string {
  const withFile = results.filter(({ runs }) => runs[0]!.rounds[0]!.canopy.file !== undefined);
  return [
    '### Training\n',
    timesTable(results, [
      ['s', ({ training }) => training],
      ['CPU s', ({ cpu }) => cpu],
    ]),
    '\n### Memory\n',
    memoryTable(results),
    '\n### Scores\n',
    scoresTable(results),
    '\n### Prediction of a row\n',
    timesTable(results, [
      ['together, µs', ({ batch }) => batch],
      ['alone, µs', ({ single }) => single],
    ]),
    ...(withFile.length === 0 ? [] : ['\n### Model file\n', fileTable(withFile)]),
  ].join('\n');
}

/** Both sides and their ratio, which is of two measurements of the same round. */
function columnsOf(rounds: readonly Round[], figure: Figure, print: (value: number) => string): string[] {
  const canopy = rounds.map((round) => figure(round.canopy));
  const peer = rounds.map((round) => figure(round.peer));
  const ratios = canopy.map((value, round) => value / peer[round]!);
  return [spread(canopy, print), spread(peer, print), spread(ratios, ratio)];
}

function timesTable(
  results: readonly Result[],
  figures: readonly (readonly [title: string, figure: Figure])[],
): string {
  return table(
    ['case', 'cores', ...figures.flatMap(([title]) => headOf(title))],
    rowsOf(results, (rounds) => figures.flatMap(([, figure]) => columnsOf(rounds, figure, threeDigits))),
  );
}

function memoryTable(results: readonly Result[]): string {
  const mebibytes = (value: number): string => fixed(value, 0);
  return table(
    ['case', 'cores', ...headOf('at most, MiB'), 'Canopy, before', 'scikit-learn, before'],
    rowsOf(results, (rounds) => [
      ...columnsOf(rounds, ({ peak }) => peak, mebibytes),
      ...columnsOf(rounds, ({ baseline }) => baseline, mebibytes).slice(0, 2),
    ]),
  );
}

/** A row for each number of cores. */
function rowsOf(results: readonly Result[], cells: (rounds: readonly Round[]) => string[]): string[][] {
  return results.flatMap(({ title, runs }) =>
    runs.map(({ cores, rounds }) => [title, String(cores), ...cells(rounds)]),
  );
}

function scoresTable(results: readonly Result[]): string {
  return table(
    ['case', 'score', 'Canopy', 'scikit-learn', 'Canopy − scikit-learn', '95 % interval'],
    results.flatMap(({ title, scores }) =>
      scores.map(({ metric, canopy, peer, difference, low, high }) => [
        title,
        metrics[metric].title,
        ...[canopy, peer].map((value) => significant(value, 4)),
        significant(difference, 2),
        `${significant(low, 2)} to ${significant(high, 2)}`,
      ]),
    ),
  );
}

function fileTable(results: readonly Result[]): string {
  const of = ({ runs }: Result, figure: (file: NonNullable<Measurement['file']>) => number): string[] =>
    columnsOf(runs[0]!.rounds, ({ file }) => (file === undefined ? NaN : figure(file)), threeDigits);
  return table(
    ['model', ...headOf('KiB'), ...headOf('load, ms')],
    results.map((result) => [
      result.title,
      ...of(result, ({ bytes }) => bytes / 1024),
      ...of(result, ({ milliseconds }) => milliseconds),
    ]),
  );
}

function headOf(title: string): string[] {
  return [`Canopy, ${title}`, `scikit-learn, ${title}`, 'ratio'];
}

function threeDigits(value: number): string {
  return significant(value, 3);
}
