import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths } from '../../base/date.ts';
import { AMPELFARBEN } from './leitprojekt.ts';
import { computeAmpel, isStale, lastMeldung, Statusmeldung } from './meldung.ts';

const meldung = (gemeldet_am: string, fields: object = {}): Statusmeldung =>
  Statusmeldung.parse({ massnahme: 'M1', zyklus: 'Z1', gemeldet_am, status: 'begonnen', termin: 'grün', kosten: 'grün', inhalt: 'grün', text_oeffentlich: 'Läuft.', ...fields });

describe('lastMeldung', () => {
  it('is the newest of the measure by the day, in whatever order they stand', () => {
    const all = [meldung('2025-06-01', { text_oeffentlich: 'zweite' }), meldung('2024-06-01'), meldung('2025-09-01', { massnahme: 'M2' }), meldung('2026-01-01')];
    expect(lastMeldung(all, 'M1', '2025-12-31')?.text_oeffentlich).toBe('zweite');
    expect(lastMeldung([...all].reverse(), 'M1', '2025-12-31')?.text_oeffentlich).toBe('zweite');
    expect(lastMeldung(all, 'M1', '2024-05-31')).toBeUndefined();
  });

  it('takes the later row of one day as the correction', () => {
    expect(lastMeldung([meldung('2025-06-01', { text_oeffentlich: 'erste' }), meldung('2025-06-01', { text_oeffentlich: 'berichtigt', zyklus: 'Z2' })], 'M1', '2025-12-31')?.text_oeffentlich).toBe('berichtigt');
  });
});

describe('isStale', () => {
  it('begins the day after twelve months, and always without a report', () => {
    expect(isStale([meldung('2024-06-30')], 'M1', '2025-06-30')).toBe(false);
    expect(isStale([meldung('2024-06-30')], 'M1', '2025-07-01')).toBe(true);
    expect(isStale([], 'M1', '2025-07-01')).toBe(true);
    expect(isStale([meldung('2025-06-30', { massnahme: 'M2' })], 'M1', '2025-07-01')).toBe(true);
  });

  it('does not see reports of the future', () => {
    expect(isStale([meldung('2026-01-01')], 'M1', '2025-12-31')).toBe(true);
  });
});

describe('computeAmpel', () => {
  it('is the worst of the three', () => {
    const colour = fc.constantFrom(...AMPELFARBEN);
    fc.assert(
      fc.property(colour, colour, colour, (termin, kosten, inhalt) => {
        const rank = ['rot', 'gelb', 'grau', 'grün'];
        const worst = [termin, kosten, inhalt].sort((a, b) => rank.indexOf(a) - rank.indexOf(b))[0];
        expect(computeAmpel([meldung('2025-06-01', { termin, kosten, inhalt })], 'M1', '2025-12-31')).toBe(worst);
      }),
    );
  });

  it('turns grey by itself when the last report is too old, whatever it said', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36 }), fc.constantFrom('grün', 'gelb', 'rot'), (months, colour) => {
        const reported = '2023-01-15';
        const ampel = computeAmpel([meldung(reported, { termin: colour, kosten: colour, inhalt: colour })], 'M1', addMonths(reported, months));
        expect(ampel).toBe(months <= 12 ? colour : 'grau');
      }),
    );
  });

  it('is grey without any report', () => {
    expect(computeAmpel([], 'M1', '2025-12-31')).toBe('grau');
  });
});
