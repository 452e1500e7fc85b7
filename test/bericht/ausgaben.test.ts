import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rolle } from '../../src/core/zugang/rolle.ts';
import type { Gliederung } from '../../src/core/bericht/gliederung.ts';
import { sha256Hex } from '../../src/effects/hash.ts';
import { keepAusgabe } from '../../src/storage/bericht.ts';
import { findEintrag } from '../../src/storage/eintraege.ts';
import { giveRolle, putAbwesenheit } from '../../src/storage/zugang.ts';
import { StaffHouse, type Answer, type Visitor } from '../staff.ts';
import { day, put } from '../arbeitsplatz/records.ts';
import { effects, waitFor } from '../testbed.ts';

// Freezing a report, its release by two persons, and what the public sees before and after (case 31; promise 2).

const house = new StaffHouse();
const TOWN = 'musterstadt';
const OTHER = 'nachbarstadt';
/** What changes with every request, or while mails wait. */
const NOISE = ['anmeldung', 'auftrag', 'nachricht'];
let id = '';

beforeAll(async () => {
  await house.open({ withJobs: true });
  id = await freezeInBrowser(await signInAs('STAB'));
});
afterAll(() => house.close());

async function signInAs(rolle: Rolle, town = TOWN, bereich: string | null = null): Promise<Visitor> {
  return house.signIn(town, await house.createAccount(town, rolle, bereich));
}

/** Orders an edition, waits for the job, and follows its result. */
async function freezeInBrowser(visitor: Visitor, stichtag = ''): Promise<string> {
  const ordered = await visitor.post(`/${TOWN}/intern/ausgaben/einfrieren`, { bericht: 'kurzbericht', stichtag });
  expect([ordered.status, ordered.location]).toEqual([303, expect.stringMatching(/^\/musterstadt\/intern\/auftraege\/[0-9a-f-]{36}\?meldung=einfrieren-laeuft$/)]);
  return waitFor('The edition', async () => new RegExp(`/${TOWN}/intern/ausgaben/(musterstadt-kurzbericht-[0-9a-f-]+)"`).exec((await visitor.get(ordered.location)).text)?.[1], 60);
}

/** Another edition, entered as if it had been frozen: its files are those of the first. */
async function enterEdition(town = TOWN): Promise<string> {
  const [row] = await house.sql('select bericht, stichtag::text, sha256 from ausgabe where id = $1', [id]);
  const other = `${town}-kurzbericht-2025-12-31-${effects.newToken().replace(/[^0-9a-f]/g, '').padEnd(16, '0').slice(0, 16)}`;
  await house.storage.inTown(town, (db) => keepAusgabe(db, { tenant: town, id: other, bericht: String(row?.['bericht']), stichtag: String(row?.['stichtag']), sha256: String(row?.['sha256']), oeffentlich_am: null }));
  const folder = join(house.folder, 'data/ausgaben');
  cpSync(join(folder, id), join(folder, other), { recursive: true });
  return other;
}

const pageOf = (edition: string, town = TOWN): string => `/${town}/intern/ausgaben/${edition}`;
const step = (visitor: Visitor, edition: string, schritt: string, geprueft = 'ja') => visitor.post(`${pageOf(edition)}/freigabe`, { schritt, ...(geprueft === '' ? {} : { geprueft }) });
const stepsOf = (edition: string) => house.sql('select schritt, konto, vertritt from freigabe where gegenstand = $1 order by am', [edition]);
const eventsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  const before = house.events.length;
  await work();
  return house.events.slice(before).map(({ ereignis }) => String(ereignis));
};

/** Says when the report becomes public, and how far it reports. */
async function setReport(fields: Partial<Pick<Gliederung, 'veroeffentlicht_am' | 'stichtag'>>): Promise<Gliederung> {
  const found = await house.storage.inTown(TOWN, (db) => findEintrag<Gliederung>(db, TOWN, 'gliederungen', 'kurzbericht'));
  if (!found) throw new Error('The report is not there');
  await put(house, TOWN, 'gliederungen', { ...found.inhalt, ...fields });
  return found.inhalt;
}

