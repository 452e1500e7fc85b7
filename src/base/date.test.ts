import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, dayNumber, dayOfNumber, endOfZeit, formatDay, formatDayShort, formatZeit, isDay, isZeit, yearOfZeit } from './date.ts';

/** Days of 1900 to 2100, made without the functions under test. */
const day = fc
  .record({ year: fc.integer({ min: 1900, max: 2100 }), month: fc.integer({ min: 1, max: 12 }), date: fc.integer({ min: 1, max: 28 }) })
  .map(({ year, month, date }) => `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
const schoolYear = fc.integer({ min: 1900, max: 2100 }).map((year) => `${year}/${String((year + 1) % 100).padStart(2, '0')}`);
const year = fc.integer({ min: 1000, max: 9999 }).map(String);

describe('isZeit', () => {
  it.each(['2024', '2024-12-31', '2024-02-29', '2000-02-29', '2024/25', '1999/00', '2099/00'])('accepts %s', (text) => {
    expect(isZeit(text)).toBe(true);
  });

  it.each(['', '24', '02024', '2024-13-01', '2024-00-10', '2024-02-30', '2023-02-29', '1900-02-29', '2024-1-1', '2024/24', '2024/26', '2024/2025', '2024-25', ' 2024', '2024\n', '2024-12-31T00:00', '31.12.2024', 'Ende 2024'])('refuses %j', (text) => {
    expect(isZeit(text)).toBe(false);
  });

  it('accepts every day, year and school year', () => {
    fc.assert(fc.property(fc.oneof(day, year, schoolYear), isZeit));
  });

  it('knows the last day of every month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 1, max: 12 }), (y, m) => {
        const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
        const last = m === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31;
        const prefix = `${y}-${String(m).padStart(2, '0')}-`;
        expect(isDay(`${prefix}${last}`)).toBe(true);
        expect(isDay(`${prefix}${last + 1}`)).toBe(false);
      }),
    );
  });
});

describe('endOfZeit', () => {
  it.each([
    ['2024', '2024-12-31'],
    ['2024/25', '2025-07-31'],
    ['1999/00', '2000-07-31'],
    ['2024-06-30', '2024-06-30'],
  ])('%s ends on %s', (zeit, end) => {
    expect(endOfZeit(zeit)).toBe(end);
  });

  it('is always a day that exists, in the year that names the time or the one after', () => {
    fc.assert(
      fc.property(fc.oneof(day, year.filter((text) => text < '9999'), schoolYear), (zeit) => {
        const end = endOfZeit(zeit);
        expect(isDay(end)).toBe(true);
        expect(Number(end.slice(0, 4)) - yearOfZeit(zeit)).toBe(zeit.includes('/') ? 1 : 0);
      }),
    );
  });
});

describe('addMonths', () => {
  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-12-31', 12, '2025-12-31'],
    ['2024-10-31', 4, '2025-02-28'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-11-15', 3, '2025-02-15'],
    ['2024-06-30', 0, '2024-06-30'],
  ])('%s and %d months is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  it('comes back to the same day for days that every month has', () => {
    fc.assert(fc.property(day, fc.integer({ min: -600, max: 600 }), (from, months) => addMonths(addMonths(from, months), -months) === from));
  });

  it('lands in the month that was asked for', () => {
    fc.assert(
      fc.property(fc.constantFrom('2024-01-29', '2024-01-30', '2024-01-31'), fc.integer({ min: 0, max: 240 }), (from, months) => {
        const to = addMonths(from, months);
        expect((Number(to.slice(0, 4)) - 2024) * 12 + Number(to.slice(5, 7)) - 1).toBe(months);
      }),
    );
  });
});

describe('dayNumber', () => {
  it('counts from 1970', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('1969-12-31')).toBe(-1);
    expect(dayNumber('2000-03-01')).toBe(11_017);
  });

  it('has an inverse', () => {
    fc.assert(fc.property(day, (text) => dayOfNumber(dayNumber(text)) === text));
    fc.assert(fc.property(fc.integer({ min: -50_000, max: 100_000 }), (number) => dayNumber(dayOfNumber(number)) === number));
  });

  it('keeps the order of days', () => {
    fc.assert(fc.property(day, day, (a, b) => a < b === dayNumber(a) < dayNumber(b)));
  });
});

describe('days in words', () => {
  it.each([
    ['2024', '2024'],
    ['2024-03-01', '1. März 2024'],
    ['2024/25', 'Schuljahr 2024/25'],
  ])('%s reads %s', (zeit, text) => {
    expect(formatZeit(zeit)).toBe(text);
  });

  it('names years of day care differently', () => {
    expect(formatZeit('2024/25', 'Kitajahr')).toBe('Kitajahr 2024/25');
  });

  it('writes days short and long', () => {
    expect(formatDay('2024-12-31')).toBe('31. Dezember 2024');
    expect(formatDayShort('2024-12-01')).toBe('01.12.2024');
  });
});
