import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rolle } from '../../src/core/zugang/rolle.ts';
import { keepAusgabe } from '../../src/storage/bericht.ts';
import { StaffHouse, type Visitor } from '../staff.ts';
import { day, massnahme, meldung, put } from './records.ts';

const house = new StaffHouse();
const PAGE = '/musterstadt/intern/suche';

beforeAll(async () => {
  await house.open();
  await put(house, 'musterstadt', 'massnahmen', massnahme('GEHEIM', { titel: 'Zauberwald pflanzen', veroeffentlicht_am: null }));
  await put(house, 'musterstadt', 'massnahmen', massnahme('WALD', { titel: 'Waldtag für Zauberer', kurztext: 'Einmal im Jahr in die Bäume.' }));
  await put(house, 'musterstadt', 'massnahmen', massnahme('REST', { titel: 'Grüne Straße', kurztext: 'Wie im Zauberwald.' }));
  await put(house, 'musterstadt', 'meldezyklen', { code: 'Z1', stichtag: day(-60), frist: day(-30) });
  await put(house, 'musterstadt', 'meilensteine', { code: 'm1', gehoert_zu: 'GEHEIM', titel: 'Kobolde eingezogen', status: 'geplant' });
  await put(house, 'musterstadt', 'statusmeldungen', meldung('GEHEIM', 'Z1', { text_oeffentlich: 'Kobolde sind da.' }));
  await put(house, 'musterstadt', 'statusmeldungen', meldung('REST', 'Z1', { gemeldet_am: day(1), text_oeffentlich: 'Morgen kommen Einhörner.' }));
  await put(house, 'nachbarstadt', 'massnahmen', massnahme('NACHBAR', { titel: 'Zauberwald nebenan' }));
  await house.storage.inTown('musterstadt', (db) => keepAusgabe(db, { tenant: 'musterstadt', id: 'kurzbericht-0123456789abcdef', bericht: 'kurzbericht', stichtag: '2025-12-31', sha256: 'a'.repeat(64), oeffentlich_am: null }));
  await house.createAccount('musterstadt', 'BEI', null, 'Zaubermeisterin Bea');
  await house.createAccount('musterstadt', 'ADM', null, 'Zaubermeister Adam');
});
afterAll(() => house.close());

async function as(rolle: Rolle, bereich: string | null = null): Promise<Visitor> {
  return house.signIn('musterstadt', await house.createAccount('musterstadt', rolle, bereich));
}

async function find(visitor: Visitor, q: string): Promise<string[]> {
  const { status, text } = await visitor.get(`${PAGE}?q=${encodeURIComponent(q)}`);
  expect(status).toBe(200);
  return [...text.matchAll(/<div class="aufgabe"><a [^>]*href="([^"]*)">([^<]*)/g)].map(([, , titel = '']) => titel);
}

describe('what may not be seen', () => {
  it.each<[Rolle, string | null, boolean]>([
    ['STAB', null, true],
    ['DEZ', null, true],
    ['RAT', null, true],
    ['BEI', null, true],
    ['INST', null, true],
    ['FA', 'jugend', true],
    ['FAL', 'vv', true],
    ['FA', 'stab', false],
    ['FAL', 'statistik', false],
    ['STAT', null, false],
    ['GB', null, false],
    ['DSB', null, false],
    ['ADM', null, false],
  ])('%s %s finds an unpublished measure: %s', async (rolle, bereich, sees) => {
    const visitor = await as(rolle, bereich);
    expect((await find(visitor, 'zauberwald')).filter((titel) => !titel.startsWith('Zaubermeister'))).toEqual(sees ? ['Zauberwald pflanzen', 'Grüne Straße'] : ['Grüne Straße']);
    expect(await find(visitor, 'GEHEIM')).toEqual(sees ? ['Zauberwald pflanzen'] : []);
    expect(await find(visitor, 'kobolde')).toEqual(sees ? ['Zauberwald pflanzen'] : []);
  });

  it('leaves no trace: the page is the same as if it were not there', async () => {
    const fa = await as('FA', 'stab');
    const with_ = (await fa.get(`${PAGE}?q=zauber`)).text;
    await put(house, 'musterstadt', 'massnahmen', massnahme('GEHEIM', { titel: 'Zauberschloss und Zauberei im Zaubergarten', veroeffentlicht_am: day(1) }));
    expect((await fa.get(`${PAGE}?q=zauber`)).text).toBe(with_);
    await put(house, 'musterstadt', 'massnahmen', massnahme('GEHEIM', { titel: 'Zauberwald pflanzen', veroeffentlicht_am: null }));
  });

  it('may be a report that is dated tomorrow, or anything of another town', async () => {
    const stab = await as('STAB');
    expect(await find(stab, 'einhörner')).toEqual([]);
    expect(await find(stab, 'nebenan')).toEqual([]);
  });

  it('may be an account or an edition', async () => {
    expect(await find(await as('ADM'), 'zaubermeister')).toEqual(['Zaubermeister Adam', 'Zaubermeisterin Bea']);
    expect(await find(await as('DSB'), 'zaubermeister')).toEqual(['Zaubermeister Adam', 'Zaubermeisterin Bea']);
    expect(await find(await as('STAB'), 'zaubermeister')).toEqual(['Zaubermeisterin Bea']);
    for (const [rolle, bereich] of [['FA', 'jugend'], ['STAT', null], ['RAT', null]] as const) expect(await find(await as(rolle, bereich), 'zaubermeister')).toEqual([]);
    expect(await find(await as('STAT'), '0123456789abcdef')).toHaveLength(1);
    for (const [rolle, bereich] of [['FA', 'jugend'], ['ADM', null], ['RAT', null]] as const) expect(await find(await as(rolle, bereich), '0123456789abcdef')).toEqual([]);
  });

  it('may be a page or an office', async () => {
    expect(await find(await as('ADM'), 'protokoll')).toContain('Protokoll');
    expect(await find(await as('FA', 'jugend'), 'protokoll')).toEqual([]);
    expect(await find(await as('GB'), 'verwaltungsvorstand')).toContain('Verwaltungsvorstand');
    expect(await find(await as('RAT'), 'verwaltungsvorstand')).toEqual([]);
  });
});

