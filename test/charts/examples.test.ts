import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, byName, documentsIn } from './synthesized';

const root = join(__dirname, '../..');

/** Every construct by its file, with what makes it what it is. */
const constructs: Readonly<Record<string, readonly string[]>> = {
  api: ['Deployment/iris-api', 'HorizontalPodAutoscaler/iris-api', 'PodDisruptionBudget/iris-api'],
  'argo-cd': ['AppProject/canopy', 'Application/canopy-dev'],
  grafana: ['ConfigMap/grafana-dashboards', 'Deployment/grafana'],
  'load-test': ['Job/iris-load-test'],
  namespace: ['Namespace/flowers'],
  prometheus: ['ConfigMap/prometheus', 'Deployment/prometheus'],
  'steady-load': ['Deployment/iris-steady-load'],
};

test('every construct has an example and tests', () => {
  const files = readdirSync(join(root, 'src/charts')).filter((file) =>
    /^export class \w+ extends /m.test(readFileSync(join(root, 'src/charts', file), 'utf8')),
  );
  const names = files.map((file) => file.replace('.ts', '')).sort();
  expect(Object.keys(constructs)).toEqual(names);
  expect(readdirSync(join(root, 'examples')).sort()).toEqual(names);
  expect(names.filter((name) => !existsSync(join(__dirname, `${name}.test.ts`)))).toEqual([]);
});

test.each(Object.entries(constructs))(
  'the example of %s prints it, in an order that kubectl can apply',
  (name, made) => {
    const objects = runExample(name);
    expect([...byName(objects).keys()]).toEqual(expect.arrayContaining([...made]));
    const spaces = new Set<unknown>(['argocd']);
    for (const object of objects) {
      if (at(object, 'kind') === 'Namespace') spaces.add(at(object, 'metadata.name'));
      else expect(spaces).toContain(at(object, 'metadata.namespace'));
    }
  },
);

function runExample(name: string): readonly unknown[] {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    jest.isolateModules(() => void jest.requireActual<object>(join(root, 'examples', name, 'main.ts')));
    return documentsIn(write.mock.calls.map(([chunk]) => String(chunk)).join(''));
  } finally {
    write.mockRestore();
  }
}
