import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rolle } from '../../src/core/zugang/rolle.ts';
import { day, massnahme, meldung, put, withdraw } from '../arbeitsplatz/records.ts';
import { StaffHouse, type Visitor } from '../staff.ts';

const house = new StaffHouse();
const LIST = '/musterstadt/intern/massnahmen';
const EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>';
const PRINTED = 'Böse &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;';

beforeAll(async () => {
  await house.open();
  await put(house, 'musterstadt', 'massnahmen', massnahme('GEHEIM', { titel: 'Zauberwald pflanzen', veroeffentlicht_am: null, indikatoren: ['D01'] }));
  await put(house, 'musterstadt', 'massnahmen', massnahme('BALD', { titel: 'Morgenröte malen', veroeffentlicht_am: day(1) }));
  await put(house, 'musterstadt', 'massnahmen', massnahme('HEUTE', { titel: 'Tagesanbruch feiern', veroeffentlicht_am: day(0), ersatz: 'GEHEIM', status: 'entfallen', entfallen_grund: 'Zu früh.' }));
  await put(house, 'musterstadt', 'massnahmen', massnahme('BOESE', { titel: `Böse ${EVIL}`, kurztext: EVIL, beteiligte: [EVIL], herkunft: { art: 'Verwaltung', bezug: EVIL }, finanzen: [{ jahr: 2026, ansatz: -5, anmerkung: EVIL }] }));
  await put(house, 'musterstadt', 'massnahmen', massnahme('FORMEL', { titel: '=SUMME(A1)', handlungsfeld: 'umfeld', leitprojekt: 'familienbuero', federfuehrung: null, status: null, beginn_ist: null }));
  await put(house, 'musterstadt', 'meilensteine', { code: 'm-boese', gehoert_zu: 'BOESE', titel: EVIL, datum_plan: day(20), status: 'geplant' });
  await put(house, 'musterstadt', 'meldezyklen', { code: 'Z1', stichtag: day(-60), frist: day(-30) });
  await put(house, 'musterstadt', 'statusmeldungen', meldung('BOESE', 'Z1', { text_oeffentlich: EVIL, gegenmassnahme: 'Gegenhalten.', kosten: 'rot' }));
  await put(house, 'musterstadt', 'statusmeldungen', meldung('BOESE', 'Z1', { gemeldet_am: day(3), text_oeffentlich: 'Erst übermorgen gesagt.' }));
  await put(house, 'nachbarstadt', 'massnahmen', massnahme('NACHBAR', { titel: 'Zauberwald nebenan' }));
});
afterAll(() => house.close());

async function as(rolle: Rolle | undefined, bereich: string | null = null, town = 'musterstadt'): Promise<Visitor> {
  return house.signIn(town, await house.createAccount(town, rolle, bereich));
}

