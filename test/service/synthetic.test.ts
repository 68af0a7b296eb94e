import { createContext, runInContext } from 'node:vm';
import { routes } from '../../src/contract/routes';
import { housePrices } from '../../src/models/house-prices';
import { iris } from '../../src/models/iris';
import { jokemeter } from '../../src/models/jokemeter';
import type { Model } from '../../src/models/model';
import { readmission } from '../../src/models/readmission';
import { versionOf } from '../../src/service/model-file';
import { artefactOf, expectProblem, serve, serveIris, type RunningService } from './running-service';

const refused = 'it was trained on made-up rows, which ALLOW_SYNTHETIC=false refuses; train it on real ones';

describe.each<Model>([readmission, housePrices, jokemeter])('$name, trained on made-up rows,', (model) => {
  const reference = {
    ...{ name: model.name, version: versionOf(artefactOf(model)), alias: 'champion', synthetic: true },
  };

  test('says so with every answer, and when it is ready', async () => {
    const service = await serve(model);
    expect((await service.predict(model.example)).body).toMatchObject({ model: reference });
    expect((await service.ask(routes.ready)).body).toEqual({ status: 'ready', model: reference });
    expect((await service.ask(routes.version)).body).toMatchObject({ model: reference });
  });

  test('serves no one where that is not allowed, and the reason is given', async () => {
    const service = await serve(model, { ALLOW_SYNTHETIC: 'false' });
    const detail = `${model.title} is not ready: ${service.modelPath}: ${refused}`;
    const replies = await Promise.all([
      service.predict(model.example),
      service.ask(routes.ready),
      service.post(routes.loadModel),
      service.post(routes.modelUpdate),
    ]);
    for (const reply of replies) {
      expectProblem(reply, 'not-loaded');
      expect(reply.body).toMatchObject({ detail });
    }
    expect((await service.ask(routes.health)).status).toBe(200);
  });
});

describe('iris, trained on real rows,', () => {
  test('serves also where made-up ones are not allowed, and has nothing to say of them', async () => {
    const service = await serveIris({ ALLOW_SYNTHETIC: 'false' });
    const { body } = await service.predict(iris.example);
    expect(body).toMatchObject({ prediction: 'setosa' });
    expect(body).not.toHaveProperty('model.synthetic');
    expect((await service.ask(routes.ready)).status).toBe(200);
  });
});

describe('the page', () => {
  test('warns of a model that was trained on made-up rows', async () => {
    const service = await serve(jokemeter);
    expect((await service.ask(routes.ui)).text).toContain(
      '<p id="origin" hidden>Trained on made-up rows: no basis for a decision.</p>',
    );
    expect(await isHidden(service, jokemeter, 'origin')).toBe(false);
  });

  test('does not warn of another', async () => {
    expect(await isHidden(await serveIris(), iris, 'origin')).toBe(true);
  });
});

/** What the script of the page does with an element when it has an answer to show. */
async function isHidden(service: RunningService, model: Model, id: string): Promise<boolean | undefined> {
  const elements = new Map<string, Element>();
  const context = createContext({
    ...{ document: documentOf(elements), Intl },
    answered: (await service.predict(model.example)).body,
  });
  runInContext((await service.ask(routes.uiScript)).text, context);
  runInContext('accept(answered)', context);
  return elements.get(id)?.hidden;
}

/** As much of a document as the script needs. */
interface Element {
  hidden: boolean;
}

function documentOf(elements: Map<string, Element>) {
  const nothing = (): void => undefined;
  const element = () => ({
    ...{ hidden: true, addEventListener: nothing, replaceChildren: nothing, scrollIntoView: nothing },
    querySelectorAll: () => [],
  });
  const getElementById = (id: string): Element => {
    const found = elements.get(id) ?? element();
    elements.set(id, found);
    return found;
  };
  return { getElementById, querySelector: element };
}
