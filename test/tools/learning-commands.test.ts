/** The commands of an ML engineer, in a copy of the project, so that what they write is not the developer's. */

import { execSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fromReadme } from '../readme';

jest.setTimeout(120_000);

const copy = mkdtempSync(join(tmpdir(), 'canopy-commands-'));
for (const path of ['package.json', 'tsconfig.json', 'params.yaml', 'data', 'imports', 'src'])
  cpSync(path, join(copy, path), { recursive: true });
symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));

const run = (command: string): string => execSync(fromReadme(command), { cwd: copy, encoding: 'utf8' });
const written = (path: string): string => readFileSync(join(copy, 'build/iris', path), 'utf8');

test('training writes a model and its report in every form', () => {
  expect(run('npm run train -- iris')).toMatch(/Iris species, version [\da-f]{12}, accuracy \d/);
  expect(written('report.md')).toContain('# Iris species');
  expect(written('report.html')).toContain('<!doctype html>');
  expect(JSON.parse(written('report.json'))).toMatchObject({ model: 'iris', data: { rows: 150, synthetic: false } });
});

test('a search prints what it tried, best first', () => {
  expect(run('npm run canopy -- search iris --metric log_loss --trials 10')).toMatch(/n_estimators/);
});

test('an export writes what other runtimes read', () => {
  const path = 'build/iris/model.onnx';
  expect(run('npm run canopy -- export iris --onnx build/iris/model.onnx')).toContain(`${path}: Iris species`);
  expect(existsSync(join(copy, path))).toBe(true);
});
