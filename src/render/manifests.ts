/** Charts as plain YAML: one file a component, and a kustomization that lists them. */

import { ApiObject, Chart, Yaml, type App } from 'cdk8s';

/** Contents by their path. */
export type Files = ReadonlyMap<string, string>;

/** The first line of every generated file. */
export const GENERATED = '# Written by Canopy from src/; change it there and run: npm run synth\n';

/**
 * @param folder where the files of this program lie
 * @throws Error when two charts have one name
 */
export function manifestFiles(app: App, folder: string): Files {
  const charts = new Map<string, Chart>();
  for (const chart of app.node.findAll().filter((construct) => Chart.isChart(construct))) {
    const file = `${chart.node.id}.yaml`;
    const [path, other] = [chart.node.path, charts.get(file)?.node.path];
    if (other !== undefined) throw new Error(`${folder}/${file}: ${other} and ${path} would both be written to it`);
    charts.set(file, chart);
  }
  const resources = [...charts.keys()].sort();
  const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources };
  return new Map([
    ...Array.from(charts, ([file, chart]): [string, string] => [
      `${folder}/${file}`,
      GENERATED + Yaml.stringify(...objectsOf(chart)),
    ]),
    [`${folder}/kustomization.yaml`, GENERATED + Yaml.stringify(kustomization)],
  ]);
}

/** Not chart.toJson(): it would resolve the whole program again for each chart. */
function objectsOf(chart: Chart): unknown[] {
  const objects = chart.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
  return objects.filter((object) => Chart.of(object) === chart).map((object): unknown => object.toJson());
}
