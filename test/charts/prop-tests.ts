/** A test for each prop of a construct. The table is complete by its type: a prop without a test does not compile. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences, type Differences, type Objects } from './synthesized';

export interface PropTest<Value> {
  /** What the user gets. */
  readonly title: string;
  /** Other than the minimal one. */
  readonly value: Value;
  /** All that it changes in the manifests; nothing else may change. */
  readonly changes: Differences;
  /** What the doc comment says after `@default`, and the value that this means, unless it is none. */
  readonly byDefault?: readonly [words: string, value?: Value];
}

export type PropTests<Props> = { readonly [Name in keyof Props]-?: PropTest<Required<Props>[Name]> };

/**
 * @param file where the props are declared, in src/charts
 * @param minimal the required props
 */
export function testProps<Props extends object>(
  file: string,
  minimal: Props,
  make: (props: Props) => Objects,
  tests: PropTests<Props>,
): void {
  const documented = defaultsIn(file);
  for (const name in tests) {
    const { title, value, changes, byDefault } = tests[name];
    test(`${name}: ${title}`, () => {
      expect(differences(make(minimal), make({ ...minimal, [name]: value }))).toEqual(changes);
    });
    if (name in minimal) continue;
    test(`${name}: left out, it is what its comment says`, () => {
      const [words = 'no words in the table', standard] = byDefault ?? [];
      expect(words).toBe(documented.get(name));
      if (standard === undefined) return;
      expect(differences(make(minimal), make({ ...minimal, [name]: standard }))).toEqual({});
    });
  }
}

function defaultsIn(file: string): Map<string, string> {
  const source = readFileSync(join(__dirname, '../../src/charts', file), 'utf8');
  const comments = source.matchAll(/@default (.+?)\s*\*\/\s+readonly (\w+)\?:/g);
  return new Map(Array.from(comments, ([, words = '', prop = '']) => [prop, words]));
}
