import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, listen } from '../../src/web/server.ts';
import { effects } from '../testbed.ts';
import { issueZeichen } from '../../src/storage/anmeldung.ts';
import { changeKonto } from '../../src/storage/zugang.ts';
import { HOST, StaffHouse, type Visitor } from '../staff.ts';

// What attackers try at the door (numbers: reliability A.3). Each attempt is refused, changes nothing that counts, and leaves one event.

const house = new StaffHouse();
beforeAll(() => house.open({ withJobs: true }));
afterAll(() => house.close());

const PASSWORD = 'drei Wörter im Wind';
const NEW = 'noch ein langer Satz';
const TOWN = 'musterstadt';
/** Attempts and their entries in the log are meant to be written. */
const NOTES = ['versuch', 'protokoll', 'protokollstand'];

async function newPerson(town = TOWN): Promise<{ id: string; email: string; visitor: Visitor }> {
  const id = await house.createAccount(town, 'STAB');
  await house.setPassword(town, id, PASSWORD);
  return { id, email: `${id}@${town}.example`, visitor: await house.signIn(town, id) };
}

async function newToken(zweck: 'kennwort' | 'einladung' | 'faktor' | 'einrichten', konto: string | null, { town = TOWN, minuten = 60 }: { town?: string; minuten?: number } = {}): Promise<string> {
  const email = konto === null ? '' : `${konto}@${town}.example`;
  const token = effects.newToken();
  await house.storage.inTown(town, (db) => issueZeichen(db, town, { token, zweck, konto, angaben: { email }, minuten }));
  return token;
}

const eventsOf = (name: string): number => house.events.filter((event) => event['ereignis'] === name).length;

/** The attempt is refused, both towns stay as they are, and one event of this name is there more. */
async function expectRefused(status: number | readonly number[], event: string | undefined, attempt: () => Promise<{ status: number; text: string; headers: Headers }>): Promise<void> {
  const before = [await house.checksum(TOWN, NOTES), await house.checksum('nachbarstadt', NOTES)];
  const events = event === undefined ? 0 : eventsOf(event);
  const answer = await attempt();
  expect([status].flat()).toContain(answer.status);
  expect([await house.checksum(TOWN, NOTES), await house.checksum('nachbarstadt', NOTES)]).toEqual(before);
  if (event !== undefined) expect(eventsOf(event)).toBe(events + 1);
  expect(answer.text).not.toMatch(/\.ts:\d|node_modules|select .* from |insert into|at async/);
  expect(answer.headers.getSetCookie().filter((line) => /leitwerk-\w+=[^;]/.test(line))).toEqual([]);
}

