import { housePrices } from '../../src/models/house-prices';
import { jokemeter } from '../../src/models/jokemeter';
import { readmission } from '../../src/models/readmission';
import { readRows } from '../../src/service/rows';
import { haveRealRows, realRows } from './real-rows';

Object.assign(process.env, realRows);

(haveRealRows ? describe : describe.skip)('real rows', () => {
  test('of hospital stays are all trained on; of 3,000, some columns say nothing that do of all', async () => {
    const { source, screened } = await readRows(readmission);
    expect(source).toMatchObject({ synthetic: false, rows: 3000, leftOut: 0 });
    const dropped = screened.map(({ column }) => column).filter((column) => column in readmission.features);
    expect(dropped).toEqual(['payer_code', 'number_outpatient', 'number_emergency']);
  });

  test('of houses are trained on, but for those at a price below or above any house', async () => {
    const { source } = await readRows(housePrices);
    expect(source).toMatchObject({ synthetic: false, rows: 7989, leftOut: 11 });
  });

  test('of jokes are all trained on', async () => {
    const { source } = await readRows(jokemeter);
    expect(source).toMatchObject({ synthetic: false, rows: 800, leftOut: 0 });
  });
});
