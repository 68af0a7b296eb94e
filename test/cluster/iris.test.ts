/**
 * dist/dev on a real cluster: KUBECONFIG says which, MANIFESTS which folder (default dist/dev).
 * Its images must be released, so that the cluster can pull them.
 */

import { execSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { API_PORT, routes } from '../../src/contract/routes';
import { metrics } from '../../src/contract/metrics';
import type { LoadSummary } from '../../src/load/generator';
import { iris } from '../../src/models/iris';
import { environments } from '../../src/platform/environments';
import type { Answer } from '../../src/service/model-slot';
import { fromReadme } from '../readme';
import { getJson, kubectl, kubectlInput, LogFollower, withForward } from './kubectl';

const folder = process.env['MANIFESTS'] ?? 'dist/dev';
const { namespace } = environments.find(({ name }) => name === 'dev')!;
const inNamespace = ['--namespace', namespace];
jest.setTimeout(300_000);

/** Predictions that clients sent and had answered, in the order in which the tests sent them. */
let answered = 0;

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
  for (const deployment of ['iris-api', 'iris-steady-load', 'prometheus']) {
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

test('a prediction through the Service names the model and the class', async () => {
  const answer = await withForward(namespace, 'iris-api', API_PORT, async (origin) => {
    const response = await fetch(`${origin}${routes.predict}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(iris.example),
    });
    return (await response.json()) as Answer;
  });
  answered += 1;
  expect(answer).toMatchObject({ prediction: 'setosa', index: 0, model: { name: 'iris' } });
});

test('the load Job sends at least 1,000 predictions and none fails', () => {
  kubectl('wait', ...inNamespace, '--for=condition=complete', 'job/iris-load-test', '--timeout=180s');
  const summary = JSON.parse(kubectl('logs', ...inNamespace, 'job/iris-load-test')) as LoadSummary;
  answered += summary.requests;
  expect(summary.requests).toBeGreaterThanOrEqual(1000);
  expect(summary.failures).toBe(0);
});

test('Prometheus counts exactly the predictions that clients sent', async () => {
  const steady = new LogFollower(namespace, 'deployment/iris-steady-load');
  await sleep(3000); // it sends one a second
  kubectl('scale', ...inNamespace, 'deployment/iris-steady-load', '--replicas=0');
  const summary = JSON.parse(await steady.ended()) as LoadSummary;
  expect(summary.failures).toBe(0);
  expect(summary.requests).toBeGreaterThan(1);
  answered += summary.requests;

  for (let second = 0; count(metrics.requests.name) < answered && second < 30; second++) await sleep(1000);
  await sleep(6000); // one more scrape: it must not go on
  expect(count(metrics.requests.name)).toBe(answered);
  expect(count(metrics.classes.name)).toBe(answered);
  expect(count(metrics.errors.name)).toBe(0);
});

interface QueryResult {
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
}

/** The sum of a metric over all pods, as Prometheus has it. */
function count(metric: string): number {
  const query = encodeURIComponent(`sum(${metric}{job="iris-api"})`);
  const { data } = getJson<QueryResult>(
    `/api/v1/namespaces/${namespace}/services/prometheus:http/proxy/api/v1/query?query=${query}`,
  );
  return Number(data.result[0]?.value[1] ?? 0);
}
