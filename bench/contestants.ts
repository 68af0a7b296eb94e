/** The servers that are compared, made ready to start. All answer POST /predict with a prediction for one flower. */

import { join } from 'node:path';
import { build } from 'esbuild';
import { iris } from '../src/models/iris';
import { readPlan } from '../src/service/params';
import { nearest } from './peers/scikit-learn';
import { output } from './programs';
import type { ServerCommand } from './server-process';

export interface Contestants {
  readonly canopy: readonly ServerCommand[];
  readonly peers: readonly ServerCommand[];
}

/**
 * Builds and trains what they need.
 * @param python an interpreter with the requirements of FastAPI's peer
 */
export async function prepare(python: string): Promise<Contestants> {
  await output('npm', ['run', 'build']);
  await output('npm', ['run', 'train', '--', iris.name]);
  return { canopy: canopy(), peers: [await bare(), fastApi(python)] };
}

function canopy(): ServerCommand[] {
  const command = [process.execPath, 'build/bundle/api.js'];
  const environment = { NODE_ENV: 'production', MODEL_TO_USE: iris.name };
  return [
    { name: 'Canopy', command, environment },
    { name: 'Canopy, LOG_LEVEL=warn', command, environment: { ...environment, LOG_LEVEL: 'warn' } },
  ];
}

async function bare(): Promise<ServerCommand> {
  const outfile = 'build/bench/bare.js';
  await build({ entryPoints: [join(__dirname, 'peers/bare.ts')], platform: 'node', format: 'cjs', outfile });
  return { name: 'bare node:http', command: [process.execPath, outfile], environment: { NODE_ENV: 'production' } };
}

function fastApi(python: string): ServerCommand {
  const plan = readPlan('params.yaml', iris);
  const width = Object.keys(iris.features).length;
  const peer = nearest(iris.estimator, iris.target.kind, plan.parameters, width);
  return {
    name: 'FastAPI + scikit-learn',
    command: [python, join(__dirname, 'peers/fastapi/app.py')],
    environment: { FOREST: JSON.stringify({ ...peer.arguments, random_state: plan.seed }) },
  };
}
