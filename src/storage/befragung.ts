import type pg from 'pg';
import type { Antwortbogen } from '../core/befragung/antwort.ts';
import type { Db } from './database.ts';

/** Puts the answers of the delivered waves in place of those that are kept. Runs inside the caller's transaction. */
export async function bringAntworten(client: pg.PoolClient, tenant: string, antworten: Readonly<Record<string, readonly Antwortbogen[]>>): Promise<void> {
  await client.query('delete from antwort where tenant_id = $1', [tenant]);
  for (const [welle, sheets] of Object.entries(antworten)) {
    await client.query(
      `insert into antwort (tenant_id, welle, nr, schicht, gewicht, angaben)
       select $1, $2, (b->>'nr')::int, b->>'schicht', (b->>'gewicht')::float8, b->'angaben' from json_array_elements($3::json) b`,
      [tenant, welle, JSON.stringify(sheets)],
    );
  }
}

/** The answers of all waves, in the order of their numbers. Waves without answers are left out. */
export async function readAntworten(db: Db, tenant: string): Promise<Record<string, Antwortbogen[]>> {
  const rows = await db.selectFrom('antwort').select(['welle', 'nr', 'schicht', 'gewicht', 'angaben']).where('tenant_id', '=', tenant).orderBy('welle').orderBy('nr').execute();
  const byWelle: Record<string, Antwortbogen[]> = {};
  for (const { welle, nr, schicht, gewicht, angaben } of rows) (byWelle[welle] ??= []).push({ nr, schicht, gewicht, angaben: angaben as unknown as Record<string, string> });
  return byWelle;
}
