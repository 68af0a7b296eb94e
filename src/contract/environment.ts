/** Every environment variable that the service and the load generator read, with its default and meaning. */

interface Variable {
  readonly default: string;
  readonly meaning: string;
}

/** From the most talkative to the quietest. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Read by the inference service. An empty default means that the variable is optional. */
export const serviceVariables = {
  MODEL_TO_USE: { default: 'iris', meaning: 'the model that is served, with its variant: iris, jokemeter-lr' },
  ML_MODEL_PATH: { default: '', meaning: 'the model file; by default build/<model>/model.safetensors' },
  ALLOW_SYNTHETIC: { default: 'true', meaning: 'true or false: whether a model trained on made-up rows may serve' },
  LOAD_ON_START: { default: 'true', meaning: 'true or false: whether the model is loaded before the first request' },
  HOST: { default: '127.0.0.1', meaning: 'the address to listen on' },
  PORT: { default: '8989', meaning: 'the port to listen on' },
  ADMIN_TOKEN: { default: '', meaning: 'bearer token of the routes that change state; needed beyond loopback' },
  API_KEYS: { default: '', meaning: 'keys that may predict, separated by commas; empty: everyone may' },
  RATE_LIMIT: { default: '0', meaning: 'prediction requests a second and client, 0: no limit' },
  MAX_ROWS: { default: '1000', meaning: 'rows that one request may hold' },
  MAX_BODY_BYTES: { default: '1048576', meaning: 'bytes that one request body may hold' },
  MAX_IN_FLIGHT: { default: '16384', meaning: 'requests in flight; more are answered 503 at once' },
  REQUEST_TIMEOUT_SECONDS: { default: '10', meaning: 'seconds for a request to arrive in full' },
  DRAIN_GRACE_SECONDS: { default: '0', meaning: 'seconds between SIGTERM and the close of the port' },
  DRAIN_TIMEOUT_SECONDS: { default: '10', meaning: 'seconds that open requests have after that' },
  LOG_LEVEL: { default: 'info', meaning: 'debug, info, warn or error' },
} as const satisfies Record<string, Variable>;

/** Read by the load generator. */
export const loadVariables = {
  TARGET_HOST: { default: 'http://127.0.0.1:8989', meaning: 'the service to load: scheme, host and port' },
  MODEL_TO_USE: { default: 'iris', meaning: 'the model whose payloads are sent' },
  LOAD_USERS: { default: '10', meaning: 'users who send one request after the other' },
  LOAD_RATE: { default: '0', meaning: 'requests a second of all users together, 0: as many as are answered' },
  LOAD_REQUESTS: { default: '0', meaning: 'requests to send in all, 0: until the time is over' },
  LOAD_RUN_TIME_SECONDS: { default: '0', meaning: 'seconds to run, 0: until the requests are sent or SIGTERM' },
  LOAD_WAIT_READY_SECONDS: { default: '60', meaning: 'seconds to wait for the service to be ready, 0: no limit' },
} as const satisfies Record<string, Variable>;

export type ServiceVariable = keyof typeof serviceVariables;
export type LoadVariable = keyof typeof loadVariables;
