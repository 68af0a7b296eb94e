/** One form field: a label, the control that fits the kind of the feature, and a note with what is accepted. */

import type { Feature, NumberFeature } from '../models/features';
import { markup, type Markup } from './markup';

/** @param example the value that the field starts with */
export function field(name: string, feature: Feature, example: number | string): Markup {
  return markup`<div class="field ${feature.kind}">
<label for="input-${name}">${feature.title}</label>
<div class="control">${control(name, feature, example)}</div>
<p class="note" id="note-${name}">${hint(feature)}</p>
</div>`;
}

function control(name: string, feature: Feature, example: number | string): Markup {
  const common = markup`id="input-${name}" name="${name}" aria-describedby="note-${name}" aria-invalid="false"`;
  switch (feature.kind) {
    case 'number': {
      const { min, max, unit } = feature;
      const input = markup`<input type="number" ${common} min="${min}" max="${max}" step="${stepOf(feature)}" value="${example}">`;
      // A second label: a click on the unit reaches the field, and its name is read as "Petal width cm".
      return unit === undefined ? input : markup`${input}<label class="unit" for="input-${name}">${unit}</label>`;
    }
    case 'category':
      return markup`<select ${common}>\n${feature.optional === true ? option('', example === '') : ''}${feature.values.map((value) => option(value, value === example))}\n</select>`;
    case 'label':
      return markup`<input type="text" ${common} maxlength="${feature.maxLength}" value="${example}">`;
    case 'date':
      return markup`<input type="date" ${common} min="${feature.min}" max="${feature.max}" value="${example}">`;
    case 'text':
      // A parser drops the first line break of a textarea; this one, so that the example keeps its own.
      return markup`<textarea ${common} maxlength="${feature.maxLength}" rows="4">\n${example}</textarea>`;
  }
}

function option(value: string, isSelected: boolean): Markup {
  return markup`<option value="${value}"${isSelected ? markup` selected` : ''}>${value}</option>`;
}

/** How far an arrow key moves: the power of ten that makes 100 to 1000 steps of the range. Any value may be typed. */
function stepOf({ integer, min, max }: NumberFeature): number {
  const step = Number(`1e${Math.floor(Math.log10((max - min) / 100))}`);
  return integer ? Math.max(1, step) : step;
}

function hint(feature: Feature): string {
  const accepted = acceptedBy(feature);
  return feature.optional === true ? [accepted, 'may be empty'].filter(Boolean).join('; ') : accepted;
}

function acceptedBy(feature: Feature): string {
  switch (feature.kind) {
    case 'number':
      return `${feature.integer ? 'Whole number from' : 'From'} ${feature.min} to ${feature.max}`;
    case 'category':
      return '';
    case 'date':
      return `From ${feature.min} to ${feature.max}`;
    case 'label':
    case 'text':
      return `Up to ${feature.maxLength} characters`;
  }
}
