/**
 * dist/dev on a real cluster: KUBECONFIG says which, MANIFESTS which folder (default dist/dev).
 * Its images must be released, so that the cluster can pull them.
 */

import { execSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { API_PORT, routes } from '../../src/contract/routes';
import { metrics } from '../../src/contract/metrics';
import type { LoadSummary } from '../../src/load/generator';
import { environments } from '../../src/platform/environments';
import type { Answer } from '../../src/service/model-slot';
import { fromReadme } from '../readme';
import { getJson, kubectl, kubectlInput, LogFollower, withForward } from './kubectl';

const folder = process.env['MANIFESTS'] ?? 'dist/dev';
const { namespace, models } = environments.find(({ name }) => name === 'dev')!;
const served = models.map(({ model }) => model);
const inNamespace = ['--namespace', namespace];
jest.setTimeout(300_000);

/** Predictions that clients sent and had answered, by model, as the tests sent them. */
const answered = new Map(served.map(({ name }) => [name, 0]));
const count = (model: string, requests: number) => answered.set(model, (answered.get(model) ?? 0) + requests);

/** Runs a command of the README, on the folder under test. */
function shell(command: string): string {
  return execSync(fromReadme(command).replaceAll('dist/dev', folder), { encoding: 'utf8' });
}

beforeAll(() => {
  shell('kubectl apply -f dist/dev/namespace.yaml');
  shell(
    'kubectl create secret generic grafana-admin --namespace canopy-dev --from-literal=password="$(openssl rand -hex 16)"',
  );
});

test('the API server accepts every object as it is, to the last field', () => {
  const said = kubectl('apply', '--dry-run=server', '--validate=strict', '--kustomize', folder);
  expect(said.trim().split('\n').length).toBeGreaterThan(20);
  expect(shell('kubectl apply --kustomize dist/dev')).toMatch(/deployment.apps\/iris-api created/);
});

test('Argo CD takes the project and an application for each environment', () => {
  shell('kubectl apply --kustomize dist/argocd');
  const taken = kubectl('get', 'applications,appprojects', '--namespace', 'argocd', '--output=name').trim().split('\n');
  expect(taken).toEqual(
    expect.arrayContaining([
      'appproject.argoproj.io/canopy',
      ...environments.map(({ name }) => `application.argoproj.io/canopy-${name}`),
    ]),
  );
});

test('pods get ready in a namespace that enforces the restricted standard', () => {
  const deployments = served.flatMap(({ name }) => [`${name}-api`, `${name}-steady-load`]);
  for (const deployment of [...deployments, 'prometheus']) {
    kubectl('rollout', 'status', ...inNamespace, `deployment/${deployment}`, '--timeout=120s');
  }
  const pods = kubectl('get', 'pods', ...inNamespace, '--output=name')
    .trim()
    .split('\n');
  expect(pods.filter((pod) => pod.startsWith('pod/grafana-'))).toHaveLength(1); // admitted; its image cannot be had everywhere
  const careless = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'careless' },
    spec: { containers: [{ name: 'careless', image: 'careless' }] },
  };
  expect(() => kubectlInput(JSON.stringify(careless), 'apply', ...inNamespace, '-f', '-')).toThrow(
    /violates PodSecurity "restricted/,
  );
});

test.each(served)(
  'a prediction of $name through its Service says which model gave it',
  async ({ name, example, target }) => {
    const answer = await withForward(namespace, `${name}-api`, API_PORT, async (origin) => {
      const response = await fetch(`${origin}${routes.predict}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(example),
      });
      return (await response.json()) as Answer;
    });
    count(name, 1);
    expect(answer.model.name).toBe(name);
    if (target.kind === 'class') expect(target.classes).toContain(answer.prediction);
    else expect(answer.prediction).toBeGreaterThan(0);
  },
);

test.each(served)('the load Job of $name sends at least 1,000 predictions and none fails', ({ name }) => {
  kubectl('wait', ...inNamespace, '--for=condition=complete', `job/${name}-load-test`, '--timeout=180s');
  const summary = JSON.parse(kubectl('logs', ...inNamespace, `job/${name}-load-test`)) as LoadSummary;
  count(name, summary.requests);
  expect(summary.requests).toBeGreaterThanOrEqual(1000);
  expect(summary.failures).toBe(0);
});

test('Prometheus counts exactly the predictions that clients sent', async () => {
  const followers = served.map(({ name }) => new LogFollower(namespace, `deployment/${name}-steady-load`));
  await sleep(3000); // each sends one a second
  for (const { name } of served) kubectl('scale', ...inNamespace, `deployment/${name}-steady-load`, '--replicas=0');
  for (const [index, { name }] of served.entries()) {
    const summary = JSON.parse(await followers[index]!.ended()) as LoadSummary;
    expect(summary.failures).toBe(0);
    expect(summary.requests).toBeGreaterThan(1);
    count(name, summary.requests);
  }
  const counted = () => new Map(served.map(({ name }) => [name, total(name, metrics.requests.name)]));
  for (let second = 0; !sameNumbers(counted(), answered) && second < 30; second++) await sleep(1000);
  await sleep(6000); // one more scrape: it must not go on
  expect(counted()).toEqual(answered);
  for (const { name, target } of served) {
    const rows = target.kind === 'class' ? metrics.classes.name : `${metrics.value.name}_count`;
    expect(total(name, rows)).toBe(answered.get(name));
    expect(total(name, metrics.errors.name)).toBe(0);
  }
});

function sameNumbers(some: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): boolean {
  return [...some].every(([name, number]) => others.get(name) === number);
}

interface QueryResult {
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
}

/** The sum of a metric over all pods of a model, as Prometheus has it. */
function total(model: string, metric: string): number {
  const query = encodeURIComponent(`sum(${metric}{job="${model}-api"})`);
  const { data } = getJson<QueryResult>(
    `/api/v1/namespaces/${namespace}/services/prometheus:http/proxy/api/v1/query?query=${query}`,
  );
  return Number(data.result[0]?.value[1] ?? 0);
}
