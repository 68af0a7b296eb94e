/** How an answer or a problem leaves. */

import type { ServerResponse } from 'node:http';
import { messageOf } from '../contract/exit';
import { Problem } from '../contract/problems';
import type { Identity } from './identity';

interface Reply extends Identity {
  readonly status: number;
  readonly body: string;
  readonly problem?: Problem | undefined;
  /** Whether the connection is closed afterwards. */
  readonly close: boolean;
}

export function send(response: ServerResponse, { status, body, problem, requestId, traceparent, close }: Reply): void {
  if (response.destroyed) return;
  const headers = [
    'Content-Type',
    problem === undefined ? 'application/json' : 'application/problem+json',
    'Content-Length',
    String(Buffer.byteLength(body)),
    'X-Request-Id',
    requestId,
  ];
  if (traceparent !== undefined) headers.push('Traceparent', traceparent);
  if (close) headers.push('Connection', 'close');
  if (problem !== undefined) for (const [name, value] of Object.entries(problem.headers)) headers.push(name, value);
  response.writeHead(status, headers);
  response.end(body);
}

/** @param members further ones, that a dialect adds */
export function sendProblem(
  response: ServerResponse,
  problem: Problem,
  identity: Identity,
  close: boolean,
  members: Readonly<Record<string, unknown>> = {},
): void {
  const body = JSON.stringify({ ...problem.body(identity.requestId), ...members });
  send(response, { ...identity, status: problem.status, body, problem, close });
}

/** Anything thrown, as a problem; what was not foreseen keeps its stack for the log and shows none of it. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const detail = 'The service failed on this request; its log has the reason under this request id.';
  return new Problem('internal', detail, [], {}, error instanceof Error ? error.stack : messageOf(error));
}
