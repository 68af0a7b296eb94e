import { InputError } from '../../src/contract/exit';
import { estimators } from '../../src/learning/estimators';
import { mlRandomForest } from '../../src/learning/trees/ml-random-forest';
import { choices } from '../../src/models/catalogue';
import { iris } from '../../src/models/iris';
import { keyOf } from '../../src/models/model';
import { readPlan } from '../../src/service/params';
import { temporaryFile } from './temporary-files';

const known = choices.map(keyOf).join(', ');
const head = 'iris:\n  engine: ml-random-forest\n';
const read = (yaml: string) => readPlan(temporaryFile(yaml, '.yaml'), iris);
const engines = estimators.forest;
const names = Object.keys(engines).join(' or ');
const parameters = Object.entries(mlRandomForest.parameters);
const defaults = Object.fromEntries(parameters.map(([name, parameter]) => [name, parameter.default]));
const allowed = ['engine', 'seed', 'test_share', 'validation_share', ...Object.keys(defaults)].join(', ');

/** What is said to a file, from the place on. */
function complaint(yaml: string): string {
  const path = temporaryFile(yaml, '.yaml');
  try {
    readPlan(path, iris);
    return 'nothing';
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    const { message } = error instanceof InputError ? error : new InputError();
    expect(message).toMatch(new RegExp(`^${path}:.*$`));
    return message.slice(path.length + 1).trim();
  }
}

describe('a plan', () => {
  test('has the documented defaults', () => {
    const { engine, ...plan } = read(head);
    expect(engine).toBe(engines['ml-random-forest']);
    expect(plan).toEqual({
      engineName: 'ml-random-forest',
      seed: 42,
      testShare: 0.2,
      validationShare: 0.2,
      parameters: defaults,
    });
  });

  test('has what was written, in whatever form YAML has for it', () => {
    const plan = read(`# ours\n"iris": {engine: 'ml-random-forest', seed: 0x11, max_depth: 1e1, "max_samples": .5}`);
    expect(plan).toMatchObject({ seed: 17, parameters: { ...defaults, max_depth: 10, max_samples: 0.5 } });
  });

  test('of the project’s own file is sound', () => {
    expect(Object.keys(engines)).toContain(readPlan('params.yaml', iris).engineName);
  });
});

describe('a value that makes no sense is answered with its line, what came and what was expected', () => {
  const whole = 'a whole number from 1 to 10000';
  const share = 'a share above 0 and at most 1';
  const shareOrCount = `${share}, or a whole number of features from 2 to 4`;

  test.each([
    ['n_estimators', '0', '0', whole],
    ['n_estimators', '1.5', '1.5', whole],
    ['n_estimators', '-3', '-3', whole],
    ['n_estimators', 'many', 'many', whole],
    ['n_estimators', '.inf', 'Infinity', whole],
    ['n_estimators', '.nan', 'NaN', whole],
    ['n_estimators', '', 'null', whole],
    ['n_estimators', 'true', 'true', whole],
    ['n_estimators', '[1, 2]', 'not a single value', whole],
    ['n_estimators', '{a: 1}', 'not a single value', whole],
    ['max_depth', '0', '0', 'a whole number from 1 to 1000'],
    ['min_samples_split', '1', '1', 'a whole number from 2'],
    ['min_gain', '-0.1', '-0.1', 'a number from 0'],
    ['min_gain', '.inf', 'Infinity', 'a number from 0'],
    ['max_samples', '0', '0', share],
    ['max_samples', '1.01', '1.01', share],
    ['max_samples', '50', '50', share],
    ['max_features', '0', '0', shareOrCount],
    ['max_features', '1.85', '1.85', shareOrCount],
    ['max_features', '5', '5', shareOrCount],
    ['max_features', 'sqrt', 'sqrt', shareOrCount],
    ['seed', '-1', '-1', 'a whole number from 0 to 4294967295'],
    ['seed', '0.5', '0.5', 'a whole number from 0 to 4294967295'],
    ['test_share', '0', '0', share],
    ['test_share', '1', '1', 'less than 1 with validation_share, so that rows are left to train on'],
    ['test_share', '30', '30', share],
  ])('%s: %s', (name, value, got, expected) => {
    expect(complaint(`${head}\n  # chosen by hand\n  ${name}: ${value}\n`)).toBe(
      `5: iris.${name} is ${got}; expected ${expected}`,
    );
  });

  test('a number in quotes, told apart from the number', () => {
    expect(complaint(`${head}  n_estimators: "100"\n`)).toBe(
      `3: iris.n_estimators is the string "100"; expected ${whole}`,
    );
  });

  test('a seed of more than 32 bits, as the engine would take it for another', () => {
    expect(complaint(`${head}  seed: 4294967296\n`)).toMatch(/^3: iris\.seed is 4294967296; expected /);
  });
});

