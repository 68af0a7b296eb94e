/** The names, labels and buckets of every metric that the service exposes. A query elsewhere imports them from here. */

interface Metric {
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary';
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
}

export const metrics = {
  requests: {
    type: 'counter',
    name: 'predict_requests_total',
    help: 'Prediction requests received, whatever their outcome.',
    labels: [],
  },
  latency: {
    type: 'histogram',
    name: 'predict_latency_seconds',
    help: 'Seconds from the head of a prediction request to its reply.',
    labels: [],
  },
  errors: {
    type: 'counter',
    name: 'predict_errors_total',
    help: 'Prediction requests answered with a problem, by its name.',
    labels: ['reason'],
  },
  classes: {
    type: 'counter',
    name: 'predict_class_total',
    help: 'Rows predicted, by class.',
    labels: ['class'],
  },
  value: {
    type: 'summary',
    name: 'predict_value',
    help: 'Values predicted, in the unit of the target.',
    labels: [],
  },
  aboveThreshold: {
    type: 'counter',
    name: 'predict_above_threshold_total',
    help: 'Rows whose predicted value is above the threshold of the target.',
    labels: [],
  },
  unknown: {
    type: 'counter',
    name: 'predict_unknown_total',
    help: 'Values that the training rows did not have, by feature.',
    labels: ['feature'],
  },
  context: {
    type: 'counter',
    name: 'predict_context_total',
    help: 'Rows predicted, by the value of a context field; beyond the first hundred values, other.',
    labels: ['field', 'value'],
  },
  inFlight: {
    type: 'gauge',
    name: 'predict_requests_in_flight',
    help: 'Prediction requests received and not yet answered.',
    labels: [],
  },
  modelInfo: {
    type: 'gauge',
    name: 'model_info',
    help: 'The model that serves; 1 while it is loaded.',
    labels: ['name', 'version', 'alias'],
  },
} as const satisfies Record<string, Metric>;

/** Upper bounds in seconds. A prediction takes tens of microseconds, a queue behind it up to seconds. */
export const LATENCY_BUCKETS = [
  0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
];

/** The label names of one metric, as a union. */
export type LabelOf<M extends Metric> = M['labels'][number];

/** Quantiles of predicted values over the last minute. */
export const VALUE_QUANTILES = [0.05, 0.5, 0.95];
