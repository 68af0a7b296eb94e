/** The OpenAPI 3.1 description of the service of one model: its declaration, the routes and the table of problems. */

import { problems, type ProblemName } from '../contract/problems';
import { protocolRoutes, routes } from '../contract/routes';
import type { ClassTarget, ValueTarget } from '../models/features';
import type { Model } from '../models/model';
import { rowSchema, type Schema } from '../models/schema';
import { protocolExample } from './inference-protocol';

/** Problems that any prediction may be answered with. */
const predictionProblems: readonly ProblemName[] = [
  'not-json',
  'invalid-input',
  'unauthorized',
  'timeout',
  'too-large',
  'unsupported-media-type',
  'rate-limited',
  'not-loaded',
  'overloaded',
];

const TOKEN: readonly Schema[] = [{ bearer: [] }];
/** A key, where the service asks for one. */
const KEY: readonly Schema[] = [{}, { bearer: [] }];

export function openapi(model: Model, version: string, maxRows: number): Schema {
  const protocol = protocolRoutes(model.name);
  const prediction = operation('Predict', 'Predict one row, or an array of rows', {
    requestBody: body({ $ref: '#/components/schemas/Question' }, model.example),
    answers: { 200: answer('A prediction for each row', { $ref: '#/components/schemas/Reply' }) },
    parameters: [explainParameter],
    problems: predictionProblems,
    security: KEY,
  });
  return {
    openapi: '3.1.0',
    info: {
      title: model.title,
      version,
      description: `Predicts ${model.target.column} from ${Object.keys(model.features).join(', ')}.`,
    },
    paths: {
      [routes.root]: { get: operation('Look', 'What this service is') },
      [routes.ui]: { get: operation('Look', 'The form in a browser', { answers: { 200: { description: 'HTML' } } }) },
      [routes.docs]: {
        get: operation('Look', 'This description, to try', { answers: { 200: { description: 'HTML' } } }),
      },
      [routes.openapi]: { get: operation('Look', 'This description') },
      [routes.metrics]: {
        get: operation('Operate', 'Metrics for Prometheus', { answers: { 200: { description: 'Text' } } }),
      },
      [routes.predict]: { post: prediction },
      [routes.predictV1]: { post: prediction },
      [routes.loadModel]: {
        post: operation('Operate', 'Load the model unless it is loaded', {
          problems: ['unauthorized', 'forbidden', 'not-loaded'],
          security: TOKEN,
        }),
      },
      [routes.modelUpdate]: {
        post: operation('Operate', 'Read the model file again', {
          problems: ['unauthorized', 'forbidden', 'not-loaded'],
          security: TOKEN,
        }),
      },
      [routes.version]: { get: operation('Operate', 'Versions of the program and the model') },
      [routes.startup]: { get: operation('Operate', 'Whether the start is over') },
      [routes.ready]: {
        get: operation('Operate', 'Whether the model answers as in training', { problems: ['not-loaded', 'draining'] }),
      },
      [routes.health]: { get: operation('Operate', 'Whether the process is alive') },
      [routes.v2]: { get: operation('Open Inference Protocol', 'The server, in the Open Inference Protocol') },
      [routes.v2Live]: { get: operation('Open Inference Protocol', 'Liveness') },
      [routes.v2Ready]: {
        get: operation('Open Inference Protocol', 'Readiness', { problems: ['not-loaded', 'draining'] }),
      },
      [protocol.model]: {
        get: operation('Open Inference Protocol', 'Inputs and outputs of the model', { problems: ['not-loaded'] }),
      },
      [protocol.ready]: {
        get: operation('Open Inference Protocol', 'Readiness of the model', { problems: ['not-loaded', 'draining'] }),
      },
      [protocol.infer]: {
        post: operation('Open Inference Protocol', 'Predict, in the Open Inference Protocol', {
          requestBody: body({ type: 'object', required: ['inputs'] }, protocolExample(model)),
          problems: predictionProblems,
          security: KEY,
        }),
      },
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      responses: Object.fromEntries(
        Object.keys(problems).map((name) => [name, problemResponse(problems[name as ProblemName].title)]),
      ),
      schemas: {
        Row: rowSchema(model),
        Question: { oneOf: [{ $ref: '#/components/schemas/Row' }, listOf('Row', maxRows)] },
        Answer: answerSchema(model),
        Reply: { oneOf: [{ $ref: '#/components/schemas/Answer' }, listOf('Answer', maxRows)] },
        Problem: problemSchema,
      },
    },
  };
}

