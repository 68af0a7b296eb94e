import { serviceVariables, type ServiceVariable } from '../../src/contract/environment';
import { InputError } from '../../src/contract/exit';
import { iris } from '../../src/models/iris';
import { readConfig, type ServiceConfig } from '../../src/service/config';
import { serveIris } from './running-service';

const notWhole = ['-1', '1.5', '1e3', '0x10', ' 1', '+1', 'many', 'NaN', 'Infinity', '', '1,000', '99999999999999'];

/** What each variable may not hold; nothing where any text has a meaning. */
const malformed: Readonly<Record<ServiceVariable, readonly string[]>> = {
  MODEL_TO_USE: ['tulip', 'IRIS', '', 'iris ', '__proto__'],
  ML_MODEL_PATH: [],
  ALLOW_SYNTHETIC: ['yes', 'FALSE', ''],
  LOAD_ON_START: ['yes', 'TRUE', '1', '', 'true '],
  HOST: [],
  PORT: [...notWhole, '65536'],
  ADMIN_TOKEN: [],
  API_KEYS: [],
  RATE_LIMIT: [...notWhole, '1000001'],
  MAX_ROWS: [...notWhole, '0', '1000001'],
  MAX_BODY_BYTES: [...notWhole, '0', '1073741825'],
  MAX_IN_FLIGHT: [...notWhole, '0', '1000001'],
  REQUEST_TIMEOUT_SECONDS: [...notWhole, '0', '3601'],
  DRAIN_GRACE_SECONDS: [...notWhole, '3601'],
  DRAIN_TIMEOUT_SECONDS: [...notWhole, '0', '3601'],
  LOG_LEVEL: ['verbose', 'INFO', '', 'trace'],
};

/** A value that each variable may hold, and what the service makes of it. */
const wellFormed: Readonly<Record<ServiceVariable, readonly [string, Partial<ServiceConfig>]>> = {
  MODEL_TO_USE: ['iris', { model: iris, modelPath: 'build/iris/model.safetensors' }],
  ML_MODEL_PATH: ['/models/a.safetensors', { modelPath: '/models/a.safetensors' }],
  ALLOW_SYNTHETIC: ['false', { allowSynthetic: false }],
  LOAD_ON_START: ['false', { loadOnStart: false }],
  HOST: ['0.0.0.0', { host: '0.0.0.0' }],
  PORT: ['0', { port: 0 }],
  ADMIN_TOKEN: ['open-sesame', { adminToken: 'open-sesame' }],
  API_KEYS: [' alice,,bob , ', { apiKeys: ['alice', 'bob'] }],
  RATE_LIMIT: ['1000000', { rateLimit: 1_000_000 }],
  MAX_ROWS: ['1', { maxRows: 1 }],
  MAX_BODY_BYTES: ['1073741824', { maxBodyBytes: 1_073_741_824 }],
  MAX_IN_FLIGHT: ['1', { maxInFlight: 1 }],
  REQUEST_TIMEOUT_SECONDS: ['3600', { requestTimeoutSeconds: 3600 }],
  DRAIN_GRACE_SECONDS: ['0', { drainGraceSeconds: 0 }],
  DRAIN_TIMEOUT_SECONDS: ['1', { drainTimeoutSeconds: 1 }],
  LOG_LEVEL: ['debug', { logLevel: 'debug' }],
};

/** What is said to a value; nothing when it is taken. */
function complaint(name: string, value: string): string {
  try {
    readConfig({ [name]: value });
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error instanceof Error ? error.message : '';
  }
}

describe('a malformed variable gives one line that names it, what it holds and what was expected', () => {
  test.each(Object.entries(malformed).flatMap(([name, values]) => values.map((value) => [name, value])))(
    '%s=%j',
    (name, value) => {
      const line = complaint(name, value);
      expect(line).toMatch(/^environment: .*; expected .+$/);
      expect(line).toContain(name);
      expect(line).toContain(`'${value}'`);
    },
  );

  test.each([
    ['PORT', '8989\n'],
    ['LOG_LEVEL', 'info\n'],
  ])('%s=%j, on one line', (name, value) => expect(complaint(name, value)).toMatch(/^environment: .+$/));

  test.each([
    ['API_KEYS', ' '],
    ['API_KEYS', ','],
  ])('%s=%j, as everyone may predict without a key', (name, value) => {
    expect(complaint(name, value)).toContain(name);
  });

  test.each([
    ['ADMIN_TOKEN', ' '],
    ['ADMIN_TOKEN', 'two words'],
    ['ADMIN_TOKEN', 'read-from-a-file\n'],
    ['ADMIN_TOKEN', 'schlüssel'],
    ['API_KEYS', 'two words'],
  ])('%s=%j, as no request could ever carry it', (name, value) => expect(complaint(name, value)).toContain(name));
});

test.each(Object.entries(wellFormed))('%s is read', (name, [value, expected]) => {
  expect(readConfig({ [name]: value })).toEqual({ ...readConfig({}), ...expected });
});

test('without any variable the documented defaults hold', () => {
  const defaults = Object.fromEntries(
    Object.entries(serviceVariables).map(([name, variable]) => [name, variable.default]),
  );
  expect(readConfig({})).toEqual(readConfig(defaults));
  expect(readConfig({})).toMatchObject({
    model: iris,
    host: '127.0.0.1',
    port: 8989,
    maxRows: 1000,
    loadOnStart: true,
  });
});

test('other variables are left alone', () => {
  expect(readConfig({ PATH: '/bin', port: 'x', MAX_ROW: '5' })).toEqual(readConfig({}));
});

test('an address that is not this machine’s is one line', async () => {
  const line = /^cannot listen on 192\.0\.2\.1:0: .*EADDRNOTAVAIL.*; set HOST and PORT$/;
  await expect(serveIris({ HOST: '192.0.2.1' })).rejects.toThrow(line);
});

test('a port that is taken is one line', async () => {
  const { port } = await serveIris();
  const line = new RegExp(`^cannot listen on 127\\.0\\.0\\.1:${port}: .*EADDRINUSE.*; set HOST and PORT$`);
  await expect(serveIris({ PORT: String(port) })).rejects.toThrow(line);
});