/** Public addresses of an edition: list, redirect, web edition, print, data, note. */
const PUBLIC = (edition: string): string[] => ['', '/', '/web/index.html', '/kurzbericht.pdf', '/web/stil.css', '/daten/quellen-lieferungen.csv', '/ausgabe.json'].map((rest) => `/${TOWN}/ausgaben/${edition}${rest}`);

describe('freezing', () => {
  it('is a job whose result leads to the edition', async () => {
    const visitor = await signInAs('STAB');
    const list = await visitor.get(`/${TOWN}/intern/ausgaben`);
    expect(list.text).toContain(`href="${pageOf(id)}"`);
    expect(list.text).toContain('Daten freigeben');
    const page = await visitor.get(pageOf(id));
    expect(page.status).toBe(200);
    const [row] = await house.sql('select sha256 from ausgabe where id = $1', [id]);
    for (const words of [id, String(row?.['sha256']), 'web/index.html', 'Stichtag', 'Für den Schritt „Daten freigeben“ fehlt Ihnen das Recht.']) expect(page.text).toContain(words);
    expect(page.text).not.toContain('/freigabe"');
  });

  it('takes the Stichtag that was typed, and refuses one that is none', async () => {
    const visitor = await signInAs('STAB');
    const wrong = await visitor.post(`/${TOWN}/intern/ausgaben/einfrieren`, { bericht: 'kurzbericht', stichtag: '31.2.2025' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="31.2.2025"');
    expect((await visitor.post(`/${TOWN}/intern/ausgaben/einfrieren`, { bericht: 'gibtsnicht', stichtag: '' })).status).toBe(422);
    expect(await freezeInBrowser(visitor, '31.12.2024')).toMatch(/^musterstadt-kurzbericht-2024-12-31-[0-9a-f]{16}$/);
  });

  it('refuses a Stichtag that has not come, typed or of the report, at its field', async () => {
    const visitor = await signInAs('STAB');
    const before = await house.checksum(TOWN, ['anmeldung']);
    const order = (stichtag: string) => visitor.post(`/${TOWN}/intern/ausgaben/einfrieren`, { bericht: 'kurzbericht', stichtag });
    const typed = await order(day(1));
    expect([typed.status, typed.text.includes('Der Stichtag liegt in der Zukunft.'), typed.text.includes('href="#einfrieren-stichtag"')]).toEqual([422, true, true]);
    expect(await house.checksum(TOWN, ['anmeldung'])).toBe(before);
    const { stichtag } = await setReport({ stichtag: day(1) });
    const own = await order('');
    await setReport({ stichtag });
    expect([own.status, own.text.includes('und liegt in der Zukunft.')]).toEqual([422, true]);
  });

  it('is for the Stabsstelle; reading for those who have a part in the release', async () => {
    const visitors: [Rolle, number, Visitor][] = [];
    for (const [rolle, reads] of [['DEZ', 200], ['STAT', 200], ['ADM', 403], ['RAT', 403], ['BEI', 403]] as const) visitors.push([rolle, reads, await signInAs(rolle)]);
    const before = await house.checksum(TOWN, ['anmeldung']);
    for (const [rolle, reads, visitor] of visitors) {
      const answers = [await visitor.get(`/${TOWN}/intern/ausgaben`), await visitor.get(pageOf(id)), await visitor.get(`${pageOf(id)}/dateien/web/index.html`)];
      expect([rolle, ...answers.map(({ status }) => status)]).toEqual([rolle, reads, reads, reads]);
      expect([rolle, (await visitor.post(`/${TOWN}/intern/ausgaben/einfrieren`, { bericht: 'kurzbericht', stichtag: '' })).status]).toEqual([rolle, 403]);
    }
    expect(await house.checksum(TOWN, ['anmeldung'])).toBe(before);
  });
});

describe('an edition that is not released', () => {
  it('is not there for the public, by no address', async () => {
    const missing = await house.visitor().get(`/${TOWN}/ausgaben/${TOWN}-kurzbericht-2025-12-31-0123456789abcdef/web/index.html`);
    for (const path of PUBLIC(id)) {
      const answer = await house.visitor().get(path);
      expect([path, answer.status, answer.text]).toEqual([path, 404, missing.text]);
    }
    const list = await house.visitor().get(`/${TOWN}/ausgaben/`);
    expect([list.status, list.text.includes(id), list.text.includes('Noch ist keine Ausgabe freigegeben und öffentlich.')]).toEqual([200, false, true]);
  });

  it('can be read by staff, every link of its web edition too', async () => {
    const visitor = await signInAs('STAB');
    const checked = new Set<string>();
    const queue = [`${pageOf(id)}/dateien/web/index.html`];
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      if (checked.has(path)) continue;
      checked.add(path);
      const answer = await visitor.get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      if (!answer.headers.get('content-type')?.startsWith('text/html')) continue;
      for (const [, link = ''] of answer.text.matchAll(/\s(?:href|src)="([^"#]+)[^"]*"/g)) {
        const url = new URL(link, `http://localhost${path}`);
        if (url.host === 'localhost') queue.push(url.pathname);
      }
    }
    expect(checked.size).toBeGreaterThan(15);
  });

  it('is served as it was frozen, and not at all when a file or its note was changed', async () => {
    const visitor = await signInAs('STAB');
    const path = `${pageOf(id)}/dateien/web/index.html`;
    const file = join(house.folder, 'data/ausgaben', id, 'dateien/web/index.html');
    const kept = readFileSync(file, 'utf8');
    expect((await visitor.get(path)).text).toBe(kept);
    writeFileSync(file, kept.replace('Musterstadt', 'Modellstadt'));
    expect((await visitor.get(path)).status).toBe(404);
    const stat = await signInAs('STAT');
    const refused = await step(stat, id, 'daten');
    expect([refused.status, refused.text.includes('fehlt oder wurde verändert')]).toEqual([409, true]);
    expect(await stepsOf(id)).toEqual([]);
    writeFileSync(file, kept);
    // Changed together with its hash in the note: then the note is not the one that was entered.
    const note = join(house.folder, 'data/ausgaben', id, 'ausgabe.json');
    const written = readFileSync(note, 'utf8');
    writeFileSync(file, kept.replace('Musterstadt', 'Modellstadt'));
    writeFileSync(note, written.replace(sha256Hex(kept), sha256Hex(kept.replace('Musterstadt', 'Modellstadt'))));
    expect((await visitor.get(path)).status).toBe(404);
    expect((await visitor.get(pageOf(id))).text).toContain('Die Dateien dieser Ausgabe fehlen oder wurden verändert.');
    writeFileSync(file, kept);
    writeFileSync(note, written);
    expect((await visitor.get(path)).status).toBe(200);
  });

  it('hands out no file that it does not name', async () => {
    const visitor = await signInAs('STAB');
    for (const rest of ['web/gibtsnicht.html', '..%2Fausgabe.json', '..%2F..%2F..%2Fdatenstand.json', 'web%2F..%2F..%2Fdatenstand.json', '%2e%2e/datenstand.json', 'datenstand.json', 'ausgabe.json']) {
      expect([rest, (await visitor.get(`${pageOf(id)}/dateien/${rest}`)).status]).toEqual([rest, 404]);
    }
  });

  it('of another town is not there: by path, by file, by form', async () => {
    const foreign = await enterEdition(OTHER);
    const [stat, stab] = [await signInAs('STAT'), await signInAs('STAB')];
    const before = await Promise.all([house.checksum(TOWN, NOISE), house.checksum(OTHER, NOISE)]);
    const answers = [await stab.get(pageOf(foreign)), await stab.get(`${pageOf(foreign)}/dateien/web/index.html`), await step(stat, foreign, 'daten'), await stab.get(pageOf(foreign, OTHER))];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 401]);
    expect(await Promise.all([house.checksum(TOWN, NOISE), house.checksum(OTHER, NOISE)])).toEqual(before);
  });
});

