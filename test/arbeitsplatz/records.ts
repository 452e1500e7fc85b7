import { dayNumber, dayOfNumber } from '../../src/base/date.ts';
import { sammlungOf, type Sammlungsname } from '../../src/core/bericht/sammlungen.ts';
import { changeEintrag, findEintrag } from '../../src/storage/eintraege.ts';
import { effects } from '../testbed.ts';
import type { StaffHouse } from '../staff.ts';

// Further records in a town of the test, on days around today.

export const TODAY = effects.today();

/** ISO day so many days from today. */
export const day = (offset: number): string => dayOfNumber(dayNumber(TODAY) + offset);

/** Writes a record in its schema's full form: a new one, or the next revision of one that is there. */
export async function put(house: StaffHouse, town: string, sammlung: Sammlungsname, record: object): Promise<void> {
  const { schema, codeOf } = sammlungOf(sammlung);
  const full = schema.parse(record);
  await house.storage.inTown(town, async (db) => {
    const before = await findEintrag(db, town, sammlung, codeOf(full));
    if (!(await changeEintrag(db, town, sammlung, codeOf(full), full, before?.revision ?? 0))) throw new Error(`${sammlung} was not written`);
  });
}

/** Takes a record away, as an import without it does. */
export async function withdraw(house: StaffHouse, town: string, sammlung: Sammlungsname, code?: string): Promise<void> {
  await house.sql(
    `insert into eintrag (tenant_id, sammlung, code, revision, inhalt)
     select distinct on (code) tenant_id, sammlung, code, revision + 1, null from eintrag where tenant_id = $1 and sammlung = $2 and ($3::text is null or code = $3) order by code, revision desc`,
    [town, sammlung, code ?? null],
  );
  await house.sql('update mandant set stand = stand + 1 where tenant_id = $1', [town]);
}

export const massnahme = (code: string, fields: object = {}): object => ({ code, titel: `Maßnahme ${code}`, kurztext: 'Kurz gesagt.', handlungsfeld: 'bildung', federfuehrung: 'jugend', status: 'begonnen', beginn_ist: day(-400), veroeffentlicht_am: day(-100), ...fields });

export const meldung = (code: string, zyklus: string, fields: object = {}): object => ({ massnahme: code, zyklus, gemeldet_am: day(-10), status: 'begonnen', termin: 'grün', kosten: 'grün', inhalt: 'grün', text_oeffentlich: 'Alles läuft.', ...fields });
