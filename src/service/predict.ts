/**
 * The request path: bytes → validate → predict → observe → log → reply.
 * A plain listener, so that it runs in front of Express at the speed of node:http.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from '../contract/problems';
import type { Model } from '../models/model';
import { describe } from '../models/validate';
import type { Access } from './access';
import { checkContentType, parseJson, type Intake } from './body';
import type { Dialect } from './dialect';
import { identify, type Identity } from './identity';
import type { Log } from './log';
import type { ModelSlot } from './model-slot';
import type { Observer } from './observe';
import { asProblem, send } from './reply';

/** What the route uses of the service. */
interface Dependencies {
  readonly config: { readonly model: Model };
  readonly slot: ModelSlot;
  readonly access: Access;
  readonly intake: Intake;
  readonly observer: Observer;
  readonly log: Log;
  /** Whether connections are to be closed after their reply. */
  readonly isDraining: () => boolean;
}

/** A request that arrived in full. */
interface Exchange {
  readonly identity: Identity;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly dialect: Dialect;
  readonly started: number;
  readonly body: Buffer | Problem;
  /** Whether it counts as in flight. */
  readonly isAdmitted: boolean;
}

interface Reply {
  readonly status: number;
  readonly body: string;
  readonly problem?: Problem;
}

export class PredictRoute {
  private turn: Exchange[] = [];
  /** Rows explained in this turn. */
  private explained = 0;

  constructor(private readonly use: Dependencies) {}

  /** From the head of a request to its place in this turn of the event loop. */
  receive(request: IncomingMessage, response: ServerResponse, dialect: Dialect): void {
    const { intake, observer } = this.use;
    const started = performance.now();
    const identity = identify(request);
    observer.received();
    const arrived = (body: Buffer | Problem): void => {
      const isAdmitted = refusal === undefined;
      if (this.turn.push({ identity, request, response, dialect, started, body, isAdmitted }) === 1)
        setImmediate(() => this.answerTurn());
    };
    const refusal = this.refusal(request);
    intake.read(request, refusal, arrived);
  }

  /** What the head of a request alone is refused for. */
  private refusal(request: IncomingMessage): Problem | undefined {
    const { access, intake } = this.use;
    try {
      if (request.method !== 'POST') {
        throw new Problem('method-not-allowed', `The method is ${request.method}; expected POST.`, [], {
          allow: 'POST',
        });
      }
      access.checkClient(request);
      checkContentType(request);
      intake.admit(request);
      return undefined;
    } catch (error) {
      return asProblem(error);
    }
  }

  /** All that arrived in one turn is answered together: one write of the log, then the replies. One by one takes a third more CPU. */
  private answerTurn(): void {
    const exchanges = this.turn;
    this.turn = [];
    this.explained = 0;
    const replies = exchanges.map((exchange) => this.answer(exchange));
    this.use.log.flush();
    exchanges.forEach(({ request, response, identity: { requestId, traceparent }, isAdmitted }, index) => {
      if (isAdmitted) this.use.intake.release(request);
      const { status, body, problem } = replies[index]!;
      send(response, { status, body, problem, requestId, traceparent, close: this.use.isDraining() });
    });
  }

  private answer(exchange: Exchange): Reply {
    const { config, slot, observer, log } = this.use;
    const { dialect, body, started } = exchange;
    const { requestId } = exchange.identity;
    try {
      if (body instanceof Problem) throw body;
      const loaded = slot.require();
      const question = dialect.read(parseJson(body, config.model.example));
      const { rows } = question;
      const explained = dialect.explains && wantsExplanation(exchange.request.url ?? '', rows.length);
      if (explained) this.explain(rows.length);
      const answers = loaded.predict(rows, explained);
      const seconds = (performance.now() - started) / 1000;
      observer.predicted(rows, answers, seconds);
      this.logRequest(exchange, 200, seconds, answers.length);
      return { status: 200, body: JSON.stringify(question.reply(answers, loaded.reference)) };
    } catch (error) {
      const problem = asProblem(error);
      const seconds = (performance.now() - started) / 1000;
      observer.failed(problem.problem, seconds);
      this.logRequest(exchange, problem.status, seconds, 0);
      if (problem.confidential !== undefined)
        log.append('error', 'failure', { request_id: requestId, stack: problem.confidential });
      return {
        status: problem.status,
        body: JSON.stringify({ ...problem.body(requestId), ...dialect.problem(problem) }),
        problem,
      };
    }
  }

  /** Who asks for predictions does not wait for other people's explanations. @throws Problem overloaded */
  private explain(rows: number): void {
    this.explained += rows;
    if (this.explained > MAX_EXPLAINED_A_TURN)
      throw new Problem('overloaded', 'Too many rows are being explained; ask again.', [], { 'retry-after': '1' });
  }

  private logRequest(
    { request, identity: { requestId, traceparent } }: Exchange,
    status: number,
    seconds: number,
    rows: number,
  ): void {
    const { log } = this.use;
    if (!log.writes('info')) return;
    const milliseconds = Math.round(seconds * 1e6) / 1e3;
    log.append('info', 'predict', {
      request_id: requestId,
      traceparent,
      path: request.url,
      status,
      rows,
      milliseconds,
    });
  }
}

/** Rows that one request may have explained: each takes about as long as a thousand predictions. */
const MAX_EXPLAINED_ROWS = 10;
/** And all requests that are answered together. */
const MAX_EXPLAINED_A_TURN = 20;

/** Whether the address ends in `?explain=true`. @throws Problem invalid-input or too-large */
function wantsExplanation(url: string, rows: number): boolean {
  const query = url.indexOf('?');
  if (query < 0) return false;
  const explain = new URLSearchParams(url.slice(query)).get('explain');
  if (explain === null || explain === 'false') return false;
  if (explain !== 'true') {
    const error = {
      field: '',
      expected: 'explain=true or explain=false',
      got: describe(explain),
      example: 'explain=true',
    };
    throw new Problem('invalid-input', 'The query does not say whether to explain.', [error]);
  }
  if (rows > MAX_EXPLAINED_ROWS) {
    const detail = `A request may have ${MAX_EXPLAINED_ROWS} rows explained; it has ${rows}.`;
    throw new Problem('too-large', `${detail} Ask for the rest in further requests.`);
  }
  return true;
}
