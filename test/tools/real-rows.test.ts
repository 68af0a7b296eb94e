/** The rows that the repository may not contain, where somebody has them: CANOPY_SHARED names the folder. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { housePrices } from '../../src/models/house-prices';
import { jokemeter } from '../../src/models/jokemeter';
import type { Model } from '../../src/models/model';
import { readmission } from '../../src/models/readmission';
import { readRows, type TrainingRows } from '../../src/service/rows';

const folder = join(process.env['CANOPY_SHARED'] ?? join(__dirname, '../../../shared'), 'data');
const whereTheyAre = existsSync(folder) ? describe : describe.skip;

async function rowsIn(model: Model, file: string): Promise<TrainingRows> {
  if (model.source.kind !== 'external') throw new Error(`${model.name} has its rows in the repository`);
  process.env[model.source.variable] = join(folder, file);
  return readRows(model);
}

whereTheyAre('real rows', () => {
  test('of hospital stays are all trained on; of 3,000, some columns say nothing that do of all', async () => {
    const { source, screened } = await rowsIn(readmission, 'diabetic_data.sample.csv');
    expect(source).toMatchObject({ synthetic: false, rows: 3000, leftOut: 0 });
    const dropped = screened.map(({ column }) => column).filter((column) => column in readmission.features);
    expect(dropped).toEqual(['payer_code', 'number_outpatient', 'number_emergency']);
  });

  test('of houses are trained on, but for those at a price below or above any house', async () => {
    const { source } = await rowsIn(housePrices, 'realtor-data.sample.csv');
    expect(source).toMatchObject({ synthetic: false, rows: 7989, leftOut: 11 });
  });

  test('of jokes are all trained on', async () => {
    const { source } = await rowsIn(jokemeter, 'jokes-ru.csv');
    expect(source).toMatchObject({ synthetic: false, rows: 800, leftOut: 0 });
  });
});
