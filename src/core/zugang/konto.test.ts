import { describe, expect, it } from 'vitest';
import { darfKonto, kontohandlungen, KONTOTAFEL, KONTOZUSTAENDE, uebergang, type Kontohandlung, type Kontorecht, type Kontozustand } from './konto.ts';
import { LAGE, mitRolle, person, rolle } from './pruefung.test-data.ts';
import { ALLE_RECHTE } from './recht.ts';
import { VERGEBBAR } from './rolle.ts';

const zustaende: Kontozustand[] = ['eingeladen', 'aktiv', 'gesperrt'];
const handlungen: Kontohandlung[] = ['einladen', 'einrichten', 'sperren', 'entsperren'];

describe('the life of an account', () => {
  it.each([
    ['eingeladen', false, { einrichten: 'aktiv', einladen: 'eingeladen', sperren: 'gesperrt' }],
    ['eingeladen', true, { einrichten: 'aktiv', einladen: 'eingeladen', sperren: 'gesperrt' }],
    ['aktiv', true, { sperren: 'gesperrt' }],
    ['aktiv', false, { sperren: 'gesperrt' }],
    ['gesperrt', true, { entsperren: 'aktiv' }],
    ['gesperrt', false, { einladen: 'eingeladen' }],
  ] satisfies [Kontozustand, boolean, Partial<Record<Kontohandlung, Kontozustand>>][])('%s, set up: %s', (zustand, eingerichtet, wege) => {
    const stand = { zustand, eingerichtet };
    expect(Object.fromEntries(kontohandlungen(stand).map(([name, { nach }]) => [name, nach]))).toEqual(wege);
    const gefunden = handlungen.map((handlung) => [handlung, uebergang(stand, handlung)] as const);
    expect(Object.fromEntries(gefunden.flatMap(([name, weg]) => ('nach' in weg ? [[name, weg.nach]] : [])))).toEqual(wege);
    const abgelehnt = gefunden.flatMap(([, weg]) => ('satz' in weg ? [weg.satz] : []));
    expect(abgelehnt).toEqual(abgelehnt.map(() => `Das geht mit diesem Konto nicht: Es ist ${zustand}.`));
    expect(abgelehnt.length).toBe(handlungen.length - Object.keys(wege).length);
  });

  it('takes a right for every step but that of the owner', () => {
    const rechte = zustaende.flatMap((zustand) => Object.entries(KONTOTAFEL[zustand]).map(([handlung, { recht }]) => `${zustand} ${handlung} ${recht}`));
    expect(rechte).toEqual(['eingeladen einrichten null', 'eingeladen einladen konto.anlegen', 'eingeladen sperren konto.aendern', 'aktiv sperren konto.aendern', 'gesperrt entsperren konto.aendern', 'gesperrt einladen konto.anlegen']);
    expect(zustaende.flatMap((zustand) => Object.values(KONTOTAFEL[zustand]).filter(({ recht }) => recht !== null && !ALLE_RECHTE.includes(recht)))).toEqual([]);
  });

  it('has a caption for every step and words for every state', () => {
    const captions = zustaende.flatMap((zustand) => Object.values(KONTOTAFEL[zustand]).map(({ beschriftung }) => beschriftung));
    expect(captions.filter((caption) => !/^[A-Z]\p{L}+ [\p{L} ]+$/u.test(caption))).toEqual([]);
    expect(Object.entries(KONTOZUSTAENDE).filter(([zustand, { titel, hinweis }]) => titel !== zustand || !/^[A-Z].*\.$/.test(hinweis))).toEqual([]);
    expect(Object.keys(KONTOZUSTAENDE)).toEqual(zustaende);
  });
});

describe('the gate of accounts', () => {
  const rechte: Kontorecht[] = ['konto.lesen', 'konto.anlegen', 'konto.aendern'];
  const darfAlles = (wer: Parameters<typeof darfKonto>[0], ...namen: ('BEI' | 'FA' | 'ADM')[]): boolean[] => rechte.map((recht) => darfKonto(wer, recht, LAGE, namen.map((name) => rolle(name, name === 'FA' ? 'amt51' : null))));

  it('is open to the administration', () => {
    expect(darfAlles(mitRolle('ADM'), 'FA', 'ADM')).toEqual([true, true, true]);
    expect(darfAlles(mitRolle('ADM'))).toEqual([true, true, true]);
  });

  it('lets the Datenschutz read', () => {
    expect(darfAlles(mitRolle('DSB'), 'FA')).toEqual([true, false, false]);
  });

  it('lets the Stabsstelle look after accounts of the Beirat, and make no more of them', () => {
    expect(darfAlles(mitRolle('STAB'), 'BEI')).toEqual([true, true, true]);
    expect(darfAlles(mitRolle('STAB'), 'BEI', 'BEI')).toEqual([true, true, true]);
    expect(darfAlles(mitRolle('STAB'), 'BEI', 'ADM')).toEqual([false, false, false]);
    expect(darfAlles(mitRolle('STAB'), 'FA')).toEqual([false, false, false]);
    expect(darfAlles(mitRolle('STAB'))).toEqual([false, false, false]);
  });

  it('looks at roles that have ended, too', () => {
    expect(darfKonto(mitRolle('STAB'), 'konto.aendern', LAGE, [rolle('BEI'), rolle('ADM', null, null, '2020-12-31')])).toBe(false);
  });

  it.each(VERGEBBAR.filter((name) => !['ADM', 'DSB', 'STAB'].includes(name)))('is closed to %s', (name) => {
    expect(darfAlles(mitRolle(name), 'BEI')).toEqual([false, false, false]);
  });

  it('is closed to everybody else, and to deputies of the administration', () => {
    expect(darfAlles(undefined, 'BEI')).toEqual([false, false, false]);
    expect(darfAlles(person('x', [], [mitRolle('ADM')]), 'BEI')).toEqual([false, false, false]);
    expect(darfAlles(person('x', [], [mitRolle('STAB')]), 'BEI')).toEqual([true, true, true]);
  });
});
