import { stringify } from 'yaml';
import { routes } from '../contract/routes';
import type { Port } from './graph';

/**
 * prometheus.yml. A headless Service has one address a pod, so DNS finds them all, without any right in the cluster.
 * @param targets ports by the name of their job
 */
export function prometheusConfig(targets: Readonly<Record<string, Port>>, scrapeSeconds: number): string {
  return stringify({
    global: { scrape_interval: `${scrapeSeconds}s`, scrape_timeout: `${scrapeSeconds}s` },
    scrape_configs: Object.entries(targets).map(([job, port]) => ({
      job_name: job,
      metrics_path: routes.metrics,
      dns_sd_configs: [{ names: [port.host], type: 'A', port: port.number, refresh_interval: `${scrapeSeconds}s` }],
    })),
  });
}
