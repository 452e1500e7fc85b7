import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMMLUNGSNAMEN } from '../../src/core/bericht/sammlungen.ts';
import type { Rolle } from '../../src/core/zugang/rolle.ts';
import { SAMMLUNGSSICHTEN } from '../../src/web/arbeitsplatz/sichten.ts';
import { StaffHouse, type Visitor } from '../staff.ts';
import { day, massnahme, meldung, put, withdraw } from './records.ts';

const house = new StaffHouse();
const PAGE = '/musterstadt/intern/aenderungen';

beforeAll(() => house.open());
afterAll(() => house.close());

async function as(rolle: Rolle, bereich: string | null = null): Promise<Visitor> {
  return house.signIn('musterstadt', await house.createAccount('musterstadt', rolle, bereich));
}

/** Lines of the page without their times. */
async function lines(visitor: Visitor, query = ''): Promise<string[]> {
  const { status, text } = await visitor.get(`${PAGE}${query}`);
  expect(status).toBe(200);
  return [...text.matchAll(/<li><p>(.*?)<\/p><p class="leise"><time/g)].map(([, line = '']) => line.replace(/<[^>]*>/g, ''));
}

describe('changes', () => {
  it('of one import stand in one line for each collection', async () => {
    const stab = await lines(await as('STAB'));
    expect(stab[0]).toBe('Neu: 2 Maßnahmen – Familienbüro einrichten, Sichere Schulwege');
    expect(stab).toContain('Neu: 2 Kennzahlen – Bevölkerung mit Hauptwohnung, Versorgungsquote unter Dreijähriger');
    expect(stab).toContain('Neu: Angaben zur Stadt');
    expect(new Set(stab.map((line) => line.replace(/ [–„].*/, ''))).size).toBe(stab.length);
  });

  it('are told latest first, with what was new, changed and taken away', async () => {
    const stab = await as('STAB');
    await put(house, 'musterstadt', 'quellen', { code: 'Q-NEU', titel: 'Neue Quelle', herausgeber: 'Amt' });
    await put(house, 'musterstadt', 'quellen', { code: 'Q-NEU', titel: 'Andere Quelle', herausgeber: 'Amt' });
    expect((await lines(stab)).slice(0, 2)).toEqual(['Geändert: Quelle „Andere Quelle“', 'Neu: Quelle „Andere Quelle“']);
    await withdraw(house, 'musterstadt', 'quellen', 'Q-NEU');
    expect((await lines(stab)).slice(0, 3)).toEqual(['Entfernt: Quelle „Q-NEU“', 'Geändert: Quelle „Q-NEU“', 'Neu: Quelle „Q-NEU“']);
  });

  it('of texts of reports, of offices and recommendations are heard of by those whom they concern', async () => {
    const kinds = async (rolle: Rolle, bereich: string | null = null): Promise<string> => (await lines(await as(rolle, bereich))).join('\n');
    await put(house, 'musterstadt', 'empfehlungen', { code: 'E1', gremium: 'beirat', text: 'Mehr Bänke', adressat: 'jugend', eingegangen_am: day(-9), frist: day(9) });
    expect(await kinds('STAB')).toMatch(/Empfehlung „Mehr Bänke“[^]*Gliederung/);
    expect(await kinds('FA', 'jugend')).toContain('Empfehlung „Mehr Bänke“');
    for (const [rolle, bereich] of [['FA', 'stab'], ['ADM', null], ['STAT', null]] as const) expect(await kinds(rolle, bereich)).not.toContain('Mehr Bänke');
    expect(await kinds('RAT')).not.toMatch(/Organisationseinheit|Gliederung|Text /);
  });

  it.each<[Rolle, string | null, boolean]>([['STAB', null, true], ['DEZ', null, true], ['RAT', null, true], ['FA', 'jugend', true], ['FA', 'stab', false], ['STAT', null, false], ['ADM', null, false], ['DSB', null, false]])('%s %s hears of a hidden measure: %s', async (rolle, bereich, sees) => {
    const visitor = await as(rolle, bereich);
    const before = (await visitor.get(PAGE)).text;
    const code = `G-${rolle}-${bereich}`;
    await put(house, 'musterstadt', 'massnahmen', massnahme(code, { titel: 'Zauberwald pflanzen', veroeffentlicht_am: null }));
    await put(house, 'musterstadt', 'meilensteine', { code: `m-${code}`, gehoert_zu: code, titel: 'Kobolde eingezogen', status: 'geplant' });
    await put(house, 'musterstadt', 'meldezyklen', { code: 'Z1', stichtag: day(-60), frist: day(-30) });
    const between = (await visitor.get(PAGE)).text;
    await put(house, 'musterstadt', 'statusmeldungen', meldung(code, 'Z1'));
    const after = (await visitor.get(PAGE)).text;
    expect([after.includes('Zauberwald'), after.includes('Kobolde'), after.includes(code)]).toEqual([sees, sees, sees]);
    expect(after === between).toBe(!sees);
    expect(between.replace(/<section[^]*?<\/section>/, '')).toBe(before.replace(/<section[^]*?<\/section>/, ''));
    await withdraw(house, 'musterstadt', 'statusmeldungen');
    await withdraw(house, 'musterstadt', 'meilensteine', `m-${code}`);
    await withdraw(house, 'musterstadt', 'massnahmen', code);
    if (!sees) expect((await visitor.get(PAGE)).text).toBe(between);
  });

  it('are fifty a page', async () => {
    const stab = await as('STAB');
    for (let index = 0; index < 60; index++) await put(house, 'musterstadt', 'quellen', { code: `Q-${index}`, titel: `Quelle ${index}`, herausgeber: 'Amt' });
    const first = await stab.get(PAGE);
    expect(await lines(stab)).toHaveLength(50);
    expect(first.text).toContain(`href="${PAGE}?seite=2"`);
    expect(first.text).not.toContain('Vorige Seite');
    expect((await lines(stab, '?seite=2'))[9]).toBe('Neu: Quelle „Quelle 0“');
    expect((await stab.get(`${PAGE}?seite=2`)).text).toContain(`href="${PAGE}">Vorige Seite`);
    expect((await stab.get(`${PAGE}?seite=999999`)).text).toContain('Weiter zurück reichen die Änderungen nicht.');
  });

  it.each(['seite=0', 'seite=-1', 'seite=1e9', 'seite=zwei', 'seite=', 'seite=1&seite=2', 'sammlung=massnahmen', '__proto__=1'])('refuse what none of their links has: %s', async (query) => {
    expect((await (await as('STAB')).get(`${PAGE}?${query}`)).status).toBe(400);
  });

  it('of every collection have a name', () => {
    expect(Object.keys(SAMMLUNGSSICHTEN).sort()).toEqual([...SAMMLUNGSNAMEN].sort());
  });
});
