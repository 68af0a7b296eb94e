/** Where training rows are read from: a file, or an address of it. */

import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { InputError, messageOf } from '../contract/exit';
import { httpBytes } from './http-source';
import { s3Bytes } from './s3-source';

export interface RowSource {
  /** For reports and errors: an address without credentials and query. */
  readonly name: string;
  /** Its contents, decompressed when the name ends in .gz. @throws InputError when it cannot be read */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** @param address a path, or an address that begins with file://, http://, https:// or s3:// */
export function openRowSource(address: string): RowSource {
  const name = nameOf(address);
  return { name, bytes: read(name, address) };
}

async function* read(name: string, address: string): AsyncGenerator<Uint8Array> {
  try {
    const bytes = await open(address);
    yield* name.endsWith('.gz') ? decompressed(bytes) : bytes;
  } catch (error) {
    throw new InputError(`${name}: ${messageOf(error)}; expected a CSV file with a header`);
  }
}

function open(address: string): AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>> {
  const scheme = schemeOf(address);
  switch (scheme) {
    case undefined:
      return createReadStream(address);
    case 'file':
      return createReadStream(fileURLToPath(address));
    case 'http':
    case 'https':
      return httpBytes(new URL(address));
    case 's3':
      return s3Bytes(address);
    default:
      throw new Error(`nothing is known of ${scheme}://; use a path, file://, http://, https:// or s3://`);
  }
}

function schemeOf(address: string): string | undefined {
  return /^([a-z][a-z\d+.-]*):\/\//i.exec(address)?.[1]?.toLowerCase();
}

function nameOf(address: string): string {
  const scheme = schemeOf(address);
  if (scheme === undefined) return address;
  if (scheme === 's3') return address.replace(/\/\/[^/@]*:.*@/s, '//'); // no bucket has a colon, a key may have a ?
  if (!URL.canParse(address)) return `${scheme}://…`; // whatever it holds, it may be a password
  const { host, pathname } = new URL(address);
  return `${scheme}://${host}${pathname}`;
}

/** An error of the bytes is an error of the stream. */
function decompressed(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return pipeline(bytes, createGunzip(), () => undefined);
}
