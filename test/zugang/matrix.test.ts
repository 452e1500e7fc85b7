import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALLE_RECHTE } from '../../src/core/zugang/recht.ts';
import { VERGEBBAR, type Rolle } from '../../src/core/zugang/rolle.ts';
import { enqueue } from '../../src/storage/auftraege.ts';
import { keepAusgabe } from '../../src/storage/bericht.ts';
import { listEintraege } from '../../src/storage/eintraege.ts';
import { putNachricht } from '../../src/storage/nachrichten.ts';
import { PATHS } from '../../src/web/paths.ts';
import { ROUTES } from '../../src/web/routes.ts';
import type { DoorRoute, StaffRoute } from '../../src/web/route.ts';
import { StaffHouse, TOWNS, type Visitor } from '../staff.ts';

// Every address × every role × both towns. What is expected stands here by hand, apart from the table of rights; an address that does not stand
// here fails, and so does one that is let through or shut more widely than here. Whatever is refused has changed no row of any town.

const ALLE: readonly Rolle[] = VERGEBBAR;
const VERWALTUNG: readonly Rolle[] = ['FA', 'FAL', 'STAB', 'STAT', 'DEZ', 'GB', 'DSB', 'ADM'];
const AUSGABEN: readonly Rolle[] = ['FAL', 'STAB', 'STAT', 'DEZ'];
const KONTEN: readonly Rolle[] = ['STAB', 'DSB', 'ADM'];
const KONTEN_AENDERN: readonly Rolle[] = ['STAB', 'ADM'];

/** Who gets past the gate of an address. */
const LET_IN: Readonly<Record<string, readonly Rolle[]>> = {
  'POST abmelden': ALLE,
  'GET konto': ALLE,
  'POST konto.kennwort': ALLE,
  'GET konto.faktor': ALLE,
  'POST konto.faktor': ALLE,
  'GET konto.faktor.entfernen': ALLE,
  'POST konto.faktor.entfernen': ALLE,
  'POST konto.anmeldung.beenden': ALLE,
  'POST konto.anmeldungen.beenden': ALLE,
  'POST konto.abwesenheit': ALLE,
  'POST konto.abwesenheit.beenden': ALLE,
  'GET heute': ALLE,
  'GET suche': ALLE,
  'GET bereich': ALLE,
  'GET aenderungen': ALLE,
  'GET massnahmen': ALLE,
  'GET massnahmen.csv': ALLE,
  'GET massnahme': ALLE,
  'GET kennzahlen': ALLE,
  'GET kennzahlen.csv': ALLE,
  'GET kennzahl': ALLE,
  'GET organisation': VERWALTUNG,
  'GET organisation.neu': ['STAB', 'ADM'],
  'POST organisation.neu': ['STAB', 'ADM'],
  'GET organisation.einheit': VERWALTUNG,
  'POST organisation.einheit': ['STAB', 'ADM'],
  'GET ausgaben': AUSGABEN,
  'GET ausgaben.einfrieren': ['STAB'],
  'POST ausgaben.einfrieren': ['STAB'],
  'GET ausgabe': AUSGABEN,
  'POST ausgabe.freigabe': AUSGABEN,
  'GET ausgabe.datei': AUSGABEN,
  'GET nutzer': KONTEN,
  'GET nutzer.csv': KONTEN,
  'GET nutzer.einladen': KONTEN_AENDERN,
  'POST nutzer.einladen': KONTEN_AENDERN,
  'GET nutzer.konto': KONTEN,
  'POST nutzer.konto': KONTEN_AENDERN,
  'POST nutzer.rolle': KONTEN_AENDERN,
  'POST nutzer.rolle.entziehen': KONTEN_AENDERN,
  'GET nutzer.sperren': KONTEN_AENDERN,
  'POST nutzer.sperren': KONTEN_AENDERN,
  'POST nutzer.entsperren': KONTEN_AENDERN,
  'POST nutzer.neu-einladen': KONTEN_AENDERN,
  'GET nutzer.faktor': KONTEN_AENDERN,
  'POST nutzer.faktor': KONTEN_AENDERN,
  'POST nutzer.abmelden': ['ADM'],
  'GET protokoll': ['DSB', 'ADM'],
  'GET protokoll.csv': ['DSB', 'ADM'],
  'GET auftraege': ['ADM'],
  'GET auftrag': ALLE,
  'POST auftrag.abbrechen': ALLE,
  'POST auftrag.wiederholen': ['ADM'],
  'GET postausgang': ['ADM'],
  'GET nachricht': ['ADM'],
  'GET sicherungen': ['ADM'],
  'POST sicherungen.anlegen': ['ADM'],
};

/** On the way to a sign-in; what they let through is tried in `angriffe.test.ts`. */
const DOORS = ['GET anmelden', 'POST anmelden', 'GET anmelden.faktor', 'POST anmelden.faktor', 'GET kennwort.vergessen', 'POST kennwort.vergessen', 'GET kennwort.neu', 'POST kennwort.neu', 'GET einladung', 'POST einladung', 'GET einrichten', 'POST einrichten', 'GET sso', 'GET sso.zurueck'];

