/** The terms of a text: runs of stems. */

import type { Language, Ngrams } from './encoding';
import { stems } from './words';

/** Longer runs hardly ever occur twice, and every length multiplies the terms of a text. */
export const MAX_NGRAM = 5;

/** @returns every run of the lengths told, joined by spaces, in the order of their starts within each length */
export function terms(text: string, language: Language, [shortest, longest]: Ngrams): string[] {
  const words = stems(text, language);
  const out: string[] = [];
  for (let length = shortest; length <= longest; length++) {
    for (let start = 0; start + length <= words.length; start++) {
      out.push(length === 1 ? words[start]! : words.slice(start, start + length).join(' '));
    }
  }
  return out;
}
