import { LATENCY_BUCKETS, metrics, type LabelOf } from '../../src/contract/metrics';

const all = Object.values(metrics);

test.each(all.map((metric) => [metric.name, metric] as const))('%s is named as Prometheus advises', (name, metric) => {
  expect(name).toMatch(/^[a-z][a-z_]+[a-z]$/);
  expect(name.endsWith('_total')).toBe(metric.type === 'counter');
  if (metric.type === 'histogram') expect(name).toMatch(/_seconds$/);
  expect(metric.help).toMatch(/^[A-Z].+\.$/);
  for (const label of metric.labels) expect(label).toMatch(/^[a-z]+$/);
});

test('no two metrics share a name', () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

test('latency is measured from 50 µs on, in steps that grow by at most three', () => {
  expect(LATENCY_BUCKETS[0]).toBe(0.00005);
  const steps = LATENCY_BUCKETS.slice(1).map((bound, index) => bound / LATENCY_BUCKETS[index]!);
  expect(steps.filter((step) => step <= 1 || step > 3)).toEqual([]);
});

test('a label that a metric has not does not compile', () => {
  const labels: readonly LabelOf<typeof metrics.modelInfo>[] = ['name', 'version', 'alias'];
  expect(metrics.modelInfo.labels).toEqual(labels);
  // @ts-expect-error errors are told apart by their reason, not by their status
  const none: LabelOf<typeof metrics.errors> = 'status';
  expect(metrics.errors.labels).not.toContain(none);
});
