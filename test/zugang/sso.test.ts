import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeKonto, giveRolle, listRollen } from '../../src/storage/zugang.ts';
import { issueZeichen, pruneAnmeldung } from '../../src/storage/anmeldung.ts';
import type { Rolle } from '../../src/core/zugang/rolle.ts';
import { signInAt, startOidcProvider, type Account, type OidcProvider } from '../oidc-provider.ts';
import { HOST, StaffHouse, TOWNS, type Answer, type Visitor } from '../staff.ts';

// Signing in by a real provider that serves two towns.

const GROUPS = 'rat=RAT/musterstadt;stab=STAB/nachbarstadt;amt=FA@jugend/musterstadt;weg=FA@gibtesnicht/musterstadt;adm=ADM/musterstadt;stat=STAT/musterstadt;ueberall=GB';
const accounts: Account[] = [];
const address = (town: string): string => `/${town}/intern/sso`;

let provider: OidcProvider;
let house: StaffHouse;

beforeAll(async () => {
  provider = await startOidcProvider({ accounts, redirectUris: TOWNS.map((town) => `http://${HOST}${address(town)}/zurueck`) });
  house = new StaffHouse({ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: provider.clientId, OIDC_CLIENT_SECRET: provider.clientSecret, OIDC_GROUPS: GROUPS });
  await house.open({ withJobs: true });
}, 120_000);
afterAll(async () => {
  await house?.close();
  await provider?.stop();
});
beforeEach(() => void house.events.splice(0));

/** Puts somebody into the provider, in place of whoever had that name. */
function put(account: Account): void {
  const index = accounts.findIndex(({ sub }) => sub === account.sub);
  accounts.splice(index < 0 ? accounts.length : index, 1, { email: `${account.sub}@beispiel.example`, name: account.sub, ...account });
}

async function signIn(town: string, sub: string, visitor: Visitor = house.visitor(), query = ''): Promise<Answer> {
  const begun = await visitor.get(address(town) + query);
  const back = new URL(await signInAt(begun.location, sub));
  return visitor.get(back.pathname + back.search);
}

async function kontoOf(town: string, sub: string): Promise<string | undefined> {
  const rows = await house.sql('select id from konto where tenant_id = $1 and email = $2', [town, `${sub}@beispiel.example`]);
  return rows[0] === undefined ? undefined : String(rows[0]['id']);
}

async function rollenOf(town: string, konto: string): Promise<string[]> {
  const held = await house.storage.inTown(town, (db) => listRollen(db, town, [konto]));
  return (held.get(konto) ?? []).map(({ rolle, bereich, herkunft }) => `${rolle}@${bereich ?? ''} ${herkunft}`);
}

async function entriesOf(konto: string): Promise<[string, unknown, unknown][]> {
  const rows = await house.sql('select handlung, angaben, konto from protokoll where gegenstand = $1 order by nr', [konto]);
  return rows.map(({ handlung, angaben, konto: who }) => [String(handlung), JSON.parse(String(angaben)), who]);
}

const reasons = (): unknown[] => house.events.filter(({ ereignis }) => ereignis === 'sso.abgelehnt').map(({ grund }) => grund);

/** An account that was there before, with an address that the provider knows. */
async function createKnown(sub: string, rolle: Rolle | undefined): Promise<string> {
  const id = await house.createAccount('musterstadt', rolle, null, sub);
  await house.storage.inTown('musterstadt', (db) => changeKonto(db, 'musterstadt', id, { email: `${sub}@beispiel.example` }));
  return id;
}

describe('groups', () => {
  it('give a role in their town and nothing in another', async () => {
    put({ sub: 'rita', groups: ['rat', 'ueberall'] });
    const here = await signIn('musterstadt', 'rita');
    expect([here.status, here.location]).toEqual([303, '/musterstadt/intern/']);
    expect(await rollenOf('musterstadt', (await kontoOf('musterstadt', 'rita')) ?? '')).toEqual(['RAT@ sso']);
    const there = await signIn('nachbarstadt', 'rita');
    expect(there.status).toBe(401);
    expect(await kontoOf('nachbarstadt', 'rita')).toBeUndefined();
    expect(reasons()).toEqual(['rolle']);
  });

  it('give nothing for which they name no town while there are two', async () => {
    put({ sub: 'gerd', groups: ['ueberall'] });
    for (const town of TOWNS) expect((await signIn(town, 'gerd')).status).toBe(401);
  });

  it('give neither of two roles that do not go together, and none of an office that is not there', async () => {
    put({ sub: 'konrad', groups: ['adm', 'stat', 'rat', 'weg'] });
    expect((await signIn('musterstadt', 'konrad')).status).toBe(303);
    expect(await rollenOf('musterstadt', (await kontoOf('musterstadt', 'konrad')) ?? '')).toEqual(['RAT@ sso']);
    expect(reasons()).toEqual(['rolle.unvereinbar']);
    put({ sub: 'karl', groups: ['adm', 'stat'] });
    expect((await signIn('musterstadt', 'karl')).status).toBe(401);
    expect(await kontoOf('musterstadt', 'karl')).toBeUndefined();
  });

  it('yield to a role that was given by hand, until its last day is over', async () => {
    const id = await createKnown('ada', 'ADM');
    put({ sub: 'ada', groups: ['stat'] });
    expect((await signIn('musterstadt', 'ada')).status).toBe(303);
    expect(await rollenOf('musterstadt', id)).toEqual(['ADM@ hand']);
    await house.storage.inTown('musterstadt', (db) => giveRolle(db, 'musterstadt', id, { rolle: 'ADM', bereich: null, von: null, bis: '2020-01-01' }));
    expect((await signIn('musterstadt', 'ada')).status).toBe(303);
    expect(await rollenOf('musterstadt', id)).toEqual(['ADM@ hand', 'STAT@ sso']);
  });
});