describe('49 tokens that work once', () => {
  const path = (token: string, page = 'kennwort'): string => `/${TOWN}/intern/${page}/${token}`;

  it('opens a new password once, and nothing a second time', async () => {
    const { id, email } = await newPerson();
    const token = await newToken('kennwort', id);
    const visitor = house.visitor();
    expect((await visitor.get(path(token))).status).toBe(200);
    const short = await visitor.post(path(token), { kennwort: 'kurz' });
    expect(short.status).toBe(422);
    expect(short.text).not.toContain('value="kurz"');
    expect((await visitor.post(path(token), { kennwort: NEW })).location).toBe(`/${TOWN}/intern/anmelden?meldung=kennwort-gesetzt`);
    await expectRefused(410, 'zeichen.ungueltig', () => visitor.post(path(token), { kennwort: 'ein dritter langer Satz' }));
    await expectRefused(410, 'zeichen.ungueltig', () => visitor.get(path(token)));
    expect((await house.visitor().post(`/${TOWN}/intern/anmelden`, { email, kennwort: NEW, weiter: '' })).status).toBe(303);
    expect((await house.visitor().post(`/${TOWN}/intern/anmelden`, { email, kennwort: PASSWORD, weiter: '' })).status).toBe(422);
  });

  it('of two that come at once one is let in', async () => {
    const { id } = await newPerson();
    const token = await newToken('kennwort', id);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, nr) => house.visitor().post(path(token), { kennwort: `${NEW} Nummer ${nr}` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 7 }, () => 410)]);
  });

  it('refuses one that is over, of another purpose, of another town, void, of an address that changed, or of a locked account', async () => {
    const { id } = await newPerson();
    const over = await newToken('kennwort', id, { minuten: -1 });
    await expectRefused(410, 'zeichen.ungueltig', () => house.visitor().post(path(over), { kennwort: NEW }));
    for (const [zweck, page] of [['einladung', 'kennwort'], ['faktor', 'kennwort'], ['kennwort', 'einladung'], ['einrichten', 'kennwort']] as const) {
      const other = await newToken(zweck, zweck === 'einrichten' ? null : id);
      await expectRefused(410, 'zeichen.ungueltig', () => house.visitor().post(path(other, page), { kennwort: NEW }));
    }
    const neighbour = await newPerson('nachbarstadt');
    const foreign = await newToken('kennwort', neighbour.id, { town: 'nachbarstadt' });
    await expectRefused(410, 'zeichen.ungueltig', () => house.visitor().post(path(foreign), { kennwort: NEW }));
    const first = await newToken('kennwort', id);
    const second = await newToken('kennwort', id);
    await expectRefused(410, 'zeichen.ungueltig', () => house.visitor().post(path(first), { kennwort: NEW }));
    await house.storage.inTown(TOWN, (db) => changeKonto(db, TOWN, id, { email: 'anders@musterstadt.example' }));
    await expectRefused(410, 'zeichen.ungueltig', () => house.visitor().post(path(second), { kennwort: NEW }));
    const locked = await newPerson();
    const dead = await newToken('kennwort', locked.id);
    await house.storage.inTown(TOWN, (db) => changeKonto(db, TOWN, locked.id, { zustand: 'gesperrt' }));
    await expectRefused(410, 'zeichen.ungueltig', () => house.visitor().post(path(dead), { kennwort: NEW }));
  });

  it('refuses what is no token at all', async () => {
    for (const token of ['%7B%7D', '%5B%5D', 'null', '%00', 'a'.repeat(4_000), '..%2F..%2Fetc', '%27%20or%201%3D1--']) {
      await expectRefused([410, 400, 404, 503].filter((status) => status !== 503), undefined, () => house.visitor().post(path(token), { kennwort: NEW }));
    }
    await expectRefused(400, 'anfrage.abgelehnt', () => house.visitor().post(path(effects.newToken()), { 'kennwort[]': NEW }));
    await expectRefused(400, 'anfrage.abgelehnt', () => house.visitor().post(path(effects.newToken()), 'kennwort=a&kennwort=b'));
  });
});

describe('51 sign-ins that are taken over', () => {
  it('a token set before signing in is worth nothing; after signing in it is a new one', async () => {
    const { email } = await newPerson();
    const visitor = house.visitor();
    const planted = 'vom-Angreifer-gesetztes-Zeichen-0123456789abc';
    visitor.cookies.set(`__Host-leitwerk-${TOWN}`, planted);
    expect((await visitor.get(`/${TOWN}/intern/konto`)).status).toBe(401);
    await visitor.post(`/${TOWN}/intern/anmelden`, { email, kennwort: PASSWORD, weiter: '' });
    expect(visitor.cookies.get(`__Host-leitwerk-${TOWN}`)).not.toBe(planted);
    expect((await visitor.get(`/${TOWN}/intern/konto`)).status).toBe(200);
  });

  it('a token is dead after signing out, and after a change of the password elsewhere', async () => {
    const { id, visitor } = await newPerson();
    const elsewhere = await house.signIn(TOWN, id);
    const copied = new Map(visitor.cookies);
    expect((await elsewhere.post(`/${TOWN}/intern/konto/kennwort`, { bisher: PASSWORD, neu: NEW })).status).toBe(303);
    await expectRefused(401, 'zugriff.verweigert', () => visitor.get(`/${TOWN}/intern/konto`));
    expect((await elsewhere.get(`/${TOWN}/intern/konto`)).status).toBe(200);
    const kept = new Map(elsewhere.cookies);
    expect((await elsewhere.post(`/${TOWN}/intern/abmelden`)).location).toBe(`/${TOWN}/intern/anmelden?meldung=abgemeldet`);
    for (const cookies of [copied, kept]) {
      const thief = house.visitor();
      for (const [name, value] of cookies) thief.cookies.set(name, value);
      await expectRefused(401, 'zugriff.verweigert', () => thief.get(`/${TOWN}/intern/konto`));
    }
  });

  it('one can see and end one’s own sign-ins, and nobody else’s', async () => {
    const { id, visitor } = await newPerson();
    const other = await house.signIn(TOWN, id);
    const stranger = await newPerson();
    const [nr] = (await house.sql('select nr from anmeldung where konto = $1 order by begonnen_am desc limit 1', [id])).map((row) => String(row['nr']));
    await expectRefused(404, undefined, () => stranger.visitor.post(`/${TOWN}/intern/konto/anmeldungen/${nr}/beenden`));
    expect((await visitor.post(`/${TOWN}/intern/konto/anmeldungen/${nr}/beenden`)).status).toBe(303);
    expect((await other.get(`/${TOWN}/intern/konto`)).status).toBe(401);
  });
});

