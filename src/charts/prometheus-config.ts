import { stringify } from 'yaml';
import { routes } from '../contract/routes';
import type { Port } from './graph';

/**
 * prometheus.yml. A headless Service has one address a pod, so DNS finds them all, without any right in the cluster.
 * @param targets the pods of each job; its name is that of their component
 */
export function prometheusConfig(targets: readonly Port[], scrapeSeconds: number): string {
  return stringify({
    global: { scrape_interval: `${scrapeSeconds}s`, scrape_timeout: `${scrapeSeconds}s` },
    scrape_configs: targets.map((port) => ({
      job_name: port.owner,
      metrics_path: routes.metrics,
      dns_sd_configs: [{ names: [port.host], type: 'A', port: port.number, refresh_interval: `${scrapeSeconds}s` }],
    })),
  });
}
