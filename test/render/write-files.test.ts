import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFolder, writeInto } from '../../src/render/write-files';
import { contentsOf, temporaryFolder } from './folder';

const root = temporaryFolder();
const [dist, staging] = [join(root, 'dist'), join(root, 'build/synth')];

beforeEach(() => {
  for (const name of readdirSync(root)) rmSync(join(root, name), { recursive: true });
  mkdirSync(join(dist, 'dev'), { recursive: true });
  writeFileSync(join(dist, 'dev/api.yaml'), 'old');
  writeFileSync(join(dist, 'dev/gone.yaml'), 'old');
});

afterAll(() => rmSync(root, { recursive: true }));

describe('a folder that is replaced', () => {
  const files = new Map([
    ['dev/api.yaml', 'new'],
    ['production/api.yaml', 'new'],
  ]);

  test('holds what was given and nothing of what it held before', () => {
    replaceFolder(dist, staging, files);
    expect(contentsOf(dist)).toEqual(Object.fromEntries(files));
  });

  test('is made when there was none', () => {
    rmSync(dist, { recursive: true });
    replaceFolder(dist, staging, files);
    expect(contentsOf(dist)).toEqual(Object.fromEntries(files));
  });

  test('has a copy in the staging folder, where the cdk8s CLI looks', () => {
    mkdirSync(staging, { recursive: true });
    writeFileSync(join(staging, 'stale.yaml'), 'old');
    replaceFolder(dist, staging, files);
    expect(contentsOf(staging)).toEqual(contentsOf(dist));
  });

  test('may be its own staging folder, which is how cdk8s synth -o dist runs the program', () => {
    replaceFolder(dist, dist, files);
    expect(contentsOf(dist)).toEqual(Object.fromEntries(files));
  });

  test('leaves nothing beside it, not even what a killed run left', () => {
    for (const rest of ['dist.next', 'dist.previous']) {
      mkdirSync(join(root, rest));
      writeFileSync(join(root, rest, 'half'), 'old');
    }
    replaceFolder(dist, staging, files);
    expect(readdirSync(root).sort()).toEqual(['build', 'dist']);
    expect(contentsOf(dist)).toEqual(Object.fromEntries(files));
  });

  test('is as it was when the writing fails halfway', () => {
    const before = contentsOf(dist);
    const impossible = new Map([...files, ['dev/api.yaml/inside-a-file.yaml', 'new']]);
    expect(() => replaceFolder(dist, staging, impossible)).toThrow();
    expect(contentsOf(dist)).toEqual(before);
    expect(readdirSync(root).sort()).toEqual(['build', 'dist']);
  });
});

describe('files written into a folder of others', () => {
  test('replace their like and leave the others', () => {
    writeInto(
      dist,
      new Map([
        ['dev/api.yaml', 'new'],
        ['.github/workflows/ci.yml', 'new'],
      ]),
    );
    expect(contentsOf(dist)).toEqual({
      '.github/workflows/ci.yml': 'new',
      'dev/api.yaml': 'new',
      'dev/gone.yaml': 'old',
    });
  });

  test('leave no half of themselves when they cannot be put in place', () => {
    expect(() => writeInto(root, new Map([['dist', 'a file where a folder is']]))).toThrow();
    expect(existsSync(join(dist, 'dev/api.yaml'))).toBe(true);
    expect(readdirSync(root)).toEqual(['dist']);
  });
});
