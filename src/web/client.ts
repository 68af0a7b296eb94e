/** What the page runs in the browser. The form holds all that differs between models, so the script is one for all. */

export const script = /* javascript */ `'use strict';

// A feature may be called 'action' or 'elements' and then hides that property of the form: ask for attributes instead.
const form = document.querySelector('form');
const problem = document.getElementById('problem');
const answer = document.getElementById('answer');
const fields = Array.from(form.querySelectorAll('[name]'), (control) => {
  const note = document.getElementById('note-' + control.name);
  return { control, note, hint: note.textContent };
});
const percent = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const value = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });
const PATIENCE_MILLISECONDS = 20_000;

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (form.getAttribute('aria-busy') === 'true') return;
  form.setAttribute('aria-busy', 'true');
  await ask();
  form.setAttribute('aria-busy', 'false');
});

async function ask() {
  let response, body;
  try {
    response = await fetch(form.getAttribute('action'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(row()),
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    body = await response.json();
  } catch {
    body = null; // nothing came, or a proxy answered in the service's place
  }
  if (response?.ok && body?.prediction !== undefined) accept(body);
  else refuse(response, body?.request_id ? body : {});
}

// What is empty is left out: whether it may be is the service's to say. An empty text is one that a person wrote.
function row() {
  const cells = fields.map(({ control }) => [
    control.name,
    control.type === 'number' ? control.valueAsNumber : control.value,
  ]);
  const isEmpty = (value, index) => Number.isNaN(value) || (value === '' && fields[index].control.tagName !== 'TEXTAREA');
  return Object.fromEntries(cells.filter(([, value], index) => !isEmpty(value, index)));
}

function accept({ prediction, probabilities, unknown = [], model }) {
  mark([]);
  problem.replaceChildren();
  document.getElementById('prediction').textContent = typeof prediction === 'number' ? value.format(prediction) : prediction;
  document.getElementById('origin').hidden = model.synthetic !== true;
  const strangers = document.getElementById('unknown');
  strangers.textContent = 'Not seen in training: ' + unknown.join(', ');
  strangers.hidden = unknown.length === 0;
  for (const share of answer.querySelectorAll('[data-class]')) {
    const width = percent.format(probabilities[share.dataset.class]);
    share.querySelector('.bar span').style.width = width;
    share.querySelector('.percent').textContent = width;
    share.toggleAttribute('data-predicted', share.dataset.class === prediction);
  }
  const { name, version, alias } = model;
  document.getElementById('version').textContent = [name, version, alias].filter(Boolean).join(' · ');
  answer.hidden = false;
  answer.scrollIntoView({ block: 'nearest' });
}

// The answer goes away: it belongs to an earlier question.
function refuse(response, { title, detail, errors = [], request_id }) {
  const lines = [headline(response, title), detail, ...mark(errors), request_id && 'Request ' + request_id];
  problem.replaceChildren(...lines.filter(Boolean).map(paragraph));
  problem.scrollIntoView({ block: 'nearest' });
  answer.hidden = true;
  form.querySelector('[aria-invalid="true"]')?.focus();
}

function headline(response, title) {
  if (response === undefined) return 'The service did not answer. Check the connection and try again.';
  if (response.status !== 503) return title ?? 'The answer could not be read (status ' + response.status + ').';
  const wait = Number(response.headers.get('retry-after'));
  return 'The service cannot answer now. Try again in ' + (wait > 0 ? wait + ' s.' : 'a moment.');
}

// Shows each error beside its field, and returns in words those that belong to no field.
function mark(errors) {
  const left = new Map(errors.map((error) => [error.field, 'Expected ' + error.expected + ', got ' + error.got + '.']));
  for (const { control, note, hint } of fields) {
    const pointer = '/' + control.name;
    control.setAttribute('aria-invalid', String(left.has(pointer)));
    note.textContent = left.get(pointer) ?? hint;
    left.delete(pointer);
  }
  return Array.from(left, ([pointer, words]) => (pointer + ' ' + words).trim());
}

function paragraph(words) {
  const element = document.createElement('p');
  element.textContent = words;
  return element;
}
`;
