/** What a model was made by: a change elsewhere in the program rebuilds nothing. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Model } from '../models/model';

const learning = join(__dirname, '../learning');
const models = join(__dirname, '../models');

/** Of the learning code, the declaration, and the file that cleans its rows. */
export function codeHash(model: Model): string {
  const hash = createHash('sha256').update(JSON.stringify(model));
  const own = readdirSync(models).filter(
    (name) => name.startsWith(`${model.name}.`) || name.startsWith(`${model.name}-`),
  );
  const shared = readdirSync(learning, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  for (const [folder, files] of [
    [learning, shared],
    [models, own],
  ] as const)
    for (const file of [...files].sort()) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}
