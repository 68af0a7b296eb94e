/** Dates as numbers. */

const DAY = 86_400_000; // ms
/** The mean year of the Gregorian calendar. */
const DAYS_A_YEAR = 365.2425;

/**
 * @param date YYYY-MM-DD, a day that the calendar has
 * @returns years since 1970-01-01; undefined when it is no such date
 */
export function yearsSince1970(date: string): number | undefined {
  const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : NaN;
  // Some engines read 30 February as 1 March or 2 March.
  const exists = !Number.isNaN(time) && new Date(time).getUTCDate() === Number(date.slice(8));
  return exists ? time / DAY / DAYS_A_YEAR : undefined;
}
