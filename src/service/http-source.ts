/** Bytes of an http or https address. A server that falls silent does not hold up training for ever. */

import { isNativeError } from 'node:util/types';
import { Agent, fetch, type Response } from 'undici';

/** Time for a server to accept, to answer and between any two pieces of its answer, in ms. */
const SILENCE = 30_000;

/**
 * @param address may hold a user and a password
 * @param silence ms without a byte after which it is given up
 * @throws Error when nobody answers, or not with the file
 */
export async function httpBytes(address: URL, silence = SILENCE): Promise<AsyncIterable<Uint8Array>> {
  const { username, password } = address;
  const bare = Object.assign(new URL(address), { username: '', password: '' });
  const user = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  const response = await get(bare, username + password === '' ? {} : { authorization: `Basic ${user}` }, silence);
  if (!response.ok) throw new Error(`the server answers ${response.status} ${response.statusText}`.trimEnd());
  return bytesOf(response, silence);
}

/**
 * The file comes as it is stored: whether it is compressed is in its name.
 * @throws Error when nobody answers
 */
export function get(address: URL, headers: Record<string, string>, silence = SILENCE): Promise<Response> {
  const dispatcher = new Agent({ headersTimeout: silence, bodyTimeout: silence, connect: { timeout: silence } });
  return fetch(address, { headers: { 'accept-encoding': 'identity', ...headers }, dispatcher }).catch(
    (error: unknown) => {
      throw causeOf(error, silence);
    },
  );
}

/** What a server sent; an answer without a body is no bytes. */
export async function* bytesOf({ body }: Response, silence = SILENCE): AsyncGenerator<Uint8Array> {
  try {
    if (body !== null) for await (const chunk of body) yield chunk as Uint8Array;
  } catch (error) {
    throw causeOf(error, silence);
  }
}

/** The reason behind fetch's own words, which are 'fetch failed' and 'terminated'. */
function causeOf(error: unknown, silence: number): unknown {
  const cause = isNativeError(error) && isNativeError(error.cause) ? error.cause : error;
  const code = isNativeError(cause) && 'code' in cause ? String(cause.code) : '';
  if (/^UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT$/.test(code)) return new Error(`nothing came for ${silence / 1000} s`);
  return isNativeError(cause) && cause.message === '' ? new Error(code) : cause; // an AggregateError has only a code
}