/** For everybody; none of them reads a cookie. */
const PUBLIC = ['towns', 'stylesheet', 'asset', 'town.redirect', 'staff.redirect', 'town', 'releases.redirect', 'releases', 'release', 'release.file', 'town.legal', 'town.file', 'report.pdf', 'report.file'];

const house = new StaffHouse();
/** Something of each town for every part of a path. */
const objects: Record<string, Record<string, string>> = {};
const visitors: Record<string, Visitor> = {};

beforeAll(async () => {
  await house.open();
  for (const town of TOWNS) {
    const unit = await house.storage.inTown(town, async (db) => (await listEintraege(db, town, 'organisation'))[0]?.code ?? '');
    for (const rolle of VERGEBBAR) {
      const konto = await house.createAccount(town, rolle, rolle === 'FA' || rolle === 'FAL' ? unit : null);
      visitors[`${town} ${rolle}`] = await house.signIn(town, konto);
    }
    visitors[`${town} ohne Rolle`] = await house.signIn(town, await house.createAccount(town, undefined));
    objects[town] = await makeObjects(town, unit);
  }
});
afterAll(() => house.close());

/** An account, a job, a mail, an edition, records: whatever an address of this town may name. */
async function makeObjects(town: string, unit: string): Promise<Record<string, string>> {
  const konto = await house.createAccount(town, 'BEI');
  await house.signIn(town, konto);
  const [nr] = (await house.sql('select nr from anmeldung where konto = $1', [konto])).map((row) => String(row['nr']));
  const ausgabe = `${town}-kurzbericht-2025-12-31-0123456789abcdef`;
  return house.storage.inTown(town, async (db) => {
    await keepAusgabe(db, { tenant: town, id: ausgabe, bericht: 'kurzbericht', stichtag: '2025-12-31', sha256: '0'.repeat(64), oeffentlich_am: null });
    return {
      konto,
      nr: nr ?? '',
      auftrag: await enqueue(db, town, { art: 'aufraeumen', konto }),
      nachricht: await putNachricht(db, town, { an: `jemand@${town}.example`, betreff: 'Probe', text: 'Probe' }),
      ausgabe,
      einheit: unit,
      massnahme: (await listEintraege(db, town, 'massnahmen'))[0]?.code ?? '',
      kennzahl: (await listEintraege(db, town, 'indikatoren'))[0]?.code ?? '',
    };
  });
}

/** The address with objects of `owner` in it, asked for in `town`. */
function pathOf(name: string, town: string, owner: string): string {
  const of = objects[owner] ?? {};
  const id = name.startsWith('nutzer') ? of['konto'] : name.startsWith('auftrag') ? of['auftrag'] : name === 'nachricht' ? of['nachricht'] : of['ausgabe'];
  const code = name.startsWith('organisation') ? of['einheit'] : name === 'kennzahl' ? of['kennzahl'] : of['massnahme'];
  const parts: Record<string, string | undefined> = { stadt: town, id, code, nr: of['nr'], von: '2026-11-24', datei: 'web/index.html', zeichen: 'kein-zeichen' };
  return PATHS[name as keyof typeof PATHS].replace(/:(\w+)(\{[^}]*\})?/g, (_, key: string) => parts[key] ?? '');
}

const staff = ROUTES.filter((route): route is StaffRoute => route.right !== 'öffentlich' && route.right !== 'anmeldung');
const keyOf = (route: StaffRoute | DoorRoute): string => `${route.method} ${route.name}`;
/** What a form of ours would hold, where it can't be sent empty. */
const FORMS: Readonly<Record<string, Record<string, string>>> = { 'nutzer.rolle.entziehen': { rolle: 'BEI', bereich: '' }, 'ausgabe.freigabe': { schritt: 'daten' } };
const ask = (visitor: Visitor, route: StaffRoute | DoorRoute, town: string, owner = town) => (route.method === 'GET' ? visitor.get(pathOf(route.name, town, owner)) : visitor.post(pathOf(route.name, town, owner), FORMS[route.name] ?? {}));

/** One hash over all rows of both towns, by one question. */
async function hashAll(): Promise<string> {
  const tables = await house.sql(`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname !~ '^kysely' order by 1`);
  const parts = tables.map(({ name }) => `select coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as hash from "${String(name)}" t`);
  return (await house.sql(parts.join(' union all '))).map(({ hash }) => String(hash)).join();
}

