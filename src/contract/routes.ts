/** Every route of the inference service, once. Charts probe them, clients call them, the service mounts them. */

/** The port that the service listens on. */
export const API_PORT = 8989;

export const routes = {
  root: '/',
  ui: '/ui',
  uiScript: '/ui/page.js',
  uiStyle: '/ui/page.css',
  docs: '/docs',
  docsScript: '/docs/docs.js',
  swaggerStyle: '/docs/swagger-ui.css',
  swaggerScript: '/docs/swagger-ui-bundle.js',
  openapi: '/openapi.json',
  metrics: '/metrics',
  predict: '/predict',
  predictV1: '/api/v1/predict',
  loadModel: '/load_model',
  modelUpdate: '/hooks/model_update',
  version: '/api/v1/version',
  startup: '/api/v1/startup',
  ready: '/api/v1/ready',
  health: '/api/v1/health',
  v2: '/v2',
  v2Live: '/v2/health/live',
  v2Ready: '/v2/health/ready',
} as const;

/** Open Inference Protocol routes of one model. */
export function protocolRoutes(model: string) {
  const base = `/v2/models/${model}` as const;
  return { model: base, ready: `${base}/ready`, infer: `${base}/infer` } as const;
}
