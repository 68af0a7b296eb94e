/** The rows that the repository may not contain, where somebody has them: CANOPY_SHARED names the folder. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../src/models/catalogue';

const folder = join(process.env['CANOPY_SHARED'] ?? join(__dirname, '../../../shared'), 'data');

const files: Readonly<Record<string, string>> = {
  readmission: 'diabetic_data.sample.csv',
  'house-prices': 'realtor-data.sample.csv',
  jokemeter: 'jokes-ru.csv',
};

/** Whether they are there; what only they can show is skipped where they are not. */
export const haveRealRows = existsSync(folder);

/** The environment variables that name them; none where they are not there. */
export const realRows: Readonly<Record<string, string>> = Object.fromEntries(
  catalogue.flatMap(({ name, source }) => {
    const file = files[name];
    return haveRealRows && file !== undefined && source.kind === 'external'
      ? [[source.variable, join(folder, file)]]
      : [];
  }),
);
