import { csv, defineModel } from '../../src/models/define-model';
import { category, classOf, date, label, number, text } from '../../src/models/features';
import { tfIdf } from '../../src/models/steps';

/** A model whose rows have cells of every kind, most of which may be empty. */
export const stay = defineModel({
  name: 'stay',
  title: 'Length of stay',
  features: {
    days: number({ title: 'Days', min: 1, max: 14, integer: true }),
    age: number({ title: 'Age', min: 0, max: 120, optional: true }),
    ward: category({ title: 'Ward', values: ['general', 'heart'] }),
    payer: category({ title: 'Payer', values: ['state', 'other'], unknown: 'other' }),
    town: label({ title: 'Town', maxLength: 20, optional: true }),
    admitted: date({ title: 'Admitted', min: '2000-01-01', max: '2030-12-31', optional: true }),
    notes: text({ title: 'Notes', maxLength: 20, optional: true }),
  },
  example: { days: 1, age: null, ward: 'heart', payer: 'state', town: null, admitted: null, notes: null },
  target: classOf('outcome', ['home', 'care']),
  source: csv('data/stay.csv'),
  estimator: 'forest',
  prepare: { notes: tfIdf({ language: 'en', ngrams: [1, 1], maxTerms: 10 }) },
  selection: { metric: 'accuracy', floor: 0 },
});
export const stayHeader = 'days,age,ward,payer,town,admitted,notes,outcome';
