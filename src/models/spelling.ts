/**
 * A label without what people write differently: case, accents of width, spaces and punctuation.
 * `For sale` and `for_sale` are both `for_sale`.
 */
export function spelling(label: string): string {
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
}
