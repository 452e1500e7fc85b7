import { sql, type Kysely } from 'kysely';

const TABLES = {
  mandant: `
    create table mandant (
      tenant_id text primary key,
      name text not null,
      stand bigint not null default 0,
      angelegt_am timestamptz not null default now()
    )`,
  eintrag: `
    create table eintrag (
      tenant_id text not null references mandant,
      sammlung text not null,
      code text not null,
      revision integer not null,
      inhalt json,
      erfasst_am timestamptz not null default now(),
      primary key (tenant_id, sammlung, code, revision)
    )`,
  wert: `
    create table wert (
      tenant_id text not null references mandant,
      indikator text not null,
      version integer not null,
      raum text not null,
      zeit text not null,
      auspraegung text not null,
      basis text not null,
      revision integer not null,
      wert double precision,
      zeichen text,
      kennung text,
      zaehler double precision,
      nenner double precision,
      lieferung text not null,
      zeile integer,
      anmerkung text,
      zurueckgezogen boolean not null default false,
      erfasst_am timestamptz not null default now(),
      primary key (tenant_id, indikator, version, raum, zeit, auspraegung, basis, revision),
      check ((wert is null) <> (zeichen is null))
    )`,
  antwort: `
    create table antwort (
      tenant_id text not null references mandant,
      welle text not null,
      nr integer not null,
      schicht text not null,
      gewicht double precision not null,
      angaben json not null,
      primary key (tenant_id, welle, nr)
    )`,
  bilddatei: `
    create table bilddatei (
      tenant_id text not null references mandant,
      name text not null,
      inhalt bytea not null,
      primary key (tenant_id, name)
    )`,
  ausgabe: `
    create table ausgabe (
      tenant_id text not null references mandant,
      id text not null,
      bericht text not null,
      stichtag date not null,
      sha256 text not null,
      eingefroren_am timestamptz not null default now(),
      primary key (tenant_id, id)
    )`,
};

const GUARD = `
    create function nur_anfuegen() returns trigger language plpgsql as $$
    begin
      raise exception 'Die Tabelle % wächst nur; Ändern und Löschen sind nicht erlaubt.', tg_table_name using errcode = '42501';
    end $$`;

const APPEND_ONLY = ['eintrag', 'wert', 'ausgabe'];

/**
 * The ground: towns, versioned records, values with revisions, answers, pictures, frozen editions. `tenant_id` stands
 * first in every key. Records, values and editions only ever grow; a trigger refuses everything else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...Object.values(TABLES), GUARD]) await sql.raw(statement).execute(db);
  for (const table of APPEND_ONLY) {
    await sql`create trigger nur_anfuegen before update or delete or truncate on ${sql.table(table)} for each statement execute function nur_anfuegen()`.execute(db);
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of Object.keys(TABLES).reverse()) await sql`drop table ${sql.table(table)}`.execute(db);
  await sql`drop function nur_anfuegen`.execute(db);
}
