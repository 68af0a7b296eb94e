import { csv, defineModel } from '../../src/models/define-model';
import { category, classOf, date, label, number, text } from '../../src/models/features';
import { tfIdf } from '../../src/models/steps';

const words = tfIdf({ language: 'en', ngrams: [1, 1], maxTerms: 10 });

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
    town: label({ title: 'Town', maxLength: 20 }),
    admitted: date({ title: 'Admitted', min: '1990-01-01', max: '2030-12-31', optional: true }),
    age: number({ title: 'Age', unit: 'years', min: 0, max: 120, optional: true }),
    code: text({ title: 'Code', maxLength: 1, alias: 'x3' }),
  },
  example: {
    weight: 70.5,
    days: 3,
    warmth: -2,
    ward: 'heart',
    payer: 'state',
    notes: 'awake',
    town: 'york',
    admitted: '2024-02-29',
    age: 41,
    code: '7',
  },
  target: classOf('outcome', ['home', 'care']),
  source: csv('data/stay.csv'),
  estimator: 'forest',
  prepare: { notes: words, code: words },
  selection: { metric: 'accuracy', floor: 0.6 },
});
