import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rolle } from '../../src/core/zugang/rolle.ts';
import { keepAusgabe } from '../../src/storage/bericht.ts';
import { putEntwurf } from '../../src/storage/entwuerfe.ts';
import { putErteilt } from '../../src/storage/freigaben.ts';
import { putNachricht } from '../../src/storage/nachrichten.ts';
import { changeKonto, createKonto, giveRolle, putAbwesenheit } from '../../src/storage/zugang.ts';
import { StaffHouse, type Visitor } from '../staff.ts';
import { effects } from '../testbed.ts';
import { day, massnahme, meldung, put } from './records.ts';

const house = new StaffHouse();
const TOWN = 'musterstadt';
const EMPTY = 'Heute wartet nichts auf Sie.';

beforeAll(() => house.open());
afterAll(() => house.close());

const account = (rolle: Rolle | undefined, bereich: string | null = null, name?: string): Promise<string> => house.createAccount(TOWN, rolle, bereich, name);

async function as(rolle: Rolle, bereich: string | null = null): Promise<Visitor> {
  return house.signIn(TOWN, await account(rolle, bereich));
}

/** Tasks by the heading of their group, and the whole page. */
async function open(visitor: Visitor): Promise<{ text: string; tasks: Record<string, string[]> }> {
  const { status, text } = await visitor.get(`/${TOWN}/intern/`);
  expect(status).toBe(200);
  const sections = [...text.matchAll(/<section aria-labelledby="gruppe-\d+"><h2[^>]*>([^<]*?) <span[^]*?<\/section>/g)];
  return { text, tasks: Object.fromEntries(sections.map(([html, titel = '']) => [titel, [...html.matchAll(/<div class="aufgabe"><a [^>]*>([^<]*)<\/a>(?:<p class="leise">(.*?)<\/p>)?/g)].map(([, name = '', note = '']) => [name, note.replace(/<[^>]*>/g, '')].filter(Boolean).join(' | '))])) };
}

const german = (iso: string): string => iso.split('-').reverse().join('.');

describe('an empty day', () => {
  it.each<[Rolle, string | null]>([['STAB', null], ['FA', 'jugend'], ['STAT', null], ['DEZ', null], ['ADM', null], ['RAT', null], ['BEI', null], ['GB', null], ['DSB', null]])('%s %s is told so in a friendly way', async (rolle, bereich) => {
    const { text, tasks } = await open(await as(rolle, bereich));
    expect(tasks).toEqual({});
    expect(text).toContain(EMPTY);
    expect(text).toContain(`href="/${TOWN}/intern/bereich"`);
    expect(text).toContain(`href="/${TOWN}/intern/aenderungen"`);
  });

  it('is not shown to an account without a role', async () => {
    expect((await (await house.signIn(TOWN, await account(undefined))).get(`/${TOWN}/intern/`)).status).toBe(403);
  });
});

