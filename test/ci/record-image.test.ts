import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordImage } from '../../src/cli/images';
import { InputError } from '../../src/contract/exit';
import { readImages } from '../../src/platform/image-lock';

const folder = mkdtempSync(join(tmpdir(), 'canopy-images-'));
const file = join(folder, 'images.json');
const before = '{ "production": {}, "dev": {} }';
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const image = { tag: '1a2b3c4', digest };

beforeEach(() => writeFileSync(file, before));
afterAll(() => rmSync(folder, { recursive: true }));

test('an environment has the image that was recorded, and others keep theirs', () => {
  recordImage(file, 'production', 'iris-api', { ...image, tag: 'older' });
  recordImage(file, 'dev', 'iris-api', { ...image, tag: 'replaced' });
  recordImage(file, 'dev', 'iris-api', image);
  expect(readImages(file)).toEqual({
    dev: { 'iris-api': image },
    production: { 'iris-api': { ...image, tag: 'older' } },
  });
});

test('the file is the same whatever the order in which images were recorded', () => {
  recordImage(file, 'dev', 'iris-load', image);
  recordImage(file, 'dev', 'iris-api', image);
  const entry = `{\n      "tag": "1a2b3c4",\n      "digest": "${digest}"\n    }`;
  expect(readFileSync(file, 'utf8')).toBe(
    `{\n  "dev": {\n    "iris-api": ${entry},\n    "iris-load": ${entry}\n  },\n  "production": {}\n}\n`,
  );
});

test.each([
  ['an unknown environment', 'prod', 'iris-api', image, `no environment is called "prod"; expected dev, production`],
  ['an unknown image', 'dev', 'iris', image, `no image is called "iris"; expected iris-api, readmission-api, `],
  ['a tag no registry takes', 'dev', 'iris-api', { tag: 'v 1', digest }, 'the tag is "v 1"; expected at most 128'],
  ['no digest', 'dev', 'iris-api', { tag: 'v1', digest: '' }, 'the digest is ""; expected sha256: and 64 hexadecimal'],
  ['half a digest', 'dev', 'iris-api', { tag: 'v1', digest: digest.slice(0, 39) }, 'the digest is "sha256:0123'],
  ['two lines', 'dev', 'iris-api', { tag: 'v1', digest: `${digest}\n` }, String.raw`abcdef\n"; expected sha256:`],
])('%s is refused in one line, and the file stays as it was', (_, environment, name, given, message) => {
  const record = () => recordImage(file, environment, name, given);
  expect(record).toThrow(InputError);
  expect(record).toThrow(message);
  expect(record).not.toThrow('\n');
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('a broken file is not overwritten', () => {
  writeFileSync(file, '{ "dev": ');
  expect(() => recordImage(file, 'dev', 'iris-api', image)).toThrow(`${file}: `);
  expect(readFileSync(file, 'utf8')).toBe('{ "dev": ');
});
