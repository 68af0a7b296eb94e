/**
 * The words of a text, as TF-IDF counts them: lower case, without stop words, cut to their stems.
 * Stemmers: Snowball (Porter, 2001); stop words: the lists of the stopword package.
 */

import { newStemmer } from 'snowball-stemmers';
import { eng, rus } from 'stopword';
import type { Language } from './encoding';

/** Runs of letters and digits. A single one says little; a longer run is no word, and a stemmer may take its square in time. */
const WORD = /(?<![\p{L}\p{N}])[\p{L}\p{N}]{2,64}(?![\p{L}\p{N}])/gu;
/** Stress marks, soft hyphens: within words, yet no part of their spelling. */
const INVISIBLE = /[\p{M}\p{Cf}]/gu;

/** More marks in a row than writing needs (Unicode's stream-safe format, UAX 15); normalizing takes their square in time. */
const EXCESS_MARKS = /(?<=\p{M}{30})\p{M}+/gu;

const languages = {
  en: { stopWords: new Set(eng), stemmer: newStemmer('english') },
  ru: { stopWords: new Set(rus.map(plain)), stemmer: newStemmer('russian') },
} as const;

/** Stemming takes microseconds a word, and few words make up most texts. */
const MAX_REMEMBERED = 20_000;
const remembered = { en: new Map<string, string>(), ru: new Map<string, string>() };

/** @returns stems in the order of the text */
export function stems(text: string, language: Language): string[] {
  const { stopWords } = languages[language];
  const words = plain(text).match(WORD) ?? [];
  return words.filter((word) => !stopWords.has(word)).map((word) => stem(word, language));
}

/** Unicode's compatible form (NFKC), lower case, ё as е, which Russian texts write for both. */
function plain(text: string): string {
  const whole = text.replace(EXCESS_MARKS, '').normalize('NFKC').toLowerCase();
  return whole.replace(INVISIBLE, '').replaceAll('ё', 'е');
}

function stem(word: string, language: Language): string {
  const known = remembered[language].get(word);
  if (known !== undefined) return known;
  if (remembered[language].size === MAX_REMEMBERED) remembered[language].clear();
  const found = ownCopy(languages[language].stemmer.stem(word));
  remembered[language].set(ownCopy(word), found);
  return found;
}

/** A slice would keep the whole text in memory that it was cut from. */
function ownCopy(slice: string): string {
  return Buffer.from(slice, 'utf16le').toString('utf16le');
}
