import { sql } from 'kysely';
import type { Abwesenheit } from '../core/zugang/abwesenheit.ts';
import type { Person } from '../core/zugang/pruefung.ts';
import type { Rolle, Rollenzuweisung } from '../core/zugang/rolle.ts';
import type { Db, KontoTable } from './database.ts';

/** An account as pages show it. */
export interface Konto {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly zustand: KontoTable['zustand'];
  readonly hat_kennwort: boolean;
  readonly hat_faktor: boolean;
  readonly hat_sso: boolean;
  readonly angelegt_am: Date;
  readonly angemeldet_am: Date | null;
}

/** What a sign-in compares with. */
export interface Kontogeheimnis {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly zustand: KontoTable['zustand'];
  readonly kennwort: string | null;
  readonly totp: string | null;
  readonly totp_schritt: number | null;
}

const SECRET = ['id', 'email', 'name', 'zustand', 'kennwort', 'totp', 'totp_schritt'] as const;

/** Addresses are compared in small letters. */
export function normalizeEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

export async function findGeheimnis(db: Db, town: string, by: { email: string } | { id: string }): Promise<Kontogeheimnis | undefined> {
  const query = db.selectFrom('konto').select([...SECRET]).where('tenant_id', '=', town);
  return ('id' in by ? query.where('id', '=', by.id) : query.where('email', '=', normalizeEmail(by.email))).executeTakeFirst();
}

/** The same, held until the transaction ends: nobody locks the account or gives it another password meanwhile. */
export async function holdGeheimnis(db: Db, town: string, id: string): Promise<Kontogeheimnis | undefined> {
  return db.selectFrom('konto').select([...SECRET]).where('tenant_id', '=', town).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

export async function findSsoKonto(db: Db, town: string, aussteller: string, kennung: string): Promise<Kontogeheimnis | undefined> {
  return db.selectFrom('konto').select([...SECRET]).where('tenant_id', '=', town).where('sso_aussteller', '=', aussteller).where('sso_kennung', '=', kennung).executeTakeFirst();
}

export async function findKonto(db: Db, town: string, id: string): Promise<Konto | undefined> {
  return selectKonten(db, town).where('id', '=', id).executeTakeFirst();
}

export async function listKonten(db: Db, town: string): Promise<Konto[]> {
  return selectKonten(db, town).orderBy('name').orderBy('id').execute();
}

function selectKonten(db: Db, town: string) {
  return db
    .selectFrom('konto')
    .select(['id', 'email', 'name', 'zustand', 'angelegt_am', 'angemeldet_am'])
    .select((eb) => [eb('kennwort', 'is not', null).as('hat_kennwort'), eb('totp', 'is not', null).as('hat_faktor'), eb('sso_kennung', 'is not', null).as('hat_sso')])
    .where('tenant_id', '=', town)
    .$narrowType<{ hat_kennwort: boolean; hat_faktor: boolean; hat_sso: boolean }>();
}

/** Names by id, for lists that keep only ids. */
export async function readNamen(db: Db, town: string): Promise<Map<string, string>> {
  const rows = await db.selectFrom('konto').select(['id', 'name']).where('tenant_id', '=', town).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** False where the town has an account of this address already. */
export async function createKonto(db: Db, town: string, konto: { id: string; email: string; name: string; zustand: 'eingeladen' | 'aktiv' }): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('konto')
    .values({ tenant_id: town, ...konto, email: normalizeEmail(konto.email) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Changes single fields of an account; false where there is none. */
export async function changeKonto(db: Db, town: string, id: string, change: Partial<Omit<KontoTable, 'tenant_id' | 'id' | 'angelegt_am'>>): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('konto').set(change).where('tenant_id', '=', town).where('id', '=', id).executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Takes a time step of the second factor; false where it or a later one was taken already, whoever came first. */
export async function takeTotpSchritt(db: Db, town: string, id: string, schritt: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('konto')
    .set({ totp_schritt: schritt })
    .where('tenant_id', '=', town)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('totp_schritt', 'is', null), eb('totp_schritt', '<', schritt)]))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Holds off everybody else who changes accounts or offices of this town until the transaction ends. Not the strongest lock: entries of
 * the log refer to the town and must still get in.
 */
export async function lockTown(db: Db, town: string): Promise<void> {
  await db.selectFrom('mandant').select('tenant_id').where('tenant_id', '=', town).forNoKeyUpdate().execute();
}

/** Has the town an account of an administrator that can be used? */
export async function hasAdministration(db: Db, town: string): Promise<boolean> {
  const row = await db
    .selectFrom('kontorolle as r')
    .innerJoin('konto as k', (join) => join.onRef('k.tenant_id', '=', 'r.tenant_id').onRef('k.id', '=', 'r.konto'))
    .select('k.id')
    .where('r.tenant_id', '=', town)
    .where('r.rolle', '=', 'ADM')
    .where('k.zustand', '=', 'aktiv')
    .where(sql<boolean>`coalesce(r.von, current_date) <= current_date and coalesce(r.bis, current_date) >= current_date`)
    .executeTakeFirst();
  return row !== undefined;
}

/** A role of an account, and whether a group of the single sign-on gave it. */
export interface Kontorolle extends Rollenzuweisung {
  readonly herkunft: 'hand' | 'sso';
}

export async function listRollen(db: Db, town: string, konten?: readonly string[]): Promise<Map<string, Kontorolle[]>> {
  const query = db.selectFrom('kontorolle').select(['konto', 'rolle', 'bereich', 'von', 'bis', 'herkunft']).where('tenant_id', '=', town).orderBy('rolle').orderBy('bereich');
  const rows = await (konten === undefined ? query : query.where('konto', 'in', konten.length > 0 ? [...konten] : [''])).execute();
  const byKonto = new Map<string, Kontorolle[]>();
  for (const { konto, rolle, bereich, ...rest } of rows) byKonto.set(konto, [...(byKonto.get(konto) ?? []), { ...rest, rolle: rolle as Rolle, bereich: bereich === '' ? null : bereich }]);
  return byKonto;
}

/** Gives a role, or changes its validity. */
export async function giveRolle(db: Db, town: string, konto: string, { rolle, bereich, von, bis }: Rollenzuweisung, herkunft: 'hand' | 'sso' = 'hand'): Promise<void> {
  await db
    .insertInto('kontorolle')
    .values({ tenant_id: town, konto, rolle, bereich: bereich ?? '', von, bis, herkunft })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'konto', 'rolle', 'bereich']).doUpdateSet({ von, bis, herkunft }))
    .execute();
}

