import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { artefact, type Environment } from './running-service';
import { temporaryFile } from './temporary-files';

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

const children: ChildProcess[] = [];
afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

/** Starts src/service/main.ts as a program. */
function start(environment: Environment) {
  const child = spawn(process.execPath, [require.resolve('ts-node/dist/bin'), resolve('src/service/main.ts')], {
    env: { PATH: process.env['PATH'], PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(child, 'close').then(([code]: (number | null)[]): Ended => ({
    code: code ?? null,
    output,
    errors,
  }));
  return { child, ended, output: () => output };
}

test('the program says where it listens, drains at SIGTERM and exits 0', async () => {
  const { child, ended, output } = start({ ML_MODEL_PATH: temporaryFile(artefact) });
  while (!output().includes('"listening"')) await once(child.stdout, 'data');
  const [, port] = /"port":(\d+)/.exec(output()) ?? [];
  const reply = await fetch(`http://127.0.0.1:${port}/predict`, {
    method: 'POST',
    body: '{"x1":5.1,"x2":3.5,"x3":1.4,"x4":0.2}',
    headers: { 'content-type': 'application/json', 'x-request-id': 'order-17' },
  });
  expect(await reply.json()).toMatchObject({ prediction: 'setosa' });
  child.kill('SIGTERM');
  const { code, output: log, errors } = await ended;
  expect([code, errors]).toEqual([0, '']);
  const lines: unknown[] = log
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(lines).toMatchObject([
    { level: 'info', event: 'listening', host: '127.0.0.1', model: { name: 'iris' } },
    { level: 'info', event: 'predict', request_id: 'order-17', path: '/predict', status: 200, rows: 1 },
    { level: 'info', event: 'draining', grace_seconds: 0 },
    { level: 'info', event: 'drained' },
  ]);
});

test('the program ends with one line and exit 2 when a variable is malformed', async () => {
  const { code, output, errors } = await start({ MAX_ROWS: 'many' }).ended;
  expect([code, output]).toEqual([2, '']);
  expect(errors).toBe(
    "environment: MAX_ROWS is 'many'; expected a whole number from 1 to 1000000 (rows that one request may hold)\n",
  );
});
