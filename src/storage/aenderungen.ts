import { sql } from 'kysely';
import type { Sammlungsname } from '../core/bericht/sammlungen.ts';
import type { Db } from './database.ts';

/** A collection and which of its records may be named; null: all, those that were taken away among them. */
export interface Sicht {
  readonly sammlung: Sammlungsname;
  readonly codes: readonly string[] | null;
}

export const AENDERUNGSARTEN = ['neu', 'geändert', 'entfernt'] as const;
export type Aenderungsart = (typeof AENDERUNGSARTEN)[number];

/** What one import or one form did to a collection: one line, however many records it touched. */
export interface Aenderungszeile {
  readonly am: Date;
  readonly sammlung: Sammlungsname;
  readonly art: Aenderungsart;
  /** Of the visible records. */
  readonly anzahl: number;
  /** The first of them, by code. */
  readonly codes: readonly string[];
}

/** Codes that a line names at most. */
const NAMED = 12;

/** Changes of visible records, the latest first, those of one moment in the order of `sichten`; `hoechstens` lines after the first `ab`. What may not be seen counts nowhere. */
export async function listAenderungszeilen(db: Db, town: string, sichten: readonly Sicht[], { hoechstens, ab = 0 }: { hoechstens: number; ab?: number }): Promise<Aenderungszeile[]> {
  const whole = sichten.filter(({ codes }) => codes === null).map(({ sammlung }) => sammlung);
  const single = sichten.flatMap(({ sammlung, codes }) => (codes ?? []).map((code) => ({ sammlung, code })));
  if (whole.length === 0 && single.length === 0) return [];
  const { rows } = await sql<Aenderungszeile>`
    select erfasst_am as am, sammlung, case when inhalt is null then 'entfernt' when revision = 1 then 'neu' else 'geändert' end as art,
      count(*)::int as anzahl, (array_agg(code order by code collate "C"))[1:${sql.lit(NAMED)}] as codes
    from eintrag
    where tenant_id = ${town}
      and (sammlung = any(${whole}) or (sammlung, code) in (select * from unnest(${single.map(({ sammlung }) => sammlung)}::text[], ${single.map(({ code }) => code)}::text[])))
    group by 1, 2, 3
    order by 1 desc, array_position(${sichten.map(({ sammlung }) => sammlung)}::text[], sammlung), 3
    limit ${hoechstens} offset ${ab}`.execute(db);
  return rows;
}
