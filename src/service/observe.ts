/** The metrics of the service, by the names of the contract. */

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry, Summary } from 'prom-client';
import { LATENCY_BUCKETS, metrics, VALUE_QUANTILES, type LabelOf } from '../contract/metrics';
import type { ProblemName } from '../contract/problems';
import type { Model, Row } from '../models/model';
import type { Answer, ModelReference } from './model-slot';

const { requests, latency, errors, classes, value, aboveThreshold, unknown, context, inFlight, modelInfo } = metrics;

/** Values of a context field that are counted by themselves: clients choose them, and each is a time series. */
const CONTEXT_VALUES = 100;
const OTHER = 'other';

export class Observer {
  readonly registry = new Registry();
  private readonly requests = new Counter({ ...described(requests), registers: [this.registry] });
  private readonly latency = new Histogram({
    ...described(latency),
    buckets: LATENCY_BUCKETS,
    registers: [this.registry],
  });
  private readonly errors = new Counter<LabelOf<typeof errors>>({ ...described(errors), registers: [this.registry] });
  private readonly unknown = new Counter<LabelOf<typeof unknown>>({
    ...described(unknown),
    registers: [this.registry],
  });
  private readonly modelInfo = new Gauge<LabelOf<typeof modelInfo>>({
    ...described(modelInfo),
    registers: [this.registry],
  });
  private readonly observePrediction: (prediction: string | number) => void;
  private readonly observeContext: (row: Row) => void;

  constructor({ features, target, context: fields }: Model, requestsInFlight: () => number) {
    for (const feature of Object.keys(features)) this.unknown.inc({ feature }, 0);
    this.observePrediction =
      target.kind === 'class' ? classCounter(this.registry, target.classes) : valueObserver(this.registry, target);
    this.observeContext = fields === undefined ? () => undefined : contextCounter(this.registry, Object.keys(fields));
    new Gauge({
      ...described(inFlight),
      registers: [this.registry],
      collect() {
        this.set(requestsInFlight());
      },
    });
    collectDefaultMetrics({ register: this.registry });
  }

  received(): void {
    this.requests.inc();
  }

  /** @param answers one a row */
  predicted(rows: readonly Row[], answers: readonly Answer[], seconds: number): void {
    this.latency.observe(seconds);
    for (const { prediction, unknown: features = [] } of answers) {
      this.observePrediction(prediction);
      for (const feature of features) this.unknown.inc({ feature });
    }
    for (const row of rows) this.observeContext(row);
  }

  failed(reason: ProblemName, seconds: number): void {
    this.latency.observe(seconds);
    this.errors.inc({ reason });
  }

  serves({ name, version, alias }: ModelReference): void {
    this.modelInfo.reset();
    this.modelInfo.set({ name, version, alias }, 1);
  }
}

/** Every class is there from the start, so that a rate over the first one is right. */
function classCounter(registry: Registry, names: readonly string[]): (prediction: string | number) => void {
  const counter = new Counter<LabelOf<typeof classes>>({ ...described(classes), registers: [registry] });
  for (const name of names) counter.inc({ class: name }, 0);
  return (prediction) => counter.inc({ class: String(prediction) });
}

function valueObserver(
  registry: Registry,
  { threshold }: { readonly threshold?: number },
): (prediction: string | number) => void {
  const summary = new Summary({
    ...described(value),
    percentiles: VALUE_QUANTILES,
    maxAgeSeconds: 60,
    ageBuckets: 5,
    registers: [registry],
  });
  if (threshold === undefined) return (prediction) => summary.observe(Number(prediction));
  const above = new Counter({ ...described(aboveThreshold), registers: [registry] });
  return (prediction) => {
    summary.observe(Number(prediction));
    if (Number(prediction) > threshold) above.inc();
  };
}

function contextCounter(registry: Registry, fields: readonly string[]): (row: Row) => void {
  const counter = new Counter<LabelOf<typeof context>>({ ...described(context), registers: [registry] });
  const known = new Map(fields.map((field) => [field, new Set<string>()]));
  return (row) => {
    for (const [field, values] of known) {
      const cell = row[field];
      if (cell === null || cell === undefined) continue;
      const text = String(cell);
      if (values.size < CONTEXT_VALUES) values.add(text);
      counter.inc({ field, value: values.has(text) ? text : OTHER });
    }
  };
}

function described<const Name extends string, const Label extends string>(metric: {
  readonly name: Name;
  readonly help: string;
  readonly labels: readonly Label[];
}) {
  return { name: metric.name, help: metric.help, labelNames: metric.labels };
}
