/** The stopword package has no types of its own: what we use of it. */
declare module 'stopword' {
  export const eng: readonly string[];
  export const rus: readonly string[];
}