describe('the release', () => {
  it('takes two accounts, in order; then the edition is public as it was frozen', async () => {
    const [stat, dez, stab] = [await signInAs('STAT'), await signInAs('DEZ'), await signInAs('STAB')];
    const early = await step(dez, id, 'freigabe');
    expect([early.status, early.text.includes('Zuerst ist der Schritt „Daten freigeben“ zu tun.')]).toEqual([409, true]);
    expect((await stat.get(pageOf(id))).text).toContain(`action="${pageOf(id)}/freigabe"`);
    const unticked = await step(stat, id, 'daten', '');
    expect([unticked.status, await stepsOf(id)]).toEqual([422, []]);
    expect((await step(stat, id, 'daten')).location).toBe(`${pageOf(id)}?meldung=freigegeben`);
    for (const path of PUBLIC(id)) expect([path, (await house.visitor().get(path)).status]).toEqual([path, 404]);
    expect((await dez.get(pageOf(id))).text).toContain('Person STAT, ');
    expect((await step(dez, id, 'freigabe')).status).toBe(303);
    const page = await stab.get(pageOf(id));
    for (const words of ['Person STAT, ', 'Person DEZ, ', 'Alle Schritte sind getan.', `/${TOWN}/ausgaben/${id}/`]) expect(page.text).toContain(words);
    expect(await house.sql(`select handlung, angaben from protokoll where handlung = 'ausgabe.freigabe' and gegenstand = $1 order by nr`, [id])).toEqual([
      { handlung: 'ausgabe.freigabe', angaben: '{"schritt":"daten","vertritt":null}' },
      { handlung: 'ausgabe.freigabe', angaben: '{"schritt":"freigabe","vertritt":null}' },
    ]);
  });

  it('shows the public the very bytes, the checksum and how to check it', async () => {
    const reader = house.visitor();
    const kept = (path: string): Buffer => readFileSync(join(house.folder, 'data/ausgaben', id, path));
    expect((await reader.get(`/${TOWN}/ausgaben/${id}/`)).location).toBe(`/${TOWN}/ausgaben/${id}/web/index.html`);
    for (const [path, type] of [['web/index.html', 'text/html; charset=utf-8'], ['kurzbericht.pdf', 'application/pdf'], ['daten/quellen-lieferungen.csv', 'text/csv; charset=utf-8; header=present']] as const) {
      const response = await house.request(`/${TOWN}/ausgaben/${id}/${path}`, { headers: { host: 'localhost:8080' } });
      expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, type]);
      expect(Buffer.from(await response.arrayBuffer()).equals(kept(`dateien/${path}`))).toBe(true);
    }
    const list = await reader.get(`/${TOWN}/ausgaben/`);
    const note = await reader.get(`/${TOWN}/ausgaben/${id}/ausgabe.json`);
    expect(note.text).toBe(kept('ausgabe.json').toString());
    for (const words of [sha256Hex(note.text), `href="/${TOWN}/ausgaben/${id}/web/index.html"`, 'leitwerk verify', 'sha256sum']) expect(list.text).toContain(words);
    expect((await reader.get(`/${TOWN}/`)).text).toContain(`href="/${TOWN}/ausgaben/"`);
    expect([(await reader.get(`/${TOWN}/ausgaben`)).location, (await reader.get('/gibtsnicht/ausgaben/')).status]).toEqual([`/${TOWN}/ausgaben/`, 404]);
    for (const path of ['datenstand.json', '../datenstand.json', 'web/gibtsnicht.html']) expect([path, (await reader.get(`/${TOWN}/ausgaben/${id}/${path.replace('/', '%2F')}`)).status]).toEqual([path, 404]);
    expect((await reader.get(`/${OTHER}/ausgaben/${id}/web/index.html`)).status).toBe(404);
  });

  it('is public not before the day of publication', async () => {
    const stab = await signInAs('STAB');
    const { veroeffentlicht_am: before } = await setReport({});
    const statuses = async (): Promise<number[]> => [...new Set(await Promise.all(PUBLIC(id).map(async (path) => (await house.visitor().get(path)).status)))];
    const isListed = async (): Promise<boolean> => (await house.visitor().get(`/${TOWN}/ausgaben/`)).text.includes(id);
    for (const [tag, words] of [[day(1), ' öffentlich</dd>'], [null, 'Beim Bericht fehlt der Tag der Veröffentlichung.']] as const) {
      await setReport({ veroeffentlicht_am: tag });
      const page = await stab.get(pageOf(id));
      expect([tag, await statuses(), await isListed(), page.text.includes(words), page.text.includes(`href="/${TOWN}/ausgaben/${id}/"`)]).toEqual([tag, [404], false, true, false]);
    }
    await setReport({ veroeffentlicht_am: day(0) });
    expect([(await statuses()).sort(), await isListed(), (await stab.get(pageOf(id))).text.includes(`href="/${TOWN}/ausgaben/${id}/"`)]).toEqual([[200, 303], true, true]);
    const { stichtag } = await setReport({});
    await setReport({ stichtag: '2026-12-31', veroeffentlicht_am: day(100) }); // the outline speaks of the next report
    expect([(await statuses()).sort(), await isListed()]).toEqual([[200, 303], true]);
    await setReport({ stichtag, veroeffentlicht_am: before });
  });

  it('is no longer there for the public when its file was changed', async () => {
    const edition = await enterEdition();
    await step(await signInAs('STAT'), edition, 'daten');
    await step(await signInAs('DEZ'), edition, 'freigabe');
    const file = join(house.folder, 'data/ausgaben', edition, 'dateien/kurzbericht.pdf');
    expect((await house.visitor().get(`/${TOWN}/ausgaben/${edition}/kurzbericht.pdf`)).status).toBe(200);
    rmSync(file);
    expect((await house.visitor().get(`/${TOWN}/ausgaben/${edition}/kurzbericht.pdf`)).status).toBe(404);
  });

  it('is not both steps by one person, even with both roles', async () => {
    const edition = await enterEdition();
    const konto = await house.createAccount(TOWN, 'STAT');
    await house.storage.inTown(TOWN, (db) => giveRolle(db, TOWN, konto, { rolle: 'DEZ', bereich: null, von: null, bis: null }));
    const both = await house.signIn(TOWN, konto);
    expect((await step(both, edition, 'daten')).status).toBe(303);
    const page = await both.get(pageOf(edition));
    expect([page.text.includes('An dieser Freigabe sind Sie schon beteiligt'), page.text.includes('/freigabe"')]).toEqual([true, false]);
    const before = await house.checksum(TOWN, NOISE);
    let second: Answer | undefined;
    const events = await eventsOf(async () => (second = await step(both, edition, 'freigabe')));
    expect([second?.status, second?.text.includes('An dieser Freigabe sind Sie schon beteiligt'), events]).toEqual([403, true, ['zweipersonen.verletzt']]);
    const again = await step(both, edition, 'daten');
    expect([again.status, again.text.includes('Der Schritt „Daten freigeben“ ist schon getan.')]).toEqual([409, true]);
    expect(await house.checksum(TOWN, NOISE)).toBe(before);
    expect(await stepsOf(edition)).toEqual([{ schritt: 'daten', konto, vertritt: null }]);
  });

  it('is not done by whoever may only look, and there is no other step', async () => {
    const edition = await enterEdition();
    const stab = await signInAs('STAB');
    const stat = await signInAs('STAT');
    const before = await house.checksum(TOWN, NOISE);
    for (const schritt of ['daten', 'freigabe']) {
      let answer;
      const events = await eventsOf(async () => (answer = await step(stab, edition, schritt)));
      expect([schritt, answer, events]).toEqual([schritt, expect.objectContaining({ status: 403 }), ['zugriff.verweigert']]);
    }
    expect((await step(stat, edition, 'alles')).status).toBe(403);
    expect((await stat.post(`${pageOf(edition)}/freigabe`, { schritt: 'daten', geprueft: 'ja', konto: 'jemand' })).status).toBe(400);
    expect((await stat.post(`${pageOf(edition)}/freigabe`, { schritt: 'daten', geprueft: 'ja' }, { origin: 'https://fremd.example' })).status).toBe(403);
    expect(await house.checksum(TOWN, NOISE)).toBe(before);
  });

  it('may be done by a deputy, in whose place is kept; not by one who stands in for somebody involved', async () => {
    const [edition, other] = [await enterEdition(), await enterEdition()];
    const [chef, deputy] = [await house.createAccount(TOWN, 'DEZ', null, 'Dora Dezernentin'), await house.createAccount(TOWN, 'FAL', 'stab', 'Viktor Vertretung')];
    const today = effects.today();
    await house.storage.inTown(TOWN, async (db) => {
      await giveRolle(db, TOWN, chef, { rolle: 'STAT', bereich: null, von: null, bis: null });
      await putAbwesenheit(db, TOWN, { konto: chef, von: today, bis: today, vertretung: deputy, uebergabe: null });
    });
    const stands = await house.signIn(TOWN, deputy);
    await step(await signInAs('STAT'), edition, 'daten');
    expect((await stands.get(pageOf(edition))).text).toContain('Sie handeln in Vertretung für Dora Dezernentin.');
    expect((await step(stands, edition, 'freigabe')).status).toBe(303);
    expect((await stepsOf(edition)).at(-1)).toEqual({ schritt: 'freigabe', konto: deputy, vertritt: chef });
    expect((await stands.get(pageOf(edition))).text).toContain('Viktor Vertretung, in Vertretung für Dora Dezernentin, ');
    expect((await house.visitor().get(`/${TOWN}/ausgaben/${edition}/web/index.html`)).status).toBe(200);
    // The absent one has released the data of the other edition: then nobody can do the second step in her place.
    expect((await step(await house.signIn(TOWN, chef), other, 'daten')).status).toBe(303);
    let refused;
    const events = await eventsOf(async () => (refused = await step(stands, other, 'freigabe')));
    expect([refused, events]).toEqual([expect.objectContaining({ status: 403 }), ['zweipersonen.verletzt']]);
  });

  it('of one step by many at once is one row, one entry in the log, and one answer of success', async () => {
    const edition = await enterEdition();
    const visitors = await Promise.all(Array.from({ length: 6 }, () => signInAs('STAT')));
    const answers = await Promise.all([...visitors, ...visitors].map((visitor) => step(visitor, edition, 'daten')));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 11 }, () => 409)]);
    expect(await stepsOf(edition)).toHaveLength(1);
    expect(await house.sql(`select 1 from protokoll where handlung = 'ausgabe.freigabe' and gegenstand = $1`, [edition])).toHaveLength(1);
  });

  it('tells by mail whoever may do the next step, and nobody else', async () => {
    const edition = await enterEdition();
    const [next, away, deputy] = [await house.createAccount(TOWN, 'DEZ'), await house.createAccount(TOWN, 'DEZ'), await house.createAccount(TOWN, 'FAL', 'stab')];
    await house.storage.inTown(TOWN, (db) => putAbwesenheit(db, TOWN, { konto: away, von: effects.today(), bis: effects.today(), vertretung: deputy, uebergabe: null }));
    const konto = await house.createAccount(TOWN, 'STAT');
    await house.storage.inTown(TOWN, (db) => giveRolle(db, TOWN, konto, { rolle: 'DEZ', bereich: null, von: null, bis: null }));
    await step(await house.signIn(TOWN, konto), edition, 'daten');
    const mails = await house.sql(`select an, betreff from nachricht where text like $1`, [`%${edition}%`]);
    const told = new Set(mails.map(({ an }) => String(an).split('@')[0]));
    expect([next, away, deputy].map((each) => told.has(each))).toEqual([true, true, true]);
    const holders = await house.sql(`select konto from kontorolle where tenant_id = $1 and rolle = 'DEZ'`, [TOWN]);
    expect([told.has(konto), told.size]).toEqual([false, holders.length - 1 + 2]); // all of them but the one involved, and two deputies
    expect(new Set(mails.map(({ betreff }) => betreff))).toEqual(new Set(['Kurzbericht: Ausgabe freigeben']));
  });
});

describe('the list', () => {
  it('filters by report and state, and refuses what it does not know', async () => {
    const visitor = await signInAs('DEZ');
    const count = async (query: string): Promise<number> => [...(await visitor.get(`/${TOWN}/intern/ausgaben${query}`)).text.matchAll(/scope="row"/g)].length;
    const all = await count('?sort=stichtag&richtung=ab&proSeite=100');
    const each = await Promise.all(['eingefroren', 'daten', 'freigegeben'].map((stand) => count(`?filter.stand=${stand}&proSeite=100`)));
    expect([each.every((number) => number > 0), each.reduce((sum, number) => sum + number, 0)]).toEqual([true, all]);
    expect(await count('?filter.bericht=kurzbericht&proSeite=100')).toBe(all);
    for (const query of ['?filter.stand=geheim', '?filter.konto=x', '?sort=sha256', '?mandant=nachbarstadt']) expect([query, (await visitor.get(`/${TOWN}/intern/ausgaben${query}`)).status]).toEqual([query, 400]);
  });
});
