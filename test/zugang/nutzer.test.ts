import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rolle } from '../../src/core/zugang/rolle.ts';
import { StaffHouse, TOWNS, type Answer, type Visitor } from '../staff.ts';

const house = new StaffHouse();
const TOWN = 'musterstadt';
const BASE = `/${TOWN}/intern/nutzer`;
const PASSWORD = 'drei Wörter im Wind';
const XSS = '<svg onload=alert(1)>"><script>alert(2)</script>';

let ada: string;
let adm: Visitor;
let dsb: Visitor;
let stab: Visitor;
let fa: Visitor;

beforeAll(async () => {
  await house.open();
  ada = await house.createAccount(TOWN, 'ADM', null, 'Ada Amt');
  adm = await house.signIn(TOWN, ada);
  dsb = await house.signIn(TOWN, await house.createAccount(TOWN, 'DSB', null, 'Dora Schutz'));
  stab = await house.signIn(TOWN, await house.createAccount(TOWN, 'STAB', null, 'Stefan Stab'));
  fa = await house.signIn(TOWN, await house.createAccount(TOWN, 'FA', 'jugend', 'Fatma Fach'));
});
afterAll(() => house.close());

const page = (id: string, rest = ''): string => `${BASE}/${id}${rest}`;
const stateOf = async (id: string): Promise<unknown> => (await house.sql('select zustand from konto where id = $1', [id]))[0]?.['zustand'];
const rolesOf = async (id: string): Promise<string[]> => (await house.sql('select rolle, bereich, von::text, bis::text from kontorolle where konto = $1 order by rolle, bereich', [id])).map(({ rolle, bereich, von, bis }) => [rolle, bereich, von, bis].filter((part) => part).join(' '));
const logOf = async (id: string): Promise<string[]> => (await house.sql('select handlung, angaben from protokoll where gegenstand = $1 order by nr', [id])).map(({ handlung, angaben }) => `${String(handlung)} ${String(angaben)}`);
const both = (without: readonly string[] = []): Promise<string[]> => Promise.all(TOWNS.map((town) => house.checksum(town, without)));
const mailTo = async (email: string): Promise<{ betreff: string; text: string }[]> => (await house.sql('select betreff, text from nachricht where an = $1 order by angelegt_am', [email])) as { betreff: string; text: string }[];
const linkIn = (text: string): string => /http:\/\/localhost:8080(\/\S+\/einladung\/\S+)/.exec(text)?.[1] ?? '';
/** Sentences of the list of faults, with the fields that they lead to. */
const faultsOf = ({ text }: Answer): string[] => [...text.matchAll(/<li><a href="#([\w-]+)">([^<]+)<\/a><\/li>/g)].map(([, field, satz]) => `${field}: ${satz}`);
const invitation = (change: Record<string, string> = {}): Record<string, string> => ({ name: 'Eva Neu', email: 'eva@stadt.example', rolle: 'DEZ', bereich: '', von: '', bis: '', ...change });

