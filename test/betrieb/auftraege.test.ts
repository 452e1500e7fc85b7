import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rolle } from '../../src/core/zugang/rolle.ts';
import { claim, enqueue, fail, finish, report, type Angenommen } from '../../src/storage/auftraege.ts';
import { StaffHouse, type Visitor } from '../staff.ts';

// Jobs as people see them. No worker runs: the tests bring a job into the state that they need, as a worker would.

const house = new StaffHouse();
const TOWN = 'musterstadt';
const OTHER = 'nachbarstadt';
let adm: Visitor;
let stab: { visitor: Visitor; konto: string };

beforeAll(async () => {
  await house.open();
  adm = await house.signIn(TOWN, await house.createAccount(TOWN, 'ADM', null, 'Ada Admin'));
  const konto = await house.createAccount(TOWN, 'STAB', null, 'Stefan Stab');
  stab = { konto, visitor: await house.signIn(TOWN, konto) };
});
afterAll(() => house.close());

const pageOf = (id: string, act = ''): string => `/${TOWN}/intern/auftraege/${id}${act}`;
const enter = (art: string, konto?: string, angaben: unknown = {}, town = TOWN): Promise<string> => house.storage.inTown(town, (db) => enqueue(db, town, { art, angaben, ...(konto === undefined ? {} : { konto }) }));
const checksums = (): Promise<string[]> => Promise.all([TOWN, OTHER].map((town) => house.checksum(town, ['anmeldung'])));
const logOf = (id: string) => house.sql('select konto, handlung, angaben from protokoll where gegenstand = $1 order by nr', [id]);

/** A worker that knows this kind only takes the one job of it. */
async function take(art: string): Promise<Angenommen> {
  const { auftrag } = await house.storage.inTown(TOWN, (db) => claim(db, TOWN, { worker: 'prüfung', arten: [{ art, lease: 600, versuche: 3 }] }));
  if (!auftrag) throw new Error(`No job of the kind ${art}`);
  return auftrag;
}

async function enterFailed(art: string, konto?: string): Promise<string> {
  const id = await enter(art, konto);
  const job = await take(art);
  await house.storage.inTown(TOWN, (db) => fail(db, TOWN, job, 'Der Mailserver antwortet nicht.', { again: false }));
  return id;
}

describe('the page of a job', () => {
  it('tells how far it is, and is read again by a link or by the script', async () => {
    const id = await enter('a', stab.konto);
    const waiting = await stab.visitor.get(pageOf(id));
    expect(waiting.text).toContain('Wartet, bis er an der Reihe ist.');
    const job = await take('a');
    await house.storage.inTown(TOWN, (db) => report(db, TOWN, job, 600, { fortschritt: 40, meldung: 'Liest den Datenstand' }));
    const running = await stab.visitor.get(pageOf(id));
    for (const words of ['40 % · Liest den Datenstand.', `data-nachladen="${pageOf(id)}"`, `href="${pageOf(id)}"`, 'Aktualisieren', 'Stefan Stab']) expect(running.text).toContain(words);
    await house.storage.inTown(TOWN, (db) => finish(db, TOWN, job, null));
    const done = await stab.visitor.get(pageOf(id));
    expect([done.text.includes('Der Auftrag ist fertig.'), done.text.includes('data-nachladen'), done.text.includes('<form method="post" action="/musterstadt/intern/auftraege')]).toEqual([true, false, false]);
  });

  it('leads to what came of it, only for whoever may see that', async () => {
    const id = await enter('einfrieren', stab.konto, { bericht: 'kurzbericht', stichtag: '2025-12-31' });
    const job = await take('einfrieren');
    await house.storage.inTown(TOWN, (db) => finish(db, TOWN, job, { ausgabe: 'musterstadt-kurzbericht-2025-12-31-0123456789abcdef' }));
    const own = await stab.visitor.get(pageOf(id));
    expect(own.text).toContain(`href="/${TOWN}/intern/ausgaben/musterstadt-kurzbericht-2025-12-31-0123456789abcdef"`);
    expect(own.text).toContain('Kurzbericht, Stichtag 31. Dezember 2025');
    const other = await adm.get(pageOf(id));
    expect([other.status, /kurzbericht/i.test(other.text)]).toEqual([200, false]);
  });

  it('is there for whoever ordered the job and for the administration, for nobody else', async () => {
    const [own, foreign] = [await enter('b', stab.konto), await enter('b', undefined, {}, OTHER)];
    const colleague = await house.signIn(TOWN, await house.createAccount(TOWN, 'STAB'));
    const before = await checksums();
    const ask = async (visitor: Visitor, id: string): Promise<number[]> => [(await visitor.get(pageOf(id))).status, (await visitor.post(pageOf(id, '/abbrechen'))).status, (await visitor.post(pageOf(id, '/wiederholen'))).status];
    expect(await ask(colleague, own)).toEqual([404, 404, 403]);
    expect(await ask(adm, foreign)).toEqual([404, 404, 404]);
    expect(await ask(adm, 'gibtsnicht')).toEqual([404, 404, 404]);
    expect(await checksums()).toEqual(before);
    expect((await adm.get(pageOf(own))).status).toBe(200);
    expect((await stab.visitor.get(`/${TOWN}/intern/auftraege`)).status).toBe(403);
  });
});

