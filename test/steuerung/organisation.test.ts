import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StaffHouse, TOWNS, type Answer, type Visitor } from '../staff.ts';

const house = new StaffHouse();
const TOWN = 'musterstadt';
const BASE = `/${TOWN}/intern/organisation`;

let stab: Visitor;
let adm: Visitor;
let fa: Visitor;

beforeAll(async () => {
  await house.open();
  stab = await house.signIn(TOWN, await house.createAccount(TOWN, 'STAB', null, 'Stefan Stab'));
  adm = await house.signIn(TOWN, await house.createAccount(TOWN, 'ADM', null, 'Ada Amt'));
  fa = await house.signIn(TOWN, await house.createAccount(TOWN, 'FA', 'jugend', 'Fatma Fach'));
});
afterAll(() => house.close());

const both = (): Promise<string[]> => Promise.all(TOWNS.map((town) => house.checksum(town)));
const recordOf = async (code: string, town: string = TOWN) => (await house.sql(`select inhalt, revision from eintrag where tenant_id = $1 and sammlung = 'organisation' and code = $2 order by revision desc limit 1`, [town, code]))[0] as { inhalt: Record<string, unknown>; revision: number };
const logOf = async (code: string): Promise<string[]> => (await house.sql(`select handlung, angaben from protokoll where tenant_id = $1 and gegenstand = $2 order by nr`, [TOWN, code])).map(({ handlung, angaben }) => `${String(handlung)} ${String(angaben)}`);
const faultsOf = ({ text }: Answer): string[] => [...text.matchAll(/<li><a href="#([\w-]+)">([^<]+)<\/a><\/li>/g)].map(([, field, satz]) => `${field}: ${satz}`);
/** Everything that the form on the page would send, with changes. */
function formOn({ text }: Answer, change: Record<string, string> = {}): Record<string, string> {
  const form = /<form class="formular"[^]*?<\/form>/.exec(text)?.[0] ?? '';
  const inputs = [...form.matchAll(/<input[^>]*?>/g)].map(([tag]) => [/name="([^"]*)"/.exec(tag)?.[1] ?? '', /value="([^"]*)"/.exec(tag)?.[1] ?? ''] as const);
  const selects = [...form.matchAll(/<select[^>]*name="([^"]*)"[^]*?<\/select>/g)].map(([select, name = '']) => [name, /value="([^"]*)" selected/.exec(select)?.[1] ?? ''] as const);
  return { ...Object.fromEntries([...inputs, ...selects]), ...change };
}
const create = async (code: string, change: Record<string, string> = {}): Promise<Answer> => stab.post(`${BASE}/neu`, { name: `Amt ${code}`, kurz: code, code, uebergeordnet: 'vv', gueltig_ab: '', gueltig_bis: '', ...change });

describe('the tree of offices', () => {
  it('shows all of them in their places', async () => {
    const { status, text } = await fa.get(BASE);
    expect(status).toBe(200);
    expect(text.replace(/<\/?(a|span)[^>]*>/g, '')).toContain('<ul class="baum"><li>Verwaltungsvorstand (VV)<ul class="baum"><li>Jugendamt</li><li>Stabsstelle Familienfreundliche Stadt (Stabsstelle)</li><li>Statistikstelle (Statistik)</li></ul></li></ul>');
    expect(text).toContain('Alle (4)');
    expect(text).not.toContain('Einheit anlegen');
  });

  it('leaves out on demand what is not there today', async () => {
    await create('Alt', { name: 'Altes Amt', gueltig_bis: '31.12.2020' });
    const all = await stab.get(BASE);
    expect(all.text).toContain('bis 31. Dezember 2020');
    expect(all.text).toContain('(gilt heute nicht)');
    const today = await stab.get(`${BASE}?gueltig=heute`);
    expect(today.text).not.toContain('Altes Amt');
    expect(today.text).toContain('Nur heute gültige (4)');
    expect((await stab.get(`${BASE}?gueltig=morgen`)).status).toBe(400);
  });

  it('is for the administration and nobody else', async () => {
    for (const role of ['BEI', 'INST', 'RAT'] as const) {
      const visitor = await house.signIn(TOWN, await house.createAccount(TOWN, role));
      for (const path of [BASE, `${BASE}/jugend`, `${BASE}/neu`]) expect((await visitor.get(path)).status, `${role} ${path}`).toBe(403);
    }
  });
});

