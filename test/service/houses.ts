import { defineModel } from '../../src/models/define-model';
import { label, number, valueOf } from '../../src/models/features';
import type { ExternalSource, Model } from '../../src/models/model';

export const VARIABLE = 'CANOPY_TEST_HOUSES';

/** The price of a house whose rows the repository may not contain. */
export const houses = defineModel({
  name: 'houses',
  title: 'House prices',
  features: {
    size: number({ title: 'Size', unit: 'm²', min: 10, max: 1000 }),
    beds: number({ title: 'Beds', min: 0, max: 20, integer: true, optional: true }),
    city: label({ title: 'City', maxLength: 40, optional: true }),
  },
  example: { size: 120, beds: 3, city: 'ponce' },
  target: valueOf('price', { title: 'Price', unit: 'USD', min: 1000, max: 5e6 }),
  source: {
    kind: 'external',
    variable: VARIABLE,
    ...{ columns: ['sq_feet', 'bed', 'city', 'price'] },
    synthetic: { rows: 50, generate },
    clean,
  },
  estimator: 'forest',
  selection: { metric: 'rmse', floor: 1e6 },
});

/** Square feet become square metres; a house without a price tells nothing. */
function clean({ sq_feet = '', bed = '', city = '', price = '', ...others }: Readonly<Record<string, string>>) {
  return price === ''
    ? undefined
    : { size: sq_feet === '' ? '' : String(Number(sq_feet) / 10), beds: bed, city, price, ...others };
}

function* generate(rows: number, random: () => number) {
  for (let row = 0; row < rows; row++)
    yield {
      sq_feet: String(1000 + Math.floor(random() * 1000)),
      bed: '3',
      city: '',
      price: row % 10 === 0 ? '' : '200000',
    };
}

/** The same with something else in its source or its rules. */
export function housesWith(source: Partial<ExternalSource>, screening?: Model['screening']): Model {
  if (houses.source.kind !== 'external') throw new Error('houses come from outside');
  return { ...houses, screening, source: { ...houses.source, ...source } };
}