describe('52 guessing', () => {
  it('an account is closed to guesses after ten, whatever the mail field, the forwarding header or the page, and opens by a reset', async () => {
    const { id, email } = await newPerson();
    for (let guess = 0; guess < 10; guess++) {
      const spelt = guess % 2 === 0 ? email.toUpperCase() : ` ${email} `;
      const answer = await house.visitor().post(`/${TOWN}/intern/anmelden`, { email: spelt, kennwort: `falsch ${guess}`, weiter: '' }, { 'x-forwarded-for': `203.0.113.${guess}` });
      expect(answer.status).toBe(422);
    }
    await expectRefused(429, 'anmeldung.gebremst', () => house.visitor().post(`/${TOWN}/intern/anmelden`, { email, kennwort: PASSWORD, weiter: '' }, { 'x-forwarded-for': '198.51.100.7' }));
    const token = await newToken('kennwort', id);
    expect((await house.visitor().post(`/${TOWN}/intern/kennwort/${token}`, { kennwort: NEW })).status).toBe(303);
    expect((await house.visitor().post(`/${TOWN}/intern/anmelden`, { email, kennwort: NEW, weiter: '' })).status).toBe(303);
  });

  it('an address is closed after a hundred guesses at ever new accounts', async () => {
    await house.sql('delete from versuch where tenant_id = $1', ['nachbarstadt']);
    let slowed = 0;
    for (let guess = 0; guess < 25; guess++) {
      const answers = await Promise.all(Array.from({ length: 5 }, (_, nr) => house.visitor().post('/nachbarstadt/intern/anmelden', { email: `person${guess}-${nr}@nachbarstadt.example`, kennwort: 'egal', weiter: '' })));
      slowed += answers.filter(({ status }) => status === 429).length;
    }
    expect(slowed).toBeGreaterThanOrEqual(20);
    await house.sql('delete from versuch where tenant_id = $1', ['nachbarstadt']);
  });

  it('codes of the second factor: ten guesses, then closed; a code counts once', async () => {
    const { id, email } = await newPerson();
    const secret = effects.totp.newSecret();
    await house.storage.inTown(TOWN, (db) => changeKonto(db, TOWN, id, { totp: secret }));
    const visitor = house.visitor();
    const first = await visitor.post(`/${TOWN}/intern/anmelden`, { email, kennwort: PASSWORD, weiter: '' });
    expect(first.location).toBe(`/${TOWN}/intern/anmelden/faktor`);
    expect((await visitor.get(`/${TOWN}/intern/konto`)).status).toBe(401);
    for (let guess = 0; guess < 10; guess++) expect((await visitor.post(`/${TOWN}/intern/anmelden/faktor`, { code: '000000' })).status).toBe(422);
    await expectRefused(429, 'anmeldung.gebremst', () => visitor.post(`/${TOWN}/intern/anmelden/faktor`, { code: '000000' }));
  });
});

