/** The inference service as a program. */

import { runProgram } from '../contract/exit';
import { readConfig } from './config';
import { Service } from './server';

runProgram(async () => {
  const service = new Service(readConfig(process.env));
  await service.start();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void service.drain());
});
