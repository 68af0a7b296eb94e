/** The metrics of the service, by the names of the contract. */

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { LATENCY_BUCKETS, metrics, type LabelOf } from '../contract/metrics';
import type { ProblemName } from '../contract/problems';
import type { Answer, ModelReference } from './model-slot';

const { requests, latency, errors, classes, inFlight, modelInfo } = metrics;

export class Observer {
  readonly registry = new Registry();
  private readonly requests = new Counter({ ...described(requests), registers: [this.registry] });
  private readonly latency = new Histogram({
    ...described(latency),
    buckets: LATENCY_BUCKETS,
    registers: [this.registry],
  });
  private readonly errors = new Counter<LabelOf<typeof errors>>({ ...described(errors), registers: [this.registry] });
  private readonly classes = new Counter<LabelOf<typeof classes>>({
    ...described(classes),
    registers: [this.registry],
  });
  private readonly modelInfo = new Gauge<LabelOf<typeof modelInfo>>({
    ...described(modelInfo),
    registers: [this.registry],
  });

  /** @param classNames every class from the start, so that a rate over the first one is right */
  constructor(classNames: readonly string[], requestsInFlight: () => number) {
    for (const name of classNames) this.classes.inc({ class: name }, 0);
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

  predicted(answers: readonly Answer[], seconds: number): void {
    this.latency.observe(seconds);
    for (const answer of answers) this.classes.inc({ class: answer.prediction });
  }

  failed(reason: ProblemName, seconds: number): void {
    this.latency.observe(seconds);
    this.errors.inc({ reason });
  }

  serves(model: ModelReference): void {
    this.modelInfo.reset();
    this.modelInfo.set({ ...model }, 1);
  }
}

function described<const Name extends string, const Label extends string>(metric: {
  readonly name: Name;
  readonly help: string;
  readonly labels: readonly Label[];
}) {
  return { name: metric.name, help: metric.help, labelNames: metric.labels };
}
