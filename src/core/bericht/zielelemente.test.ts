import { describe, expect, it } from 'vitest';
import type { Datenstand } from './datenstand.ts';
import { editJson, smallStand, smallTown } from './small-town.test-data.ts';
import { computeZielelemente, type Zielteil } from './zielelemente.ts';

function parts(stand: Datenstand, nr: number): Zielteil[] {
  return [...(computeZielelemente(stand).find(({ element }) => element.nr === nr)?.teile ?? [])];
}

/** Title → value (rounded to 3 decimals) and inputs. */
function shown(teile: readonly Zielteil[]): Record<string, [number | null, string]> {
  return Object.fromEntries(teile.map(({ titel, wert, eingaben }) => [titel, [wert === null ? null : Math.round(wert * 1000) / 1000, eingaben]]));
}

const empty: Partial<Datenstand> = {
  leitprojekte: [], meilensteine: [], indikatoren: [], werte: [], massnahmen: [], meldezyklen: [], statusmeldungen: [], beschluesse: [], sitzungen: [], empfehlungen: [], wellen: [], auswertungen: {},
};

describe('the five Zielelemente of the small town, reckoned by hand', () => {
  it('1 Leitprojekte: weights of milestones reached by the Stichtag over those due', () => {
    // Due by 31.12.2025: MS1 (weight 3, in time), MS2 (1, late), MS3 (2, not reached). MS4 belongs to a measure.
    expect(shown(parts(smallStand(), 1))).toEqual({ 'Familienhaus: Umsetzungsstand': [66.667, '4 von 6'], 'Familienhaus: Termintreue': [33.333, '1 von 3'] });
  });

  it('1 Leitprojekte on an earlier day: what is reached later does not count yet', () => {
    // 30.6.2025: due MS1 (3) and MS2 (1); MS2 is reached on 1.8.
    expect(shown(parts(smallStand(smallTown(), '2025-06-30'), 1))).toEqual({ 'Familienhaus: Umsetzungsstand': [75, '3 von 4'], 'Familienhaus: Termintreue': [50, '1 von 2'] });
  });

  it('2 Monitoring: current, complete, described, in time', () => {
    // Newest values are of 2025: both current. Levels: D01 bezirk, stadt; D02 bezirk, block (no values), stadt = 4 of 5. D02 has no Lesehilfe.
    // The delivery came on 1.3.2025, before the year ended: in time.
    expect(shown(parts(smallStand(), 2))).toEqual({ Aktuell: [100, '2 von 2'], 'Vollständig': [80, '4 von 5'], Beschrieben: [50, '1 von 2'], 'Pünktlich': [100, '2 von 2'] });
  });

  it('2 Monitoring: a value is current for its rhythm and its months of delivery, and not a day longer', () => {
    // D01: 31.12.2025 + 12 + 4 months = 30.4.2027; D02: + 12 + 2 = 28.2.2027.
    const at = (day: string) => shown(parts(smallStand(smallTown(), day), 2))['Aktuell'];
    expect(at('2027-02-28')).toEqual([100, '2 von 2']);
    expect(at('2027-03-01')).toEqual([50, '1 von 2']);
    expect(at('2027-04-30')).toEqual([50, '1 von 2']);
    expect(at('2027-05-01')).toEqual([0, '0 von 2']);
  });

  it('2 Monitoring: drafts are no part of the catalogue', () => {
    const files = editJson(smallTown(), 'kennzahlen/D02.json', (record) => { record.status = 'Entwurf'; });
    expect(shown(parts(smallStand(files), 2))['Aktuell']).toEqual([100, '1 von 1']);
  });

  it('3 Steuerung: reports by their date, fresh measures, orders done by their date', () => {
    // Round Z1 (state 30.6.): M1 and M2 have begun after the plan and owe a report; M1 reported in time. M2 is silent.
    // Orders: a1 done on 1.9., due 1.10.; a2 due 1.11., open.
    expect(shown(parts(smallStand(), 3))).toEqual({ 'Meldungen in der Frist': [50, '1 von 2'], 'Maßnahmen mit frischer Meldung': [50, '1 von 2'], 'Aufträge zum Termin erledigt': [50, '1 von 2'] });
  });

  it('3 Steuerung: before the first round nothing is due', () => {
    const { 'Meldungen in der Frist': reports, 'Maßnahmen mit frischer Meldung': fresh } = shown(parts(smallStand(smallTown(), '2025-07-14'), 3));
    expect([reports, fresh]).toEqual([[null, ''], [null, '']]);
  });

  it('3 Steuerung: a report after its date does not count as in time', () => {
    const files = { ...smallTown(), 'steuerung/statusmeldungen.csv': (smallTown()['steuerung/statusmeldungen.csv'] ?? '').replace('2025-07-10', '2025-07-16') };
    expect(shown(parts(smallStand(files), 3))['Meldungen in der Frist']).toEqual([0, '0 von 2']);
  });

  it('4 WIR: sittings held, recommendations answered, response and distance from the register', () => {
    // Sittings up to the day: S1 held, S2 not. EM1 in time, EM2 overdue, EM3 not due. 60 / (320 − 20).
    // Strata: answers 36/60 = 60 %, frame 90/162 = 55.556 %.
    expect(shown(parts(smallStand(), 4))).toEqual({
      'Sitzungen des Familienbeirats': [50, '1 von 2'],
      'Antworten auf Empfehlungen': [50, '1 von 2'],
      'Rücklauf der Befragung 2025': [20, '60 von 300'],
      'Abweichung vom Register': [4.444, '2 Schichten'],
      'Ideen und Anliegen': [null, ''],
    });
  });

  it('4 WIR: an open survey has no response rate', () => {
    const { 'befragung/w2025.json': _welle, 'befragung/w2025.csv': _answers, ...files } = smallTown();
    const text = editJson(files, 'berichte/kurz/texte/einleitung.json', (record) => { record.inhalt.content.splice(1); });
    const stand = smallStand(text);
    expect(shown(parts(stand, 4))['Rücklauf der Befragung']).toEqual([null, '']);
  });

  it('5 Querschnitt: offices that lead a running measure, fields with one', () => {
    // Running: M1, led by amt1, field hf1. M2 is planned.
    expect(shown(parts(smallStand(), 5))).toEqual({ 'Ämter mit laufenden Maßnahmen': [50, '1 von 2'], 'Handlungsfelder mit laufenden Maßnahmen': [50, '1 von 2'], 'Vorhaben mit Familien-Check': [null, ''] });
  });

  it('has null, never zero, for every part of a town that has no rows yet', () => {
    const states = computeZielelemente({ ...smallStand(), ...empty } as Datenstand);
    expect(states).toHaveLength(5);
    for (const teil of states.flatMap(({ teile }) => teile)) expect([teil.titel, teil.wert]).toEqual([teil.titel, null]);
  });

  it('gives every part a formula in words and a value between 0 and 100', () => {
    for (const teil of computeZielelemente(smallStand()).flatMap(({ teile }) => teile)) {
      expect(teil.formel).not.toBe('');
      expect(teil.wert ?? 0).toBeGreaterThanOrEqual(0);
      expect(teil.wert ?? 0).toBeLessThanOrEqual(100);
    }
  });

  it('goes by number, whatever order the town lists them in', () => {
    const stand = smallStand();
    expect(computeZielelemente({ ...stand, zielelemente: [...stand.zielelemente].reverse() }).map(({ element }) => element.nr)).toEqual([1, 2, 3, 4, 5]);
  });
});
