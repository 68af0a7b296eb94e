import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Journal, type Outcome } from '../../src/pipeline/journal';
import { folder, temporaryFile } from '../service/temporary-files';

const rows = { model: 'iris', sha256: 'abc' };
const outcomes: readonly Outcome[] = [
  { scores: { accuracy: 0.1 + 0.2, auroc: 1 } },
  { fault: 'it has not settled' },
  { scores: {} },
];
const keyOf = (index: number) => ({ rows: 500, parameters: { trees: index, criterion: 'gini' } });
const held = (journal: Journal) => outcomes.map((_, index) => journal.outcomeOf(keyOf(index)));

let files = 0;
/** The path of a journal with all outcomes. */
function written(): string {
  const file = join(folder, 'deep', `${++files}.jsonl`);
  const journal = new Journal(file, rows);
  outcomes.forEach((outcome, index) => journal.add(keyOf(index), outcome));
  return file;
}

test('what was measured is there again, to the bit', () => {
  const journal = new Journal(written(), rows);
  expect(held(journal)).toEqual(outcomes);
  expect(journal).toMatchObject({ known: 3, added: 0, isReplaced: false });
});

test('what was not measured is not there', () => {
  expect(new Journal(written(), rows).outcomeOf(keyOf(9))).toBeUndefined();
});

test('wherever a killed process left off, whole lines count and the next one begins on its own', () => {
  const text = readFileSync(written(), 'utf8');
  const header = text.indexOf('\n') + 1;
  for (let length = header; length <= text.length; length++) {
    const file = temporaryFile(text.slice(0, length));
    const journal = new Journal(file, rows);
    const whole = text.slice(header, length + 1).split('\n').length - 1; // a line that lacks but its end is whole
    expect([length, journal.known, journal.isReplaced]).toEqual([length, whole, false]);
    journal.add(keyOf(7), { fault: 'new' });
    const again = new Journal(file, rows);
    expect(held(again)).toEqual(outcomes.map((outcome, index) => (index < whole ? outcome : undefined)));
    expect(again.outcomeOf(keyOf(7))).toEqual({ fault: 'new' });
  }
});

test.each([
  ['other rows', (file: string) => new Journal(file, { ...rows, sha256: 'def' })],
  ['fewer circumstances', (file: string) => new Journal(file, { model: 'iris' })],
])('of %s nothing is taken over, and it says so', (_, open) => {
  const file = written();
  const journal = open(file);
  expect(held(journal)).toEqual([undefined, undefined, undefined]);
  expect(journal).toMatchObject({ known: 0, isReplaced: true });
  expect(new Journal(file, rows).known).toBe(0);
});

test('a file that is no journal is begun anew', () => {
  const file = temporaryFile('hello\n{"key":1,"outcome":{"fault":""}}\n');
  expect(new Journal(file, rows)).toMatchObject({ known: 0, isReplaced: true });
});

test.each(['{}', 'null', '7', '{"key":1}', '{"key":1,"outcome":{"scores":{"auroc":"1"}}}', '{"key":1,"outcome":null}'])(
  'from a line such as %s on nothing counts',
  (line) => {
    const file = written();
    const [header, first, ...rest] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, [header, first, line, ...rest].join('\n'));
    expect(new Journal(file, rows).known).toBe(1);
  },
);

test('one that was never there is made, with its folder', () => {
  const file = join(folder, 'never', 'there.jsonl');
  expect(new Journal(file, rows)).toMatchObject({ known: 0, isReplaced: false });
  expect(existsSync(file)).toBe(true);
});
