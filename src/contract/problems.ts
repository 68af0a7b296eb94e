/**
 * Every problem that the service answers with (RFC 9457), in one table.
 * The OpenAPI description is made from it; `type` of an answer points there.
 */

export const problems = {
  'not-http': { status: 400, title: 'The request is not HTTP/1.1' },
  'not-json': { status: 400, title: 'The body is not JSON' },
  'invalid-input': { status: 400, title: 'The input does not fit the model' },
  unauthorized: { status: 401, title: 'A token or key is missing or wrong' },
  forbidden: { status: 403, title: 'The route is closed until a token is configured' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'method-not-allowed': { status: 405, title: 'The address does not know this method' },
  timeout: { status: 408, title: 'The request did not arrive in time' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'The body is not of a supported type' },
  'header-too-large': { status: 431, title: 'The request head is too large' },
  'expectation-failed': { status: 417, title: 'The Expect header cannot be met' },
  'rate-limited': { status: 429, title: 'Too many requests from one client' },
  internal: { status: 500, title: 'The service failed' },
  draining: { status: 503, title: 'The service is shutting down' },
  'not-loaded': { status: 503, title: 'No model is loaded' },
  overloaded: { status: 503, title: 'Too many requests are in flight' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemName = keyof typeof problems;

/** One thing that is wrong with a request, and how to mend it. */
export interface BadField {
  /** A JSON Pointer into the body (RFC 6901), for example `/3/petal_width`. */
  readonly field: string;
  readonly expected: string;
  readonly got: string;
  readonly example: unknown;
}

/** Thrown anywhere on the request path; becomes the answer. */
export class Problem extends Error {
  constructor(
    readonly problem: ProblemName,
    readonly detail: string,
    readonly errors: readonly BadField[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
    /** What the log says of it and no answer does. */
    readonly confidential?: string,
  ) {
    super(detail);
  }

  get status(): number {
    return problems[this.problem].status;
  }

  /** The members of an `application/problem+json` answer. */
  body(requestId: string) {
    const { status, title } = problems[this.problem];
    return {
      type: `/openapi.json#/components/responses/${this.problem}`,
      title,
      status,
      detail: this.detail,
      request_id: requestId,
      ...(this.errors.length > 0 && { errors: this.errors }),
    };
  }
}
