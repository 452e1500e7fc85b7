import type { Unterschrift } from '../core/zugang/zweipersonen.ts';
import type { Db } from './database.ts';

/** A step of a two-person business that somebody has taken. */
export interface Erteilt extends Unterschrift {
  readonly am: Date;
}

export async function listErteilt(db: Db, town: string, vorgang: string, gegenstand: string): Promise<Erteilt[]> {
  return db.selectFrom('freigabe').select(['schritt', 'konto', 'vertritt', 'am']).where('tenant_id', '=', town).where('vorgang', '=', vorgang).where('gegenstand', '=', gegenstand).orderBy('am').execute();
}

/** Steps of all objects of a business, by object. */
export async function listAlleErteilt(db: Db, town: string, vorgang: string): Promise<Map<string, Erteilt[]>> {
  const rows = await db.selectFrom('freigabe').select(['gegenstand', 'schritt', 'konto', 'vertritt', 'am']).where('tenant_id', '=', town).where('vorgang', '=', vorgang).orderBy('am').execute();
  const byGegenstand = new Map<string, Erteilt[]>();
  for (const { gegenstand, ...erteilt } of rows) byGegenstand.set(gegenstand, [...(byGegenstand.get(gegenstand) ?? []), erteilt]);
  return byGegenstand;
}

/** Enters a step; false where it was taken already or this account has taken another one, whoever came first. */
export async function putErteilt(db: Db, town: string, erteilt: { vorgang: string; gegenstand: string; schritt: string; konto: string; vertritt: string | null }): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db.insertInto('freigabe').values({ tenant_id: town, ...erteilt }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