const explainParameter: Schema = {
  name: 'explain',
  in: 'query',
  description: 'Whether answers say what each feature added',
  schema: { type: 'boolean', default: false },
};

/** Under which heading the documentation lists an operation. */
type Tag = 'Predict' | 'Look' | 'Operate' | 'Open Inference Protocol';

interface OperationParts {
  readonly requestBody?: Schema;
  readonly parameters?: readonly Schema[];
  /** @default - 200 with a JSON object */
  readonly answers?: Readonly<Record<number, Schema>>;
  readonly problems?: readonly ProblemName[];
  readonly security?: readonly Schema[];
}

/** OpenAPI has one entry a status, so problems that share one are listed in its description. */
function operation(tag: Tag, summary: string, parts: OperationParts = {}): Schema {
  const byStatus = new Map<number, ProblemName[]>();
  for (const name of parts.problems ?? [])
    byStatus.set(problems[name].status, [...(byStatus.get(problems[name].status) ?? []), name]);
  const failures = [...byStatus].map(([status, names]) => [
    status,
    names.length === 1
      ? { $ref: `#/components/responses/${names[0]}` }
      : problemResponse(names.map((name) => problems[name].title).join('; ')),
  ]);
  return {
    tags: [tag],
    summary,
    ...(parts.parameters && { parameters: parts.parameters }),
    ...(parts.requestBody && { requestBody: parts.requestBody }),
    ...(parts.security && { security: parts.security }),
    responses: { ...(parts.answers ?? { 200: answer('OK', { type: 'object' }) }), ...Object.fromEntries(failures) },
  };
}

function body(schema: Schema, example: unknown): Schema {
  return { required: true, content: { 'application/json': { schema, example } } };
}

function answer(description: string, schema: Schema): Schema {
  return { description, content: { 'application/json': { schema } } };
}

function problemResponse(description: string): Schema {
  return { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
}

function listOf(schema: string, maxItems: number): Schema {
  return { type: 'array', minItems: 1, maxItems, items: { $ref: `#/components/schemas/${schema}` } };
}

function answerSchema({ target }: Model): Schema {
  const said = target.kind === 'class' ? classProperties(target) : { prediction: valueSchema(target) };
  const text = { type: 'string' };
  return {
    type: 'object',
    required: [...Object.keys(said), 'model'],
    properties: {
      ...said,
      unknown: { type: 'array', items: text, description: 'Features whose value the training rows did not have' },
      explanation: explanationSchema,
      model: {
        type: 'object',
        required: ['name', 'version', 'alias'],
        properties: {
          ...{ name: text, version: text, alias: text },
          synthetic: { const: true, description: 'Trained on made-up rows' },
        },
      },
    },
  };
}

function classProperties({ classes }: ClassTarget): Schema {
  const probability = { type: 'number', minimum: 0, maximum: 1 };
  return {
    prediction: { enum: classes },
    index: { type: 'integer', minimum: 0, maximum: classes.length - 1 },
    probabilities: {
      type: 'object',
      required: classes,
      properties: Object.fromEntries(classes.map((name) => [name, probability])),
    },
  };
}

function valueSchema({ title, unit }: ValueTarget): Schema {
  return { type: 'number', description: unit === undefined ? title : `${title} in ${unit}` };
}

const explanationSchema: Schema = {
  type: 'object',
  description: 'With explain=true: Shapley values; base and features add up to output',
  required: ['scale', 'base', 'output', 'features', 'terms'],
  properties: {
    base: { type: 'number' },
    output: { type: 'number' },
    scale: { enum: ['probability', 'value', 'log value'] },
    features: { type: 'object', additionalProperties: { type: 'number' } },
    terms: { type: 'object', description: 'Of features of several columns, such as a text: what weighs most' },
  },
};

const problemSchema: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'request_id'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    request_id: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'expected', 'got', 'example'],
        properties: { field: { type: 'string' }, expected: { type: 'string' }, got: { type: 'string' }, example: {} },
      },
    },
  },
};
