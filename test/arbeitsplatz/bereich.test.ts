import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rolle } from '../../src/core/zugang/rolle.ts';
import { changeKonto, giveRolle, putAbwesenheit } from '../../src/storage/zugang.ts';
import { StaffHouse, type Visitor } from '../staff.ts';
import { day, massnahme, put } from './records.ts';

const house = new StaffHouse();
const PAGE = '/musterstadt/intern/bereich';

beforeAll(async () => {
  await house.open();
  await put(house, 'musterstadt', 'massnahmen', massnahme('GEHEIM', { titel: 'Zauberwald pflanzen', veroeffentlicht_am: null }));
  await put(house, 'musterstadt', 'massnahmen', massnahme('OFFEN', { titel: 'Offene Sache', federfuehrung: 'statistik' }));
  await house.createAccount('musterstadt', 'FA', 'jugend', 'Julia Jugendamt');
  await house.createAccount('musterstadt', 'FAL', 'vv', 'Volker Vorstand');
  const locked = await house.createAccount('musterstadt', 'FA', 'jugend', 'Gerd Gesperrt');
  await house.storage.inTown('musterstadt', (db) => changeKonto(db, 'musterstadt', locked, { zustand: 'gesperrt' }));
  const past = await house.createAccount('musterstadt', undefined, null, 'Paula Vorbei');
  await house.storage.inTown('musterstadt', (db) => giveRolle(db, 'musterstadt', past, { rolle: 'FA', bereich: 'jugend', von: null, bis: day(-1) }));
});
afterAll(() => house.close());

async function as(rolle: Rolle, bereich: string | null = null): Promise<Visitor> {
  return house.signIn('musterstadt', await house.createAccount('musterstadt', rolle, bereich, 'Ich Selbst'));
}

const headings = (html: string): string[] => [...html.matchAll(/<h2[^>]*>([^<]*)/g)].map(([, titel = '']) => titel);
const rights = (html: string): Record<string, string> => Object.fromEntries([...(/id="rechte"[^]*/.exec(html)?.[0] ?? '').matchAll(/<dt[^>]*>([^<]*)<\/dt><dd[^>]*>([^<]*)/g)].map(([, name = '', wert = '']) => [name, wert]));

describe('my area', () => {
  it('is my office with its measures and people', async () => {
    const { status, text } = await (await as('FA', 'jugend')).get(PAGE);
    expect(status).toBe(200);
    expect(headings(text)).toEqual(['Jugendamt', 'Was ich darf']);
    expect(text).toContain('Julia Jugendamt (Fachamt)');
    expect(text).toContain('Zauberwald pflanzen');
    expect(text).not.toContain('Offene Sache');
    for (const name of ['Volker Vorstand', 'Gerd Gesperrt', 'Paula Vorbei']) expect(text).not.toContain(name);
  });

  it('reaches down, not up', async () => {
    const above = await (await as('FAL', 'vv')).get(PAGE);
    expect(headings(above.text)).toEqual(['Jugendamt', 'Stabsstelle Familienfreundliche Stadt', 'Statistikstelle', 'Verwaltungsvorstand', 'Was ich darf']);
    const beside = await (await as('FA', 'statistik')).get(PAGE);
    expect(headings(beside.text)).toEqual(['Statistikstelle', 'Was ich darf']);
    expect(beside.text).not.toContain('Zauberwald');
  });

  it('is wider while I stand in for somebody', async () => {
    const [absent, deputy] = [await house.createAccount('musterstadt', 'FA', 'jugend', 'Frida Fort'), await house.createAccount('musterstadt', 'FA', 'statistik')];
    await house.storage.inTown('musterstadt', (db) => putAbwesenheit(db, 'musterstadt', { konto: absent, von: day(0), bis: day(1), vertretung: deputy, uebergabe: null }));
    const { text } = await (await house.signIn('musterstadt', deputy)).get(PAGE);
    expect(headings(text)).toEqual(['Jugendamt', 'Statistikstelle', 'Was ich darf']);
    expect(text).toContain('Frida Fort: Fachamt (Jugendamt)');
  });

  it.each<[Rolle, boolean]>([['STAB', true], ['DEZ', true], ['RAT', true], ['STAT', false], ['ADM', false]])('%s has the whole town, and counts what it may see: the hidden one %s', async (rolle, sees) => {
    const { text } = await (await as(rolle)).get(PAGE);
    expect(headings(text)).toEqual(['Ganz Musterstadt', 'Was ich darf']);
    expect(text).toContain(`${sees ? 4 : 3} Maßnahmen, 1 Leitprojekt, 2 Handlungsfelder.`);
    expect(text.includes('Jugendamt</a>')).toBe(sees);
    expect(text).not.toContain('Julia Jugendamt');
  });

  it('takes no question mark', async () => {
    expect((await (await as('STAB')).get(`${PAGE}?seite=1`)).status).toBe(400);
  });
});

describe('what I may do', () => {
  it('stands there in words, with how far it reaches', async () => {
    const fa = rights((await (await as('FA', 'jugend')).get(PAGE)).text);
    expect(fa['Maßnahme']).toBe('lesen, anlegen und ändern (im eigenen Bereich); den veröffentlichten Teil lesen');
    expect(fa['Konto']).toBeUndefined();
    const stab = rights((await (await as('STAB')).get(PAGE)).text);
    expect(stab['Maßnahme']).toBe('lesen, anlegen, ändern und freigeben');
    expect(stab['Ausgabe eines Berichts']).toBe('lesen und einfrieren');
    const adm = rights((await (await as('ADM')).get(PAGE)).text);
    expect(adm['Maßnahme']).toBe('den veröffentlichten Teil lesen');
    expect(adm['Adressen und Zugangscodes']).toBeUndefined();
  });
});
