/** On what a benchmark ran. */

import { cpus } from 'node:os';
import { fixed } from './table';

/** @param loadBefore processes that wanted a core in the minute before: above 0.5, something else was running */
export function machineLine(python: string, loadBefore: number): string {
  const date = new Date().toISOString().slice(0, 10);
  const cores = cpus();
  return `${date}, ${cores[0]!.model} (${cores.length} cores), Node ${process.versions.node}, ${python}; load average before: ${fixed(loadBefore, 1)}.`;
}
