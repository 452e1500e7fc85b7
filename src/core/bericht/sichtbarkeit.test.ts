import { describe, expect, it } from 'vitest';
import { Indikator } from '../kennzahlen/indikator.ts';
import { VERGEBBAR, type Rolle } from '../zugang/rolle.ts';
import { LAGE, mitRolle, person, rolle, TAG } from '../zugang/pruefung.test-data.ts';
import { darfIndikatorLesen, darfMassnahmeLesen } from './sichtbarkeit.ts';

const MORGEN = '2026-07-01';
const massnahme = (federfuehrung: string | null, veroeffentlicht_am: string | null = null) => ({ federfuehrung, veroeffentlicht_am });
const wer = (test: (rolle: Rolle) => boolean): Rolle[] => VERGEBBAR.filter(test);

describe('a measure', () => {
  it('is seen by everybody from its day on, whoever leads it', () => {
    for (const office of ['amt51', 'amt40', null]) expect(wer((name) => darfMassnahmeLesen(mitRolle(name), LAGE, massnahme(office, TAG)))).toEqual(VERGEBBAR);
    expect(darfMassnahmeLesen(undefined, LAGE, massnahme('amt51', TAG))).toBe(true);
  });

  it.each([null, MORGEN])('that is not yet public (%s) is seen by its office and by who may read all', (day) => {
    expect(wer((name) => darfMassnahmeLesen(mitRolle(name), LAGE, massnahme('amt51.1a', day)))).toEqual(['BEI', 'INST', 'FA', 'FAL', 'STAB', 'DEZ', 'RAT']);
    expect(wer((name) => darfMassnahmeLesen(mitRolle(name), LAGE, massnahme('amt40', day)))).toEqual(['BEI', 'INST', 'STAB', 'DEZ', 'RAT']);
    expect(wer((name) => darfMassnahmeLesen(mitRolle(name), LAGE, massnahme(null, day)))).toEqual(['BEI', 'INST', 'STAB', 'DEZ', 'RAT']);
    expect(darfMassnahmeLesen(undefined, LAGE, massnahme('amt51', day))).toBe(false);
  });

  it('of an office that has ended is no longer read by that office', () => {
    const amt = person('p', [rolle('FA', 'amt51')]);
    expect(darfMassnahmeLesen(amt, { ...LAGE, tag: MORGEN }, massnahme('amt51'))).toBe(false);
  });

  it('is seen by who stands in for its office', () => {
    const vertretung = person('v', [rolle('GB')], [person('p', [rolle('FA', 'amt51')])]);
    expect(darfMassnahmeLesen(vertretung, LAGE, massnahme('amt51'))).toBe(true);
    expect(darfMassnahmeLesen(vertretung, LAGE, massnahme('amt40'))).toBe(false);
  });
});

describe('a definition', () => {
  const indikator = (status: Indikator['status'], veroeffentlicht_am: string | null): Indikator => ({ status, veroeffentlicht_am }) as Indikator;

  it('is seen by everybody once it is released and its day has come', () => {
    for (const status of ['freigegeben', 'abgelöst'] as const) expect(wer((name) => darfIndikatorLesen(mitRolle(name), LAGE, indikator(status, TAG)))).toEqual(VERGEBBAR);
    expect(darfIndikatorLesen(undefined, LAGE, indikator('freigegeben', TAG))).toBe(true);
  });

  it.each<[Indikator['status'], string | null]>([['Entwurf', TAG], ['geprüft', TAG], ['freigegeben', MORGEN], ['freigegeben', null]])('%s, %s: is seen by who writes or releases it', (status, day) => {
    expect(wer((name) => darfIndikatorLesen(mitRolle(name), LAGE, indikator(status, day)))).toEqual(['STAB', 'STAT']);
    expect(darfIndikatorLesen(undefined, LAGE, indikator(status, day))).toBe(false);
  });
});
