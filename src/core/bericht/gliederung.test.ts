import { describe, expect, it } from 'vitest';
import { isPublic, publicDayOf } from './gliederung.ts';

describe('publicDayOf', () => {
  const frozen = { stichtag: '2025-12-31', oeffentlich_am: '2026-03-01' };

  it.each([
    ['the outline still speaks of it: its day counts', { stichtag: '2025-12-31', veroeffentlicht_am: '2026-04-01' }, '2026-04-01'],
    ['a publication that was called off', { stichtag: '2025-12-31', veroeffentlicht_am: null }, null],
    ['the outline speaks of the next report: the frozen day counts', { stichtag: '2026-12-31', veroeffentlicht_am: '2027-04-01' }, '2026-03-01'],
    ['the report has gone', undefined, '2026-03-01'],
  ])('%s', (_, gliederung, day) => {
    expect(publicDayOf(frozen, gliederung)).toBe(day);
  });

  it('an edition frozen without a day waits for one', () => {
    expect(publicDayOf({ stichtag: '2025-12-31', oeffentlich_am: null }, { stichtag: '2026-12-31', veroeffentlicht_am: '2027-04-01' })).toBe('2027-04-01');
    expect(publicDayOf({ stichtag: '2025-12-31', oeffentlich_am: null }, undefined)).toBeNull();
  });
});

describe('isPublic', () => {
  it.each([['2026-01-01', '2026-01-01', true], ['2026-01-02', '2026-01-01', false], [null, '2026-01-01', false]] as const)('%s on %s: %s', (day, today, expected) => {
    expect(isPublic(day, today)).toBe(expected);
  });
});
