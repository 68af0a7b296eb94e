import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readmeCommands } from './readme';

const root = join(__dirname, '..');

/** Where each command is run for real. */
const runBy: Readonly<Record<string, string>> = {
  'npm ci': '.ci/run',
  'npm start': 'test/tools/start.test.ts',
  'npm test': '.ci/run',
  'npm run train -- iris': 'test/tools/learning-commands.test.ts',
  'npm run canopy -- search iris --metric log_loss --trials 10': 'test/tools/learning-commands.test.ts',
  'npm run canopy -- export iris --onnx build/iris/model.onnx': 'test/tools/learning-commands.test.ts',
  'npm run synth': '.ci/run',
  'git diff dist': 'test/tools/start.test.ts',
  'npm run check': '.ci/run',
  'npm run test:tools': '.ci/run',
  'npm run test:cluster': '.ci/run',
  'docker build --target api --build-arg MODEL_TO_USE=iris --tag iris-api .': '.ci/run', // by a builder that needs no daemon
};

test.each([...new Set(readmeCommands)])('the README says what a test runs: %s', (command) => {
  if (command.startsWith('kubectl')) return expect(read('test/cluster/dev.test.ts')).toContain(command);
  if (command.startsWith('curl')) return expect(read('test/tools/start.test.ts')).toContain('curl');
  expect(runBy).toHaveProperty([command]);
  const words = command.startsWith('docker') ? '--build-arg "MODEL_TO_USE=' : command;
  expect(read(runBy[command]!)).toContain(words);
});

test('every file that the documents point to is there', () => {
  const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'];
  const links = documents.flatMap((document) =>
    [...read(document).matchAll(/\]\(([^)#:]+)\)/g)].map(([, link]) => link!),
  );
  const paths = documents.flatMap((document) =>
    [...read(document).matchAll(/`((?:src|test|examples|docs|\.ci)\/[\w./-]*[\w/])`/g)].map(([, path]) => path!),
  );
  expect([...links, ...paths].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