describe('a parameter that the engine does not know is answered with its line and those that it does', () => {
  test.each([
    'min_samples_leaf',
    'N_estimators',
    'n-estimators',
    'criterion',
    'engines',
    '__proto__',
    'constructor',
    '5',
  ])('%s', (name) => {
    const line = `4: iris.${name} is no parameter of ml-random-forest; expected ${allowed}`;
    expect(complaint(`${head}  seed: 1\n  ${name}: 2\n`)).toBe(line);
  });
});

describe('an engine', () => {
  test.each([
    ['that is missing', 'iris:\n  seed: 1\n', `iris.engine is missing; expected ${names}`],
    ['that nobody wrote', 'iris:\n  seed: 1\n  engine: xgboost\n', `3: iris.engine is xgboost; expected ${names}`],
  ])('%s', (_, yaml, line) => expect(complaint(yaml)).toBe(line));

  test.each(['constructor', 'toString', '__proto__'])('that is called %s', (name) => {
    expect(complaint(`iris:\n  engine: ${name}\n`)).toBe(`2: iris.engine is ${name}; expected ${names}`);
  });

  test('that is a number', () => {
    expect(complaint('iris:\n  engine: 5\n')).toBe(`2: iris.engine is 5; expected ${names}`);
  });
});

describe('a file', () => {
  test.each(['', '# nothing', 'hello', '- iris', 'iris:', 'iris: 5'])(
    'without a section for the model, %j, is answered so',
    (yaml) => {
      expect(complaint(yaml)).toBe("there is no section 'iris'; expected its engine, seed and hyper-parameters");
    },
  );

  test.each(['Iris', 'tulip', 'constructor'])(
    'with a section for %s, which is no model, is answered with its line',
    (name) => {
      expect(complaint(`${head}${name}:\n  engine: x\n`)).toBe(`3: no model is called '${name}'; expected ${known}`);
    },
  );

  test.each([
    ['a tab', 'iris:\n\tengine: x\n', /^2: Tabs are not allowed/],
    ['two colons', 'iris:\n  engine: a: b\n', /^2: Nested mappings/],
    ['a name twice', `${head}  seed: 1\n  seed: 2\n`, /^4: Map keys must be unique$/],
    ['the section twice', head + head, /^3: Map keys must be unique$/],
    ['an open bracket', `${head}  seed: [1\n`, /^4: /],
    ['two documents', `${head}---\n${head}`, /^3: Source contains multiple documents/],
  ])('that is no YAML, with %s, is answered with the line', (_, yaml, line) => expect(complaint(yaml)).toMatch(line));

  test('that is missing is answered so', () => {
    expect(() => readPlan('/nowhere/params.yaml', iris)).toThrow(InputError);
    expect(() => readPlan('/nowhere/params.yaml', iris)).toThrow(
      /^\/nowhere\/params\.yaml: .*ENOENT.*; expected the hyper-parameters of every model$/,
    );
  });
});
