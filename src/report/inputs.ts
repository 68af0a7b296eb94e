/** What a model takes and gives, in words. */

import type { Feature, Target } from '../models/features';
import type { Model } from '../models/model';
import { paragraph, table, type Block } from './document';
import { exactly, listed } from './figures';

export function inputsOf({ features, context = {}, target }: Model): Block[] {
  const travelling = Object.values(context).map(({ title }) => title);
  return [
    paragraph(answerOf(target)),
    table(
      ['Feature', 'Name', 'Accepted', 'Unit'],
      Object.entries<Feature>(features).map(([name, feature]) => [
        feature.title,
        name,
        acceptedBy(feature) + (feature.optional === true ? '; may be missing' : ''),
        (feature.kind === 'number' ? feature.unit : undefined) ?? '–',
      ]),
    ),
    ...(travelling.length > 0
      ? [paragraph(`Sent with a request and counted, but no input: ${listed(travelling)}.`)]
      : []),
  ];
}

function answerOf(target: Target): string {
  if (target.kind === 'class') return `A probability for each class of ${target.column}: ${named(target.classes)}.`;
  const { title, unit, column, min, max } = target;
  const quantity = unit === undefined ? title : `${title} in ${unit}`;
  return `${quantity}: the column ${column}, from ${exactly(min)} to ${exactly(max)} in the training rows.`;
}

function acceptedBy(feature: Feature): string {
  switch (feature.kind) {
    case 'number':
      return `${feature.integer ? 'whole number, ' : ''}${exactly(feature.min)} to ${exactly(feature.max)}`;
    case 'date':
      return `day, ${feature.min} to ${feature.max}`;
    case 'category':
      return `${named(feature.values)}; others ${feature.unknown === undefined ? 'are refused' : `count as ${feature.unknown}`}`;
    case 'label':
      return `up to ${exactly(feature.maxLength)} characters; values unseen in training count as unknown`;
    case 'text':
      return `text of up to ${exactly(feature.maxLength)} characters`;
  }
}

/** Values that a line names; the rest is counted. */
const VALUES_NAMED = 12;

function named(values: readonly string[]): string {
  if (values.length <= VALUES_NAMED) return values.join(', ');
  return `${values.slice(0, VALUES_NAMED).join(', ')} and ${exactly(values.length - VALUES_NAMED)} more`;
}
