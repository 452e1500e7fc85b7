import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoment, now, today } from './clock.ts';

describe('formatMoment', () => {
  it.each([
    ['2026-11-24T12:05:01.123Z', '2026-11-24T13:05:01.123+01:00'],
    ['2026-07-01T22:30:00.000Z', '2026-07-02T00:30:00.000+02:00'],
    ['2026-12-31T23:00:00.007Z', '2027-01-01T00:00:00.007+01:00'],
    ['2026-03-29T00:59:59.999Z', '2026-03-29T01:59:59.999+01:00'],
    ['2026-03-29T01:00:00.000Z', '2026-03-29T03:00:00.000+02:00'],
    ['2026-10-25T00:30:00.000Z', '2026-10-25T02:30:00.000+02:00'],
    ['2026-10-25T01:30:00.000Z', '2026-10-25T02:30:00.000+01:00'],
  ])('shows %s as %s', (utc, berlin) => {
    expect(formatMoment(new Date(utc))).toBe(berlin);
  });

  it('names the same moment, whenever that is', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (moment) => {
        expect(Date.parse(formatMoment(moment))).toBe(moment.getTime());
      }),
    );
  });
});

describe('today', () => {
  it('is the day of this moment in the town', () => {
    const before = formatMoment(now()).slice(0, 10);
    const asked = today();
    expect([before, formatMoment(now()).slice(0, 10)]).toContain(asked);
  });
});
