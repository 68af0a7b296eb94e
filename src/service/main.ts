/** The inference service as a program. */

import { runProgram } from '../contract/exit';
import { readConfig, type ServiceConfig } from './config';
import { Service } from './server';

/** Serves until SIGTERM or SIGINT, then drains; the process ends by itself. @returns the port */
export async function runService(config: ServiceConfig): Promise<number> {
  const service = new Service(config);
  const port = await service.start();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void service.drain());
  return port;
}

if (require.main === module) runProgram(() => runService(readConfig(process.env)));
