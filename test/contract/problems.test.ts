import { STATUS_CODES } from 'node:http';
import { Problem, problems, type BadField, type ProblemName } from '../../src/contract/problems';

/** Every name, so that a new one is tested from its first day. */
const names: Readonly<Record<ProblemName, number>> = {
  'not-http': 400,
  'not-json': 400,
  'invalid-input': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  timeout: 408,
  'too-large': 413,
  'unsupported-media-type': 415,
  'expectation-failed': 417,
  'header-too-large': 431,
  'rate-limited': 429,
  internal: 500,
  draining: 503,
  'not-loaded': 503,
  overloaded: 503,
};

const each = test.each(Object.keys(problems).filter((name): name is ProblemName => name in problems));

each('%s has a status that HTTP knows, and a title of its own', (name) => {
  const { status, title } = problems[name];
  expect(status).toBe(names[name]);
  expect(STATUS_CODES).toHaveProperty(String(status));
  expect(Object.values(problems).filter((problem) => problem.title === title)).toHaveLength(1);
});

each('%s is an answer as RFC 9457 has it, with the request that it answers', (name) => {
  const { status, title } = problems[name];
  expect(new Problem(name, 'Something is wrong.').body('order-17')).toEqual({
    type: `/openapi.json#/components/responses/${name}`,
    ...{ title, status, detail: 'Something is wrong.', request_id: 'order-17' },
  });
});

test('bad fields are listed when there are any', () => {
  const field: BadField = { field: '/x', expected: 'a number', got: 'nothing', example: 5 };
  expect(new Problem('invalid-input', '', [field]).body('')).toHaveProperty('errors', [field]);
  expect(new Problem('invalid-input', '', []).body('')).not.toHaveProperty('errors');
});

test('a problem is an error that says its detail and keeps its headers', () => {
  const problem = new Problem('overloaded', 'Too many.', [], { 'retry-after': '1' });
  expect(problem).toBeInstanceOf(Error);
  expect(problem.message).toBe('Too many.');
  expect(problem.status).toBe(503);
  expect(problem.headers).toEqual({ 'retry-after': '1' });
});
