/** Objects of an S3 store, Amazon's or another, found and signed for by the environment variables of Amazon's tools. */

import { AwsV4Signer } from 'aws4fetch';
import { bytesOf, get } from './http-source';

const DEFAULT_REGION = 'us-east-1';

/**
 * @param address s3://bucket/key
 * @throws Error when the address or a credential is missing, or the store does not give the object
 */
export async function s3Bytes(address: string): Promise<AsyncIterable<Uint8Array>> {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(address) ?? [];
  if (bucket === undefined || key === undefined) throw new Error('the address is not s3://bucket/key');
  const region = process.env['AWS_REGION'] || DEFAULT_REGION;
  const path = [bucket, ...key.split('/')].map(encodeURIComponent).join('/');
  const signed = await new AwsV4Signer({
    url: `${endpoint(region)}/${path}`,
    accessKeyId: credential('AWS_ACCESS_KEY_ID'),
    secretAccessKey: credential('AWS_SECRET_ACCESS_KEY'),
    sessionToken: process.env['AWS_SESSION_TOKEN'] || undefined,
    service: 's3',
    region,
  }).sign();
  const response = await get(signed.url, Object.fromEntries(signed.headers));
  if (response.ok) return bytesOf(response);
  const [, code = response.statusText] = /<Code>(\w+)<\/Code>/.exec(await response.text()) ?? [];
  throw new Error(`the store answers ${response.status} ${code}`.trimEnd());
}

function endpoint(region: string): string {
  const given = process.env['AWS_ENDPOINT_URL_S3'] || process.env['AWS_ENDPOINT_URL'];
  return given ? given.replace(/\/+$/, '') : `https://s3.${region}.amazonaws.com`;
}

function credential(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is empty, so the request cannot be signed`);
}
