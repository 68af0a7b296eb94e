import { readFileSync } from 'node:fs';
import { InputError } from '../../src/contract/exit';
import { writeParameters } from '../../src/pipeline/write-parameters';
import { temporaryFile } from '../service/temporary-files';

const before = `# Of every model.
iris:
  engine: histogram
  # more gain nothing
  n_estimators: 200 # trees
  max_features: 0.50

# Of a hospital.
readmission:
  n_estimators: 100
`;

test('numbers change; comments, order and other models stay', () => {
  const path = temporaryFile(before);
  writeParameters(path, 'iris', { max_features: 0.85, n_estimators: 90 });
  expect(readFileSync(path, 'utf8')).toBe(before.replace('200', '90').replace('0.50', '0.85'));
});

test('a parameter that was left to its default goes to the end of its section', () => {
  const path = temporaryFile(before);
  writeParameters(path, 'iris', { criterion: 'entropy', max_depth: 7 });
  expect(readFileSync(path, 'utf8')).toBe(before.replace('0.50\n', '0.50\n  criterion: entropy\n  max_depth: 7\n'));
});

test('the params.yaml of the project stays as it is but for the number', () => {
  const ours = readFileSync('params.yaml', 'utf8');
  const path = temporaryFile(ours);
  writeParameters(path, 'house-prices-gamma', { alpha: 0.125 });
  expect(readFileSync(path, 'utf8')).toBe(ours.replace(/(house-prices-gamma:[^]*?alpha: )\S+/, '$10.125'));
});

test.each([
  ['is gone', before.replace('iris:', 'tulip:')],
  ['is no section', 'iris: 7\n'],
  ['cannot be read', 'iris: [\n'],
])('a section that %s meanwhile is said, and the file left alone', (_, text) => {
  const path = temporaryFile(text);
  expect(() => writeParameters(path, 'iris', { max_depth: 7 })).toThrow(InputError);
  expect(readFileSync(path, 'utf8')).toBe(text);
});
