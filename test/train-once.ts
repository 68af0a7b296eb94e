/** Before all tests: one small model of each kind, which tests of the service load. What params.yaml says at the time is no matter. */

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choices } from '../src/models/catalogue';
import { keyOf, type Model } from '../src/models/model';
import { train } from '../src/service/train';

const parameters = `
iris: { engine: ml-random-forest, min_samples_split: 13 }
readmission: { engine: histogram, n_estimators: 10, max_depth: 6 }
house-prices-forest: { engine: histogram, n_estimators: 10, max_depth: 8 }
house-prices-gamma: { alpha: 0.5 }
jokemeter-lr: { alpha: 3 }
jokemeter-tr: { max_depth: 8, min_samples_leaf: 5 }
`;

/** Enough for every model to reach its floor. */
const ROWS = 800;

export default async function trainOnce(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'canopy-test-'));
  const params = join(folder, 'params.yaml');
  writeFileSync(params, parameters);
  for (const model of choices) {
    const { artefact } = await train(onFewRows(model), params);
    writeFileSync(join(folder, `${keyOf(model)}.safetensors`), artefact);
  }
  process.env['CANOPY_TEST_MODELS'] = folder;
}

/** Made-up ones, also where somebody's environment names real ones. */
function onFewRows(model: Model): Model {
  const { source } = model;
  if (source.kind !== 'external') return model;
  const synthetic = { ...source.synthetic, rows: ROWS };
  return { ...model, source: { ...source, synthetic, variable: 'CANOPY_TEST_NO_ROWS' } };
}