describe('52 many guesses at once, and guesses beside a change', () => {
  it('of forty that come together ten are compared', async () => {
    const { email } = await newPerson();
    const answers = await Promise.all(Array.from({ length: 40 }, () => house.visitor().post(`/${TOWN}/intern/anmelden`, { email, kennwort: 'falsch', weiter: '' })));
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(10);
    await house.sql('delete from versuch where tenant_id = $1', [TOWN]);
  });

  it('a sign-in that was under way when the password changed or the account was locked gets nowhere', async () => {
    for (const change of [{ kennwort: await effects.hashPassword(NEW) }, { zustand: 'gesperrt' as const }]) {
      const { id, email } = await newPerson();
      const underWay = house.visitor().post(`/${TOWN}/intern/anmelden`, { email, kennwort: PASSWORD, weiter: '' });
      await new Promise((resolve) => setTimeout(resolve, 15));
      await house.storage.inTown(TOWN, (db) => changeKonto(db, TOWN, id, change));
      const { status, headers } = await underWay;
      expect([422, 303]).toContain(status);
      if (status === 422) expect(headers.getSetCookie()).toEqual([]);
    }
  });

  it('the own password is as hard to guess behind the sign-in', async () => {
    const { visitor } = await newPerson();
    for (let guess = 0; guess < 10; guess++) expect((await visitor.post(`/${TOWN}/intern/konto/kennwort`, { bisher: `falsch ${guess}`, neu: NEW })).status).toBe(422);
    expect((await visitor.post(`/${TOWN}/intern/konto/kennwort`, { bisher: PASSWORD, neu: NEW })).status).toBe(422);
  });
});

describe('53 who has an account', () => {
  it('the limit on guesses does not tell either', async () => {
    const { email } = await newPerson();
    const statuses = async (address: string): Promise<number[]> => {
      const found: number[] = [];
      for (let guess = 0; guess < 12; guess++) found.push((await house.visitor().post(`/${TOWN}/intern/anmelden`, { email: address, kennwort: 'falsch', weiter: '' })).status);
      return found;
    };
    const known = await statuses(email);
    expect(await statuses('niemand-da@musterstadt.example')).toEqual(known);
    expect(known.slice(-3)).toEqual([422, 429, 429].slice(-3).map((status, index) => (index === 0 ? 422 : status)));
    await house.sql('delete from versuch where tenant_id = $1', [TOWN]);
  });

  it('sign-in and reset say the same for a known and an unknown address', async () => {
    const { email } = await newPerson();
    const strip = (text: string, used: string): string => text.replaceAll(used, 'ADRESSE');
    const unknown = 'niemand@musterstadt.example';
    const [known, none] = [await house.visitor().post(`/${TOWN}/intern/anmelden`, { email, kennwort: 'falsch', weiter: '' }), await house.visitor().post(`/${TOWN}/intern/anmelden`, { email: unknown, kennwort: 'falsch', weiter: '' })];
    expect([none.status, strip(none.text, unknown)]).toEqual([known.status, strip(known.text, email)]);
    const [reset, nothing] = [await house.visitor().post(`/${TOWN}/intern/kennwort-vergessen`, { email }), await house.visitor().post(`/${TOWN}/intern/kennwort-vergessen`, { email: unknown })];
    expect([nothing.status, nothing.location, nothing.text]).toEqual([reset.status, reset.location, reset.text]);
  });
});

