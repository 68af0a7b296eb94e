/** Who may change state, who may predict, and how often. */

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIPv4 } from 'node:net';
import { Problem } from '../contract/problems';
import type { ServiceConfig } from './config';

/** Clients whose rate is remembered; the one seen longest ago is forgotten first. */
const CLIENTS_REMEMBERED = 10_000;

export class Access {
  private readonly admin: Buffer | undefined;
  private readonly keys: readonly Buffer[];
  private readonly isOpen: boolean;
  private readonly rateLimit: number;
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  constructor(
    { adminToken, apiKeys, host, rateLimit }: ServiceConfig,
    private readonly seconds: () => number = () => performance.now() / 1000,
  ) {
    this.admin = adminToken === '' ? undefined : digest(adminToken);
    this.keys = apiKeys.map(digest);
    this.isOpen = adminToken === '' && isLoopback(host);
    this.rateLimit = rateLimit;
  }

  /** @throws Problem unauthorized or forbidden */
  checkAdmin(request: IncomingMessage): void {
    if (this.isOpen) return;
    if (this.admin === undefined)
      throw new Problem(
        'forbidden',
        'Routes that change state need ADMIN_TOKEN to be set when the service listens beyond loopback.',
      );
    if (!matches(bearerOf(request), [this.admin])) throw unauthorized('the token of ADMIN_TOKEN');
  }

  /** @throws Problem unauthorized or rate-limited */
  checkClient(request: IncomingMessage): void {
    if (this.keys.length > 0 && !matches(bearerOf(request), this.keys))
      throw unauthorized('one of the keys of API_KEYS');
    if (this.rateLimit === 0) return;
    // A key that is not asked for could be made up anew for each request.
    this.spend(this.keys.length > 0 ? bearerOf(request) : (request.socket.remoteAddress ?? ''));
  }

  /** A token bucket that holds one second's worth. */
  private spend(client: string): void {
    const now = this.seconds();
    const bucket = this.buckets.get(client) ?? { tokens: this.rateLimit, at: now };
    const tokens = Math.min(this.rateLimit, bucket.tokens + (now - bucket.at) * this.rateLimit);
    this.buckets.delete(client);
    this.buckets.set(client, { tokens: tokens < 1 ? tokens : tokens - 1, at: now }); // a refusal costs nothing
    if (this.buckets.size > CLIENTS_REMEMBERED) this.buckets.delete(this.buckets.keys().next().value ?? '');
    if (tokens < 1) {
      throw new Problem('rate-limited', `A client may send ${this.rateLimit} prediction requests a second.`, [], {
        'retry-after': '1',
      });
    }
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

function bearerOf(request: IncomingMessage): string {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

function unauthorized(expected: string): Problem {
  return new Problem('unauthorized', `Send 'Authorization: Bearer' with ${expected}.`, [], {
    'www-authenticate': 'Bearer',
  });
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Compares hashes in constant time, so that neither length nor content shows. */
function matches(given: string, secrets: readonly Buffer[]): boolean {
  const hash = digest(given);
  return secrets.reduce((found, secret) => timingSafeEqual(hash, secret) || found, false);
}
