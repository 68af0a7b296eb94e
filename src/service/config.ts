/** What the environment says, checked. A wrong variable is one line that names it. */

import { logLevels, serviceVariables, type LogLevel, type ServiceVariable } from '../contract/environment';
import { InputError } from '../contract/exit';
import { modelNamed } from '../models/catalogue';
import type { Model } from '../models/model';
import { modelFile } from './model-file';

export interface ServiceConfig {
  readonly model: Model;
  readonly modelPath: string;
  /** Whether a model that was trained on made-up rows may serve. */
  readonly allowSynthetic: boolean;
  readonly loadOnStart: boolean;
  readonly host: string;
  readonly port: number;
  readonly adminToken: string;
  readonly apiKeys: readonly string[];
  /** Prediction requests a second and client; 0: no limit. */
  readonly rateLimit: number;
  readonly maxRows: number;
  readonly maxBodyBytes: number;
  readonly maxInFlight: number;
  readonly requestTimeoutSeconds: number;
  readonly drainGraceSeconds: number;
  readonly drainTimeoutSeconds: number;
  readonly logLevel: LogLevel;
}

/** @throws InputError that names the variable, what it holds and what was expected */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ServiceConfig {
  const read = (name: ServiceVariable): string => environment[name] ?? serviceVariables[name].default;
  const fail = (name: ServiceVariable, expected: string): never => {
    throw new InputError(
      `environment: ${name} is '${oneLine(read(name))}'; expected ${expected} (${serviceVariables[name].meaning})`,
    );
  };
  const whole = (name: ServiceVariable, min: number, max: number): number => {
    const value = Number(read(name));
    const fits = /^\d+$/.test(read(name)) && value >= min && value <= max;
    return fits ? value : fail(name, `a whole number from ${min} to ${max}`);
  };
  const oneOf = <const Word extends string>(name: ServiceVariable, words: readonly Word[]): Word =>
    words.find((word) => word === read(name)) ?? fail(name, words.join(' or '));

  // What a Bearer header can carry (RFC 6750); the value is not shown, since it is a secret.
  const secret = (name: 'ADMIN_TOKEN' | 'API_KEYS', value: string): string => {
    if (/^[\w.~+/-]+=*$/.test(value)) return value;
    throw new InputError(
      `environment: ${name} holds a secret that no header can carry; expected letters, digits and -._~+/`,
    );
  };

  const keys = (): string[] => {
    const listed = read('API_KEYS')
      .split(',')
      .map((key) => key.trim())
      .filter((key) => key !== '');
    return listed.length > 0 ? listed.map((key) => secret('API_KEYS', key)) : fail('API_KEYS', 'at least one key');
  };

  const model = chosenModel(read('MODEL_TO_USE'));
  return {
    model,
    modelPath: read('ML_MODEL_PATH') || modelFile(model),
    allowSynthetic: oneOf('ALLOW_SYNTHETIC', ['true', 'false']) === 'true',
    loadOnStart: oneOf('LOAD_ON_START', ['true', 'false']) === 'true',
    host: read('HOST'),
    port: whole('PORT', 0, 65_535),
    adminToken: read('ADMIN_TOKEN') === '' ? '' : secret('ADMIN_TOKEN', read('ADMIN_TOKEN')),
    apiKeys: read('API_KEYS') === '' ? [] : keys(),
    rateLimit: whole('RATE_LIMIT', 0, 1_000_000),
    maxRows: whole('MAX_ROWS', 1, 1_000_000),
    maxBodyBytes: whole('MAX_BODY_BYTES', 1, 1_073_741_824),
    maxInFlight: whole('MAX_IN_FLIGHT', 1, 1_000_000),
    requestTimeoutSeconds: whole('REQUEST_TIMEOUT_SECONDS', 1, 3600),
    drainGraceSeconds: whole('DRAIN_GRACE_SECONDS', 0, 3600),
    drainTimeoutSeconds: whole('DRAIN_TIMEOUT_SECONDS', 1, 3600),
    logLevel: oneOf('LOG_LEVEL', logLevels),
  };
}

function oneLine(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

function chosenModel(name: string): Model {
  try {
    return modelNamed(name);
  } catch (error) {
    throw error instanceof InputError ? new InputError(`environment: MODEL_TO_USE: ${error.message}`) : error;
  }
}
