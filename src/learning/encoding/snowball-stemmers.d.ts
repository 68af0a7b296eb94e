/** The snowball-stemmers package has no types of its own: what we use of it. */
declare module 'snowball-stemmers' {
  export function newStemmer(algorithm: 'english' | 'russian'): { stem(word: string): string };
}