describe('releases', () => {
  const ID = 'kurzbericht-0123456789abcdef';
  const STEP = (titel: string): RegExp => new RegExp(`^${titel}: .* \\| Stichtag 31\\. Dezember 2025 · eingefroren am`);

  it('wait for who may do the next step, and for nobody who has a part in another', async () => {
    await house.storage.inTown(TOWN, (db) => keepAusgabe(db, { tenant: TOWN, id: 'kurzbericht-aaaaaaaaaaaaaaaa', bericht: 'kurzbericht', stichtag: '2025-12-31', sha256: 'a'.repeat(64), oeffentlich_am: null }));
    await house.storage.inTown(TOWN, (db) => keepAusgabe(db, { tenant: TOWN, id: ID, bericht: 'kurzbericht', stichtag: '2025-12-31', sha256: 'b'.repeat(64), oeffentlich_am: null }));
    const both = await account('STAT', null, 'Doppelt');
    await house.storage.inTown(TOWN, (db) => giveRolle(db, TOWN, both, { rolle: 'DEZ', bereich: null, von: null, bis: null }));
    const [stat, dez, stab] = [await as('STAT'), await as('DEZ'), await as('STAB')];
    expect((await open(stat)).tasks['Freigaben']).toEqual([expect.stringMatching(STEP('Daten freigeben'))]);
    expect((await open(stat)).text).toContain(`href="/${TOWN}/intern/ausgaben/${ID}"`);
    for (const visitor of [dez, stab]) expect((await open(visitor)).text).toContain(EMPTY);
    await house.storage.inTown(TOWN, (db) => putErteilt(db, TOWN, { vorgang: 'ausgabe.freigabe', gegenstand: ID, schritt: 'daten', konto: both, vertritt: null }));
    expect((await open(dez)).tasks['Freigaben']).toEqual([expect.stringMatching(STEP('Ausgabe freigeben'))]);
    for (const visitor of [stat, await house.signIn(TOWN, both)]) expect((await open(visitor)).text).toContain(EMPTY);
  });

  it('wait for a deputy too, who is told for whom', async () => {
    const [absent, deputy] = [await account('DEZ', null, 'Dora Dezernat'), await account('GB')];
    await house.storage.inTown(TOWN, (db) => putAbwesenheit(db, TOWN, { konto: absent, von: day(0), bis: day(5), vertretung: deputy, uebergabe: 'Bitte freigeben.\n<b>Danke!</b>' }));
    const { text, tasks } = await open(await house.signIn(TOWN, deputy));
    expect(tasks['Freigaben']?.[0]).toContain('in Vertretung von Dora Dezernat');
    expect(text).toContain('Sie vertreten Dora Dezernat bis zum');
    expect(text).toContain('<p>Bitte freigeben.</p><p>&lt;b&gt;Danke!&lt;/b&gt;</p>');
    expect((await open(await as('GB'))).text).not.toContain('Bitte freigeben.');
  });
});

describe('measures', () => {
  beforeAll(async () => {
    await put(house, TOWN, 'meldezyklen', { code: 'Z1', stichtag: day(-60), frist: day(-30) });
    await put(house, TOWN, 'massnahmen', massnahme('SPAET', { titel: 'Späte Sache', ende_plan: day(-3) }));
    await put(house, TOWN, 'massnahmen', massnahme('BALD', { titel: 'Baldige Sache', ende_plan: day(30), veroeffentlicht_am: null }));
    await put(house, TOWN, 'massnahmen', massnahme('STUMM', { titel: 'Stumme Sache' }));
    await put(house, TOWN, 'massnahmen', massnahme('FRISCH', { titel: 'Frische Sache', ende_plan: day(31) }));
    await put(house, TOWN, 'massnahmen', massnahme('LIEGT', { titel: 'Liegende Sache', status: 'zurückgestellt', wiedervorlage_am: day(2) }));
    for (const code of ['SPAET', 'BALD', 'FRISCH', 'M-01', 'M-02']) await put(house, TOWN, 'statusmeldungen', meldung(code, 'Z1'));
  });

  it('of an office wait for its people, the most urgent first', async () => {
    const expected = {
      'Maßnahmen meines Bereichs': [
        `Stumme Sache | STUMM · Jugendamt · Stand zum ${expectDay(-60)} melden · noch nie gemeldet · war fällig am ${german(day(-30))}`,
        `Späte Sache | SPAET · Jugendamt · war fällig am ${german(day(-3))}`,
        `Liegende Sache | LIEGT · Jugendamt · fällig am ${german(day(2))}`,
        `Baldige Sache | BALD · Jugendamt · fällig am ${german(day(30))}`,
      ],
    };
    for (const [rolle, bereich] of [['FA', 'jugend'], ['FAL', 'vv']] as const) expect((await open(await as(rolle, bereich))).tasks).toEqual(expected);
    for (const [rolle, bereich] of [['FA', 'stab'], ['RAT', null], ['ADM', null]] as const) expect((await open(await as(rolle, bereich))).text).toContain(EMPTY);
  });

  function expectDay(offset: number): string {
    return new Intl.DateTimeFormat('de-DE', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(day(offset)));
  }

  it('of the town wait for the Stabsstelle, a line for each kind that leads to the list of just these', async () => {
    const stab = await as('STAB');
    const { text, tasks } = await open(stab);
    expect(tasks).toEqual({
      'Maßnahmen der ganzen Stadt': [
        '1 Maßnahme ist nach Plan überfällig',
        `1 Statusmeldung fehlt | Stand zum ${expectDay(-60)} · war fällig am ${german(day(-30))}`,
        '1 Maßnahme ist seit zwölf Monaten ohne Meldung',
        `1 Maßnahme endet in den nächsten 30 Tagen | fällig am ${german(day(30))}`,
        `1 zurückgestellte Maßnahme ist wieder vorzulegen | fällig am ${german(day(2))}`,
      ],
    });
    const links = [...text.matchAll(/href="([^"]*filter\.anstehend=[^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
    expect(links).toHaveLength(5);
    for (const link of links) expect((await stab.get(link)).text).toContain('1 von 7 Maßnahmen');
  });

  it('that are many are led to, not all shown', async () => {
    for (let index = 0; index < 9; index++) await put(house, TOWN, 'massnahmen', massnahme(`VIEL-${index}`, { federfuehrung: 'statistik', ende_plan: day(-index - 1) }));
    const fa = await as('FA', 'statistik');
    const { text, tasks } = await open(fa);
    expect(tasks['Maßnahmen meines Bereichs']).toHaveLength(8);
    const [, link = ''] = /<a href="([^"]*)">Alle 9 Maßnahmen, bei denen etwas ansteht/.exec(text) ?? [];
    expect((await fa.get(link.replaceAll('&amp;', '&'))).text).toContain('9 von');
  });

  it('of an absent colleague are marked as such', async () => {
    const [absent, deputy] = [await account('FA', 'jugend', 'Frida Fort'), await account('FA', 'stab')];
    await house.storage.inTown(TOWN, (db) => putAbwesenheit(db, TOWN, { konto: absent, von: day(-1), bis: day(0), vertretung: deputy, uebergabe: null }));
    const { text, tasks } = await open(await house.signIn(TOWN, deputy));
    expect(tasks['Maßnahmen meines Bereichs']).toHaveLength(4);
    for (const task of tasks['Maßnahmen meines Bereichs'] ?? []) expect(task).toContain('in Vertretung');
    expect(text).toContain('Eine Übergabe ist nicht geschrieben.');
  });
});

