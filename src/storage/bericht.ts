import type { Db } from './database.ts';

export interface KeptAusgabe {
  readonly tenant: string;
  readonly id: string;
  readonly bericht: string;
  readonly stichtag: string;
  /** Hash of the note `ausgabe.json`. */
  readonly sha256: string;
  /** Day of publication that its outline named when it was frozen. */
  readonly oeffentlich_am: string | null;
}

/** Enters a frozen edition; the same edition a second time changes nothing. */
export async function keepAusgabe(db: Db, { tenant, ...ausgabe }: KeptAusgabe): Promise<void> {
  await db.insertInto('ausgabe').values({ tenant_id: tenant, ...ausgabe }).onConflict((conflict) => conflict.doNothing()).execute();
}

/** The hash that an edition was entered with; undefined for one that was never frozen here. */
export async function findAusgabe(db: Db, tenant: string, id: string): Promise<KeptAusgabe | undefined> {
  return db.selectFrom('ausgabe').select(['tenant_id as tenant', 'id', 'bericht', 'stichtag', 'sha256', 'oeffentlich_am']).where('tenant_id', '=', tenant).where('id', '=', id).executeTakeFirst();
}

export interface Ausgabezeile extends Omit<KeptAusgabe, 'tenant'> {
  readonly eingefroren_am: Date;
}

/** All frozen editions of a town, the latest first. */
export async function listAusgaben(db: Db, tenant: string): Promise<Ausgabezeile[]> {
  return db.selectFrom('ausgabe').select(['id', 'bericht', 'stichtag', 'sha256', 'oeffentlich_am', 'eingefroren_am']).where('tenant_id', '=', tenant).orderBy('eingefroren_am', 'desc').orderBy('id').execute();
}
