import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeProtokoll } from '../../src/storage/protokoll.ts';
import { StaffHouse, TOWNS, type Visitor } from '../staff.ts';

const house = new StaffHouse();
const TOWN = 'musterstadt';
const PAGE = `/${TOWN}/intern/protokoll`;
const XSS = '<svg onload=alert(1)>';

let adm: Visitor;
let dsb: Visitor;
let fatma: string;

beforeAll(async () => {
  await house.open();
  const ada = await house.createAccount(TOWN, 'ADM', null, 'Ada Amt');
  fatma = await house.createAccount(TOWN, 'FA', 'jugend', XSS);
  [adm, dsb] = [await house.signIn(TOWN, ada), await house.signIn(TOWN, await house.createAccount(TOWN, 'DSB'))];
  const entries = [
    { konto: null, handlung: 'konto.gesperrt', gegenstand: fatma },
    { konto: ada, handlung: 'konto.rolle', gegenstand: fatma, angaben: { rolle: 'FA', bereich: 'jugend', von: null, entzogen: true } },
    { konto: null, handlung: 'anmeldung.gescheitert', gegenstand: 'unbekannt' },
    { konto: ada, handlung: 'abwesenheit.gesetzt', gegenstand: ada, angaben: { vertretung: fatma, tage: 3, von: '2026-12-01' } },
    { konto: ada, handlung: 'organisation.geaendert', gegenstand: 'jugend', angaben: { felder: ['name', 'kurz'] } },
    { konto: ada, handlung: 'anmeldung.gelungen', gegenstand: '=1+1' },
  ] as const;
  for (const entry of entries) await house.storage.inTown(TOWN, (db) => writeProtokoll(db, TOWN, entry));
});
afterAll(() => house.close());

/** Cells of the rows, without markup. */
const rowsOf = (text: string): string[][] =>
  [...(/<tbody[^]*<\/tbody>/.exec(text)?.[0] ?? '').matchAll(/<tr[^]*?<\/tr>/g)].map(([row]) => [...row.matchAll(/<t[hd][^>]*>([^]*?)<\/t[hd]>/g)].map(([, cell = '']) => cell.replace(/<[^>]+>/g, '')));

describe('the audit log on its page', () => {
  it('says what it is for and how long it stays, and names who did what, the newest first', async () => {
    const { status, text } = await dsb.get(PAGE);
    expect(status).toBe(200);
    expect(text).toContain('Es gibt keine Auswertung und keine Rangfolge nach Personen.');
    expect(text).toContain('Jeder Eintrag trägt die Prüfsumme des vorigen.');
    const name = XSS.replace(/</g, '&lt;').replace(/>/g, '&gt;');
    expect(rowsOf(text).map(([, ...rest]) => rest)).toEqual([
      ['6', 'Ada Amt', 'Angemeldet', 'Alltag', '=1+1', ''],
      ['5', 'Ada Amt', 'Organisationseinheiten geändert', 'wichtig', 'Jugendamt', 'felder: name kurz'],
      ['4', 'Ada Amt', 'Abwesenheit und Vertretung eingetragen', 'wichtig', 'Ada Amt', `tage: 3, vertretung: ${name}, von: 01.12.2026`],
      ['3', 'nicht angemeldet', 'Anmeldung gescheitert', 'Sicherheit', 'unbekannt', ''],
      ['2', 'Ada Amt', 'Rollen eines Kontos geändert', 'Sicherheit', name, 'bereich: jugend, entzogen: ja, rolle: FA'],
      ['1', 'Befehl', 'Konto gesperrt', 'Sicherheit', name, ''],
    ]);
    expect(text).not.toContain('<svg onload');
  });

  it('is filtered by action, severity and time, and sorted by number alone', async () => {
    const found = async (query: string): Promise<string> => rowsOf((await adm.get(`${PAGE}?${query}`)).text).map(([, nr]) => nr).join(' ');
    expect(await found('filter.handlung=konto.rolle')).toBe('2');
    expect(await found('filter.schwere=sicherheit')).toBe('3 2 1');
    expect(await found('filter.zeit=1')).toBe('6 5 4 3 2 1');
    const month = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', year: 'numeric', month: '2-digit' }).format(house.house.effects.now());
    expect(await found(`filter.zeit=${month}&filter.schwere=alltag`)).toBe('6');
    expect(await found('sort=nr&richtung=auf')).toBe('1 2 3 4 5 6');
    for (const query of ['sort=wer', 'filter.wer=Ada', 'sort=handlung', 'filter.zeit=1999-01', 'konto=x']) expect((await adm.get(`${PAGE}?${query}`)).status, query).toBe(400);
  });

  it('is taken along as a file without formulas', async () => {
    const file = await adm.get(`${PAGE}.csv?filter.schwere=alltag`);
    expect(file.text.split('\n')[0]).toBe('Zeit;Nr.;Wer;Handlung;Schwere;Woran;Angaben');
    expect(file.text.split('\n')[1]).toMatch(/^\d\d\.\d\d\.\d{4}, \d\d:\d\d Uhr;6;Ada Amt;Angemeldet;Alltag;'=1\+1;$/);
    expect((await adm.get(`${PAGE}.csv?sort=wer`)).status).toBe(400);
  });

  it('is open to the Datenschutz and the administration only', async () => {
    for (const role of ['BEI', 'INST', 'FAL', 'STAB', 'STAT', 'DEZ', 'RAT', 'GB'] as const) {
      const visitor = await house.signIn(TOWN, await house.createAccount(TOWN, role, role === 'FAL' ? 'jugend' : null));
      for (const path of [PAGE, `${PAGE}.csv`]) expect((await visitor.get(path)).status, role).toBe(403);
    }
    expect((await house.visitor().get(PAGE)).status).toBe(401);
  });

  it('shows nothing of another town', async () => {
    const there = await house.signIn('nachbarstadt', await house.createAccount('nachbarstadt', 'ADM'));
    const { text } = await there.get('/nachbarstadt/intern/protokoll');
    expect(text).toContain('Noch ist nichts eingetragen.');
    expect(text).not.toContain('Ada Amt');
    const before = await Promise.all(TOWNS.map((town) => house.checksum(town)));
    await adm.get(PAGE);
    expect(await Promise.all(TOWNS.map((town) => house.checksum(town)))).toEqual(before);
  });

  it('says whether its chain holds, and where it does not', async () => {
    expect((await adm.get(PAGE)).text).toContain('Die Kette ist unversehrt: Alle 6 Einträge wurden geprüft.');
    await house.sql('alter table protokoll disable trigger user');
    await house.sql(`update protokoll set gegenstand = 'x' where tenant_id = $1 and nr = 2`, [TOWN]);
    const { text } = await adm.get(PAGE);
    expect(text).toContain('Die Kette ist beschädigt.');
    expect(house.events.filter(({ ereignis }) => ereignis === 'protokoll.beschaedigt')).toEqual([expect.objectContaining({ stadt: TOWN, befunde: 1, sicherheit: true })]);
    expect(text).toContain('<li>Eintrag 2 wurde verändert: Seine Prüfsumme stimmt nicht.</li>');
    expect(text).toContain('kern-alert--danger');
    await house.sql(`update protokoll set gegenstand = $2 where tenant_id = $1 and nr = 2`, [TOWN, fatma]);
    await house.sql('alter table protokoll enable trigger user');
  });
});
