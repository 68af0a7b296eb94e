/** By what a request is found again: its own id, and the trace that it belongs to (W3C Trace Context). */

import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Identity {
  readonly requestId: string;
  readonly traceparent: string | undefined;
}

const process = randomBytes(6).toString('hex');
let count = 0;

/** Version, trace, parent and flags; version ff and ids of zeros are invalid. */
const TRACEPARENT = /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/;

export function newRequestId(): string {
  return `${process}-${(++count).toString(36)}`;
}

/** The client's request id when it is short and plain, else one of our own. */
export function identify({ headers }: IncomingMessage): Identity {
  const given = headers['x-request-id'];
  const trace = headers['traceparent'];
  return {
    requestId: typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : newRequestId(),
    traceparent: typeof trace === 'string' && TRACEPARENT.test(trace) ? trace : undefined,
  };
}