export async function takeRolle(db: Db, town: string, konto: string, rolle: Rolle, bereich: string | null): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('kontorolle').where('tenant_id', '=', town).where('konto', '=', konto).where('rolle', '=', rolle).where('bereich', '=', bereich ?? '').executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Puts the roles that groups give in place of those they gave before; roles given by hand stay. */
export async function bringSsoRollen(db: Db, town: string, konto: string, rollen: readonly Rollenzuweisung[]): Promise<void> {
  await db.deleteFrom('kontorolle').where('tenant_id', '=', town).where('konto', '=', konto).where('herkunft', '=', 'sso').execute();
  const kept = (await listRollen(db, town, [konto])).get(konto) ?? [];
  const isKept = (neu: Rollenzuweisung): boolean => kept.some((alt) => alt.rolle === neu.rolle && alt.bereich === neu.bereich);
  for (const rolle of rollen) if (!isKept(rolle)) await giveRolle(db, town, konto, rolle, 'sso');
}

/** Who somebody is today: own roles, and those of colleagues who are away and have named them. */
export async function readPerson(db: Db, town: string, konto: { id: string; name: string }, today: string): Promise<Person> {
  const absent = await db
    .selectFrom('abwesenheit as a')
    .innerJoin('konto as k', (join) => join.onRef('k.tenant_id', '=', 'a.tenant_id').onRef('k.id', '=', 'a.konto'))
    .select(['k.id', 'k.name'])
    .where('a.tenant_id', '=', town)
    .where('a.vertretung', '=', konto.id)
    .where('a.von', '<=', today)
    .where('a.bis', '>=', today)
    .where('k.zustand', '=', 'aktiv')
    .orderBy('k.name')
    .execute();
  const rollen = await listRollen(db, town, [konto.id, ...absent.map(({ id }) => id)]);
  return { konto: konto.id, name: konto.name, rollen: rollen.get(konto.id) ?? [], vertritt: absent.map(({ id, name }) => ({ konto: id, name, rollen: rollen.get(id) ?? [] })) };
}

/** Everybody with an account that can be used, each as `readPerson` gives them. */
export async function listPersonen(db: Db, town: string, today: string): Promise<Person[]> {
  const rollen = await listRollen(db, town);
  const aktive = (await listKonten(db, town)).filter(({ zustand }) => zustand === 'aktiv').map(({ id, name }) => ({ konto: id, name, rollen: rollen.get(id) ?? [] }));
  const abwesend = (await listAbwesenheiten(db, town, today)).filter(({ von }) => von <= today);
  return aktive.map((person) => ({ ...person, vertritt: aktive.filter(({ konto }) => abwesend.some((each) => each.konto === konto && each.vertretung === person.konto)) }));
}

export interface AbwesenheitMitNotiz extends Abwesenheit {
  readonly uebergabe: string | null;
}

/** Absences that are not over, of one account or of all. */
export async function listAbwesenheiten(db: Db, town: string, today: string, konto?: string): Promise<AbwesenheitMitNotiz[]> {
  const query = db.selectFrom('abwesenheit').select(['konto', 'von', 'bis', 'vertretung', 'uebergabe']).where('tenant_id', '=', town).where('bis', '>=', today).orderBy('von').orderBy('konto');
  return (konto === undefined ? query : query.where('konto', '=', konto)).execute();
}

/** What absent colleagues have left for somebody. */
export async function listUebergaben(db: Db, town: string, vertretung: string, today: string): Promise<{ name: string; bis: string; uebergabe: string | null }[]> {
  return db
    .selectFrom('abwesenheit as a')
    .innerJoin('konto as k', (join) => join.onRef('k.tenant_id', '=', 'a.tenant_id').onRef('k.id', '=', 'a.konto'))
    .select(['k.name', 'a.bis', 'a.uebergabe'])
    .where('a.tenant_id', '=', town)
    .where('a.vertretung', '=', vertretung)
    .where('a.von', '<=', today)
    .where('a.bis', '>=', today)
    .orderBy('a.bis')
    .execute();
}

export async function putAbwesenheit(db: Db, town: string, abwesenheit: AbwesenheitMitNotiz): Promise<void> {
  const { bis, vertretung, uebergabe } = abwesenheit;
  await db
    .insertInto('abwesenheit')
    .values({ tenant_id: town, ...abwesenheit })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'konto', 'von']).doUpdateSet({ bis, vertretung, uebergabe }))
    .execute();
}

export async function removeAbwesenheit(db: Db, town: string, konto: string, von: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('abwesenheit').where('tenant_id', '=', town).where('konto', '=', konto).where('von', '=', von).executeTakeFirst();
  return numDeletedRows === 1n;
}
