import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enqueue } from '../../src/storage/auftraege.ts';
import { StaffHouse, type Visitor } from '../staff.ts';
import { effects, waitFor } from '../testbed.ts';

// Backups in the browser: seen and ordered there, never handed out.

const house = new StaffHouse({ BACKUP_TIME: '03:15', BACKUP_KEEP: '4' });
const TOWN = 'musterstadt';
const PAGE = `/${TOWN}/intern/sicherungen`;
let adm: Visitor;

beforeAll(async () => {
  await house.open({ withJobs: true });
  adm = await house.signIn(TOWN, await house.createAccount(TOWN, 'ADM'));
});
afterAll(() => house.close());

describe('backups', () => {
  it('say when the next one is due, and that there is none yet', async () => {
    const page = await adm.get(PAGE);
    for (const words of ['Noch gibt es keine Sicherung.', 'jeden Tag um 03:15 Uhr', 'die neuesten 4 täglichen', 'leitwerk restore DATEI']) expect(page.text).toContain(words);
  });

  it('are written by a job, and then stand in the list', async () => {
    const { status, location: job } = await adm.post(`${PAGE}/anlegen`);
    expect(status).toBe(303);
    const done = await waitFor('The backup', async () => /Prüfsumme \(SHA-256\): <code>([0-9a-f]{64})/.exec((await adm.get(job)).text)?.[1], 60);
    const page = await adm.get(PAGE);
    expect([page.text.includes(`taeglich-${effects.today()}.leitwerk`), page.text.includes('Noch gibt es keine Sicherung.')]).toEqual([true, false]);
    expect(await house.sql(`select gegenstand from protokoll where handlung = 'sicherung.angelegt'`)).toEqual([{ gegenstand: done }]);
    expect(page.text).not.toMatch(/href="[^"]*\.leitwerk/);
  });

  it('warn when the newest is old', async () => {
    const folder = join(house.folder, 'data/sicherungen');
    mkdirSync(folder, { recursive: true });
    const old = new Date(effects.now().getTime() - 9.5 * 86_400_000);
    utimesSync(join(folder, `taeglich-${effects.today()}.leitwerk`), old, old);
    writeFileSync(join(folder, 'vor-0002-zugang-20250101T000000000Z.leitwerk'), 'x');
    utimesSync(join(folder, 'vor-0002-zugang-20250101T000000000Z.leitwerk'), 0, 0);
    const page = await adm.get(PAGE);
    for (const words of ['Die neueste Sicherung ist 9 Tage alt.', 'vor einer Aktualisierung', 'tägliche Sicherung']) expect(page.text).toContain(words);
  });

  it('of the plan are written by the first job, whichever town it belongs to; the others leave it', async () => {
    const perform = async (town: string): Promise<unknown> => {
      const id = await house.storage.inTown(town, (db) => enqueue(db, town, { art: 'sicherung', schluessel: `sicherung@${effects.today()}` }));
      house.house.wake();
      return waitFor('The planned backup', async () => (await house.sql(`select ergebnis from auftrag where id = $1 and zustand = 'fertig'`, [id]))[0]?.['ergebnis'], 60);
    };
    // The file of today is there, but as the test before has left it: from long before the planned time.
    expect(await perform('nachbarstadt')).toEqual({ bytes: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/), beanstandet: 0 });
    expect(await perform(TOWN)).toEqual({ ausgelassen: true });
    expect(await house.sql(`select tenant_id from protokoll where handlung = 'sicherung.angelegt' order by am desc limit 1`)).toEqual([{ tenant_id: 'nachbarstadt' }]);
  });

  it('are for the administration, and leave by no address', async () => {
    for (const rolle of ['STAB', 'STAT', 'DSB'] as const) {
      const visitor = await house.signIn(TOWN, await house.createAccount(TOWN, rolle));
      expect([rolle, (await visitor.get(PAGE)).status, (await visitor.post(`${PAGE}/anlegen`)).status]).toEqual([rolle, 403, 403]);
    }
    expect((await adm.get(`${PAGE}/taeglich-${effects.today()}.leitwerk`)).status).toBe(404);
    expect((await adm.post(`${PAGE}/anlegen`, { datei: '/etc/passwd' })).status).toBe(400);
  });
});
