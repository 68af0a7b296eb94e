/** Reads a request body whole, within bounds, and parses it. */

import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Problem } from '../contract/problems';

/** Bodies of the largest size that may be in memory at one time. */
const LARGEST_AT_ONCE = 64;

/** Counts what is being received, so that no queue grows without bound. */
export class Intake {
  private bytes = 0;
  private readonly bySocket = new Map<Duplex, number>();
  private readonly receiving = new WeakSet<Duplex>();
  inFlight = 0;

  constructor(
    private readonly maxBodyBytes: number,
    private readonly maxInFlight: number,
  ) {}

  /** @throws Problem overloaded */
  admit({ socket }: IncomingMessage): void {
    if (this.inFlight >= this.maxInFlight) throw overloaded(`${this.inFlight} requests are in flight`);
    this.inFlight += 1;
    const held = this.bySocket.get(socket);
    // By connection, since a response that waits behind another of its connection never says that it closed.
    if (held === undefined) {
      socket.once('close', () => {
        this.inFlight -= this.bySocket.get(socket) ?? 0;
        this.bySocket.delete(socket);
      });
    }
    this.bySocket.set(socket, (held ?? 0) + 1);
  }

  /** An admitted request is answered. One whose connection closed first is released already. */
  release({ socket }: IncomingMessage): void {
    const held = this.bySocket.get(socket);
    if (held === undefined) return;
    this.inFlight -= 1;
    this.bySocket.set(socket, held - 1);
  }

  /** Whether a request on this connection has arrived in part. */
  isReceiving(socket: Duplex): boolean {
    return this.receiving.has(socket);
  }

  /**
   * Calls back once: with the body, or with the problem for which it was not kept. A body that is refused is
   * still read to its end, since a client that is writing would not see the answer; the request timeout bounds it.
   * Never calls back when the client goes away first.
   * @param refused why the body is not wanted at all
   */
  read(request: IncomingMessage, refused: Problem | undefined, done: (body: Buffer | Problem) => void): void {
    const body = new Gathered();
    let problem = refused;
    const drop = (): void => {
      this.bytes -= body.length;
      body.clear();
    };
    this.receiving.add(request.socket);
    request.on('data', (chunk: Buffer) => {
      problem ??= this.refusal(body.length + chunk.length, chunk.length);
      if (problem !== undefined) return drop();
      this.bytes += chunk.length;
      body.add(chunk);
    });
    request.on('end', () => {
      this.receiving.delete(request.socket);
      const whole = problem ?? body.bytes;
      drop();
      done(whole);
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

/** Chunks in one buffer: a client that sends its body byte by byte costs no more than another. */
class Gathered {
  private buffer: Buffer = Buffer.alloc(0);
  length = 0;

  add(chunk: Buffer): void {
    const length = this.length + chunk.length;
    if (this.length === 0) {
      this.buffer = chunk; // most bodies are one chunk
    } else {
      if (length > this.buffer.length) {
        const larger = Buffer.allocUnsafe(2 * length);
        this.buffer.copy(larger, 0, 0, this.length);
        this.buffer = larger;
      }
      chunk.copy(this.buffer, this.length);
    }
    this.length = length;
  }

  get bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  clear(): void {
    this.buffer = Buffer.alloc(0);
    this.length = 0;
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
