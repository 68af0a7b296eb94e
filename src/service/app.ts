/** Everything but predictions, on Express: state, health, metrics, documentation and the page. */

import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import packageJson from '../../package.json';
import { Problem } from '../contract/problems';
import { protocolRoutes, routes } from '../contract/routes';
import { page } from '../web/page';
import type { Access } from './access';
import type { ServiceConfig } from './config';
import { docsPage, docsScript, swaggerFile } from './docs';
import { identify } from './identity';
import { inProtocol, protocolMetadata } from './inference-protocol';
import type { Log } from './log';
import type { LoadedModel, ModelSlot } from './model-slot';
import type { Observer } from './observe';
import { openapi } from './openapi';
import { asProblem, sendProblem } from './reply';

/** Nothing but what this service serves itself may run in its pages. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** Swagger UI sets styles from its script. */
const DOCS_POLICY = PAGE_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

/** What the app uses of the service. */
interface Dependencies {
  readonly config: ServiceConfig;
  readonly slot: ModelSlot;
  readonly access: Access;
  readonly observer: Observer;
  readonly log: Log;
  readonly isDraining: () => boolean;
  requireReady(): LoadedModel;
}

type Handler = (request: Request, response: Response) => void | Promise<void>;

export function createApp(service: Dependencies): Express {
  const { config, slot, access, observer } = service;
  const { model } = config;
  const protocol = protocolRoutes(model.name);
  const form = page(model);
  const description = openapi(model, packageJson.version, config.maxRows);

  const ready: Handler = (_, response) =>
    void response.json({ status: 'ready', model: service.requireReady().reference });
  const load =
    (how: () => ReturnType<typeof slot.load>): Handler =>
    (request, response) => {
      access.checkAdmin(request);
      const before = slot.current?.reference.version;
      const { reference } = how();
      observer.serves(reference);
      response.json({ status: 'loaded', changed: reference.version !== before, model: reference });
    };
  const pageOf =
    (type: string, policy: string, text: string): Handler =>
    (_, response) => {
      response.type(type).set('Content-Security-Policy', policy).send(text);
    };

  const table: Readonly<Record<string, { get: Handler } | { post: Handler }>> = {
    [routes.root]: {
      get: (request, response) => {
        if (request.accepts(['json', 'html']) === 'html') response.redirect(routes.ui);
        else
          response.json({
            name: model.name,
            title: model.title,
            version: packageJson.version,
            ui: routes.ui,
            docs: routes.docs,
          });
      },
    },
    [routes.ui]: { get: pageOf('html', PAGE_POLICY, form.html) },
    [routes.uiScript]: { get: pageOf('js', PAGE_POLICY, form.script) },
    [routes.uiStyle]: { get: pageOf('css', PAGE_POLICY, form.style) },
    [routes.docs]: { get: pageOf('html', DOCS_POLICY, docsPage(model.title)) },
    [routes.docsScript]: { get: pageOf('js', DOCS_POLICY, docsScript) },
    [routes.swaggerStyle]: { get: pageOf('css', DOCS_POLICY, swaggerFile('swagger-ui.css')) },
    [routes.swaggerScript]: { get: pageOf('js', DOCS_POLICY, swaggerFile('swagger-ui-bundle.js')) },
    [routes.openapi]: { get: (_, response) => void response.json(description) },
    [routes.metrics]: {
      get: async (_, response) => {
        response.type(observer.registry.contentType).send(await observer.registry.metrics());
      },
    },
    [routes.loadModel]: { post: load(() => slot.load()) },
    [routes.modelUpdate]: { post: load(() => slot.reload()) },
    [routes.version]: {
      get: (_, response) =>
        void response.json({ version: packageJson.version, model: slot.current?.reference ?? null }),
    },
    // The port opens when the model was loaded, or was found not to load: who is answered knows that the start is over.
    [routes.startup]: { get: (_, response) => void response.json({ status: 'started' }) },
    [routes.ready]: { get: ready },
    [routes.health]: { get: (_, response) => void response.json({ status: 'alive' }) },
    [routes.v2]: {
      get: (_, response) => void response.json({ name: 'canopy', version: packageJson.version, extensions: [] }),
    },
    [routes.v2Live]: { get: (_, response) => void response.json({ live: true }) },
    [routes.v2Ready]: { get: (_, response) => void response.json({ ready: service.requireReady() !== undefined }) },
    [protocol.model]: {
      get: (_, response) => void response.json(protocolMetadata(model, slot.require().reference.version)),
    },
    [protocol.ready]: {
      get: (_, response) => void response.json({ name: model.name, ready: service.requireReady() !== undefined }),
    },
  };

  const app = express();
  app.disable('x-powered-by');
  app.use(withIdentity(service));
  for (const [path, handlers] of Object.entries(table)) {
    if ('get' in handlers) app.get(path, handlers.get);
    else app.post(path, handlers.post);
    app.all(path, wrongMethod('get' in handlers ? 'GET, HEAD' : 'POST'));
  }
  app.use((request) => {
    throw new Problem(
      'not-found',
      `There is nothing at ${request.path.slice(0, 100)}; ${routes.docs} lists what there is.`,
    );
  });
  app.use(withProblems(service));
  return app;
}

function withIdentity({ log, isDraining }: Dependencies): RequestHandler {
  return (request, response, next) => {
    const { requestId, traceparent } = identify(request);
    response.set('X-Request-Id', requestId).set('X-Content-Type-Options', 'nosniff');
    if (traceparent !== undefined) response.set('Traceparent', traceparent);
    if (isDraining()) response.set('Connection', 'close');
    response.on('finish', () =>
      // Probes and pages are many and say little; what failed or changed something is looked for.
      log.say(response.statusCode < 400 && request.method !== 'POST' ? 'debug' : 'info', 'request', {
        request_id: requestId,
        traceparent,
        method: request.method,
        path: request.path,
        status: response.statusCode,
      }),
    );
    next();
  };
}

function wrongMethod(allow: string): RequestHandler {
  return (request) => {
    throw new Problem('method-not-allowed', `The method is ${request.method}; expected ${allow}.`, [], { allow });
  };
}

function withProblems({ log, isDraining }: Dependencies): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    const problem = isBadPath(error) ? new Problem('not-found', 'The address is not well-formed.') : asProblem(error);
    const requestId = String(response.get('X-Request-Id'));
    if (problem.confidential !== undefined)
      log.say('error', 'failure', { request_id: requestId, stack: problem.confidential });
    const identity = { requestId, traceparent: response.get('Traceparent') };
    sendProblem(response, problem, identity, isDraining(), isProtocol(request.path) ? inProtocol(problem) : {});
  };
}

function isProtocol(path: string): boolean {
  return path === routes.v2 || path.startsWith(`${routes.v2}/`);
}

/** Express' own word on an address such as /%ff. */
function isBadPath(error: unknown): boolean {
  return error instanceof URIError;
}