describe('the page of an office', () => {
  it('shows what lies below, who works there, and what it is in charge of', async () => {
    const above = await fa.get(`${BASE}/vv`);
    expect(above.text).toContain('>Jugendamt</a>');
    const own = await fa.get(`${BASE}/jugend`);
    expect(own.text).toContain('Fatma Fach, Fachamt');
    expect(own.text).not.toContain('<a href="/musterstadt/intern/nutzer/');
    expect((await adm.get(`${BASE}/jugend`)).text).toMatch(/<a href="\/musterstadt\/intern\/nutzer\/[^"]+">Fatma Fach<\/a>, Fachamt/);
    expect((await fa.get(`${BASE}/stab`)).text).toContain(`<a href="/${TOWN}/intern/massnahmen/M-01">Familienbüro einrichten</a>`);
  });

  it('names nobody whose account is locked or whose role is over', async () => {
    const [locked, former] = [await house.createAccount(TOWN, 'FAL', 'statistik', 'Lothar Lock'), await house.createAccount(TOWN, 'FAL', 'statistik', 'Egon Ehemals')];
    await house.sql(`update konto set zustand = 'gesperrt' where id = $1`, [locked]);
    await house.sql(`update kontorolle set bis = '2020-01-01' where konto = $1`, [former]);
    expect((await stab.get(`${BASE}/statistik`)).text).toContain('Niemand hat heute eine Rolle in dieser Einheit.');
  });

  it('keeps measures that are not public from who may not read them', async () => {
    const [row] = await house.sql(`select inhalt from eintrag where tenant_id = $1 and sammlung = 'massnahmen' and code = 'M-02'`, [TOWN]);
    const secret = { ...(row?.['inhalt'] as object), code: 'M-99', titel: 'Geheime Maßnahme', veroeffentlicht_am: null };
    await house.sql(`insert into eintrag (tenant_id, sammlung, code, revision, inhalt) values ($1, 'massnahmen', 'M-99', 1, $2)`, [TOWN, JSON.stringify(secret)]);
    await house.sql('update mandant set stand = stand + 1 where tenant_id = $1', [TOWN]);
    expect((await stab.get(`${BASE}/stab`)).text).toContain('Geheime Maßnahme');
    for (const visitor of [adm, fa]) expect((await visitor.get(`${BASE}/stab`)).text).not.toContain('Geheime Maßnahme');
  });

  it('is not there for a code that nobody has, and not for one of another town', async () => {
    await house.sql(`insert into eintrag (tenant_id, sammlung, code, revision, inhalt) values ('nachbarstadt', 'organisation', 'fremd', 1, '{"code":"fremd","name":"Fremdes Amt","kurz":"F","uebergeordnet":null,"gueltig_ab":null,"gueltig_bis":null}')`);
    const before = await both();
    for (const code of ['fremd', 'nirgends']) {
      expect((await stab.get(`${BASE}/${code}`)).status).toBe(404);
      const form = { name: 'A', kurz: 'A', uebergeordnet: '', gueltig_ab: '', gueltig_bis: '', revision: '1' };
      expect((await stab.post(`${BASE}/${code}`, form)).status).toBe(404);
      expect((await stab.post(`${BASE}/${code}`, { ...form, aktion: 'entwurf' })).status).toBe(400);
    }
    expect(await both()).toEqual(before);
  });
});

