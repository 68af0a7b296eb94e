/** The colours of a report, on a light and on a dark screen. Paper is light. */

const light =
  '--paper:#f8f9f8;--sheet:#fff;--ink:#1b2420;--quiet:#5a6660;--line:#dfe4e1;--accent:#1c6b4a;--wrong:#b3261e';
const dark =
  '--paper:#131715;--sheet:#1b211e;--ink:#e5ebe8;--quiet:#9ca8a2;--line:#2c3430;--accent:#78cba2;--wrong:#ff9a8c';

/** Style that gives an element the colours by name: `var(--ink)`. */
export function palette(selector: string): string {
  return `${selector}{color-scheme:light dark;${light}}\n@media screen and (prefers-color-scheme:dark){${selector}{${dark}}}`;
}
