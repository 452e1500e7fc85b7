import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUFTRAG_UEBERGAENGE, AUFTRAG_ZUSTAENDE, listHandlungen, nachHandlung, periodOf, titleOfArt, type AuftragZustand } from './auftrag.ts';

const zustaende = Object.keys(AUFTRAG_ZUSTAENDE) as AuftragZustand[];

describe('states of a job', () => {
  it('every state is reached from waiting, and every open one has a way to each end', () => {
    const reachable = (from: AuftragZustand): Set<AuftragZustand> => {
      const seen = new Set<AuftragZustand>([from]);
      for (const zustand of seen) for (const { von, nach } of AUFTRAG_UEBERGAENGE) if (von === zustand) seen.add(nach);
      return seen;
    };
    for (const zustand of zustaende.filter((name) => AUFTRAG_ZUSTAENDE[name].offen)) expect([...reachable(zustand)].sort()).toEqual([...zustaende].sort());
  });

  it('an act leads to one state, and what is done stays done', () => {
    const keys = AUFTRAG_UEBERGAENGE.map(({ von, handlung }) => `${von} ${handlung}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(AUFTRAG_UEBERGAENGE.filter(({ von }) => ['fertig', 'abgebrochen'].includes(von))).toEqual([]);
    expect(() => nachHandlung('fertig', 'wiederholen')).toThrow('fertig');
  });

  it('buttons are there for what people may do', () => {
    expect(zustaende.map((zustand) => [zustand, listHandlungen(zustand).map(({ titel }) => titel)])).toEqual([
      ['wartet', ['Abbrechen']],
      ['läuft', ['Abbrechen']],
      ['fertig', []],
      ['gescheitert', ['Wiederholen']],
      ['abgebrochen', []],
    ]);
  });

  it('a kind that this program does not know is called by its code', () => {
    expect([titleOfArt('sicherung'), titleOfArt('neu'), titleOfArt('toString')]).toEqual(['Sicherung', 'neu', 'toString']);
  });
});

describe('periods of a plan', () => {
  const daily = { art: 'sicherung', taeglich: '02:30' };
  const at = (text: string): string => periodOf(daily, new Date(text));

  it('a day begins at the planned time of the German clock', () => {
    expect([at('2026-11-24T02:29:59.999+01:00'), at('2026-11-24T02:30:00+01:00'), at('2026-11-25T02:29:00+01:00')]).toEqual(['2026-11-23', '2026-11-24', '2026-11-24']);
    expect([at('2026-07-01T02:29:00+02:00'), at('2026-07-01T02:30:00+02:00')]).toEqual(['2026-06-30', '2026-07-01']);
    expect([at('2027-01-01T00:00:00+01:00')]).toEqual(['2026-12-31']);
  });

  it('where the clock skips the time it begins at the next minute there is', () => {
    expect([at('2026-03-29T01:59:59+01:00'), at('2026-03-29T03:00:00+02:00')]).toEqual(['2026-03-28', '2026-03-29']);
  });

  it('where the clock shows the time twice, no period comes that was not there', () => {
    expect(['02:31:00+02:00', '02:10:00+01:00', '02:31:00+01:00'].map((time) => at(`2026-10-25T${time}`))).toEqual(['2026-10-25', '2026-10-24', '2026-10-25']);
  });

  it('each day of a year has one period, whatever its time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
        const plan = { art: 'x', taeglich: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` };
        const begin = Date.UTC(2026, 0, 1, 12);
        const periods = new Set(Array.from({ length: 365 * 24 }, (_, index) => periodOf(plan, new Date(begin + index * 3_600_000))));
        expect([365, 366]).toContain(periods.size);
      }),
      { numRuns: 10 },
    );
  });

  it('hours are counted through', () => {
    const plan = { art: 'x', alle: 6 };
    expect(['00:00', '05:59', '06:00', '23:59'].map((time) => periodOf(plan, new Date(`2026-11-24T${time}:00Z`)))).toEqual(['2026-11-24T00:00', '2026-11-24T00:00', '2026-11-24T06:00', '2026-11-24T18:00']);
  });
});
