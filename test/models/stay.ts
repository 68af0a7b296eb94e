import { csv, defineModel } from '../../src/models/define-model';
import { category, classOf, number, text } from '../../src/models/features';

/** A model with a feature of every kind, under one name and under two. */
export const stay = defineModel({
  name: 'stay',
  title: 'Length of stay',
  features: {
    weight: number({ title: 'Weight', unit: 'kg', min: 0.5, max: 300, alias: 'x1' }),
    days: number({ title: 'Days in hospital', min: 1, max: 14, integer: true }),
    warmth: number({ title: 'Warmth', unit: '°C', min: -40, max: 45, integer: true, alias: 'x2' }),
    ward: category({ title: 'Ward', values: ['general', 'heart'], alias: 'unit' }),
    payer: category({ title: 'Payer', values: ['state', 'private', 'other'], unknown: 'other' }),
    notes: text({ title: 'Notes', maxLength: 5 }),
    code: text({ title: 'Code', maxLength: 1, alias: 'x3' }),
  },
  example: { weight: 70.5, days: 3, warmth: -2, ward: 'heart', payer: 'state', notes: 'awake', code: '7' },
  target: classOf('outcome', ['home', 'care']),
  source: csv('data/stay.csv'),
  estimator: 'forest',
  selection: { metric: 'accuracy', floor: 0.6 },
});
