import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBetter } from '../../src/learning/scores/scores';
import { choices } from '../../src/models/catalogue';
import { keyOf } from '../../src/models/model';
import { modelFile } from '../../src/service/model-file';
import { ModelSlot } from '../../src/service/model-slot';
import { succeeded } from './programs';
import { haveRealRows } from './real-rows';
import { folder, trainAll } from './trained-models';

jest.setTimeout(300_000);

interface Written {
  readonly data: { readonly synthetic: boolean };
  readonly scores: Readonly<Record<string, { readonly value: number }>>;
}

(haveRealRows ? describe : describe.skip)('trained on real rows', () => {
  beforeAll(() => {
    const trained = trainAll();
    expect(trained).toEqual(succeeded);
    expect(trained.output).not.toContain('made up');
  });

  test.each(choices.map((model) => [keyOf(model), model] as const))('%s is better than its floor', (key, model) => {
    const { metric, floor } = model.selection;
    const report = JSON.parse(readFileSync(join(folder, 'build', key, 'report.json'), 'utf8')) as Written;
    expect(report.data.synthetic).toBe(false);
    expect(isBetter(metric, report.scores[metric]?.value ?? NaN, floor)).toBe(true);
  });

  test.each(choices.map((model) => [keyOf(model), model] as const))(
    '%s serves where models of made-up rows may not',
    (_, model) => {
      const slot = new ModelSlot({ model, modelPath: join(folder, modelFile(model)), allowSynthetic: false });
      expect(slot.load().reference).not.toHaveProperty('synthetic');
    },
  );
});