describe('drafts', () => {
  it('are shown to their writer, as long as the form is known and may be sent', async () => {
    const [adm, fa] = [await account('ADM'), await account('FA', 'stab')];
    for (const konto of [adm, fa]) for (const code of ['organisation-neu', 'organisation-einheit-jugend', 'organisation-einheit-gibtesnicht', 'unbekannt', '__proto__']) await house.storage.inTown(TOWN, (db) => putEntwurf(db, TOWN, konto, code, { name: ['Geheimes Amt'] }));
    const { text, tasks } = await open(await house.signIn(TOWN, adm));
    expect(tasks['Meine Entwürfe']?.map((task) => task.split(' | ')[0]).sort()).toEqual(['Neue Organisationseinheit', 'Organisationseinheit Jugendamt']);
    expect(text).not.toContain('Geheimes Amt');
    expect((await open(await house.signIn(TOWN, fa))).text).toContain(EMPTY);
    expect((await open(await as('ADM'))).tasks['Meine Entwürfe']).toBeUndefined();
  });
});

describe('what went wrong', () => {
  it('in the background is seen by the administration, and by whoever ordered it', async () => {
    const owner = await account('DEZ');
    const insert = (id: string, art: string, konto: string | null): Promise<unknown> => house.sql(`insert into auftrag (tenant_id, id, art, angaben, zustand, fehler, beendet_am, konto) values ($1, $2, $3, '{}', 'gescheitert', 'Platte voll', now(), $4)`, [TOWN, id, art, konto]);
    await insert('j1', 'einfrieren', owner);
    await insert('j2', 'sicherung', null);
    const [adm, dez] = [await as('ADM'), await house.signIn(TOWN, owner)];
    expect((await open(adm)).tasks['Betrieb']?.map((task) => task.split(' | ')[0])).toEqual(['Auftrag: Einfrieren', 'Auftrag: Sicherung']);
    const own = await open(dez);
    expect(own.tasks['Betrieb']).toHaveLength(1);
    expect(own.text).not.toContain('Platte voll');
    expect((await dez.get(`/${TOWN}/intern/auftraege/j1`)).status).toBe(200);
    expect((await open(await as('RAT'))).text).toContain(EMPTY);
    for (const id of ['j3', 'j4']) await insert(id, 'aufraeumen', null);
    expect((await open(adm)).tasks['Betrieb']).toEqual(['4 Aufträge sind gescheitert | Ursache ansehen und wiederholen']);
    expect((await open(await as('DSB'))).tasks['Betrieb']).toBeUndefined();
    await house.sql(`update auftrag set zustand = 'abgebrochen' where tenant_id = $1`, [TOWN]);
  });

  it('with mails is seen by the administration alone', async () => {
    await house.storage.inTown(TOWN, (db) => putNachricht(db, TOWN, { an: 'leute@stadt.example', betreff: 'Vertraulich', text: 'x' }));
    expect((await open(await as('ADM'))).tasks['Betrieb']).toEqual(['1 Nachricht ist nicht gesendet | Es ist kein Mailserver eingestellt; bitte auf anderem Weg weitergeben']);
    for (const [rolle, bereich] of [['STAB', null], ['DSB', null], ['FA', 'stab']] as const) expect((await open(await as(rolle, bereich))).tasks['Betrieb']).toBeUndefined();
  });

  it('with invitations is seen by who can send another, after seven days', async () => {
    for (const [name, rolle, days] of [['Bea Beirat', 'BEI', 8], ['Rolf Rat', 'RAT', 8], ['Neue Neumann', 'RAT', 6]] as const) {
      const id = effects.newId();
      await house.storage.inTown(TOWN, async (db) => {
        await createKonto(db, TOWN, { id, email: `${id}@stadt.example`, name, zustand: 'eingeladen' });
        await giveRolle(db, TOWN, id, { rolle, bereich: null, von: null, bis: null });
      });
      await house.sql(`update konto set angelegt_am = now() - make_interval(days => $2) where id = $1`, [id, days]);
    }
    const names = async (rolle: Rolle): Promise<string[]> => ((await open(await as(rolle))).tasks['Betrieb'] ?? []).flatMap((task) => /eingerichtet: ([^|]*) \|/.exec(task)?.[1] ?? []);
    expect((await names('ADM')).sort()).toEqual(['Bea Beirat', 'Rolf Rat']);
    expect(await names('STAB')).toEqual(['Bea Beirat']);
    expect(await names('DSB')).toEqual([]);
  });
});

