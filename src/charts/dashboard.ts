/** The Grafana dashboard of one model, from the metrics of the contract. */

import { DashboardBuilder, type Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { metrics } from '../contract/metrics';
import type { Model } from '../models/model';
import type { Port } from './graph';

/** The datasource that panels ask, by its stable id. */
export const DATASOURCE = { type: 'prometheus', uid: 'prometheus' } as const;

interface Panel {
  readonly title: string;
  readonly description: string;
  /** A unit of Grafana's list. */
  readonly unit: string;
  readonly queries: readonly { readonly expression: string; readonly legend: string }[];
}

/** @param pods what Prometheus scrapes for the model */
export function modelDashboard(model: Model, pods: Port): Dashboard {
  const builder = new DashboardBuilder(model.title)
    .uid(`model-${model.name}`)
    .description(`What ${model.title} answers, how fast, and how often it fails.`)
    .tags(['canopy', model.name])
    .time({ from: 'now-30m', to: 'now' })
    .refresh('5s')
    .readonly();
  for (const panel of panels(model, pods.owner)) builder.withPanel(timeseries(panel));
  return builder.build();
}

/** Rates look back a minute: twelve scrapes. */
function panels({ target }: Model, job: string): Panel[] {
  const { requests, latency, errors, classes, value, unknown, inFlight } = metrics;
  const of = (metric: string): string => `${metric}{job="${job}"}`;
  const quantile = (q: number): string =>
    `histogram_quantile(${q}, sum by (le) (rate(${of(`${latency.name}_bucket`)}[1m])))`;
  const meanOf = (metric: string): string =>
    `sum(rate(${of(`${metric}_sum`)}[1m])) / sum(rate(${of(`${metric}_count`)}[1m]))`;
  return [
    {
      title: 'Requests',
      description: 'Prediction requests received a second, over all pods.',
      unit: 'reqps',
      queries: [{ expression: `sum(rate(${of(requests.name)}[1m]))`, legend: 'requests' }],
    },
    {
      title: 'Latency',
      description: 'From the head of a request to its reply, as measured in the service.',
      unit: 's',
      queries: [0.5, 0.95, 0.99].map((q) => ({ expression: quantile(q), legend: `p${q * 100}` })),
    },
    {
      title: 'Errors',
      description: 'Requests answered with a problem a second, by its name.',
      unit: 'reqps',
      queries: [{ expression: `sum by (reason) (rate(${of(errors.name)}[1m]))`, legend: '{{reason}}' }],
    },
    target.kind === 'class'
      ? {
          title: 'Predictions by class',
          description: 'Rows predicted a second, by class.',
          unit: 'short',
          queries: [{ expression: `sum by (class) (rate(${of(classes.name)}[1m]))`, legend: '{{class}}' }],
        }
      : {
          title: `${target.title} predicted`,
          description: `Mean over all pods${target.unit === undefined ? '' : `, in ${target.unit}`}.`,
          unit: 'short',
          queries: [{ expression: meanOf(value.name), legend: 'mean' }],
        },
    {
      title: 'Unknown values',
      description: 'Values a second that the training rows did not have, by feature.',
      unit: 'short',
      queries: [{ expression: `sum by (feature) (rate(${of(unknown.name)}[1m]))`, legend: '{{feature}}' }],
    },
    {
      title: 'In flight',
      description: 'Requests received and not yet answered, by pod.',
      unit: 'short',
      queries: [{ expression: of(inFlight.name), legend: '{{instance}}' }],
    },
    {
      title: 'Memory',
      description: 'Resident memory of each pod.',
      unit: 'bytes',
      queries: [{ expression: of('process_resident_memory_bytes'), legend: '{{instance}}' }],
    },
  ];
}

function timeseries({ title, description, unit, queries }: Panel): TimeseriesBuilder {
  const panel = new TimeseriesBuilder()
    .title(title)
    .description(description)
    .unit(unit)
    .datasource(DATASOURCE)
    .min(0)
    .span(12)
    .height(8);
  queries.forEach(({ expression, legend }, index) =>
    panel.withTarget(
      new DataqueryBuilder()
        .expr(expression)
        .legendFormat(legend)
        .refId(String.fromCharCode(65 + index)),
    ),
  );
  return panel;
}