describe('the table above', () => {
  it('names every address, and no other', () => {
    expect(staff.map(keyOf).sort()).toEqual(Object.keys(LET_IN).sort());
    expect(ROUTES.filter((route): route is DoorRoute => route.right === 'anmeldung').map(keyOf).sort()).toEqual([...DOORS].sort());
    expect(ROUTES.filter((route) => route.right === 'öffentlich').map(({ name }) => name).sort()).toEqual([...PUBLIC].sort());
    expect(Object.keys(PATHS).filter((name) => !ROUTES.some((route) => route.name === name))).toEqual([]);
  });

  it('every address asks for a right that there is; every POST has a form', () => {
    expect(staff.filter(({ right }) => !ALLE_RECHTE.includes(right)).map(keyOf)).toEqual([]);
    expect(WRONG.filter(({ right, name }) => ALLE_RECHTE.includes(right) && name in PATHS)).toEqual([]);
    expect(ROUTES.filter((route) => route.method === 'POST' && !('form' in route && route.form)).map(({ name }) => name)).toEqual([]);
  });
});

/** None of these compiles: no right, a right that there is not, a path without a name. */
const WRONG: readonly StaffRoute[] = [
  // @ts-expect-error: without a right
  { name: 'heute', method: 'GET', handle: async () => undefined },
  // @ts-expect-error: no such right
  { name: 'heute', method: 'GET', right: 'massnahme.aendren', handle: async () => undefined },
  // @ts-expect-error: no such path
  { name: 'gestern', method: 'GET', right: 'arbeitsplatz.benutzen', handle: async () => undefined },
];

describe('who is let in', () => {
  it.each(staff.map((route) => [keyOf(route), route] as const))('%s', async (key, route) => {
    const roles = LET_IN[key] ?? [];
    const before = await hashAll();
    const refused: string[] = [];
    // Signing out is for whoever is signed in, even after the last role is gone; below it would end the sign-in that the other rows need.
    const without = key === 'POST abmelden' ? [] : ['ohne Rolle'];
    for (const rolle of [...VERGEBBAR.filter((each) => !roles.includes(each)), ...without]) {
      const { status } = await ask(visitors[`musterstadt ${rolle}`]!, route, 'musterstadt');
      if (status !== 403) refused.push(`${rolle}: ${status}`);
    }
    const nobody = await ask(house.visitor(), route, 'musterstadt');
    if (nobody.status !== 401) refused.push(`niemand: ${nobody.status}`);
    // Signed in next door, with every cookie that there is: nobody here.
    for (const rolle of VERGEBBAR) {
      const stranger = house.visitor();
      const token = visitors[`nachbarstadt ${rolle}`]?.cookies.get('__Host-leitwerk-nachbarstadt') ?? '';
      stranger.cookies.set('__Host-leitwerk-nachbarstadt', token);
      stranger.cookies.set('__Host-leitwerk-musterstadt', token);
      const { status } = await ask(stranger, route, 'musterstadt');
      if (status !== 401) refused.push(`${rolle} von nebenan: ${status}`);
    }
    expect(refused).toEqual([]);
    expect(await hashAll()).toBe(before);
  });

  it.each(staff.filter((route) => route.method === 'GET').map((route) => [keyOf(route), route] as const))('%s: whoever is let in is shown a page, or that the thing is not theirs', async (key, route) => {
    for (const rolle of LET_IN[key] ?? []) {
      const { status } = await ask(visitors[`musterstadt ${rolle}`]!, route, 'musterstadt');
      expect([key, rolle, [200, 303, 404].includes(status)]).toEqual([key, rolle, true]);
    }
  });
});

describe('27 things of another town', () => {
  const named = staff.filter((route) => /:(id|code|nr)/.test(PATHS[route.name]));
  const unshared = named.filter((route) => !/massnahme|kennzahl|organisation/.test(route.name)); // records of both towns bear the same codes here

  it.each(unshared.map((route) => [keyOf(route), route] as const))('%s: 404, and nothing has changed', async (key, route) => {
    const before = await hashAll();
    const wrong: string[] = [];
    for (const rolle of LET_IN[key] ?? []) {
      const answer = await ask(visitors[`musterstadt ${rolle}`]!, route, 'musterstadt', 'nachbarstadt');
      if (answer.status !== 404 || /nachbarstadt\.example/.test(answer.text)) wrong.push(`${rolle}: ${answer.status}`);
    }
    expect(wrong).toEqual([]);
    expect(await hashAll()).toBe(before);
  });

  it('a thing of another town and one that was never there answer alike', async () => {
    for (const route of unshared.filter(({ method }) => method === 'GET')) {
      const visitor = visitors[`musterstadt ${LET_IN[keyOf(route)]?.at(-1)}`]!;
      const there = await ask(visitor, route, 'musterstadt', 'nachbarstadt');
      objects['nirgends'] = Object.fromEntries(Object.keys(objects['nachbarstadt'] ?? {}).map((key) => [key, key === 'ausgabe' ? 'nachbarstadt-kurzbericht-2025-12-31-ffffffffffffffff' : '01a20daa-0000-7000-8000-000000000000']));
      const nowhere = await ask(visitor, route, 'musterstadt', 'nirgends');
      expect([route.name, nowhere.status, nowhere.text]).toEqual([route.name, there.status, there.text]);
    }
  });
});
