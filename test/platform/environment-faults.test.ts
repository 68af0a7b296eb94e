import { environmentFaults } from '../../src/platform/environment-faults';
import { environments, type Environment } from '../../src/platform/environments';

const [dev] = environments;
const served = dev!.models[0]!;

function faults(change: Partial<Environment>): string[] {
  return environmentFaults([{ ...dev!, ...change }]);
}

test('the environments of the project have none', () => {
  expect(environmentFaults(environments)).toEqual([]);
});

test.each(['Dev', 'Dev Env', '../escaped', '', 'dev_x', '1st', 'x'.repeat(41)])(
  'an environment called %j, which is a folder and part of names',
  (name) => {
    expect(faults({ name })).toEqual([expect.stringMatching(/expected at most 40 lower case letters/)]);
  },
);

test.each<[string, Partial<Environment>, string]>([
  ['a model that is listed twice', { models: [served, served] }, 'dev: iris is listed twice'],
  [
    'no pod at least',
    { models: [{ ...served, replicas: { min: 0, max: 3 } }] },
    'dev.iris.replicas.min is 0; expected a whole number from 1',
  ],
  [
    'half a pod at most',
    { models: [{ ...served, replicas: { min: 1, max: 3.5 } }] },
    'dev.iris.replicas.max is 3.5; expected a whole number from 1',
  ],
  [
    'a load test of nobody',
    { models: [{ ...served, loadTest: { users: 0, requests: 10 } }] },
    'dev.iris.loadTest.users is 0; expected a whole number from 1',
  ],
  ['a scrape that never comes', { scrapeSeconds: 0 }, 'dev.scrapeSeconds is 0; expected a whole number from 1'],
])('%s', (_, change, fault) => expect(faults(change)).toEqual([fault]));

test('two environments of one name and one namespace would overwrite each other; both are said at once', () => {
  expect(environmentFaults([dev!, { ...dev! }])).toEqual([
    'dev: two environments have this name',
    'canopy-dev: two environments share this namespace',
  ]);
});