describe('the buttons', () => {
  it('a waiting job is cancelled at once by whoever ordered it', async () => {
    const id = await enter('c', stab.konto);
    expect((await stab.visitor.get(pageOf(id))).text).toContain(`action="${pageOf(id, '/abbrechen')}"`);
    const cancelled = await stab.visitor.post(pageOf(id, '/abbrechen'));
    expect([cancelled.status, cancelled.location]).toEqual([303, `${pageOf(id)}?meldung=auftrag-abgebrochen`]);
    expect((await stab.visitor.get(pageOf(id))).text).toContain('Der Auftrag wurde abgebrochen.');
    const again = await stab.visitor.post(pageOf(id, '/abbrechen'));
    expect([again.status, again.text.includes('schon zu Ende')]).toEqual([409, true]);
    expect(await logOf(id)).toEqual([{ konto: stab.konto, handlung: 'auftrag.abgebrochen', angaben: '{"art":"c"}' }]);
  });

  it('a running job says that it is being cancelled, and offers no second button', async () => {
    const id = await enter('d', stab.konto);
    await take('d');
    expect((await adm.post(pageOf(id, '/abbrechen'))).status).toBe(303);
    const page = await stab.visitor.get(pageOf(id));
    expect([page.text.includes('Wird abgebrochen.'), page.text.includes('/abbrechen"')]).toEqual([true, false]);
  });

  it('a failed job waits again, once, by the administration only', async () => {
    const id = await enterFailed('e', stab.konto);
    const own = await stab.visitor.get(pageOf(id));
    expect([own.text.includes('Der Mailserver antwortet nicht.'), own.text.includes('/wiederholen"')]).toEqual([true, false]);
    expect((await stab.visitor.post(pageOf(id, '/wiederholen'))).status).toBe(403);
    expect((await adm.get(pageOf(id))).text).toContain(`action="${pageOf(id, '/wiederholen')}"`);
    const answers = await Promise.all([adm, adm, adm].map((visitor) => visitor.post(pageOf(id, '/wiederholen'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
    expect(await house.sql('select zustand, versuche from auftrag where id = $1', [id])).toEqual([{ zustand: 'wartet', versuche: 0 }]);
    expect((await logOf(id)).map(({ handlung }) => handlung)).toEqual(['auftrag.wiederholt']);
  });

  it('a failed job does not wait beside another one that does the same', async () => {
    const enterSame = (): Promise<string> => house.storage.inTown(TOWN, (db) => enqueue(db, TOWN, { art: 'f', schluessel: 'gleich' }));
    const failed = await enterSame();
    const job = await take('f');
    await house.storage.inTown(TOWN, (db) => fail(db, TOWN, job, 'Kaputt.', { again: false }));
    await enterSame();
    const answer = await adm.post(pageOf(failed, '/wiederholen'));
    expect([answer.status, answer.text.includes('Ein gleicher Auftrag wartet oder läuft schon'), await logOf(failed)]).toEqual([409, true, []]);
  });

  it('take no fields', async () => {
    const id = await enter('g', stab.konto);
    expect((await stab.visitor.post(pageOf(id, '/abbrechen'), { zustand: 'fertig' })).status).toBe(400);
    expect((await stab.visitor.post(pageOf(id, '/abbrechen'), {}, { origin: 'https://fremd.example' })).status).toBe(403);
    expect(await house.sql('select zustand from auftrag where id = $1', [id])).toEqual([{ zustand: 'wartet' }]);
  });
});

describe('ordering', () => {
  it('a backup is one job, however often the button is pressed', async () => {
    const orders = await Promise.all([adm, adm, adm].map((visitor) => visitor.post(`/${TOWN}/intern/sicherungen/anlegen`)));
    expect(new Set(orders.map(({ status, location }) => `${status} ${location}`)).size).toBe(1);
    expect(await house.sql(`select schluessel, konto is null as anonym from auftrag where art = 'sicherung'`)).toEqual([{ schluessel: 'manuell', anonym: false }]);
  });

  it('the same edition is one job for two; whoever came second learns that it goes on', async () => {
    const second = await house.signIn(TOWN, await house.createAccount(TOWN, 'STAB'));
    const answers = await Promise.all([stab.visitor, second].map((visitor) => visitor.post(`/${TOWN}/intern/ausgaben/einfrieren`, { bericht: 'kurzbericht', stichtag: '30.06.2024' })));
    expect(answers.map(({ location }) => location.split('?')[1]).sort()).toEqual(['meldung=einfrieren-laeuft', 'meldung=einfrieren-laeuft-schon']);
    expect(await house.sql(`select angaben from auftrag where schluessel = 'kurzbericht 2024-06-30'`)).toEqual([{ angaben: { bericht: 'kurzbericht', stichtag: '2024-06-30' } }]);
    const job = answers.find(({ location }) => location.endsWith('laeuft'))?.location ?? '';
    const statuses = await Promise.all([stab.visitor, second].map(async (visitor) => (await visitor.get(job)).status));
    expect(statuses.sort()).toEqual([200, 404]);
  });
});

describe('the list', () => {
  const rowsOf = ({ text }: { text: string }): string[] => [...text.matchAll(/scope="row"><a href="[^"]*\/auftraege\/([^"]+)"/g)].map(([, id = '']) => id);

  it('shows the jobs of the own town, filtered by state and kind', async () => {
    const failed = await enterFailed('h');
    const foreign = await enter('h', undefined, {}, OTHER);
    const all = rowsOf(await adm.get(`/${TOWN}/intern/auftraege?proSeite=200`));
    expect([all.includes(failed), all.includes(foreign)]).toEqual([true, false]);
    const of = async (zustand: string): Promise<string[]> => rowsOf(await adm.get(`/${TOWN}/intern/auftraege?proSeite=200&filter.zustand=${encodeURIComponent(zustand)}`));
    expect(await of('gescheitert')).toContain(failed);
    expect([...(await of('wartet')), ...(await of('läuft'))].sort()).toEqual((await of('offen')).sort());
    expect(rowsOf(await adm.get(`/${TOWN}/intern/auftraege?filter.art=h`))).toEqual([failed]);
    expect((await adm.get(`/${TOWN}/intern/auftraege?filter.zustand=geheim`)).status).toBe(400);
  });

  it('is for the administration', async () => {
    for (const rolle of ['STAB', 'STAT', 'DEZ', 'DSB', 'BEI'] satisfies Rolle[]) {
      const visitor = await house.signIn(TOWN, await house.createAccount(TOWN, rolle));
      expect([rolle, (await visitor.get(`/${TOWN}/intern/auftraege`)).status]).toEqual([rolle, 403]);
    }
  });
});