describe('changing an office', () => {
  it('writes a revision and an entry, and twice the same only once', async () => {
    await create('Verkehr');
    const form = formOn(await stab.get(`${BASE}/Verkehr`), { name: 'Amt für <b>Verkehr</b>', gueltig_bis: '31.12.2030' });
    const answers = await Promise.all([stab.post(`${BASE}/Verkehr`, form), stab.post(`${BASE}/Verkehr`, form)]);
    expect(answers.map(({ status, location }) => [status, location])).toEqual(answers.map(() => [303, `${BASE}/Verkehr?meldung=gespeichert`]));
    expect(await recordOf('Verkehr')).toEqual({ revision: 2, inhalt: { code: 'Verkehr', name: 'Amt für <b>Verkehr</b>', kurz: 'Verkehr', uebergeordnet: 'vv', gueltig_ab: null, gueltig_bis: '2030-12-31' } });
    expect(await logOf('Verkehr')).toEqual(['organisation.geaendert {"neu":true}', 'organisation.geaendert {"felder":["name","gueltig_bis"]}']);
    const { text } = await stab.get(BASE);
    expect(text).toContain('Amt für &lt;b&gt;Verkehr&lt;/b&gt;');
    expect(text).not.toContain('<b>Verkehr');
  });

  it('is for Stabsstelle and administration', async () => {
    const before = await both();
    const page = await fa.get(`${BASE}/jugend`);
    expect(page.text).not.toContain('Bearbeiten');
    for (const path of ['jugend', 'neu']) expect((await fa.post(`${BASE}/${path}`, {})).status).toBe(403);
    expect((await fa.get(`${BASE}/neu`)).status).toBe(403);
    expect(await both()).toEqual(before);
    expect((await adm.get(`${BASE}/jugend`)).text).toContain('Bearbeiten');
  });

  it('tells all faults at their fields and keeps what was typed', async () => {
    const before = await both();
    const form = formOn(await stab.get(`${BASE}/vv`), { name: '', kurz: 'X', uebergeordnet: 'jugend', gueltig_ab: '1.2.2026', gueltig_bis: '1.1.2026' });
    const answer = await stab.post(`${BASE}/vv`, form);
    expect(answer.status).toBe(422);
    expect(faultsOf(answer)).toEqual([
      'organisation-einheit-vv-name: Bitte füllen Sie „Name“ aus.',
      'organisation-einheit-vv-gueltig_bis: Die Organisationseinheit endet, bevor sie beginnt.',
      'organisation-einheit-vv-uebergeordnet: Die Einheiten schlössen sich zum Kreis: Die gewählte liegt selbst unter dieser Einheit.',
    ]);
    expect(answer.text).toContain('value="1.2.2026"');
    expect(answer.text).toMatch(/<option value="jugend" selected/);
    expect((await stab.post(`${BASE}/vv`, { ...form, code: 'anders' })).status).toBe(400);
    expect(await both()).toEqual(before);
  });

  it('shows what somebody else wrote meanwhile, loses nothing, and then lets the second write', async () => {
    await create('Wohnen');
    const opened = await stab.get(`${BASE}/Wohnen`);
    expect((await adm.post(`${BASE}/Wohnen`, formOn(opened, { name: 'Wohnungsamt', uebergeordnet: 'jugend' }))).status).toBe(303);
    const before = await both();
    const late = await stab.post(`${BASE}/Wohnen`, formOn(opened, { name: 'Amt für Wohnen', gueltig_ab: '1.1.2026' }));
    expect(late.status).toBe(409);
    for (const line of [
      'Während Sie schrieben, hat jemand anderes diese Einheit geändert.',
      'Name: gespeichert ist „Wohnungsamt“, in Ihrem Formular steht „Amt für Wohnen“.',
      'Übergeordnete Einheit: gespeichert ist „Jugendamt“, in Ihrem Formular steht „Verwaltungsvorstand“.',
      'Gültig ab: gespeichert ist „keine Angabe“, in Ihrem Formular steht „01.01.2026“.',
    ]) expect(late.text).toContain(line);
    expect(late.text).toContain('value="1.1.2026"');
    expect(await both()).toEqual(before);
    expect((await stab.post(`${BASE}/Wohnen`, formOn(late))).status).toBe(303);
    expect((await recordOf('Wohnen')).inhalt).toMatchObject({ name: 'Amt für Wohnen', uebergeordnet: 'vv', gueltig_ab: '2026-01-01' });
  });

  it('of two at once lets one in, and two right ones make no circle', async () => {
    for (let time = 0; time < 5; time += 1) {
      const [one, two] = [`A${time}`, `B${time}`];
      await create(one);
      await create(two);
      const [formOne, formTwo] = [formOn(await stab.get(`${BASE}/${one}`)), formOn(await stab.get(`${BASE}/${two}`))];
      const names = await Promise.all([stab.post(`${BASE}/${one}`, { ...formOne, name: 'Eins' }), adm.post(`${BASE}/${one}`, { ...formOne, name: 'Zwei' })]);
      expect(names.map(({ status }) => status).sort()).toEqual([303, 409]);
      const circle = await Promise.all([stab.post(`${BASE}/${two}`, { ...formTwo, uebergeordnet: one }), adm.post(`${BASE}/${one}`, { ...formOne, revision: '2', name: 'Eins', uebergeordnet: two })]);
      expect(circle.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1);
    }
  });

  it('keeps a draft, which says when it was overtaken', async () => {
    await create('Sport');
    const opened = await stab.get(`${BASE}/Sport`);
    expect((await stab.post(`${BASE}/Sport`, formOn(opened, { name: 'Sport und <i>Bäder', gueltig_ab: 'irgendwann', aktion: 'entwurf' }))).location).toBe(`${BASE}/Sport?meldung=entwurf`);
    expect((await recordOf('Sport')).revision).toBe(1);
    const drafted = await stab.get(`${BASE}/Sport`);
    expect(drafted.text).toContain('value="Sport und &lt;i&gt;Bäder"');
    expect(drafted.text).toContain('value="irgendwann"');
    expect(drafted.text).toContain('Sie arbeiten an Ihrem Entwurf vom');
    expect(drafted.text).not.toContain('jemand anderes');
    expect((await adm.get(`${BASE}/Sport`)).text).not.toContain('Bäder');
    await adm.post(`${BASE}/Sport`, formOn(opened, { kurz: 'SPO' }));
    const overtaken = await stab.get(`${BASE}/Sport`);
    expect(overtaken.text).toContain('Kurzbezeichnung: gespeichert ist „SPO“, in Ihrem Formular steht „Sport“.');
    expect((await stab.post(`${BASE}/Sport`, formOn(overtaken, { gueltig_ab: '' }))).status).toBe(303);
    expect((await stab.get(`${BASE}/Sport`)).text).not.toContain('Entwurf vom');
  });

  it('says what still belongs to an office that ends', async () => {
    expect((await stab.post(`${BASE}/stab`, formOn(await stab.get(`${BASE}/stab`), { gueltig_bis: '31.12.2030' }))).status).toBe(303);
    expect((await fa.get(`${BASE}/stab`)).text).toContain('Diese Einheit endet am 31.12.2030. Noch hängen an ihr: 2 Maßnahmen.');
  });
});