describe('the list of accounts', () => {
  it('names everybody with address, state, roles and last sign-in', async () => {
    const { status, text } = await adm.get(BASE);
    expect(status).toBe(200);
    expect(text).toContain('>Ada Amt</a>');
    expect(text).toContain('Fachamt, Jugendamt');
    expect(text).toContain('Person einladen');
    expect(text).toMatch(/\d+ Konten/);
  });

  it('filters by text, state and role, sorts, and refuses what it does not know', async () => {
    const found = async (query: string): Promise<string[]> => [...(await adm.get(`${BASE}?${query}`)).text.matchAll(/scope="row"><a href="[^"]+">([^<]+)</g)].map(([, name = '']) => name);
    expect(await found('filter.name=fatma')).toEqual(['Fatma Fach']);
    expect(await found('filter.rollen=DSB')).toEqual(['Dora Schutz']);
    expect(await found('filter.zustand=gesperrt')).toEqual([]);
    const names = await found('sort=name&richtung=ab');
    expect(names).toEqual([...names].sort().reverse());
    for (const query of ['sort=kennwort', 'filter.kennwort=a', 'seite=0', 'proSeite=1000', 'x=1']) expect((await adm.get(`${BASE}?${query}`)).status, query).toBe(400);
  });

  it('shows names as text, and no cell of its file is a formula', async () => {
    const id = await house.createAccount(TOWN, 'BEI', null, XSS);
    await house.createAccount(TOWN, 'BEI', null, '=HYPERLINK("http://x.example")');
    for (const path of [BASE, page(id)]) {
      const { text } = await adm.get(path);
      expect(text).not.toContain('<svg onload');
      expect(text).not.toContain('<script>alert');
      expect(text).toContain('&lt;svg onload=alert(1)&gt;');
    }
    const file = await adm.get(`${BASE}.csv?filter.rollen=BEI`);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(file.text).toContain(`"'=HYPERLINK(""http://x.example"")"`);
    expect(file.text.split('\n')[0]).toBe('Name;E-Mail-Adresse;Zustand;Rollen;Zweiter Faktor;Zuletzt angemeldet');
    expect(file.text).not.toContain('Ada Amt');
  });

  it('goes on to a second page', async () => {
    for (let count = 0; count < 26; count += 1) await house.createAccount(TOWN, 'INST', null, `Verband ${String(count).padStart(2, '0')}`);
    const second = await adm.get(`${BASE}?filter.rollen=INST&seite=2`);
    expect(second.text).toContain('>Verband 25</a>');
    expect(second.text).not.toContain('>Verband 24</a>');
  });
});

describe('who may look after accounts', () => {
  it('nobody without one of the rights, and each refusal is told', async () => {
    const before = await both();
    house.events.length = 0;
    for (const path of [BASE, `${BASE}.csv`, `${BASE}/einladen`, page(ada)]) expect((await fa.get(path)).status, path).toBe(403);
    for (const visitor of [fa, dsb]) expect((await visitor.post(`${BASE}/einladen`, invitation())).status).toBe(403);
    expect(house.events.map(({ ereignis }) => ereignis)).toEqual(Array.from({ length: 6 }, () => 'zugriff.verweigert'));
    expect(await both()).toEqual(before);
  });

  it('the Datenschutz reads and is offered nothing to press', async () => {
    const id = await house.createAccount(TOWN, 'DEZ');
    const list = await dsb.get(BASE);
    expect(list.text).toContain('>Ada Amt</a>');
    expect(list.text).not.toContain('Person einladen');
    const { status, text } = await dsb.get(page(id));
    expect(status).toBe(200);
    expect([...text.matchAll(/<form[^>]+method="post" action="([^"]+)"/g)].map(([, action]) => action)).toEqual([`/${TOWN}/intern/abmelden`]);
    const before = await both();
    for (const [path, form] of actions(id)) expect((await dsb.post(path, form)).status, path).toBe(403);
    for (const path of ['/sperren', '/faktor']) expect((await dsb.get(page(id, path))).status).toBe(403);
    expect(await both()).toEqual(before);
  });

  it('the Stabsstelle sees accounts whose only role is the Beirat, and no other', async () => {
    const beirat = await house.createAccount(TOWN, 'BEI', null, 'Berta Beirat');
    const amt = await house.createAccount(TOWN, 'FA', 'jugend', 'Anton Amt');
    const without = await house.createAccount(TOWN, undefined, null, 'Olga Ohne');
    const list = await stab.get(BASE);
    expect(list.text).toContain('Berta Beirat');
    for (const name of ['Ada Amt', 'Anton Amt', 'Olga Ohne']) expect(list.text).not.toContain(name);
    expect((await stab.get(`${BASE}.csv`)).text).not.toContain('Anton Amt');
    expect((await stab.get(page(beirat))).status).toBe(200);
    const before = await both();
    for (const id of [amt, ada, without]) {
      for (const path of ['', '/sperren', '/faktor']) expect((await stab.get(page(id, path))).status, path).toBe(404);
      // Signing others out takes a right of its own.
      for (const [path, form] of actions(id)) expect((await stab.post(path, form)).status, path).toBe(path.endsWith('/abmelden') ? 403 : 404);
    }
    expect(await both()).toEqual(before);
  });

  it('finds nothing of another town, and changes nothing there', async () => {
    const foreign = await house.createAccount('nachbarstadt', 'BEI', null, 'Nora Nachbar');
    const before = await both();
    for (const visitor of [adm, stab]) for (const path of ['', '/sperren', '/faktor']) expect((await visitor.get(page(foreign, path))).status, path).toBe(404);
    for (const [path, form] of actions(foreign)) expect((await adm.post(path, form)).status, path).toBe(404);
    expect(await both()).toEqual(before);
  });

  it('takes no field that the form does not have', async () => {
    const id = await house.createAccount(TOWN, 'BEI');
    const before = await both();
    expect((await adm.post(page(id, '/sperren'), { zustand: 'aktiv' })).status).toBe(400);
    expect((await adm.post(`${BASE}/einladen`, invitation({ tenant_id: 'nachbarstadt' }))).status).toBe(400);
    expect((await adm.post(page(id), { name: 'A', email: 'a@b.example', kennwort: 'x' })).status).toBe(400);
    expect(await both()).toEqual(before);
  });
});

/** Everything that can be sent to an account. */
function actions(id: string): [string, Record<string, string>][] {
  return [
    [page(id), { name: 'Anders', email: 'anders@stadt.example' }],
    [page(id, '/rolle'), { rolle: 'BEI', von: '', bis: '' }],
    [page(id, '/rolle/entziehen'), { rolle: 'BEI', bereich: '' }],
    [page(id, '/sperren'), {}],
    [page(id, '/entsperren'), {}],
    [page(id, '/neu-einladen'), {}],
    [page(id, '/faktor'), {}],
    [page(id, '/abmelden'), {}],
  ];
}

describe('inviting', () => {
  it('makes an account, and its owner sets it up by the link in the mail', async () => {
    const sent = await adm.post(`${BASE}/einladen`, 'name=Ina+Invit&email=INA%40stadt.example&rolle=FA&rolle=STAB&bereich=jugend&von=1.1.2026&bis=');
    expect(sent.status).toBe(303);
    const [, id = ''] = /nutzer\/([^?]+)\?meldung=eingeladen-postausgang$/.exec(sent.location) ?? [];
    expect(await stateOf(id)).toBe('eingeladen');
    expect(await rolesOf(id)).toEqual(['FA jugend 2026-01-01', 'STAB 2026-01-01']);
    expect(await logOf(id)).toEqual(['konto.eingeladen {"rollen":["FA@jugend","STAB"]}']);
    const told = await adm.get(sent.location);
    expect(told.text).toContain('weil kein Mailserver eingestellt ist');
    const [mail, ...more] = await mailTo('INA@stadt.example');
    expect(more).toEqual([]);
    expect(mail?.betreff).toBe('Musterstadt: Einladung zu Leitwerk');
    expect(mail?.text).toMatch(/^Guten Tag Ina Invit,\n\nAda Amt hat für Sie/);
    const visitor = house.visitor();
    expect((await visitor.get(linkIn(mail?.text ?? ''))).status).toBe(200);
    expect((await visitor.post(linkIn(mail?.text ?? ''), { kennwort: PASSWORD })).location).toContain('meldung=kennwort-gesetzt');
    expect(await stateOf(id)).toBe('aktiv');
    const inside = await visitor.post(`/${TOWN}/intern/anmelden`, { email: 'ina@stadt.example', kennwort: PASSWORD, weiter: '' });
    expect([inside.status, inside.location]).toEqual([303, `/${TOWN}/intern/`]);
  });

  it('is told all at once what is wrong, and keeps what was typed', async () => {
    const before = await both();
    const answer = await adm.post(`${BASE}/einladen`, { name: 'Otto <b>', email: 'otto', rolle: 'FA', bereich: '', von: '2.5.2026', bis: '1.5.2026' });
    expect(answer.status).toBe(422);
    expect(faultsOf(answer)).toEqual([
      'einladen-email: „E-Mail-Adresse“ ist keine gültige E-Mail-Adresse. Sie sieht zum Beispiel so aus: name@stadt.example',
      'einladen-bereich: Die Rolle „Fachamt“ gilt für eine Organisationseinheit; sie fehlt.',
      'einladen-bis: Die Rolle „Fachamt“ endet, bevor sie beginnt.',
    ]);
    expect(answer.text).toContain('value="Otto &lt;b&gt;"');
    expect(answer.text).toContain('value="2.5.2026"');
    expect(answer.text).toMatch(/value="FA"[^>]* checked/);
    expect(await both()).toEqual(before);
  });

  it.each([
    ['no role', { rolle: '' }, 'einladen-rolle-0: Bitte wählen Sie bei „Rollen“ etwas aus.'],
    ['an office for a role of the town', { bereich: 'jugend' }, 'einladen-bereich: Die Rolle „Dezernat“ gilt für die ganze Stadt; eine Organisationseinheit gehört nicht dazu.'],
    ['an office that is not there', { rolle: 'FA', bereich: 'x' }, 'einladen-bereich: Bei „Organisationseinheit“ wurde etwas gewählt, das nicht zur Auswahl steht. Bitte wählen Sie neu.'],
    ['a role that no account has', { rolle: 'PUB' }, 'einladen-rolle-0: Bei „Rollen“ wurde etwas gewählt, das nicht zur Auswahl steht. Bitte wählen Sie neu.'],
    ['an address that is taken', { email: 'TAKEN@stadt.example' }, 'einladen-email: Zu dieser E-Mail-Adresse gibt es in dieser Stadt schon ein Konto.'],
  ] as const)('refuses %s', async (_, change, fault) => {
    if ('email' in change) expect((await adm.post(`${BASE}/einladen`, invitation({ email: 'taken@stadt.example' }))).status).toBe(303);
    const before = await both();
    const answer = await adm.post(`${BASE}/einladen`, invitation(change));
    expect([answer.status, faultsOf(answer)]).toEqual([422, [fault]]);
    expect(await both()).toEqual(before);
  });

  it('refuses administration and Statistikstelle in one hand', async () => {
    const answer = await adm.post(`${BASE}/einladen`, 'name=A&email=a%40stadt.example&rolle=ADM&rolle=STAT&bereich=&von=&bis=');
    expect([answer.status, faultsOf(answer)]).toEqual([422, ['einladen-rolle-0: Statistikstelle und Administration kann ein Konto nicht zugleich haben: Der geschützte Bereich der Statistikstelle bleibt der Administration verschlossen.']]);
  });

  it('sent twice makes one account and one mail', async () => {
    const once = invitation({ email: 'doppelt@stadt.example' });
    const answers = await Promise.all([adm.post(`${BASE}/einladen`, once), adm.post(`${BASE}/einladen`, once)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect(await mailTo('doppelt@stadt.example')).toHaveLength(1);
  });

  it('of the Stabsstelle brings people into the Beirat and nowhere else', async () => {
    const form = await stab.get(`${BASE}/einladen`);
    expect([...form.text.matchAll(/name="rolle" value="(\w+)"/g)].map(([, rolle]) => rolle)).toEqual(['BEI']);
    expect(form.text).not.toContain('name="bereich"');
    const before = await both();
    const { bereich: _, ...more } = invitation({ rolle: 'ADM' });
    expect((await stab.post(`${BASE}/einladen`, more)).status).toBe(422);
    expect(await both()).toEqual(before);
    const sent = await stab.post(`${BASE}/einladen`, { ...more, rolle: 'BEI', email: 'familie@stadt.example' });
    expect(sent.location).toMatch(/meldung=eingeladen-administration$/);
    expect((await stab.get(sent.location)).text).toContain('Die Administration gibt den Link von dort weiter.');
    expect(await mailTo('familie@stadt.example')).toHaveLength(1);
  });

  it('once more makes the earlier link void', async () => {
    const { location } = await adm.post(`${BASE}/einladen`, invitation({ email: 'nochmal@stadt.example' }));
    const [, id = ''] = /nutzer\/([^?]+)\?/.exec(location) ?? [];
    expect((await adm.get(page(id))).text).toContain('Noch einmal einladen');
    expect((await adm.post(page(id, '/neu-einladen'))).location).toContain('meldung=eingeladen-postausgang');
    const [first, second] = (await mailTo('nochmal@stadt.example')).map(({ text }) => linkIn(text));
    expect((await house.visitor().get(first ?? '')).status).toBe(410);
    expect((await house.visitor().get(second ?? '')).status).toBe(200);
    expect(await logOf(id)).toEqual(['konto.eingeladen {"rollen":["DEZ"]}', 'konto.eingeladen {"erneut":true}']);
    expect((await adm.get(page(id, '/sperren'))).text).toContain('Der Link in der Einladung gilt nicht mehr.');
    expect((await adm.post(page(id, '/sperren'))).location).toContain('meldung=einladung-zurueckgezogen');
    expect((await house.visitor().get(second ?? '')).status).toBe(410);
    expect((await adm.post(page(id, '/entsperren'))).status).toBe(409);
    expect((await adm.post(page(id, '/neu-einladen'))).status).toBe(303);
    expect(await stateOf(id)).toBe('eingeladen');
  });

  it('does not go to an account that is set up', async () => {
    const id = await house.createAccount(TOWN, 'DEZ');
    const before = await both();
    const answer = await adm.post(page(id, '/neu-einladen'));
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Das geht mit diesem Konto nicht: Es ist aktiv.');
    expect(await both()).toEqual(before);
  });
});

describe('roles of an account', () => {
  const give = (visitor: Visitor, id: string, rolle: Rolle, rest: Record<string, string> = {}): Promise<Answer> => visitor.post(page(id, '/rolle'), { rolle, bereich: '', von: '', bis: '', ...rest });

  it('are given, change their validity, and are taken, with a way back', async () => {
    const id = await house.createAccount(TOWN, 'DEZ');
    expect((await give(adm, id, 'FA', { bereich: 'jugend', von: '01.03.2026' })).location).toBe(page(id, '?meldung=rolle'));
    expect((await give(adm, id, 'FA', { bereich: 'jugend', bis: '31.12.2026' })).status).toBe(303);
    expect(await rolesOf(id)).toEqual(['DEZ', 'FA jugend 2026-12-31']);
    expect((await adm.get(page(id))).text).toContain('Fachamt, Jugendamt, bis 31. Dezember 2026');
    const taken = await adm.post(page(id, '/rolle/entziehen'), { rolle: 'FA', bereich: 'jugend' });
    expect(taken.location).toBe(page(id, '?meldung=rolle-entzogen'));
    expect(await rolesOf(id)).toEqual(['DEZ']);
    const told = await adm.get(taken.location);
    const [, back = ''] = /action="([^"]+)"[^>]*><button[^>]*><span class="kern-label">Rückgängig/.exec(told.text) ?? [];
    expect((await adm.post(back.replaceAll('&amp;', '&'))).location).toBe(page(id, '?meldung=rolle'));
    expect(await rolesOf(id)).toEqual(['DEZ', 'FA jugend 2026-12-31']);
    expect(await logOf(id)).toEqual([
      'konto.rolle {"bereich":"jugend","bis":null,"entzogen":false,"rolle":"FA","von":"2026-03-01"}',
      'konto.rolle {"bereich":"jugend","bis":"2026-12-31","entzogen":false,"rolle":"FA","von":null}',
      'konto.rolle {"bereich":"jugend","bis":"2026-12-31","entzogen":true,"rolle":"FA","von":null}',
      'konto.rolle {"bereich":"jugend","bis":"2026-12-31","entzogen":false,"rolle":"FA","von":null}',
    ]);
  });

  it('have no way back for who did not take them, nor by a link that somebody sends', async () => {
    const id = await house.createAccount(TOWN, 'DEZ');
    await give(adm, id, 'RAT');
    await adm.post(page(id, '/rolle/entziehen'), { rolle: 'RAT', bereich: '' });
    const other = await house.signIn(TOWN, await house.createAccount(TOWN, 'ADM'));
    expect((await other.get(page(id, '?meldung=rolle-entzogen'))).text).not.toContain('Rückgängig');
    expect((await adm.get(page(id, '?meldung=rolle-entzogen&rolle=ADM'))).status).toBe(400);
  });

  it('sent twice are entered once', async () => {
    const id = await house.createAccount(TOWN, 'DEZ');
    const statuses = await Promise.all([give(adm, id, 'RAT'), give(adm, id, 'RAT')]);
    const away = await Promise.all([1, 2].map(() => adm.post(page(id, '/rolle/entziehen'), { rolle: 'RAT', bereich: '' })));
    expect([...statuses, ...away].map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    expect(await logOf(id)).toHaveLength(2);
  });

  it('show their faults at the field and keep what was typed', async () => {
    const id = await house.createAccount(TOWN, 'ADM');
    const answer = await give(adm, id, 'STAT', { von: '2.2.2026', bis: 'morgen' });
    expect(answer.status).toBe(422);
    expect(faultsOf(answer)).toEqual(['rolle-bis: „Gilt bis“ ist kein Datum. Bitte schreiben Sie Tag, Monat und Jahr, zum Beispiel 24.11.2026.', 'rolle-rolle: Statistikstelle und Administration kann ein Konto nicht zugleich haben: Der geschützte Bereich der Statistikstelle bleibt der Administration verschlossen.']);
    expect(answer.text).toContain('value="morgen"');
    expect(answer.text).toMatch(/<option value="STAT" selected/);
    expect(await rolesOf(id)).toEqual(['ADM']);
  });

  it('of the own account are changed by somebody else', async () => {
    const before = await both();
    for (const answer of [await adm.post(page(ada, '/rolle/entziehen'), { rolle: 'ADM', bereich: '' }), await give(adm, ada, 'ADM', { bis: '31.12.2030' })]) {
      expect(answer.status).toBe(409);
      expect(answer.text).toContain('Die eigenen Rollen ändert eine andere Person.');
    }
    expect(await both()).toEqual(before);
  });

  it('that follow from a group are taken there', async () => {
    const id = await house.createAccount(TOWN, 'DEZ');
    await house.sql(`update kontorolle set herkunft = 'sso' where konto = $1`, [id]);
    expect((await adm.get(page(id))).text).toContain('folgt aus einer Gruppe des Anmeldedienstes');
    expect((await adm.post(page(id, '/rolle/entziehen'), { rolle: 'DEZ', bereich: '' })).status).toBe(409);
    expect(await rolesOf(id)).toEqual(['DEZ']);
  });

  it('of the Beirat are all that the Stabsstelle gives, and she does not give an account out of her hands', async () => {
    const id = await house.createAccount(TOWN, 'BEI');
    const before = await both();
    expect((await stab.post(page(id, '/rolle'), { rolle: 'ADM', von: '', bis: '' })).status).toBe(422);
    const kept = await stab.post(page(id, '/rolle/entziehen'), { rolle: 'BEI', bereich: '' });
    expect(kept.status).toBe(409);
    expect(kept.text).toContain('Sperren Sie es stattdessen');
    expect(await both()).toEqual(before);
    expect((await stab.post(page(id, '/rolle'), { rolle: 'BEI', von: '', bis: '30.11.2026' })).status).toBe(303);
    expect(await rolesOf(id)).toEqual(['BEI 2026-11-30']);
  });
});

describe('the state of an account', () => {
  it('locked: signed out everywhere, no link holds any more; and free again', async () => {
    const id = await house.createAccount(TOWN, 'DEZ', null, 'Lothar Lock');
    const visitor = await house.signIn(TOWN, id);
    expect((await visitor.get(`/${TOWN}/intern/konto`)).status).toBe(200);
    await house.setPassword(TOWN, id, PASSWORD);
    const asks = await adm.get(page(id, '/sperren'));
    expect(asks.text).toContain('Lothar Lock kann sich danach nicht mehr anmelden.');
    expect(await stateOf(id)).toBe('aktiv');
    const locked = await adm.post(page(id, '/sperren'));
    expect(locked.location).toBe(page(id, '?meldung=gesperrt'));
    expect((await visitor.get(`/${TOWN}/intern/konto`)).status).toBe(401);
    expect((await adm.post(page(id, '/sperren'))).status).toBe(303);
    const told = await adm.get(locked.location);
    expect(told.text).toMatch(new RegExp(`action="${page(id, '/entsperren')}"[^>]*><button[^>]*><span class="kern-label">Rückgängig`));
    expect((await adm.post(page(id, '/entsperren'))).location).toContain('meldung=entsperrt');
    expect((await adm.post(page(id, '/entsperren'))).status).toBe(303);
    expect(await stateOf(id)).toBe('aktiv');
    expect(await logOf(id)).toEqual(['konto.gesperrt {}', 'konto.entsperrt {}']);
  });

  it('of oneself is left to somebody else', async () => {
    const before = await both();
    for (const answer of [await adm.get(page(ada, '/sperren')), await adm.post(page(ada, '/sperren'))]) {
      expect(answer.status).toBe(409);
      expect(answer.text).toContain('Ihr eigenes Konto sperrt eine andere Person.');
    }
    for (const path of ['/faktor', '/abmelden']) expect((await adm.post(page(ada, path))).text).toContain('Für Ihr eigenes Konto geht das unter „Mein Konto“.');
    expect(await both()).toEqual(before);
  });

  it('loses its second factor after a question, and every sign-in with it', async () => {
    const id = await house.createAccount(TOWN, 'DEZ', null, 'Frida Faktor');
    await house.sql(`update konto set totp = 'JBSWY3DPEHPK3PXP', totp_schritt = 1 where id = $1`, [id]);
    const visitor = await house.signIn(TOWN, id);
    expect((await adm.get(page(id))).text).toContain('Zweiten Faktor entfernen');
    expect((await adm.get(page(id, '/faktor'))).text).toContain('Für Frida Faktor genügt danach das Kennwort.');
    for (let twice = 0; twice < 2; twice += 1) expect((await adm.post(page(id, '/faktor'))).location).toBe(page(id, '?meldung=faktor-entfernt'));
    expect((await visitor.get(`/${TOWN}/intern/konto`)).status).toBe(401);
    expect(await house.sql('select totp, totp_schritt from konto where id = $1', [id])).toEqual([{ totp: null, totp_schritt: null }]);
    expect(await logOf(id)).toEqual(['faktor.entfernt {}']);
  });

  it('is signed out everywhere', async () => {
    const id = await house.createAccount(TOWN, 'DEZ');
    const visitors = [await house.signIn(TOWN, id), await house.signIn(TOWN, id)];
    expect((await adm.post(page(id, '/abmelden'))).location).toBe(page(id, '?meldung=konto-abgemeldet'));
    for (const visitor of visitors) expect((await visitor.get(`/${TOWN}/intern/konto`)).status).toBe(401);
    await adm.post(page(id, '/abmelden'));
    expect(await logOf(id)).toEqual(['anmeldung.beendet {"anzahl":2}']);
  });

  it('shows absences with the deputy, but not what was left for him', async () => {
    const id = await house.createAccount(TOWN, 'DEZ');
    const deputy = await house.createAccount(TOWN, 'DEZ', null, 'Vera Vertretung');
    await house.sql(`insert into abwesenheit (tenant_id, konto, von, bis, vertretung, uebergabe) values ($1, $2, '2026-01-01', '2099-12-31', $3, 'geheim')`, [TOWN, id, deputy]);
    const { text } = await adm.get(page(id));
    expect(text).toContain('1. Januar 2026 bis 31. Dezember 2099, vertreten durch Vera Vertretung');
    expect(text).not.toContain('geheim');
  });
});

describe('name and address', () => {
  it('change, and links to the old address are void', async () => {
    const { location } = await adm.post(`${BASE}/einladen`, invitation({ email: 'alt@stadt.example' }));
    const [, id = ''] = /nutzer\/([^?]+)\?/.exec(location) ?? [];
    const [mail] = await mailTo('alt@stadt.example');
    expect((await adm.post(page(id), { name: 'Eva Neuer', email: 'Neu@stadt.example' })).location).toBe(page(id, '?meldung=gespeichert'));
    expect((await adm.post(page(id), { name: 'Eva Neuer', email: 'neu@stadt.example' })).status).toBe(303);
    expect((await house.visitor().get(linkIn(mail?.text ?? ''))).status).toBe(410);
    expect((await logOf(id)).slice(1)).toEqual(['konto.geaendert {"felder":["name","email"]}']);
    const before = await both();
    const taken = await adm.post(page(id), { name: '', email: 'doppelt@stadt.example' });
    expect([taken.status, faultsOf(taken)]).toEqual([422, ['angaben-name: Bitte füllen Sie „Name“ aus.', 'angaben-email: Zu dieser E-Mail-Adresse gibt es in dieser Stadt schon ein Konto.']]);
    expect(await both()).toEqual(before);
  });
});
