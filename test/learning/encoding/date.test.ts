import { yearsSince1970 } from '../../../src/learning/encoding/date';

describe('a date as years since 1970', () => {
  test.each([
    ['1970-01-01', 0],
    ['1970-01-02', 1 / 365.2425],
    ['1969-12-31', -1 / 365.2425],
    ['2370-01-01', 400], // the calendar repeats after 400 years
    ['2000-03-01', 11017 / 365.2425],
  ])('%s is %d', (date, years) => {
    expect(yearsSince1970(date)).toBeCloseTo(years, 12);
  });

  test('a leap day lies between its neighbours', () => {
    const [before, leap, after] = ['2020-02-28', '2020-02-29', '2020-03-01'].map(yearsSince1970);
    expect(leap! - before!).toBeCloseTo(1 / 365.2425, 9);
    expect(after! - leap!).toBeCloseTo(1 / 365.2425, 9);
  });

  test.each([
    ['2023-02-29'],
    ['2023-02-30'],
    ['2023-04-31'],
    ['2023-13-01'],
    ['2023-00-10'],
    ['2023-01-00'],
    ['2023-1-1'],
    ['20230101'],
    ['2023-01-01T00:00:00Z'],
    [' 2023-01-01'],
    ['2023-01-01\n'],
    ['yesterday'],
    [''],
  ])('%j is none', (text) => {
    expect(yearsSince1970(text)).toBeUndefined();
  });
});
