/** The actions that workflows use, each by its commit: a tag can be moved, a commit cannot. */

import pins from '../platform/actions.json';

export type ActionName = keyof typeof pins;

/** What `uses` says. */
export function action(name: ActionName): string {
  return `${name}@${pins[name].commit}`;
}

/** `uses` → the version that people know the commit by. */
export const actionVersions: ReadonlyMap<string, string> = new Map(
  Object.entries(pins).map(([name, { version, commit }]) => [`${name}@${commit}`, version]),
);