describe('54 requests that come from elsewhere', () => {
  const attack = async (headers: Record<string, string>): Promise<void> => {
    const { visitor } = await newPerson();
    await expectRefused([403], 'herkunft.fremd', () => visitor.ask(`/${TOWN}/intern/konto/kennwort`, { method: 'POST', body: `bisher=${encodeURIComponent(PASSWORD)}&neu=${encodeURIComponent(NEW)}`, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } }));
  };

  it('of another origin, of none, of the same name over another way, of a neighbour’s page', async () => {
    await attack({ origin: 'https://boese.example' });
    await attack({ origin: 'null' });
    await attack({});
    await attack({ origin: `https://${HOST}` });
    await attack({ origin: 'http://localhost:9999' });
    await attack({ origin: `http://${HOST}`, 'sec-fetch-site': 'cross-site' });
    await attack({ origin: `http://${HOST}`, 'sec-fetch-site': 'same-site' });
  });

  it('a sign-in can’t be forced on somebody either', async () => {
    const { email } = await newPerson();
    await expectRefused(403, 'herkunft.fremd', () => house.visitor().post(`/${TOWN}/intern/anmelden`, { email, kennwort: PASSWORD, weiter: '' }, { origin: 'https://boese.example' }));
  });

  it('JSON in text/plain, multipart and no kind at all are no form', async () => {
    const { visitor } = await newPerson();
    for (const kind of ['text/plain', 'application/json', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencodedx', '']) {
      await expectRefused(415, 'anfrage.abgelehnt', () => visitor.ask(`/${TOWN}/intern/konto/kennwort`, { method: 'POST', body: '{"bisher":"a"}', headers: { origin: `http://${HOST}`, 'content-type': kind } }));
    }
  });

  it('asking for a page changes nothing', async () => {
    const { visitor } = await newPerson();
    for (const path of ['konto', 'konto/faktor', 'konto/faktor/entfernen', 'abmelden', 'konto/kennwort']) await expectRefused([200, 404], undefined, () => visitor.get(`/${TOWN}/intern/${path}`));
  });
});

describe('55 the first administrator', () => {
  it('of many who come at once one becomes it; then the page is gone', async () => {
    await house.sql(`delete from kontorolle where tenant_id = 'nachbarstadt' and rolle = 'ADM'`);
    const token = await newToken('einrichten', null, { town: 'nachbarstadt' });
    const path = `/nachbarstadt/intern/einrichten/${token}`;
    expect((await house.visitor().get(path)).status).toBe(200);
    const answers = await Promise.all(Array.from({ length: 6 }, (_, nr) => house.visitor().post(path, { name: `Person ${nr}`, email: `erste${nr}@nachbarstadt.example`, kennwort: NEW })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404, 404, 404, 404]);
    expect(await house.sql(`select 1 from kontorolle where tenant_id = 'nachbarstadt' and rolle = 'ADM'`)).toHaveLength(1);
    const late = await newToken('einrichten', null, { town: 'nachbarstadt' });
    await expectRefused(404, 'einrichten.erneut', () => house.visitor().get(`/nachbarstadt/intern/einrichten/${late}`));
    await expectRefused(404, 'einrichten.erneut', () => house.visitor().post(`/nachbarstadt/intern/einrichten/${late}`, { name: 'Zweite', email: 'zweite@nachbarstadt.example', kennwort: NEW }));
  });
});

describe('29, 36 a sign-in is good in its town, and as long as the account is', () => {
  it('the token of one town opens nothing in another', async () => {
    const { visitor } = await newPerson();
    const token = visitor.cookies.get(`__Host-leitwerk-${TOWN}`) ?? '';
    const thief = house.visitor();
    thief.cookies.set('__Host-leitwerk-nachbarstadt', token);
    await expectRefused(401, 'zugriff.verweigert', () => thief.get('/nachbarstadt/intern/konto'));
  });

  it('a locked account is out with the next request, and a role that was taken away is gone with it', async () => {
    const { id, visitor } = await newPerson();
    expect((await visitor.get(`/${TOWN}/intern/konto`)).text).toContain('Stabsstelle');
    await house.sql('delete from kontorolle where konto = $1', [id]);
    expect((await visitor.get(`/${TOWN}/intern/konto`)).status).toBe(403);
    await house.storage.inTown(TOWN, (db) => changeKonto(db, TOWN, id, { zustand: 'gesperrt' }));
    await expectRefused(401, 'zugriff.verweigert', () => visitor.get(`/${TOWN}/intern/konto`));
  });

  it('a town that is not there is not found, with or without a cookie for it', async () => {
    const visitor = house.visitor();
    visitor.cookies.set('__Host-leitwerk-atlantis', effects.newToken());
    await expectRefused(404, undefined, () => visitor.get('/atlantis/intern/konto'));
  });
});