describe('a new office', () => {
  it('takes its code from what it is called, or the one that is given', async () => {
    expect((await create('', { name: 'Amt für Öffentliches', kurz: 'Öffentl. Grün' })).location).toBe(`${BASE}/oeffentl-gruen?meldung=einheit-angelegt`);
    expect((await stab.get(`${BASE}/oeffentl-gruen`)).text).toContain('Amt für Öffentliches');
    expect((await recordOf('oeffentl-gruen')).inhalt).toEqual({ code: 'oeffentl-gruen', name: 'Amt für Öffentliches', kurz: 'Öffentl. Grün', uebergeordnet: 'vv', gueltig_ab: null, gueltig_bis: null });
    expect(await logOf('oeffentl-gruen')).toEqual(['organisation.geaendert {"neu":true}']);
  });

  it.each([
    ['a code that is taken', { code: 'jugend' }, ['code: Das Kürzel „jugend“ hat schon eine andere Organisationseinheit. Bitte geben Sie ein anderes an.']],
    ['a code that is none', { code: 'Öffentl' }, ['code: Ein Kürzel besteht aus Buchstaben ohne Umlaute, Ziffern, Punkt, Binde- und Unterstrich (höchstens 60 Zeichen).']],
    ['no code at all', { code: '', kurz: '€' }, ['code: Aus der Kurzbezeichnung lässt sich kein Kürzel bilden. Bitte geben Sie eines an.']],
    ['the address of this page', { code: '', kurz: 'Neu' }, ['code: Das Kürzel „neu“ ist schon die Adresse dieser Seite. Bitte geben Sie ein anderes an.']],
    ['an empty form', { name: '', kurz: '', code: '' }, ['name: Bitte füllen Sie „Name“ aus.', 'kurz: Bitte füllen Sie „Kurzbezeichnung“ aus.']],
    ['a time in which the higher one is not there', { code: 'spaet', uebergeordnet: 'Vorbei', gueltig_ab: '1.1.2022' }, ['uebergeordnet: In dieser Zeit besteht die übergeordnete Einheit nicht: „Amt Vorbei“ gilt bis 31. Dezember 2020.']],
  ] as const)('is refused with %s, and what was typed stays', async (_, change, faults) => {
    if ('uebergeordnet' in change) await create('Vorbei', { gueltig_bis: '31.12.2020' });
    const before = await both();
    const answer = await create('Frisch', change);
    expect(answer.status).toBe(422);
    expect(faultsOf(answer)).toEqual(faults.map((fault) => `organisation-neu-${fault}`));
    if (!('name' in change)) expect(answer.text).toContain('value="Amt Frisch"');
    expect(await both()).toEqual(before);
  });

  it('sent twice is made once', async () => {
    const answers = await Promise.all([create('Einmal'), create('Einmal')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
  });

  it('keeps a draft of its own', async () => {
    expect((await create('', { name: 'Halb', kurz: '', aktion: 'entwurf' })).location).toBe(`${BASE}/neu?meldung=entwurf`);
    expect((await stab.get(`${BASE}/neu`)).text).toContain('value="Halb"');
    expect((await adm.get(`${BASE}/neu`)).text).not.toContain('value="Halb"');
    expect((await create('Ganz')).status).toBe(303);
    expect((await stab.get(`${BASE}/neu`)).text).not.toContain('value="Halb"');
  });
});
