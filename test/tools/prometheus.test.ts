import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { environments } from '../../src/platform/environments';
import { run, succeeded } from './programs';

test.each(environments.map(({ name }) => name))('promtool accepts the configuration of %s', (environment) => {
  const documents = parseAllDocuments(readFileSync(`dist/${environment}/prometheus.yaml`, 'utf8'));
  const config: unknown = documents.map((document) => document.getIn(['data', 'prometheus.yml'])).find(Boolean);
  const file = join(mkdtempSync(join(tmpdir(), 'canopy-')), 'prometheus.yml');
  writeFileSync(file, String(config));
  expect(run('promtool', 'check', 'config', '--syntax-only', file)).toEqual(succeeded);
});
