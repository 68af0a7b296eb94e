/** The OpenAPI description that a service gives of itself, and whether what it answers fits. */

import { Ajv2020 } from 'ajv/dist/2020';
import { routes } from '../../src/contract/routes';
import type { RunningService } from './running-service';

export class Description {
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false });

  constructor(readonly document: object) {
    this.ajv.addSchema(document, 'description');
  }

  /** What does not fit a schema of the description, by its name; nothing when all does. */
  misfits(schema: string, value: unknown): readonly string[] {
    const check = this.ajv.getSchema(`description#/components/schemas/${schema}`);
    if (check === undefined) throw new Error(`the description has no schema ${schema}`);
    return check(value) === true
      ? []
      : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }
}

export async function descriptionOf(service: RunningService): Promise<Description> {
  const { body } = await service.ask(routes.openapi);
  if (typeof body !== 'object' || body === null) throw new Error('the description is no object');
  return new Description(body);
}