describe('the page', () => {
  it('is gone with the role, at once', async () => {
    const id = await account('STAB');
    const visitor = await house.signIn(TOWN, id);
    expect((await open(visitor)).text).toContain('Maßnahmen der ganzen Stadt');
    await house.sql('delete from kontorolle where konto = $1', [id]);
    expect((await visitor.get(`/${TOWN}/intern/`)).status).toBe(403);
    await house.storage.inTown(TOWN, (db) => changeKonto(db, TOWN, id, { zustand: 'gesperrt' }));
    expect((await visitor.get(`/${TOWN}/intern/`)).status).toBe(401);
  });

  it('shows a change at once, and no change of what may not be seen', async () => {
    const [fa, stab] = [await as('FA', 'stab'), await as('STAB')];
    await open(fa);
    await put(house, TOWN, 'massnahmen', massnahme('NEU', { titel: 'Brandneue Sache', veroeffentlicht_am: null }));
    expect((await open(stab)).text).toContain('Brandneue Sache');
    expect((await open(fa)).text).not.toContain('Brandneue Sache');
    await put(house, TOWN, 'massnahmen', massnahme('NEU', { titel: 'Brandneue Sache', veroeffentlicht_am: day(0) }));
    expect((await open(fa)).text).toContain('Brandneue Sache');
  });

  it('changes nothing, and refuses what no link has', async () => {
    const stab = await as('STAB');
    const before = await house.checksum(TOWN, ['anmeldung']);
    await open(stab);
    for (const path of ['?seite=1', '?meldung=a&meldung=b', '?x=y']) expect((await stab.get(`/${TOWN}/intern/${path}`)).status).toBe(400);
    expect((await stab.get(`/${TOWN}/intern/?meldung=%3Cb%3E`)).status).toBe(200);
    expect(await house.checksum(TOWN, ['anmeldung'])).toBe(before);
  });
});
