/**
 * Successive halving (Karnin, Koren & Somekh, 2013; Jamieson & Talwalkar, 2016), by thirds: all candidates are measured
 * on a small share of the budget, the best third on three times of it, until a few have all of it.
 */

const THIRD = 3;
/** A smaller share than a ninth says too little about the whole. */
const RUNGS = 3;

/** Shares of the budget in (0, 1], the last of which is 1: no more rungs than leave one candidate in the last. */
export function rungsOf(candidates: number): readonly number[] {
  let count = 1;
  while (count < RUNGS && candidates >= THIRD ** count) count += 1;
  return Array.from({ length: count }, (_, rung) => 1 / THIRD ** (count - 1 - rung));
}

export interface Measured<Candidate> {
  readonly candidate: Candidate;
  readonly score: number;
}

/** How many measurements it takes. */
export function measurementsOf(candidates: number): number {
  return rungsOf(candidates).reduce((sum, _, rung) => sum + Math.ceil(candidates / THIRD ** rung), 0);
}

/**
 * @param measure the score of a candidate on a share of the budget
 * @param isBetter whether the first score is better than the second
 * @param lanes how many candidates are measured at once, which changes nothing else
 * @returns those that had the whole budget, best first; of equals, the one that was the better before
 */
export async function halve<Candidate>(
  candidates: readonly Candidate[],
  measure: (candidate: Candidate, share: number) => Promise<number>,
  isBetter: (first: number, second: number) => boolean,
  lanes = 1,
): Promise<readonly Measured<Candidate>[]> {
  let left = candidates;
  let ranking: readonly Measured<Candidate>[] = [];
  for (const share of rungsOf(candidates.length)) {
    const scores = await inLanes(left, lanes, (candidate) => measure(candidate, share));
    ranking = ranked(
      left.map((candidate, at) => ({ candidate, score: scores[at]! })),
      isBetter,
    );
    left = ranking.slice(0, Math.ceil(ranking.length / THIRD)).map(({ candidate }) => candidate);
  }
  return ranking;
}

/** Best first; equals stay in their order. */
export function ranked<Of extends { readonly score: number }>(
  scored: readonly Of[],
  isBetter: (first: number, second: number) => boolean,
): readonly Of[] {
  return scored.toSorted((a, b) => (isBetter(a.score, b.score) ? -1 : isBetter(b.score, a.score) ? 1 : 0));
}

/** @returns what came of each item, in their order */
async function inLanes<Item, Result>(
  items: readonly Item[],
  lanes: number,
  run: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Array<Result>(items.length);
  const waiting = items.entries(); // each lane takes the next one
  const lane = async (): Promise<void> => {
    for (const [at, item] of waiting) results[at] = await run(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