describe('the search', () => {
  it('wants every word, takes umlauts either way, and puts the best first', async () => {
    const stab = await as('STAB');
    expect(await find(stab, 'zauber wald')).toEqual(['Waldtag für Zauberer', 'Zauberwald pflanzen', 'Grüne Straße']);
    expect(await find(stab, 'zauberwald')).toEqual(['Zauberwald pflanzen', 'Grüne Straße']);
    for (const q of ['grüne strasse', 'GRUENE STRASSE', 'grune straße', 'straße grüne']) expect(await find(stab, q)).toEqual(['Grüne Straße']);
    expect(await find(stab, 'zauber gibtesnicht')).toEqual([]);
    expect(await find(stab, 'baume')).toEqual(['Waldtag für Zauberer']);
  });

  it('finds what measures are ordered by, and leads to pages that are there', async () => {
    const stab = await as('STAB');
    for (const q of ['familienbüro', 'bildung', 'einwohner', 'jugendamt', 'kurzbericht', 'mein', 'z']) {
      const { text } = await stab.get(`${PAGE}?q=${encodeURIComponent(q)}`);
      const links = [...text.matchAll(/<div class="aufgabe"><a [^>]*href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
      expect(links.length).toBeGreaterThan(0);
      for (const link of links.filter((href) => !href.includes('/ausgaben/'))) expect([link, (await stab.get(link)).status]).toEqual([link, 200]);
    }
  });

  it('says how many there are and shows at most 200 of them, fifty a page', async () => {
    for (let index = 0; index < 205; index++) await put(house, 'nachbarstadt', 'massnahmen', massnahme(`V-${index}`, { titel: `Vielerlei ${index}` }));
    const id = await house.createAccount('nachbarstadt', 'STAB');
    const stab = await house.signIn('nachbarstadt', id);
    const page = async (seite: number): Promise<string> => (await stab.get(`/nachbarstadt/intern/suche?q=vielerlei&seite=${seite}`)).text;
    expect(await page(1)).toContain('205 Treffer zu „vielerlei“, Seite 1 von 4. Gezeigt werden die 200 besten');
    expect((await page(1)).match(/class="aufgabe"/g)).toHaveLength(50);
    expect((await page(4)).match(/class="aufgabe"/g)).toHaveLength(50);
    expect(await page(4)).toContain('Vielerlei 199');
    expect(await page(99)).toContain('Seite 4 von 4');
    expect(await page(1)).toContain('seite=2');
  });

  it('takes what is typed as text, whatever it is', async () => {
    const stab = await as('STAB');
    for (const q of ['.*', '(', '[a-z]+', '%', '_', "'; drop table eintrag; --", '\\', '\u0000', '\ud800', '__proto__', 'constructor', '<script>alert(1)</script>', '{{7*7}}']) {
      const { status, text } = await stab.get(`${PAGE}?q=${encodeURIComponent(q.toWellFormed())}`);
      expect(status).toBe(200);
      expect(text).not.toContain('<script>alert');
    }
    expect(await find(stab, '.*')).toEqual([]);
  });

  it('explains itself where nothing is asked, and refuses too long a text by a sentence', async () => {
    const stab = await as('STAB');
    for (const query of ['', '?q=', '?q=%20%20']) expect((await stab.get(`${PAGE}${query}`)).text).toContain('Schreiben Sie oben in das Suchfeld');
    const long = await stab.get(`${PAGE}?q=${'a'.repeat(201)}`);
    expect(long.status).toBe(422);
    expect(long.text).toContain('höchstens 200 Zeichen; es sind 201');
    expect(long.text).toContain('<title>Fehler: Suche');
  });

  it.each(['q=a&seite=0', 'q=a&seite=-1', 'q=a&seite=1e9', 'q=a&q=b', 'suche=a', 'q=a&sort=titel', '__proto__=a'])('refuses what none of its links has: %s', async (query) => {
    expect((await (await as('STAB')).get(`${PAGE}?${query}`)).status).toBe(400);
  });
});
