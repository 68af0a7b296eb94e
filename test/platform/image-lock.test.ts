import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError, messageOf } from '../../src/contract/exit';
import { iris } from '../../src/models/iris';
import { environments } from '../../src/platform/environments';
import { foreignImage, imagesFile, ownImage, readImages } from '../../src/platform/image-lock';
import versions from '../../src/platform/versions.json';

const folder = mkdtempSync(join(tmpdir(), 'canopy-'));
const file = join(folder, 'images.json');
const published = { tag: '1a2b3c4', digest: `sha256:${'0f'.repeat(32)}` };
const form = 'expected a tag and a digest of sha256: and 64 hexadecimal digits';

afterAll(() => rmSync(folder, { recursive: true }));

describe('images.json', () => {
  test('as it is in the project can be read', () => {
    expect(Object.keys(readImages(imagesFile))).toEqual(environments.map(({ name }) => name));
  });

  test('says which image each environment runs', () => {
    const lock = { dev: { 'iris-api': published }, production: {} };
    writeFileSync(file, JSON.stringify(lock));
    expect(readImages(file)).toEqual(lock);
  });

  test.each([
    ['conflict markers', '{\n<<<<<<< HEAD\n"dev": {}\n', /JSON.*; expected environment → image → \{ tag, digest \}/],
    ['half a file', '{ "dev": {', /JSON.*; expected environment/],
    ['a list', '[]', 'it is no object; expected environment → image → { tag, digest }'],
    ['null', 'null', 'it is no object; expected environment → image → { tag, digest }'],
    ['an environment of text', '{ "dev": "1" }', 'dev is no object; expected image → { tag, digest }'],
    [
      'a stranger',
      entry(published, 'rose-api'),
      'dev.rose-api is no image of ours; expected iris-api, readmission-api',
    ],
    ['an environment misspelt', '{ "prodution": {} }', 'prodution is no environment; expected dev, production'],
    ['no tag', entry({ digest: published.digest }), form],
    ['a tag with a space', entry({ ...published, tag: 'a b' }), form],
    ['no digest', entry({ tag: '1' }), `dev.iris-api is {"tag":"1"}; ${form}`],
    ['a tag for a digest', entry({ ...published, digest: 'latest' }), `"digest":"latest"}; ${form}`],
    ['a digest cut short', entry({ ...published, digest: 'sha256:0f' }), `"digest":"sha256:0f"}; ${form}`],
    ['a digest in capitals', entry({ ...published, digest: published.digest.toUpperCase() }), form],
  ])('with %s is refused in one line that says what was expected', (_, text, expected) => {
    writeFileSync(file, text);
    expect(refusal()).toMatch(expected);
  });

  test('that is not there is refused in one line', () => {
    rmSync(file, { force: true });
    expect(refusal()).toMatch('no such file');
  });
});

describe('a pod of ours runs', () => {
  const lock = { dev: { 'iris-api': published } };

  test('the image that CI recorded, by its digest', () => {
    expect(ownImage(lock, 'dev', iris, 'api')).toBe(`ghcr.io/canopy-ml/iris-api@${published.digest}`);
  });

  test('an image that says of itself that it is not released, where nothing is recorded', () => {
    expect(ownImage(lock, 'dev', iris, 'load')).toBe('ghcr.io/canopy-ml/iris-load:unreleased');
    expect(ownImage(lock, 'production', iris, 'api')).toBe('ghcr.io/canopy-ml/iris-api:unreleased');
  });
});

test('a pod of another project runs the version that versions.json names', () => {
  expect(foreignImage('grafana')).toBe(`docker.io/grafana/grafana:${versions.grafana.tag}`);
});

function entry(image: object, name = 'iris-api'): string {
  return JSON.stringify({ dev: { [name]: image } });
}

/** What a person reads, without the name of the file, with which it must begin. */
function refusal(): string {
  try {
    readImages(file);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    const message = messageOf(error);
    expect(message.split('\n')).toHaveLength(1);
    expect(message.startsWith(`${file}: `)).toBe(true);
    return message.slice(file.length + 2);
  }
  throw new Error('it was not refused');
}
