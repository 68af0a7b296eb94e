/** Charts as plain YAML: one file a component, and a kustomization that lists them. */

import { ApiObject, Chart, Yaml, type App } from 'cdk8s';

/** Contents by their path. */
export type Files = ReadonlyMap<string, string>;

/** The first line of every generated file. */
export const GENERATED = '# Written by Canopy from src/; change it there and run: npm run synth\n';

/** @param folder where the files of this program lie */
export function manifestFiles(app: App, folder: string): Files {
  const charts = app.node.findAll().filter((construct) => Chart.isChart(construct));
  const names = charts.map((chart) => `${chart.node.id}.yaml`).sort();
  const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: names };
  return new Map([
    ...charts.map((chart): [string, string] => [
      `${folder}/${chart.node.id}.yaml`,
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