/** Names of the measures in the order of the table. */
const titlesIn = (html: string): string[] => [...html.matchAll(/<th class="kern-table__header zeilenkopf" scope="row"><a href="[^"]*">([^<]*)/g)].map(([, title = '']) => title);

describe('what is not yet published', () => {
  it.each<[Rolle, string | null, boolean]>([
    ['STAB', null, true],
    ['DEZ', null, true],
    ['RAT', null, true],
    ['BEI', null, true],
    ['INST', null, true],
    ['FA', 'jugend', true],
    ['FAL', 'jugend', true],
    ['FA', 'vv', true],
    ['FA', 'stab', false],
    ['FAL', 'statistik', false],
    ['STAT', null, false],
    ['GB', null, false],
    ['DSB', null, false],
    ['ADM', null, false],
  ])('%s %s sees it in list, page and file: %s', async (rolle, bereich, sees) => {
    const visitor = await as(rolle, bereich);
    const [list, csv] = [await visitor.get(LIST), await visitor.get(`${LIST}.csv`)];
    for (const answer of [list, csv]) {
      expect(answer.status).toBe(200);
      expect([answer.text.includes('Zauberwald'), answer.text.includes('GEHEIM'), answer.text.includes('Morgenröte'), answer.text.includes('Tagesanbruch')]).toEqual([sees, sees, sees, true]);
    }
    expect(list.text).toContain(`${sees ? 7 : 5} Maßnahmen`);
    for (const code of ['GEHEIM', 'BALD']) expect((await visitor.get(`${LIST}/${code}`)).status).toBe(sees ? 200 : 404);
    expect((await visitor.get(`${LIST}/HEUTE`)).text.includes('Zauberwald')).toBe(sees);
    expect((await visitor.get('/musterstadt/intern/kennzahlen/D01')).text.includes('Zauberwald')).toBe(sees);
  });

  it('is there neither for an account without a role, nor does it show in a count that a filter tells', async () => {
    const nobody = await as(undefined);
    expect((await nobody.get(LIST)).text).not.toContain('Zauberwald');
    const stat = await as('STAT');
    expect((await stat.get(`${LIST}?filter.titel=zauberwald`)).text).toContain('0 von 5 Maßnahmen');
    expect((await stat.get(`${LIST}?filter.titel=gibtesnicht`)).text).toContain('0 von 5 Maßnahmen');
  });

  it('answers as if it were not there', async () => {
    const fa = await as('FA', 'stab');
    const hidden = await fa.get(`${LIST}/GEHEIM`);
    const missing = await fa.get(`${LIST}/GIBTESNICHT`);
    expect([hidden.status, hidden.text]).toEqual([missing.status, missing.text]);
    expect((await fa.get(`${LIST}/NACHBAR`)).text).toBe(missing.text);
    expect((await fa.get(`${LIST}/__proto__`)).status).toBe(404);
  });

  it('belongs to one town', async () => {
    const stab = await as('STAB');
    expect((await stab.get(LIST)).text).not.toContain('nebenan');
    expect((await stab.get('/nachbarstadt/intern/massnahmen/NACHBAR')).status).toBe(401);
    expect((await (await as('STAB', null, 'nachbarstadt')).get('/nachbarstadt/intern/massnahmen/NACHBAR')).text).toContain('Zauberwald nebenan');
  });
});

describe('the list', () => {
  it('sorts, filters and pages by its address', async () => {
    const stab = await as('STAB');
    const titles = async (query: string): Promise<string[]> => titlesIn((await stab.get(`${LIST}?${query}`)).text);
    expect(await titles('sort=titel&richtung=ab')).toEqual(['Zauberwald pflanzen', 'Tagesanbruch feiern', 'Sichere Schulwege', 'Morgenröte malen', 'Familienbüro einrichten', PRINTED, '=SUMME(A1)']);
    expect(await titles('filter.titel=zauberWALD')).toEqual(['Zauberwald pflanzen']);
    expect(await titles('filter.handlungsfeld=umfeld')).toEqual(['=SUMME(A1)', 'Sichere Schulwege']);
    expect(await titles('filter.leitprojekt=familienbuero&sort=kuerzel')).toEqual(['=SUMME(A1)', 'Familienbüro einrichten']);
    expect(await titles('filter.federfuehrung=_ohne')).toEqual(['=SUMME(A1)']);
    expect(await titles('filter.federfuehrung=statistik')).toEqual([]);
    expect(await titles('filter.oeffentlich=nein&sort=kuerzel')).toEqual(['Morgenröte malen', 'Zauberwald pflanzen']);
    expect(await titles('filter.status=entfallen')).toEqual(['Tagesanbruch feiern']);
    expect(await titles('filter.anstehend=meldung&sort=kuerzel')).toEqual(['Morgenröte malen', 'Zauberwald pflanzen', 'Familienbüro einrichten', 'Sichere Schulwege']);
    expect(await titles('sort=status&filter.handlungsfeld=umfeld')).toEqual(['Sichere Schulwege', '=SUMME(A1)']);
    expect(await titles('seite=99')).toHaveLength(7);
  });

  it('knows the own area of an office, and of nobody else', async () => {
    const fa = await as('FA', 'jugend');
    expect(titlesIn((await fa.get(`${LIST}?filter.federfuehrung=_mein&sort=kuerzel`)).text)).toEqual(['Morgenröte malen', PRINTED, 'Zauberwald pflanzen', 'Tagesanbruch feiern']);
    expect((await (await as('STAB')).get(`${LIST}?filter.federfuehrung=_mein`)).status).toBe(400);
  });

  it.each([
    'sort=id;select pg_sleep(5)',
    'sort=case when 1=1 then titel end',
    'sort=massnahme',
    'order=titel',
    'richtung=aufwärts',
    'filter[password][startsWith]=a',
    'filter.kennwort=a',
    'filter.code=GEHEIM',
    'where[t1.password]=a',
    'filter.status=gibtesnicht',
    'filter.federfuehrung=_alle',
    'proSeite=1e9',
    'proSeite=201',
    'proSeite=<svg onload=alert(1)>',
    'per_page=1e9',
    'page=-1',
    'seite=-1',
    'seite=0',
    'seite=1e9',
    'seite=1&seite=2',
    '__proto__=1',
    'constructor.prototype=1',
    `filter.titel=${'a'.repeat(201)}`,
  ])('refuses what none of its links has: %s', async (query) => {
    const stab = await as('STAB');
    const before = await house.checksum('musterstadt', ['anmeldung']);
    const encoded = query.split('&').map((pair) => pair.split('=').map(encodeURIComponent).join('=')).join('&');
    for (const path of [LIST, `${LIST}.csv`]) {
      const answer = await stab.get(`${path}?${encoded}`);
      expect(answer.status).toBe(400);
      expect(answer.text).not.toMatch(/pg_sleep|onload|password|GEHEIM/);
    }
    expect(await house.checksum('musterstadt', ['anmeldung'])).toBe(before);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('answers guesses at hidden fields alike, true or false', async () => {
    const stat = await as('STAT');
    const bodies = await Promise.all(['filter.code=GEHEIM', 'filter.code=GIBTESNICHT', 'filter%5Bpassword%5D=a', 'filter%5Bpassword%5D=b'].map(async (query) => (await stat.get(`${LIST}?${query}`)).text));
    expect(new Set(bodies).size).toBe(1);
  });

  it('shows everything as text', async () => {
    const stab = await as('STAB');
    for (const path of [LIST, `${LIST}/BOESE`, '/musterstadt/intern/', '/musterstadt/intern/aenderungen', '/musterstadt/intern/suche?q=b%C3%B6se', '/musterstadt/intern/bereich']) {
      const { status, text } = await stab.get(path);
      expect(status).toBe(200);
      expect(text).not.toMatch(/<script>alert|<img src=x/);
    }
  });

  it('becomes a file that no spreadsheet computes', async () => {
    const { text, headers } = await (await as('STAB')).get(`${LIST}.csv?filter.handlungsfeld=umfeld&sort=titel`);
    expect(headers.get('content-type')).toContain('text/csv');
    expect(headers.get('content-disposition')).toBe('attachment; filename="massnahmen-musterstadt.csv"');
    expect(headers.get('cache-control')).toBe('no-store');
    const lines = text.replace('\ufeff', '').split('\n');
    expect(lines[0]).toBe('Maßnahme;Kürzel;Handlungsfeld;Federführung;Status;Was ansteht;Beginn;Ende;Öffentlich;Leitprojekt');
    expect(lines[1]).toMatch(/^'=SUMME\(A1\);FORMEL;Wohnen und Umfeld;öffentlich nicht bekannt;öffentlich nicht bekannt;;;;ab \d\d\.\d\d\.\d{4};Familienbüro$/);
    expect(lines[2]).toMatch(/^Sichere Schulwege;M-02;/);
    expect(lines).toHaveLength(4);
  });

  it('says so where there is nothing', async () => {
    await withdraw(house, 'nachbarstadt', 'massnahmen');
    const stab = await as('STAB', null, 'nachbarstadt');
    const list = await stab.get('/nachbarstadt/intern/massnahmen');
    expect(list.text).toContain('Noch ist keine Maßnahme veröffentlicht');
    expect(list.text).not.toContain('<table');
    expect((await stab.get('/nachbarstadt/intern/massnahmen.csv')).text.split('\n')).toHaveLength(2);
    for (const path of ['', 'bereich', 'aenderungen', 'suche?q=wald']) expect((await stab.get(`/nachbarstadt/intern/${path}`)).status).toBe(200);
  });
});

describe('the page of a measure', () => {
  it('tells reports by today, the Ampel from the last of them, milestones and money', async () => {
    const { text } = await (await as('RAT')).get(`${LIST}/BOESE`);
    expect(text).toContain('Gegenhalten.');
    expect(text).not.toContain('Erst übermorgen');
    expect(text).toMatch(/Ampel<\/dt><dd[^>]*>.*?rot/s);
    expect(text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
    expect(text).toContain('−5\u00a0€');
    expect(text).toContain('href="/musterstadt/intern/massnahmen"');
  });

  it('takes no question mark', async () => {
    expect((await (await as('RAT')).get(`${LIST}/BOESE?a=b`)).status).toBe(400);
  });
});
