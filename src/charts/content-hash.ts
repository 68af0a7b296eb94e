import { createHash } from 'node:crypto';

/** An annotation that changes with a configuration, so that pods which read it at their start are replaced. */
export function contentHash(...contents: readonly string[]): Record<string, string> {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content).update('\0');
  return { 'canopy/config-hash': hash.digest('hex').slice(0, 16) };
}
