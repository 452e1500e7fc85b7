import { describe, expect, it } from 'vitest';
import { Empfehlung, isAnsweredInTime } from './beirat.ts';

const empfehlung = (beantwortet_am: string | null): Empfehlung => Empfehlung.parse({ code: 'E1', gremium: 'beirat', text: 'Mehr Bänke', eingegangen_am: '2025-01-01', frist: '2025-03-31', beantwortet_am });

describe('isAnsweredInTime', () => {
  it.each<[string, string | null, string, boolean | undefined]>([
    ['answered before the date', '2025-03-01', '2025-12-31', true],
    ['answered on the date', '2025-03-31', '2025-12-31', true],
    ['answered after the date', '2025-04-01', '2025-12-31', false],
    ['not answered, date over', null, '2025-04-01', false],
    ['not answered, date is today', null, '2025-03-31', undefined],
    ['not answered, date to come', null, '2025-02-01', undefined],
    ['answered later than we look, date to come', '2025-03-01', '2025-02-01', undefined],
    ['answered later than we look, date over', '2025-06-01', '2025-05-01', false],
  ])('%s', (_, answered, day, expected) => {
    expect(isAnsweredInTime(empfehlung(answered), day)).toBe(expected);
  });
});
