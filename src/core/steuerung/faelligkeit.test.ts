import { describe, expect, it } from 'vitest';
import { isReportDue, listFaelligkeiten, type Faelligkeit } from './faelligkeit.ts';
import { Massnahme, MASSNAHME_STATUS, type MassnahmeStatus } from './massnahme.ts';
import { Statusmeldung } from './meldung.ts';

const HEUTE = '2026-11-24';
const ZYKLEN = [
  { code: 'Z2', stichtag: '2026-09-30', frist: '2026-10-31' },
  { code: 'Z1', stichtag: '2026-03-31', frist: '2026-04-30' },
  { code: 'Z3', stichtag: '2026-12-31', frist: '2027-01-31' },
];

const massnahme = (fields: object = {}): Massnahme => Massnahme.parse({ code: 'M1', titel: 'T', kurztext: 'K', handlungsfeld: 'hf', status: 'begonnen', beginn_ist: '2025-01-01', ...fields });
const meldung = (zyklus: string, gemeldet_am: string): Statusmeldung => Statusmeldung.parse({ massnahme: 'M1', zyklus, gemeldet_am, status: 'begonnen', termin: 'grün', kosten: 'grün', inhalt: 'grün', text_oeffentlich: 'Läuft.' });
const arten = (each: Massnahme, meldungen: readonly Statusmeldung[] = [meldung('Z2', '2026-10-20')], zyklen = ZYKLEN): string[] => listFaelligkeiten(each, { zyklen, meldungen }, HEUTE).map(({ art, am }: Faelligkeit) => `${art} ${am}`);

describe('a report', () => {
  it('is asked for in the last round whose day has come, until it is there', () => {
    expect(arten(massnahme(), [meldung('Z1', '2026-04-20')])).toEqual(['meldung 2026-10-31']);
    expect(arten(massnahme(), [meldung('Z1', '2026-04-20'), meldung('Z2', '2026-10-20')])).toEqual([]);
    expect(listFaelligkeiten(massnahme(), { zyklen: ZYKLEN, meldungen: [] }, HEUTE)[0]?.zyklus?.code).toBe('Z2');
  });

  it('of tomorrow is none yet, nor is one on another measure', () => {
    expect(arten(massnahme(), [meldung('Z1', '2026-04-20'), meldung('Z2', '2026-11-25')])).toEqual(['meldung 2026-10-31']);
    expect(arten(massnahme(), [meldung('Z1', '2026-04-20'), { ...meldung('Z2', '2026-10-20'), massnahme: 'M2' }])).toEqual(['meldung 2026-10-31']);
  });

  it('counts as old after twelve months, and where none ever came', () => {
    expect(arten(massnahme(), [meldung('Z2', '2025-11-24')])).toEqual([]);
    expect(arten(massnahme(), [meldung('Z2', '2025-11-23')])).toEqual(['veraltet 2026-11-23']);
    expect(arten(massnahme({ beginn_ist: null, beginn_plan: '2027-01-01', status: 'geplant' }), [])).toEqual(['veraltet null']);
    expect(arten(massnahme(), [])).toEqual(['meldung 2026-10-31', 'veraltet null']);
  });

  it('is asked for of nobody where there are no rounds', () => {
    expect(arten(massnahme(), [], [])).toEqual([]);
    expect(arten(massnahme(), [], ZYKLEN.slice(2))).toEqual(['veraltet null']);
  });

  it.each<[MassnahmeStatus, boolean]>(MASSNAHME_STATUS.map((status) => [status, !['Idee', 'zurückgestellt', 'entfallen'].includes(status)]))('%s: is due %s', (status, due) => {
    expect(isReportDue(massnahme({ status }), '2026-09-30')).toBe(due);
  });

  it('is due from the begin to the end, both days included', () => {
    const days = ['2026-09-29', '2026-09-30', '2026-10-01', null];
    expect(days.map((beginn_ist) => isReportDue(massnahme({ beginn_ist }), '2026-09-30'))).toEqual([true, true, false, false]);
    expect(days.map((beginn_plan) => isReportDue(massnahme({ beginn_ist: null, beginn_plan }), '2026-09-30'))).toEqual([true, true, false, false]);
    expect(days.map((ende_ist) => isReportDue(massnahme({ ende_ist }), '2026-09-30'))).toEqual([false, true, true, true]);
    expect(isReportDue(massnahme({ status: null }), '2026-09-30')).toBe(false);
  });
});

describe('an end', () => {
  it.each([
    ['2026-11-23', ['ueberfaellig 2026-11-23']],
    ['2026-11-24', ['endet 2026-11-24']],
    ['2026-12-24', ['endet 2026-12-24']],
    ['2026-12-25', []],
    [null, []],
  ])('planned for %s: %o', (ende_plan, expected) => {
    expect(arten(massnahme({ ende_plan }))).toEqual(expected);
  });

  it('is no matter any more where it came, or where nobody is at work', () => {
    expect(arten(massnahme({ ende_plan: '2026-01-01', ende_ist: '2026-02-01', status: 'abgeschlossen' }))).toEqual([]);
    for (const status of ['Idee', 'zurückgestellt', 'entfallen', 'verstetigt', null]) expect(arten(massnahme({ ende_plan: '2026-01-01', status }))).toEqual([]);
  });
});

describe('a second look', () => {
  it.each([
    ['2026-01-01', ['wiedervorlage 2026-01-01']],
    ['2026-12-24', ['wiedervorlage 2026-12-24']],
    ['2026-12-25', []],
    [null, []],
  ])('on %s: %o', (wiedervorlage_am, expected) => {
    expect(arten(massnahme({ status: 'zurückgestellt', wiedervorlage_am }))).toEqual(expected);
  });

  it('is only taken at what was put off', () => {
    expect(arten(massnahme({ wiedervorlage_am: '2026-01-01' }))).toEqual([]);
  });
});
