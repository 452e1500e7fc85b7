import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rolle } from '../../src/core/zugang/rolle.ts';
import { markFailed, markSent, putNachricht } from '../../src/storage/nachrichten.ts';
import { StaffHouse, type Visitor } from '../staff.ts';

// The outbox, without a mail server: whoever runs the installation hands on what lies there.

const house = new StaffHouse();
const TOWN = 'musterstadt';
const OTHER = 'nachbarstadt';
const LINK = 'http://localhost:8080/musterstadt/intern/einladung/abc-123_x';
let adm: Visitor;

beforeAll(async () => {
  await house.open();
  adm = await house.signIn(TOWN, await house.createAccount(TOWN, 'ADM'));
});
afterAll(() => house.close());

const put = (betreff: string, town = TOWN): Promise<string> => house.storage.inTown(town, (db) => putNachricht(db, town, { an: 'eva@stadt.example', betreff, text: `Guten Tag <Eva>,\n\nhier geht es weiter:\n\n${LINK}\n` }));
const outbox = (query = ''): ReturnType<Visitor['get']> => adm.get(`/${TOWN}/intern/postausgang${query}`);

describe('the outbox', () => {
  it('is empty at first, and says that no mail server is set', async () => {
    const page = await outbox();
    expect([page.status, page.text.includes('Noch wurde keine Nachricht geschrieben.'), page.text.includes('MAIL_URL')]).toEqual([200, true, true]);
  });

  it('shows first what has not gone out; each with its text and link until it has', async () => {
    const [sent, failed, open] = [await put('Gesendet'), await put('Gescheitert'), await put('Offen')];
    await house.storage.inTown(TOWN, async (db) => {
      await markFailed(db, TOWN, failed, 'Der Mailserver kennt diese Adresse nicht.');
      await markSent(db, TOWN, sent);
    });
    const rows = [...(await outbox()).text.matchAll(/scope="row"><a href="[^"]*">([^<]*)</g)].map(([, betreff]) => betreff);
    expect(rows.at(-1)).toBe('Gesendet');
    const page = await adm.get(`/${TOWN}/intern/postausgang/${open}`);
    for (const words of [`value="${LINK}"`, 'Guten Tag &lt;Eva&gt;,', 'eva@stadt.example']) expect(page.text).toContain(words);
    expect((await adm.get(`/${TOWN}/intern/postausgang/${failed}`)).text).toContain('Der Mailserver kennt diese Adresse nicht.');
    const gone = await adm.get(`/${TOWN}/intern/postausgang/${sent}`);
    expect([gone.text.includes(LINK), gone.text.includes('Der Text wurde nach dem Senden gelöscht.')]).toEqual([false, true]);
    const each = await Promise.all(['offen', 'fehler', 'gesendet'].map(async (stand) => [...(await outbox(`?filter.stand=${stand}`)).text.matchAll(/scope="row"/g)].length));
    expect(each).toEqual([1, 1, 1]);
  });

  it('of another town is not there, and no mail address stands in an address', async () => {
    const foreign = await put('Fremd', OTHER);
    expect((await adm.get(`/${TOWN}/intern/postausgang/${foreign}`)).status).toBe(404);
    expect((await outbox()).text).not.toContain('Fremd');
    expect((await outbox('?filter.an=eva')).status).toBe(400);
  });

  it('is for the administration', async () => {
    const id = await put('Geheim');
    for (const rolle of ['STAB', 'STAT', 'DEZ', 'DSB', 'FAL'] satisfies Rolle[]) {
      const visitor = await house.signIn(TOWN, await house.createAccount(TOWN, rolle, rolle === 'FAL' ? 'jugend' : null));
      const pages = [await visitor.get(`/${TOWN}/intern/postausgang`), await visitor.get(`/${TOWN}/intern/postausgang/${id}`)];
      expect([rolle, ...pages.map(({ status }) => status)]).toEqual([rolle, 403, 403]);
    }
  });
});
