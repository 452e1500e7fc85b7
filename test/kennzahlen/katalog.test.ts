import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rolle } from '../../src/core/zugang/rolle.ts';
import { day, put, withdraw } from '../arbeitsplatz/records.ts';
import { StaffHouse, type Visitor } from '../staff.ts';

const house = new StaffHouse();
const LIST = '/musterstadt/intern/kennzahlen';
const EVIL = '"><script>alert(1)</script>';

const indikator = (code: string, name: string, fields: object = {}): object => ({
  code,
  name,
  kurz: name,
  frage: 'Wie viele?',
  einheit: '%',
  nachkommastellen: 1,
  richtung: '+',
  art: 'berechnet',
  zeitart: 'bestand',
  bezugszeit: 'Stichtag',
  quelle: 'Q-JUG',
  rhythmus_monate: 24,
  liefermonate: 1,
  raumebenen: ['stadt'],
  personenbezogen: true,
  kernindikator: false,
  status: 'freigegeben',
  veroeffentlicht_am: day(-1),
  versionen: [{ version: 1, zaehler: 'Kinder mit Platz', nenner: 'Kinder', faktor: 100 }],
  ...fields,
});

beforeAll(async () => {
  await house.open();
  await put(house, 'musterstadt', 'indikatoren', indikator('X1', 'Wunschzahl', { status: 'Entwurf' }));
  await put(house, 'musterstadt', 'indikatoren', indikator('X2', 'Zukunftszahl', { veroeffentlicht_am: day(1) }));
  await put(house, 'musterstadt', 'indikatoren', indikator('X3', `Offene Zahl ${EVIL}`, { frage: EVIL, grenzen: EVIL, zielwerte: [{ raum: 'stadt', jahr: 2030, wert: 12.5, beschlossen: EVIL }] }));
});
afterAll(() => house.close());

async function as(rolle: Rolle, bereich: string | null = null, town = 'musterstadt'): Promise<Visitor> {
  return house.signIn(town, await house.createAccount(town, rolle, bereich));
}

describe('drafts of definitions', () => {
  it.each<[Rolle, string | null, boolean]>([
    ['STAB', null, true],
    ['STAT', null, true],
    ['FA', 'statistik', false],
    ['FAL', 'vv', false],
    ['DEZ', null, false],
    ['RAT', null, false],
    ['BEI', null, false],
    ['ADM', null, false],
  ])('%s %s sees them in list, page, file, search and changes: %s', async (rolle, bereich, sees) => {
    const visitor = await as(rolle, bereich);
    for (const path of [LIST, `${LIST}.csv`, '/musterstadt/intern/suche?q=zahl', '/musterstadt/intern/aenderungen']) {
      const { status, text } = await visitor.get(path);
      expect(status).toBe(200);
      expect([path, text.includes('Wunschzahl'), text.includes('Zukunftszahl'), text.includes('Offene Zahl')]).toEqual([path, sees, sees, true]);
    }
    for (const code of ['X1', 'X2']) expect((await visitor.get(`${LIST}/${code}`)).status).toBe(sees ? 200 : 404);
    expect((await visitor.get(LIST)).text).toContain(`${sees ? 5 : 3} Kennzahlen`);
  });
});

describe('the catalogue', () => {
  it('sorts and filters, shows everything as text, and holds no values', async () => {
    const stab = await as('STAB');
    const { text } = await stab.get(`${LIST}?filter.art=berechnet&filter.kern=nein&filter.status=freigegeben&sort=name&richtung=ab`);
    expect(text).toContain('2 von 5 Kennzahlen');
    expect(text.indexOf('Zukunftszahl')).toBeLessThan(text.indexOf('Offene Zahl'));
    const page = await stab.get(`${LIST}/X3`);
    for (const each of [text, page.text]) expect(each).not.toContain('<script>alert');
    for (const words of ['Kinder mit Platz', 'alle 2 Jahre', '1 Monat nach der Bezugszeit', 'höher ist besser', '12,5\u00a0%', 'Zähler unter 3']) expect(page.text).toContain(words);
    expect((await stab.get(`${LIST}/D01`)).text).not.toMatch(/class="[^"]*numeric[^"]*"/);
  });

  it.each(['sort=wert', 'sort=', 'filter.name[x]=1', 'filter.status=offen', 'proSeite=1e9', 'seite=0', 'werte=1', 'filter.kern=vielleicht'])('refuses what none of its links has: %s', async (query) => {
    const stab = await as('STAB');
    for (const path of [LIST, `${LIST}.csv`]) expect((await stab.get(`${path}?${query}`)).status).toBe(400);
  });

  it('becomes a file', async () => {
    const lines = (await (await as('RAT')).get(`${LIST}.csv?sort=kuerzel`)).text.replace('\ufeff', '').split('\n');
    expect(lines[0]).toBe('Kennzahl;Kürzel;Handlungsfelder;Einheit;Art;Quelle;Rhythmus;Verantwortlich;Kernindikator;Status');
    expect(lines[1]).toBe('Bevölkerung mit Hauptwohnung;D01;;Anzahl;erhoben;Einwohnerbestand, Hauptwohnung, Stichtag 31. Dezember;jährlich;Statistik;ja;freigegeben');
    expect(lines).toHaveLength(5);
  });

  it('says so where there is nothing, and stays in its town', async () => {
    const other = await as('STAB', null, 'nachbarstadt');
    expect((await other.get('/nachbarstadt/intern/kennzahlen')).text).not.toContain('Wunschzahl');
    expect((await other.get('/nachbarstadt/intern/kennzahlen/X1')).status).toBe(404);
    await withdraw(house, 'nachbarstadt', 'indikatoren');
    expect((await other.get('/nachbarstadt/intern/kennzahlen')).text).toContain('Noch ist keine Kennzahl freigegeben.');
  });
});
