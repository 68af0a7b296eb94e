import { InputError } from '../../src/contract/exit';
import { catalogue, choices, modelNamed } from '../../src/models/catalogue';
import { csv, defineModel, variantsOf } from '../../src/models/define-model';
import { keyOf, type Model } from '../../src/models/model';
import { category, classOf, date, number, text, valueOf, type Features } from '../../src/models/features';
import { iris } from '../../src/models/iris';
import { scaled, tfIdf } from '../../src/models/steps';
import { Validator } from '../../src/models/validate';

const words = tfIdf({ language: 'en', ngrams: [1, 1], maxTerms: 10 });
const size = number({ title: 'Size', min: 0, max: 1 });
const sound: Model = {
  ...{ name: 'tulip', title: 'Tulip', estimator: 'forest', selection: { metric: 'accuracy', floor: 0.5 } },
  ...{ features: { size }, example: { size: 0.5 }, target: classOf('kind', ['a', 'b']), source: csv('x.csv') },
};

/** The faults that are found in a model that differs from a sound one. */
function faults(change: Partial<Model>): readonly string[] {
  const model = { ...sound, ...change };
  try {
    expect(defineModel(model)).toBe(model);
    return [];
  } catch (error) {
    const [head, ...lines] = error instanceof Error ? error.message.split('\n') : [];
    expect(head).toBe(`model ${model.name}:`);
    return lines.map((line) => line.trim());
  }
}

const features = (features: Features): Partial<Model> => ({ features });

describe('a name', () => {
  test.each(['a', 'iris', 'house-prices', 'v2', 'x'.repeat(40)])('may be %s', (name) => {
    expect(faults({ name })).toEqual([]);
  });

  test.each(['', 'Iris', '2d', '-a', 'a-', 'a_b', 'a.b', 'größe', 'a b', 'x'.repeat(41)])('may not be %j', (name) => {
    const fault = `name is '${name}'; expected a DNS label of at most 40 characters, such as house-prices`;
    expect(faults({ name })).toEqual([fault]);
  });
});

