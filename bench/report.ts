/** What the rounds came to, as Markdown. */

import type { Contestants } from './contestants';
import type { ServerCommand } from './server-process';
import { fixed, ratio, spread, table } from './table';
import type { Load } from './wrk';

export interface Measurement extends Load {
  /** Microseconds of the server's CPU for a request: steadier than requests a second when others use the machine. */
  readonly cpu: number;
  /** Milliseconds from the start of the process to its first answer. */
  readonly firstAnswer: number;
  /** MiB after the load. */
  readonly memory: number;
}

/** One measurement of every server. */
export type Round = ReadonlyMap<ServerCommand, Measurement>;

const columns: readonly { readonly key: keyof Measurement; readonly title: string; readonly digits: number }[] = [
  { key: 'requestsPerSecond', title: 'requests/s', digits: 0 },
  { key: 'cpu', title: 'CPU, µs/request', digits: 1 },
  { key: 'p50', title: 'p50, ms', digits: 2 },
  { key: 'p99', title: 'p99, ms', digits: 2 },
  { key: 'firstAnswer', title: 'first answer, ms', digits: 0 },
  { key: 'memory', title: 'memory, MiB', digits: 0 },
];

/** What was measured, and each Canopy beside each peer. A ratio is of two measurements of the same round. */
export function report({ canopy, peers }: Contestants, rounds: readonly Round[]): string {
  const of = (server: ServerCommand, key: keyof Measurement): number[] =>
    rounds.map((round) => round.get(server)![key]);
  const measured = [...canopy, ...peers].map((server) => [
    server.name,
    ...columns.map(({ key, digits }) => spread(of(server, key), (value) => fixed(value, digits))),
  ]);
  const ratios = peers.flatMap((peer) =>
    canopy.map((ours) => [
      `${ours.name} ÷ ${peer.name}`,
      ...columns.map(({ key }) => {
        const theirs = of(peer, key);
        return spread(
          of(ours, key).map((value, round) => value / theirs[round]!),
          ratio,
        );
      }),
    ]),
  );
  const titles = columns.map(({ title }) => title);
  return `${table(['server', ...titles], measured)}\n\n${table(['ratio, round by round', ...titles], ratios)}`;
}
