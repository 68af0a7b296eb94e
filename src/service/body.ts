/** Reads a request body whole, within bounds, and parses it. */

import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { Problem } from '../contract/problems';

/** Bodies of the largest size that may be in memory at one time. */
const LARGEST_AT_ONCE = 64;

/** Counts what is being received, so that no queue grows without bound. */
export class Intake {
  private bytes = 0;
  inFlight = 0;

  constructor(
    private readonly maxBodyBytes: number,
    private readonly maxInFlight: number,
  ) {}

  /** @throws Problem overloaded */
  admit(): void {
    if (this.inFlight >= this.maxInFlight) throw overloaded(`${this.inFlight} requests are in flight`);
    this.inFlight += 1;
  }

  release(): void {
    this.inFlight -= 1;
  }

  /**
   * Calls back once: with the body, or with the problem for which it was not kept. A body that is refused is
   * still read to its end, since a client that is writing would not see the answer; the request timeout bounds it.
   * Never calls back when the client goes away first.
   */
  read(request: IncomingMessage, done: (body: Buffer | Problem) => void): void {
    const chunks: Buffer[] = [];
    let size = 0;
    let problem: Problem | undefined;
    const drop = (): void => {
      this.bytes -= size;
      chunks.length = size = 0;
    };
    request.on('data', (chunk: Buffer) => {
      if (problem !== undefined) return;
      problem = this.refusal(size + chunk.length, chunk.length);
      if (problem !== undefined) return drop();
      size += chunk.length;
      this.bytes += chunk.length;
      chunks.push(chunk);
    });
    request.on('end', () => {
      const body = problem ?? (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
      drop();
      done(body);
    });
    request.on('error', drop);
  }

  private refusal(size: number, added: number): Problem | undefined {
    if (size > this.maxBodyBytes) {
      return new Problem('too-large', `A body may hold ${this.maxBodyBytes} bytes.`);
    }
    if (this.bytes + added > LARGEST_AT_ONCE * this.maxBodyBytes)
      return overloaded(`${this.bytes} bytes are in flight`);
    return undefined;
  }
}

function overloaded(what: string): Problem {
  return new Problem('overloaded', `${what}; try again in a second.`, [], { 'retry-after': '1' });
}

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

/** @throws Problem unsupported-media-type, unless the body is declared as JSON or not at all */
export function checkContentType({ headers }: IncomingMessage): void {
  const type = headers['content-type'];
  if (type !== undefined && type !== 'application/json' && !JSON_TYPE.test(type)) {
    throw new Problem(
      'unsupported-media-type',
      `The Content-Type is '${type.slice(0, 60)}'; expected application/json in UTF-8.`,
    );
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new Problem('unsupported-media-type', `The Content-Encoding is '${encoding.slice(0, 60)}'; expected none.`);
  }
}

/** @throws Problem not-json, with the parser's own word */
export function parseJson(body: Buffer, example: unknown): unknown {
  const refuse = (expected: string, got: string): never => {
    throw new Problem('not-json', `The body is not JSON: ${got}.`, [{ field: '', expected, got, example }]);
  };
  if (body.length === 0) refuse('a JSON object or array', 'it is empty');
  if (!isUtf8(body)) refuse('UTF-8', 'bytes that are not UTF-8');
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    return refuse(
      'JSON (RFC 8259), which has no NaN, Infinity or comments',
      error instanceof Error ? error.message : 'not JSON',
    );
  }
}
