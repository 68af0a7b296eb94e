/** The inference service of one model: what it is made of, who answers which request, and how it starts and ends. */

import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError, messageOf } from '../contract/exit';
import { Problem, type ProblemName } from '../contract/problems';
import { protocolRoutes, routes } from '../contract/routes';
import { Access } from './access';
import { createApp } from './app';
import { Intake } from './body';
import type { ServiceConfig } from './config';
import { plainDialect, type Dialect } from './dialect';
import { identify, newRequestId } from './identity';
import { protocolDialect } from './inference-protocol';
import { Log } from './log';
import { ModelSlot, notLoaded, type LoadedModel } from './model-slot';
import { Observer } from './observe';
import { PredictRoute } from './predict';
import { asProblem, sendProblem } from './reply';

export class Service {
  readonly slot: ModelSlot;
  readonly access: Access;
  readonly observer: Observer;
  readonly log: Log;
  readonly intake: Intake;
  private readonly server: Server;
  /** Connections without a request so far: nobody waits for an answer there. */
  private readonly unused = new Set<Duplex>();
  private draining = false;

  constructor(readonly config: ServiceConfig) {
    const { model, maxRows } = config;
    this.slot = new ModelSlot(config);
    this.access = new Access(config);
    this.intake = new Intake(config.maxBodyBytes, config.maxInFlight);
    this.observer = new Observer(model, () => this.intake.inFlight);
    this.log = new Log(config.logLevel);
    const predict = new PredictRoute(this);
    const plain = plainDialect(model, maxRows);
    const hot = new Map<string, Dialect>([
      [routes.predict, plain],
      [routes.predictV1, plain],
      [protocolRoutes(model.name).infer, protocolDialect(model, maxRows)],
    ]);
    const app = createApp(this);
    const listener = (request: IncomingMessage, response: ServerResponse): void => {
      this.unused.delete(request.socket);
      if (request.headers.host === undefined && request.httpVersion === '1.1') {
        request
          .resume()
          .once('end', () => this.reject(request, response, new Problem('not-http', 'There is no Host header.')));
        return;
      }
      request.url = originForm(request.url ?? '');
      const dialect = hot.get(pathOf(request.url));
      if (dialect === undefined) app(request, response);
      else predict.receive(request, response, dialect);
    };
    // Late bodies are looked for every second; by default node looks every 30.
    const timeouts = { requestTimeout: config.requestTimeoutSeconds * 1000, connectionsCheckingInterval: 1000 };
    this.server = createServer({ ...timeouts, keepAliveTimeout: 75_000, requireHostHeader: false }, listener);
    this.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
      const detail = `Expect is '${request.headers.expect}'; expected 100-continue.`;
      this.reject(request, response, new Problem('expectation-failed', detail));
    });
    this.server.on('connection', (socket) => {
      this.unused.add(socket);
      socket.once('close', () => this.unused.delete(socket));
    });
    this.server.on('clientError', (error: NodeJS.ErrnoException, socket) => this.refuse(error, socket));
  }

  readonly isDraining = (): boolean => this.draining;

  /** @throws Problem draining or not-loaded, unless the model answers as it did in training */
  requireReady(): LoadedModel {
    if (this.draining)
      throw new Problem('draining', 'The service is shutting down; ask another replica.', [], { 'retry-after': '1' });
    const loaded = this.slot.require();
    if (!loaded.replays())
      throw notLoaded(this.config.model, 'it does not give what it gave to its recorded example in training');
    return loaded;
  }

  /** @returns the port, once the start is over; a model that does not load leaves the service alive and not ready */
  async start(): Promise<number> {
    const { config, log } = this;
    if (config.loadOnStart) {
      try {
        this.observer.serves(this.slot.load().reference);
      } catch (error) {
        log.say('error', 'model not loaded', { reason: asProblem(error).detail });
      }
    }
    const port = await this.listen();
    log.say('info', 'listening', { host: config.host, port, model: this.slot.current?.reference ?? null });
    return port;
  }

  /** Readiness fails at once; requests go on for the grace period; then connections end, at the latest after the timeout. */
  async drain(): Promise<void> {
    if (this.draining) return;
    const { drainGraceSeconds, drainTimeoutSeconds } = this.config;
    this.draining = true;
    this.log.say('info', 'draining', { grace_seconds: drainGraceSeconds });
    await sleep(drainGraceSeconds * 1000);
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this.unused) socket.destroy();
    const abort = setTimeout(() => {
      this.log.say('warn', 'connections cut', { after_seconds: drainTimeoutSeconds });
      this.server.closeAllConnections();
    }, drainTimeoutSeconds * 1000);
    await closed;
    clearTimeout(abort);
    this.log.say('info', 'drained');
  }

  private listen(): Promise<number> {
    const { host, port } = this.config;
    return new Promise((resolve, reject) => {
      this.server.once('error', (error) =>
        reject(new InputError(`cannot listen on ${host}:${port}: ${messageOf(error)}; set HOST and PORT`)),
      );
      this.server.listen(port, host, () => {
        const address = this.server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  /** Answers a request that no route is asked for. */
  private reject(request: IncomingMessage, response: ServerResponse, problem: Problem): void {
    const identity = identify(request);
    this.log.say('info', 'refused', { request_id: identity.requestId, problem: problem.problem });
    sendProblem(response, problem, identity, true);
  }

  /** Answers what never became a request: late, malformed, or with too large a head. */
  private refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
    if (!socket.writable) return void socket.destroy();
    const [name, detail]: [ProblemName, string] =
      error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ['timeout', `The request did not arrive within ${this.config.requestTimeoutSeconds} seconds.`]
        : error.code === 'HPE_HEADER_OVERFLOW'
          ? ['header-too-large', 'The request head is larger than 16 KiB.']
          : ['not-http', error.message];
    const problem = new Problem(name, detail);
    // A prediction that is late took at least so long; what never named its route was none.
    if (name === 'timeout' && this.intake.isReceiving(socket))
      this.observer.failed(name, this.config.requestTimeoutSeconds);
    const requestId = newRequestId();
    this.log.say('info', 'refused', { request_id: requestId, problem: name });
    const body = JSON.stringify(problem.body(requestId));
    const head = [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
      'Connection: close',
    ];
    // Destroyed, since a client may keep its end open for as long as it likes.
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  }
}

/** A proxy's form of an address, http://host/path, without its host (RFC 9112, 3.2.2). */
function originForm(url: string): string {
  return url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?]*/i, '') || '/';
}

/** Without its query and a slash at the end. */
function pathOf(url: string): string {
  const end = url.indexOf('?');
  const path = end < 0 ? url : url.slice(0, end);
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
