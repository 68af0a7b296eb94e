/** `npm run bench`: Iris served over HTTP on one core, by Canopy and by what a user would pick instead. */

import { availableParallelism, loadavg } from 'node:os';
import { InputError, runProgram } from '../src/contract/exit';
import { iris } from '../src/models/iris';
import { prepare } from './contestants';
import { machineLine } from './machine';
import { optionsGiven, wholeNumber } from './options';
import { pythonWithRequirements } from './peers/scikit-learn';
import { output, progress, requirePrograms } from './programs';
import { report, type Measurement, type Round } from './report';
import { whileServing, type ServerCommand } from './server-process';
import { fixed } from './table';
import { CONNECTIONS, load } from './wrk';

/** The server has a core to itself; wrk and this program share the other. */
const SERVER_CORE = 0;
const LOAD_CORE = 1;
/** Node's compiler and Python's imports are done by then. */
const WARM_UP_SECONDS = 2;
const BODY = JSON.stringify(iris.example);

async function bench(): Promise<void> {
  const { rounds, seconds } = readOptions();
  requirePrograms(['wrk', 'taskset', 'python3']);
  if (availableParallelism() < 2)
    throw new InputError('bench: there is 1 core; expected 2, for the server and the load');
  await output('taskset', ['--all-tasks', '--cpu-list', '--pid', String(LOAD_CORE), String(process.pid)]);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

  const [loadBefore = 0] = loadavg();
  progress('preparing the bundle, the model and the Python environment');
  const python = await pythonWithRequirements();
  const contestants = await prepare(python);
  const results: Round[] = [];
  for (let round = 1; round <= rounds; round++) {
    const measured = new Map<ServerCommand, Measurement>();
    for (const server of [...contestants.canopy, ...contestants.peers]) {
      const measurement = await measure(server, seconds);
      measured.set(server, measurement);
      progress(`round ${round} of ${rounds}: ${server.name}: ${fixed(measurement.requestsPerSecond, 0)} requests/s`);
    }
    results.push(measured);
  }
  console.log(heading(await output(python, ['--version']), loadBefore, rounds, seconds));
  console.log(report(contestants, results));
}

/** A new process each time, so that rounds are independent of each other. */
function measure(server: ServerCommand, seconds: number): Promise<Measurement> {
  return whileServing(server, SERVER_CORE, BODY, async ({ url, firstAnswer, resident, cpuSeconds }) => {
    await load(url, BODY, WARM_UP_SECONDS, LOAD_CORE);
    const before = cpuSeconds();
    const loaded = await load(url, BODY, seconds, LOAD_CORE);
    const cpu = ((cpuSeconds() - before) * 1e6) / loaded.requests;
    return { ...loaded, cpu, firstAnswer, memory: resident() };
  });
}

function heading(python: string, loadBefore: number, rounds: number, seconds: number): string {
  return [
    '## Iris over HTTP on one core',
    '',
    machineLine(python, loadBefore),
    `${CONNECTIONS} connections for ${seconds} s after ${WARM_UP_SECONDS} s of warm-up; rounds: ${rounds}; median (least–greatest); no request failed.`,
    'What the servers print goes to /dev/null: from Canopy a line a request, unless LOG_LEVEL is warn.',
    '',
  ].join('\n');
}

/** @throws InputError that names the option */
function readOptions(): { readonly rounds: number; readonly seconds: number } {
  const { rounds, seconds } = optionsGiven({
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
  });
  return { rounds: wholeNumber('rounds', rounds), seconds: wholeNumber('seconds', seconds) };
}

runProgram(bench);
