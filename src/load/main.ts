/** The load generator as a program: one JSON line at its end, exit 1 when a request failed. */

import { runProgram } from '../contract/exit';
import { readLoadConfig } from './config';
import { generateLoad } from './generator';

runProgram(async () => {
  const config = readLoadConfig(process.env);
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  const summary = await generateLoad(config, stop.signal);
  console.log(JSON.stringify(summary));
  if (summary.failures > 0) process.exitCode = 1;
});
