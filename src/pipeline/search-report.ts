/** What a search says at its end: a table for each metric, and what follows for params.yaml. */

import type { Parameters } from '../learning/parameters';
import type { SearchResult } from './search';

/** Where the eye stops; the journal has them all. */
const MOST_ROWS = 10;

/** @param isWritten whether params.yaml has the winner's parameters from now on */
export function reportSearch(result: SearchResult, isWritten: boolean): readonly string[] {
  const { journal, rankings } = result;
  return [
    ...(journal.isReplaced ? [`${journal.file} was of other rows, folds or code: it begins anew`] : []),
    ...(journal.known > 0 ? [`${journal.file} knew ${journal.known} trainings; ${journal.added} were made now`] : []),
    ...rankings.flatMap((ranking) => tableOf(result, ranking)),
    verdict(result, isWritten),
  ];
}

/** Whether something is better than what params.yaml has. */
export function isFound({ present, winner }: SearchResult): boolean {
  return winner !== present;
}

/** The searched parameters that the winner has otherwise than params.yaml. */
export function changesOf({ names, present, winner }: SearchResult): Parameters {
  const changed = names.filter((name) => winner.candidate[name] !== present.candidate[name]);
  return Object.fromEntries(changed.map((name) => [name, winner.candidate[name]!]));
}

function tableOf(
  { key, names, trials, present }: SearchResult,
  { metric, finalists }: SearchResult['rankings'][number],
): readonly string[] {
  const head = ['rank', metric, ...names, ''];
  const rows = finalists
    .slice(0, MOST_ROWS)
    .map(({ candidate, score }, at) => [
      String(at + 1),
      shown(score),
      ...names.map((name) => String(candidate[name])),
      candidate === present.candidate ? 'params.yaml' : '',
    ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => cells[column]!.length)));
  const lineOf = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padStart(widths[column]!))
      .join('  ')
      .trimEnd();
  const stopped = trials - (finalists.length - 1); // params.yaml is no trial
  return [`${key} by ${metric}: ${trials} trials, ${stopped} of them stopped early`, ...[head, ...rows].map(lineOf)];
}

function verdict(result: SearchResult, isWritten: boolean): string {
  const { key, metric, winner, present } = result;
  if (!isFound(result))
    return `params.yaml: ${key} stays as it is: nothing is better than its ${metric} of ${shown(present.score)}`;
  const changes = Object.entries(changesOf(result)).map(([name, value]) => `${name}: ${value}`);
  const scores = `${metric} ${shown(winner.score)}, not ${shown(present.score)}`;
  return isWritten
    ? `params.yaml: ${key} has ${changes.join(', ')} from now on: ${scores}`
    : `params.yaml: ${key} would do better with ${changes.join(', ')}: ${scores}; --write puts them there`;
}

function shown(score: number): string {
  return Number.isNaN(score) ? 'none' : String(Number(score.toPrecision(4)));
}
