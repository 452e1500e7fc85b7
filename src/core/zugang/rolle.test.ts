import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { giltAm, istWirksam, MIT_BEREICH, NICHT_VERTRETBAR, pruefeRollen, ROLLEN, ueberschneidenSich, VERGEBBAR, type Rolle, type Rollenzuweisung, type Zeitraum } from './rolle.ts';

const zuweisung = (rolle: Rolle, bereich: string | null = null, von: string | null = null, bis: string | null = null): Rollenzuweisung => ({ rolle, bereich, von, bis });
const saetze = (...zuweisungen: Rollenzuweisung[]): string[] => pruefeRollen(zuweisungen, ['amt51', 'amt51.1']).map(({ satz }) => satz);

describe('the thirteen roles', () => {
  it('are these, each with a title and a sentence', () => {
    expect(Object.keys(ROLLEN)).toEqual(['PUB', 'TN', 'BEI', 'INST', 'FA', 'FAL', 'STAB', 'STAT', 'DEZ', 'RAT', 'GB', 'DSB', 'ADM']);
    for (const { titel, wer } of Object.values(ROLLEN)) expect([titel, wer]).toEqual([expect.stringMatching(/^[A-ZÖ]/), expect.stringMatching(/^[A-Z].*\.$/)]);
    expect(new Set(Object.values(ROLLEN).map(({ titel }) => titel)).size).toBe(13);
  });

  it('can be given to accounts, but for the public and participants', () => {
    expect([...VERGEBBAR].sort()).toEqual(Object.keys(ROLLEN).filter((rolle) => rolle !== 'PUB' && rolle !== 'TN').sort());
    expect(MIT_BEREICH).toEqual(['FA', 'FAL']);
    expect([...NICHT_VERTRETBAR].sort()).toEqual(['ADM', 'DSB', 'STAT']);
  });
});

describe('validity', () => {
  it.each([
    [null, null, true],
    ['2026-06-30', null, true],
    ['2026-07-01', null, false],
    [null, '2026-06-30', true],
    [null, '2026-06-29', false],
    ['2026-06-30', '2026-06-30', true],
    ['2026-06-01', '2026-06-29', false],
    ['2026-07-01', '2026-07-02', false],
  ])('from %s to %s holds on 2026-06-30: %s', (von, bis, gilt) => {
    expect(giltAm({ von, bis }, '2026-06-30')).toBe(gilt);
  });

  it('two overlap just where one day lies in both', () => {
    const tage = Array.from({ length: 9 }, (_, index) => `2026-01-0${index + 1}`);
    const tag = fc.option(fc.constantFrom(...tage.slice(1, -1)), { nil: null });
    const zeitraum = fc.record({ von: tag, bis: tag }).filter(({ von, bis }) => von === null || bis === null || von <= bis);
    fc.assert(fc.property(zeitraum, zeitraum, (a: Zeitraum, b: Zeitraum) => ueberschneidenSich(a, b) === tage.some((each) => giltAm(a, each) && giltAm(b, each))), { numRuns: 300 });
  });

  it.each([
    [zuweisung('STAB'), true],
    [zuweisung('STAB', 'amt51'), false],
    [zuweisung('FA', 'amt51'), true],
    [zuweisung('FA'), false],
    [zuweisung('FAL', 'amt51'), true],
    [zuweisung('FAL'), false],
    [zuweisung('PUB'), false],
    [zuweisung('TN'), false],
    [zuweisung('FA', 'amt51', '2026-07-01'), false],
    [zuweisung('ADM', null, null, '2026-06-29'), false],
  ])('%o counts on 2026-06-30: %s', (each, wirksam) => {
    expect(istWirksam(each, '2026-06-30')).toBe(wirksam);
  });
});

describe('the roles of one account', () => {
  it('may be several', () => {
    expect(saetze(zuweisung('FA', 'amt51'), zuweisung('FA', 'amt51.1'), zuweisung('FAL', 'amt51'), zuweisung('STAB', null, '2026-01-01', '2026-01-01'))).toEqual([]);
    expect(saetze()).toEqual([]);
  });

  it('are refused with every fault at once', () => {
    expect(saetze(zuweisung('PUB'), zuweisung('FA'), zuweisung('STAB', 'amt51'), zuweisung('FAL', 'amt99'), zuweisung('RAT', null, '2026-02-01', '2026-01-31'), zuweisung('RAT'))).toEqual([
      'Die Rolle „Öffentlichkeit“ kann kein Konto haben.',
      'Die Rolle „Fachamt“ gilt für eine Organisationseinheit; sie fehlt.',
      'Die Rolle „Stabsstelle“ gilt für die ganze Stadt; eine Organisationseinheit gehört nicht dazu.',
      'Die Organisationseinheit „amt99“ gibt es nicht.',
      'Die Rolle „Rat“ endet, bevor sie beginnt.',
      'Die Rolle „Rat“ steht zweimal da.',
    ]);
  });

  it('name a role twice only for two offices', () => {
    expect(saetze(zuweisung('FA', 'amt51'), zuweisung('FA', 'amt51'), zuweisung('FAL', 'amt51'))).toEqual(['Die Rolle „Fachamt“ steht zweimal da.']);
    expect(saetze(zuweisung('STAB'), zuweisung('DEZ'), zuweisung('DEZ'), zuweisung('DEZ'))).toEqual(['Die Rolle „Dezernat“ steht zweimal da.', 'Die Rolle „Dezernat“ steht zweimal da.']);
  });

  it('keep the zone of the Statistikstelle closed to the administration', () => {
    const satz = 'Statistikstelle und Administration kann ein Konto nicht zugleich haben: Der geschützte Bereich der Statistikstelle bleibt der Administration verschlossen.';
    expect(saetze(zuweisung('STAT'), zuweisung('ADM'))).toEqual([satz]);
    expect(saetze(zuweisung('ADM', null, '2026-01-01'), zuweisung('STAT', null, null, '2026-01-01'), zuweisung('STAB'))).toEqual([satz]);
    expect(saetze(zuweisung('ADM', null, '2026-01-02'), zuweisung('STAT', null, null, '2026-01-01'))).toEqual([]);
    expect(saetze(zuweisung('ADM'), zuweisung('STAB'), zuweisung('DSB'))).toEqual([]);
    expect(saetze(zuweisung('STAT'), zuweisung('STAB'))).toEqual([]);
  });
});
