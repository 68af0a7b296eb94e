/** Numbers as spreadsheets write them: 5, -.5, 5.10, 51e-1, with spaces around; 0x5, Infinity and 5,1 are none. */

const DECIMAL = /^ *[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)? *$/i;

export function isDecimal(cell: string): boolean {
  return DECIMAL.test(cell);
}