describe('30 fields that nobody asked for', () => {
  it.each(['rolle', 'tenant_id', 'zustand', 'konto', '__proto__', 'constructor.prototype'])('%s', async (field) => {
    const { visitor } = await newPerson();
    await expectRefused(400, 'anfrage.abgelehnt', () => visitor.post(`/${TOWN}/intern/konto/kennwort`, { bisher: PASSWORD, neu: NEW, [field]: 'ADM' }));
    expect(({} as Record<string, unknown>)['ADM']).toBeUndefined();
  });
});

describe('8, 10 keys that no page knows', () => {
  it.each(['__proto__=x', 'constructor=x', 'per_page=<svg onload=alert(1)>', 'meldung=a&meldung=b', 'filter[kennwort][startsWith]=a'])('?%s', async (query) => {
    const { visitor } = await newPerson();
    const answer = await visitor.get(`/${TOWN}/intern/konto?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('<svg onload');
    expect(house.events.at(-1)).toMatchObject({ ereignis: 'anfrage.abgelehnt', stadt: TOWN, weg: 'konto', status: 400, grund: 'abfrage' });
  });

  it('a message in the address is one of ours or none', async () => {
    const { visitor } = await newPerson();
    expect((await visitor.get(`/${TOWN}/intern/konto?meldung=Ihr+Konto+ist+gesperrt`)).text).not.toContain('Ihr Konto ist gesperrt');
    expect((await visitor.get(`/${TOWN}/intern/konto?meldung=constructor`)).status).toBe(200);
  });
});

describe('names that are none', () => {
  it.each(['/%00/', '/musterstadt/%00', '/musterstadt/intern/massnahmen/%00', '/musterstadt/intern/konto/anmeldungen/%00', '/musterstadt/ausgaben/%00', '/musterstadt/ausgaben/%00/web/index.html', `/musterstadt/intern/kennzahlen/${'x'.repeat(300)}`, '/musterstadt/intern/massnahmen/%E0%A4%A'])('%s: not found, and no fault of the program', async (path) => {
    const { visitor } = await newPerson();
    const faults = eventsOf('anfrage.fehler');
    expect([404, 400]).toContain((await visitor.get(path)).status);
    expect(eventsOf('anfrage.fehler')).toBe(faults);
  });

  it('guessing at what a town has is seen in the log, without the guess', async () => {
    const { visitor } = await newPerson();
    for (const path of ['massnahmen/M-999', 'kennzahlen/geraten', 'ausgaben/geraten', 'auftraege/geraten']) {
      await expectRefused(404, 'objekt.unbekannt', () => visitor.get(`/${TOWN}/intern/${path}`));
      expect(JSON.stringify(house.events.at(-1))).not.toMatch(/geraten|M-999/);
    }
    await expectRefused(404, 'objekt.unbekannt', () => visitor.post(`/${TOWN}/intern/konto/anmeldungen/geraten/beenden`));
  });

  it('an absence that begins on no day is none', async () => {
    const { visitor } = await newPerson();
    for (const von of ['heute', '2026-02-31', '0000-01-01']) expect((await visitor.post(`/${TOWN}/intern/konto/abwesenheit/${von}/beenden`)).status).toBe(404);
  });
});

describe('62 bodies that are too much', () => {
  it('a large one, many fields, bytes that are no text', async () => {
    const { visitor } = await newPerson();
    await expectRefused(413, 'anfrage.abgelehnt', () => visitor.post(`/${TOWN}/intern/konto/kennwort`, `bisher=${'a'.repeat(300_000)}`));
    await expectRefused(413, 'anfrage.abgelehnt', () => visitor.post(`/${TOWN}/intern/konto/kennwort`, Array.from({ length: 600 }, (_, nr) => `a${nr}=`).join('&')));
    await expectRefused([400, 422], undefined, () => visitor.post(`/${TOWN}/intern/konto/kennwort`, 'bisher=%ff%fe&neu=%00'));
  });
});

describe('64, 66 headers that lie', () => {
  it('a forged host never stands in a mail, and no sign-in is offered on it', async () => {
    const { email, id } = await newPerson();
    await expectRefused(403, undefined, () => house.visitor().ask(`/${TOWN}/intern/anmelden`, { headers: { host: 'boese.example' } }));
    await expectRefused([403], undefined, () => house.visitor().post(`/${TOWN}/intern/kennwort-vergessen`, { email }, { host: 'boese.example', origin: 'http://boese.example' }));
    const plain = await house.visitor().ask(`/${TOWN}/intern/anmelden`, { headers: { host: '192.0.2.10:8080' } });
    expect([plain.status, plain.text.includes('nicht verschlüsselt')]).toEqual([403, true]);
    expect((await house.visitor().post(`/${TOWN}/intern/kennwort-vergessen`, { email }, { 'x-forwarded-host': 'boese.example', 'x-forwarded-proto': 'https' })).status).toBe(303);
    const mail = await house.sql('select text from nachricht where an = $1', [email]).then(async function wait(rows): Promise<Record<string, unknown>[]> {
      if (rows.length > 0) return rows;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return wait(await house.sql('select text from nachricht where an = $1', [email]));
    });
    expect(String(mail[0]?.['text'])).toContain(`http://localhost:8080/${TOWN}/intern/kennwort/`);
    expect(String(mail[0]?.['text'])).not.toContain('boese');
    expect(id).not.toBe('');
  });

  it('the log holds no line of an attacker, no address and no token', async () => {
    const { email } = await newPerson();
    await house.visitor().post(`/${TOWN}/intern/anmelden`, { email, kennwort: 'falsch\r\n{"ereignis":"gefälscht"}', weiter: '/x\u001b[31m' }, { 'user-agent': 'x" {"ereignis":"gefälscht"}' });
    const lines = JSON.stringify(house.events);
    for (const word of [email, 'gefälscht', PASSWORD, '\\u001b']) expect(lines).not.toContain(word);
  });
});

describe('65 headers on every answer', () => {
  it('protect pages, files, refusals and redirects alike; nothing tells the version', async () => {
    const { visitor } = await newPerson();
    for (const path of ['/', '/leitwerk.css', '/leitwerk/kern.min.css', '/gibt-es-nicht', '/livez', `/${TOWN}/intern`, `/${TOWN}/intern/anmelden`, `/${TOWN}/intern/konto`, `/${TOWN}/intern/gibt-es-nicht`, '/.git/config', '/metrics', '/leitwerk/arbeitsplatz.js.map']) {
      const { headers, status } = await visitor.get(path);
      expect([path, Number(/max-age=(\d+)/.exec(headers.get('strict-transport-security') ?? '')?.[1]) >= 31_536_000]).toEqual([path, true]);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/);
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*/);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect([headers.get('x-content-type-options'), headers.get('server'), headers.get('x-powered-by')]).toEqual(['nosniff', null, null]);
      expect(headers.get('referrer-policy')).toMatch(/^(no-referrer|same-origin)$/);
      expect(headers.get('permissions-policy')).toContain('camera=()');
      if (['/.git/config', '/metrics', '/leitwerk/arbeitsplatz.js.map'].includes(path)) expect([path, status]).toEqual([path, 404]);
    }
  });

  it('32 pages behind the sign-in are kept by no cache', async () => {
    const { visitor } = await newPerson();
    for (const path of ['konto', 'konto/faktor', 'anmelden', 'gibt-es-nicht']) expect((await visitor.get(`/${TOWN}/intern/${path}`)).headers.get('cache-control')).toBe('no-store');
  });
});

describe('61 senders that take their time', () => {
  it('a head that does not come to its end is cut off, and others are served meanwhile', { timeout: 60_000 }, async () => {
    const server = await listen(createApp(house.house), { port: 0, host: '127.0.0.1', headMs: 1_000 });
    const { port } = server.address() as AddressInfo;
    const slow = Array.from({ length: 50 }, () => connect(port, '127.0.0.1').on('error', () => undefined).resume());
    for (const socket of slow) socket.write('GET /livez HTTP/1.1\r\nHost: localhost\r\nX: ');
    const closed = Promise.all(slow.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
    const huge = await fetch(`http://127.0.0.1:${port}/livez`, { headers: { x: 'a'.repeat(20_000) } });
    expect(huge.status).toBe(431);
    await closed;
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