describe('the log of the town', () => {
  it('says that an account was linked and which roles came and went, once', async () => {
    const id = await createKnown('lea', undefined);
    put({ sub: 'lea', groups: ['rat'] });
    await signIn('musterstadt', 'lea');
    await signIn('musterstadt', 'lea');
    put({ sub: 'lea', groups: ['amt'] });
    await signIn('musterstadt', 'lea');
    expect((await entriesOf(id)).filter(([handlung]) => handlung.startsWith('konto.'))).toEqual([
      ['konto.geaendert', { sso: true }, id],
      ['konto.rolle', { gegeben: ['RAT'], genommen: [] }, null],
      ['konto.rolle', { gegeben: ['FA@jugend'], genommen: ['RAT'] }, null],
    ]);
  });

  it('calls an account that came to be this way set up, not changed', async () => {
    put({ sub: 'nora', groups: ['rat'] });
    await signIn('musterstadt', 'nora');
    const entries = await entriesOf((await kontoOf('musterstadt', 'nora')) ?? '');
    expect(entries.map(([handlung]) => handlung)).toEqual(['konto.eingerichtet', 'konto.rolle', 'anmeldung.gelungen']);
  });
});

describe('a mail address', () => {
  it('that nobody vouches for makes no account and opens none', async () => {
    put({ sub: 'udo', groups: ['rat'], emailVerified: false });
    const refused = await signIn('musterstadt', 'udo');
    expect([refused.status, await kontoOf('musterstadt', 'udo')]).toEqual([401, undefined]);
    expect(refused.text).toContain('bestätigt Ihre E-Mail-Adresse nicht');
    const id = await createKnown('udo', 'RAT');
    expect((await signIn('musterstadt', 'udo')).status).toBe(401);
    expect((await house.sql('select sso_kennung from konto where id = $1', [id]))[0]).toEqual({ sso_kennung: null });
  });

  it('gets no link for a password where the account comes by the service alone', async () => {
    const id = await createKnown('sven', 'RAT');
    put({ sub: 'sven', groups: ['rat'] });
    await signIn('musterstadt', 'sven');
    const other = await createKnown('petra', 'RAT');
    await house.setPassword('musterstadt', other, 'drei Wörter im Wind');
    for (const sub of ['sven', 'petra']) expect((await house.visitor().post('/musterstadt/intern/kennwort-vergessen', { email: `${sub}@beispiel.example` })).status).toBe(303);
    const jobs = (): Promise<Record<string, unknown>[]> => house.sql(`select zustand from auftrag where art = 'kennwortlink'`);
    await expect.poll(jobs, { timeout: 30_000 }).toEqual([{ zustand: 'fertig' }, { zustand: 'fertig' }]);
    expect((await house.sql(`select an from nachricht where tenant_id = 'musterstadt'`)).map(({ an }) => an)).toEqual(['petra@beispiel.example']);
    expect(await house.sql(`select 1 from einmalzeichen where zweck = 'kennwort' and konto = $1`, [id])).toEqual([]);
  });
});

describe('the way to the service', () => {
  it('keeps only where it may lead on to', async () => {
    put({ sub: 'rita', groups: ['rat'] });
    const goesTo = async (weiter: string): Promise<string> => (await signIn('musterstadt', 'rita', house.visitor(), `?weiter=${encodeURIComponent(weiter)}`)).location;
    expect(await goesTo('/musterstadt/intern/konto')).toBe('/musterstadt/intern/konto');
    expect(await goesTo('https://boese.example/?geheim=1')).toBe('/musterstadt/intern/');
    const kept = await house.sql(`select distinct angaben->>'weiter' as weiter from einmalzeichen where zweck = 'sso'`);
    expect(kept.filter(({ weiter }) => String(weiter).includes('boese'))).toEqual([]);
  });

  it('is shut for a while to an address that only ever begins', async () => {
    const visitor = house.visitor();
    const statuses: number[] = [];
    for (let n = 0; n < 62; n += 1) statuses.push((await visitor.get(address('nachbarstadt'))).status);
    // Sign-ins that failed in tests above count as well.
    expect(statuses.slice(0, 50).every((status) => status === 303)).toBe(true);
    expect(statuses.slice(-2)).toEqual([429, 429]);
    expect((await house.visitor().get(address('musterstadt'))).status).toBe(303);
    expect(house.events.some(({ ereignis, art }) => ereignis === 'anmeldung.gebremst' && art === 'sso')).toBe(true);
  });
});

it('steps of a sign-in are gone a day after their end, links of a mail stay', async () => {
  const town = 'musterstadt';
  await house.sql('delete from einmalzeichen');
  await house.storage.inTown(town, async (db) => {
    for (const zweck of ['sso', 'faktor', 'kennwort'] as const) for (const name of ['alt', 'neu']) await issueZeichen(db, town, { token: `${zweck} ${name}`, zweck, konto: null, angaben: { name }, minuten: 10, ersetzt: false });
  });
  await house.sql(`update einmalzeichen set gueltig_bis = now() - interval '25 hours' where angaben->>'name' = 'alt'`);
  await house.storage.inTown(town, (db) => pruneAnmeldung(db, town));
  const left = await house.sql(`select zweck || ' ' || (angaben->>'name') as was from einmalzeichen order by 1`);
  expect(left.map(({ was }) => was)).toEqual(['faktor neu', 'kennwort alt', 'kennwort neu', 'sso neu']);
});
