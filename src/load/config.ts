/** What the environment tells the load generator, checked. */

import { loadVariables, type LoadVariable } from '../contract/environment';
import { InputError } from '../contract/exit';
import { modelNamed } from '../models/catalogue';
import type { Model } from '../models/model';

export interface LoadConfig {
  readonly target: URL;
  readonly model: Model;
  readonly users: number;
  /** Requests a second of all users together; 0: as many as are answered. */
  readonly rate: number;
  /** Requests in all; 0: no limit. */
  readonly requests: number;
  /** 0: no limit. */
  readonly runTimeSeconds: number;
  readonly waitReadySeconds: number;
}

/** @throws InputError that names the variable, what it holds and what was expected */
export function readLoadConfig(environment: Readonly<Record<string, string | undefined>>): LoadConfig {
  const read = (name: LoadVariable): string => environment[name] ?? loadVariables[name].default;
  const fail = (name: LoadVariable, expected: string): never => {
    throw new InputError(
      `environment: ${name} is '${read(name)}'; expected ${expected} (${loadVariables[name].meaning})`,
    );
  };
  const whole = (name: LoadVariable, min: number): number =>
    /^\d{1,9}$/.test(read(name)) && Number(read(name)) >= min
      ? Number(read(name))
      : fail(name, `a whole number from ${min}`);

  const host = read('TARGET_HOST');
  const target = URL.canParse(host) ? new URL(host) : fail('TARGET_HOST', 'an address such as http://iris-api:8989');
  if (target.protocol !== 'http:' || target.href !== `${target.origin}/`)
    fail('TARGET_HOST', 'http://, a host and a port, and nothing after them');
  return {
    target,
    model: modelNamed(read('MODEL_TO_USE')),
    users: whole('LOAD_USERS', 1),
    rate: whole('LOAD_RATE', 0),
    requests: whole('LOAD_REQUESTS', 0),
    runTimeSeconds: whole('LOAD_RUN_TIME_SECONDS', 0),
    waitReadySeconds: whole('LOAD_WAIT_READY_SECONDS', 0),
  };
}
