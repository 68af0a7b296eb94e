/** What a model was made by: a change elsewhere in the program rebuilds nothing. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Model } from '../models/model';

const source = join(__dirname, '..');
/** What turns cells into the rows that are learnt from. */
const reading = [
  ...['encodings', 'features', 'spelling', 'synthetic', 'validate'].map((name) => `models/${name}.ts`),
  ...['csv-rows', 'encoded-rows', 'row-checker', 'rows', 'targets'].map((name) => `service/${name}.ts`),
];

/** Of the learning code, of what reads rows, of the declaration, and of the files that clean its rows. */
export function codeHash(model: Model): string {
  const hash = createHash('sha256').update(JSON.stringify(model));
  const learning = filesOf('learning').filter((file) => file.endsWith('.ts'));
  const own = filesOf('models').filter((file) => new RegExp(`^models/${model.name}[.-]`).test(file));
  for (const file of [...learning, ...reading, ...own].sort())
    hash.update(file).update(readFileSync(join(source, file)));
  return hash.digest('hex');
}

function filesOf(folder: string): string[] {
  const files = readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' });
  return files.map((file) => `${folder}/${file.replaceAll('\\', '/')}`);
}