describe('a fault is named', () => {
  test.each<[string, Partial<Model>, string]>([
    ['no feature', features({}), 'a model needs at least one feature'],
    ['a range without width', features({ size: { ...size, min: 1, max: 1 } }), 'size: min 1 is not below max 1'],
    ['a range upside down', features({ size: { ...size, min: 2 } }), 'size: min 2 is not below max 1'],
    ['a bound that is no number', features({ size: { ...size, max: NaN } }), 'size: min 0 is not below max NaN'],
    [
      'a category without values',
      features({ ward: category({ title: 'Ward', values: [] }) }),
      'ward: a category needs at least one value',
    ],
    [
      'a value twice',
      features({ ward: category({ title: 'Ward', values: ['a', 'b', 'a'] }) }),
      "ward: the value 'a' is listed twice",
    ],
    [
      'a text without length',
      { ...features({ note: text({ title: 'Note', maxLength: 0 }) }), prepare: { note: words } },
      'note: maxLength is 0; expected a whole number from 1',
    ],
    ['capitals', features({ Size: size }), "the feature name 'Size' is not lower case letters, digits and underscores"],
    [
      'a digit first',
      features({ '2d': size }),
      "the feature name '2d' is not lower case letters, digits and underscores",
    ],
    [
      'an alias with a dash',
      features({ size: { ...size, alias: 'the-size' } }),
      "the feature name 'the-size' is not lower case letters, digits and underscores",
    ],
    [
      'an alias of two',
      features({ a: { ...size, alias: 'x' }, b: { ...size, alias: 'x' } }),
      "two features are called 'x'",
    ],
    ['an alias that is a name', features({ a: size, b: { ...size, alias: 'a' } }), "two features are called 'a'"],
    ['an alias that is its own name', features({ a: { ...size, alias: 'a' } }), "two features are called 'a'"],
    ['one class', { target: classOf('kind', ['a']) }, 'target kind: a classifier needs at least two classes'],
    [
      'a text whose words are not declared',
      features({ size, note: text({ title: 'Note', maxLength: 5 }) }),
      'note: a text needs a tfIdf(…) in prepare',
    ],
    [
      'two values spelt alike',
      features({ ward: category({ title: 'Ward', values: ['New York', 'new-york'], unknown: 'New York' }) }),
      "ward: two values are spelt like 'new_york'",
    ],
    [
      'days in the wrong order',
      features({ day: date({ title: 'Day', min: '2030-01-01', max: '1990-01-01' }) }),
      'day: its days are from 2030-01-01 to 1990-01-01; expected two days such as 2022-03-15, in order',
    ],
    [
      'a linear estimator and a number that may be missing',
      {
        ...features({ size: number({ title: 'Size', min: 0, max: 1, optional: true }) }),
        ...{ estimator: 'ridge', target: valueOf('price', { title: 'Price', min: 0, max: 1 }) },
        selection: { metric: 'mae', floor: 1 },
      },
      'size: ridge needs to know what a missing value counts as',
    ],
    [
      'a logarithm of what may be negative',
      {
        ...features({ size: number({ title: 'Size', min: -5, max: 1 }) }),
        prepare: { size: scaled({ missing: 0, log: true }) },
      },
      'size: a logarithm of 1 + x needs numbers above -1; its min is -5',
    ],
    ['a class twice', { target: classOf('kind', ['a', 'b', 'b']) }, "target kind: the class 'b' is listed twice"],
  ])('%s', (_, change, fault) => {
    expect(faults(change)).toEqual([fault]);
  });

  test.each(['constructor', '__proto__', 'valueof', 'hasOwnProperty'])(
    'a feature called %s, unless it means nothing',
    (name) => {
      const found = faults({
        features: Object.fromEntries([[name, size]]),
        example: Object.fromEntries([[name, 0.5]]),
      });
      expect(found).toHaveLength(name in Object.prototype ? 1 : 0);
    },
  );

  test.each<[string, Partial<Model>, RegExp]>([
    ['an example out of range', { example: { size: 2 } }, /^example: size is 2; expected a number from 0 to 1$/],
    ['a target that is also a feature', { target: classOf('size', ['a', 'b']) }, /size/],
    ['a range without a whole number', features({ size: { ...size, min: 0.2, max: 0.8, integer: true } }), /^size: /],
    ['a range without end', features({ size: { ...size, max: Infinity } }), /^size: max /],
    [
      'a text of half a character',
      { ...features({ note: text({ title: 'Note', maxLength: 0.5 }) }), prepare: { note: words } },
      /^note: maxLength/,
    ],
    ['a floor that no score can reach', { selection: { metric: 'accuracy', floor: 90 } }, /floor is 90; expected .*1/],
    ['a floor that is no number', { selection: { metric: 'accuracy', floor: NaN } }, /floor is NaN/],
  ])('%s', (_, change, fault) => {
    expect(faults(change)).toEqual([expect.stringMatching(fault)]);
  });

  test('with all the others, at once', () => {
    const broken = { Size: { ...size, min: 5 }, ward: category({ title: 'Ward', values: [] }) };
    expect(faults({ name: 'X', features: broken, target: classOf('kind', []) })).toEqual([
      "name is 'X'; expected a DNS label of at most 40 characters, such as house-prices",
      'Size: min 5 is not below max 1',
      'ward: a category needs at least one value',
      "the feature name 'Size' is not lower case letters, digits and underscores",
      'target kind: a classifier needs at least two classes',
    ]);
  });
});

describe('variants', () => {
  const variants = {
    lr: { estimator: 'ridge', prepare: { size: scaled({ missing: 0 }) } },
    tr: { estimator: 'tree' },
  } as const;
  const { estimator: _, ...rest } = sound;
  const model = defineModel({
    ...rest,
    target: valueOf('price', { title: 'Price', min: 0, max: 1 }),
    selection: { metric: 'mae', floor: 1 },
    variants,
  });

  test('share all but how they learn, and the first one serves by default', () => {
    expect(model).toMatchObject({ variant: 'lr', estimator: 'ridge' });
    expect(variantsOf(model).map(keyOf)).toEqual(['tulip-lr', 'tulip-tr']);
    expect(variantsOf(model)[1]).toMatchObject({ estimator: 'tree', features: model.features });
  });

  test('are chosen by their name behind that of the model', () => {
    expect(modelNamed('jokemeter-tr')).toMatchObject({ name: 'jokemeter', variant: 'tr', estimator: 'tree' });
    expect(modelNamed('jokemeter')).toMatchObject({ variant: 'lr' });
  });
});

describe('the catalogue', () => {
  test('has no two models of one name', () => {
    expect(new Set(catalogue.map(({ name }) => name)).size).toBe(catalogue.length);
  });

  test.each(catalogue.map((model) => [model.name, model] as const))(
    'finds %s, whose example is one of its rows',
    (name, model) => {
      expect(modelNamed(name)).toBe(model);
      expect(Object.keys(new Validator(model).rows(model.example, 1)[0] ?? {})).toEqual([
        ...Object.keys(model.features),
        ...Object.keys(model.context ?? {}),
      ]);
    },
  );

  test.each(['', 'Iris', 'constructor'])('names what there is when asked for %j', (name) => {
    expect(() => modelNamed(name)).toThrow(
      new InputError(`no model is called '${name}'; expected ${choices.map(keyOf).join(', ')}`),
    );
    expect(modelNamed('iris')).toBe(iris);
  });
});
