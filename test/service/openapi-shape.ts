/** The part of the OpenAPI 3.1 format (its JSON Schema of 2022-10-07) that a service of ours may use, as JSON Schema. */

const text = { type: 'string', minLength: 1 };
const ref = { $ref: '#/$defs/reference' };
const closed = (properties: object, ...required: readonly string[]) => ({
  ...{ type: 'object', additionalProperties: false, properties, required },
});
const mapOf = (values: object) => ({ type: 'object', additionalProperties: values });

const media = closed({ schema: { type: 'object' }, example: {} }, 'schema');
const content = { ...mapOf(media), propertyNames: { pattern: '^[a-z]+/[a-z+-]+$' }, minProperties: 1 };
const response = closed({ description: text, content }, 'description');
const parameter = closed(
  { name: text, in: { enum: ['query', 'header', 'path'] }, description: text, schema: { type: 'object' } },
  ...['name', 'in', 'schema'],
);
const operation = closed(
  {
    tags: { type: 'array', items: text },
    summary: text,
    parameters: { type: 'array', items: parameter },
    requestBody: closed({ required: { type: 'boolean' }, content }, 'content'),
    responses: {
      ...mapOf({ if: { required: ['$ref'] }, then: ref, else: response }),
      propertyNames: { pattern: '^[1-5]\\d\\d$' },
      minProperties: 1,
    },
    security: { type: 'array', items: mapOf({ type: 'array', items: text }) },
  },
  ...['summary', 'responses'],
);

export const openapiShape = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $defs: { reference: closed({ $ref: { type: 'string', pattern: '^#/' } }, '$ref') },
  ...closed(
    {
      openapi: { type: 'string', pattern: '^3\\.1\\.\\d+$' },
      info: closed({ title: text, version: text, description: text }, 'title', 'version'),
      servers: { type: 'array', items: closed({ url: text }, 'url') },
      paths: { ...mapOf(closed({ get: operation, post: operation })), propertyNames: { pattern: '^/' } },
      components: closed({
        securitySchemes: mapOf(closed({ type: { const: 'http' }, scheme: text }, 'type', 'scheme')),
        responses: { ...mapOf(response), propertyNames: { pattern: '^[\\w.-]+$' } },
        schemas: { ...mapOf({ type: 'object' }), propertyNames: { pattern: '^[\\w.-]+$' } },
      }),
    },
    ...['openapi', 'info', 'paths'],
  ),
};
