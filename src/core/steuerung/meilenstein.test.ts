import { describe, expect, it } from 'vitest';
import { isDue, isReached, Meilenstein } from './meilenstein.ts';

const stein = (fields: object): Meilenstein => Meilenstein.parse({ code: 'MS1', gehoert_zu: 'lp1', titel: 'Schritt', status: 'geplant', ...fields });

describe('a milestone', () => {
  it.each([
    ['on its planned day', { datum_plan: '2025-06-30' }, '2025-06-30', true],
    ['the day before', { datum_plan: '2025-06-30' }, '2025-06-29', false],
    ['whatever its forecast says', { datum_plan: '2025-06-30', datum_prognose: '2026-01-01' }, '2025-12-31', true],
    ['never without a plan', { datum_prognose: '2025-01-01' }, '2025-12-31', false],
    ['never when it was dropped', { datum_plan: '2025-06-30', status: 'entfallen' }, '2025-12-31', false],
  ])('is due %s', (_, fields, day, due) => {
    expect(isDue(stein(fields), day)).toBe(due);
  });

  it.each([
    ['on the day that it was', { datum_ist: '2025-06-30' }, '2025-06-30', true],
    ['not before', { datum_ist: '2025-06-30' }, '2025-06-29', false],
    ['not by its status alone', { status: 'erreicht' }, '2025-12-31', false],
  ])('is reached %s', (_, fields, day, reached) => {
    expect(isReached(stein(fields), day)).toBe(reached);
  });

  it('weighs one unless it says more, and never nothing', () => {
    expect(stein({}).gewicht).toBe(1);
    expect(Meilenstein.safeParse({ code: 'MS1', gehoert_zu: 'lp1', titel: 'x', status: 'geplant', gewicht: 0 }).success).toBe(false);
  });
});
