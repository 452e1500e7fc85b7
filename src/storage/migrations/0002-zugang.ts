import { sql, type Kysely } from 'kysely';

const TABLES = {
  konto: `
    create table konto (
      tenant_id text not null references mandant,
      id text not null,
      email text not null,
      name text not null,
      zustand text not null check (zustand in ('eingeladen', 'aktiv', 'gesperrt')),
      kennwort text,
      totp text,
      totp_schritt bigint,
      sso_aussteller text,
      sso_kennung text,
      angelegt_am timestamptz not null default now(),
      kennwort_am timestamptz,
      angemeldet_am timestamptz,
      primary key (tenant_id, id),
      unique (tenant_id, email),
      unique (tenant_id, sso_aussteller, sso_kennung)
    )`,
  kontorolle: `
    create table kontorolle (
      tenant_id text not null,
      konto text not null,
      rolle text not null,
      bereich text not null default '',
      von date,
      bis date,
      herkunft text not null default 'hand' check (herkunft in ('hand', 'sso')),
      primary key (tenant_id, konto, rolle, bereich),
      foreign key (tenant_id, konto) references konto
    )`,
  abwesenheit: `
    create table abwesenheit (
      tenant_id text not null,
      konto text not null,
      von date not null,
      bis date not null,
      vertretung text not null,
      uebergabe text,
      primary key (tenant_id, konto, von),
      foreign key (tenant_id, konto) references konto,
      foreign key (tenant_id, vertretung) references konto,
      check (bis >= von),
      check (vertretung <> konto)
    )`,
  anmeldung: `
    create table anmeldung (
      tenant_id text not null,
      zeichen text not null,
      nr text not null,
      konto text not null,
      art text not null check (art in ('kennwort', 'sso')),
      zweiter_faktor boolean not null,
      geraet text not null,
      begonnen_am timestamptz not null default now(),
      zuletzt_am timestamptz not null default now(),
      gueltig_bis timestamptz not null,
      primary key (tenant_id, zeichen),
      unique (tenant_id, nr),
      foreign key (tenant_id, konto) references konto
    )`,
  einmalzeichen: `
    create table einmalzeichen (
      tenant_id text not null references mandant,
      zeichen text not null,
      zweck text not null check (zweck in ('einrichten', 'einladung', 'kennwort', 'faktor', 'sso')),
      konto text,
      angaben json not null default '{}',
      gueltig_bis timestamptz not null,
      benutzt_am timestamptz,
      angelegt_am timestamptz not null default now(),
      primary key (tenant_id, zeichen),
      foreign key (tenant_id, konto) references konto
    )`,
  versuch: `
    create table versuch (
      tenant_id text not null references mandant,
      schluessel text not null,
      seit timestamptz not null default now(),
      anzahl integer not null,
      primary key (tenant_id, schluessel)
    )`,
  entwurf: `
    create table entwurf (
      tenant_id text not null,
      konto text not null,
      formular text not null,
      inhalt json not null,
      gespeichert_am timestamptz not null default now(),
      primary key (tenant_id, konto, formular),
      foreign key (tenant_id, konto) references konto
    )`,
  protokoll: `
    create table protokoll (
      tenant_id text not null references mandant,
      nr bigint not null,
      am timestamptz not null,
      konto text,
      handlung text not null,
      gegenstand text not null,
      angaben text not null,
      vorher text not null,
      hash text not null,
      primary key (tenant_id, nr)
    )`,
  protokollstand: `
    create table protokollstand (
      tenant_id text primary key references mandant,
      nr bigint not null,
      hash text not null
    )`,
  freigabe: `
    create table freigabe (
      tenant_id text not null,
      vorgang text not null,
      gegenstand text not null,
      schritt text not null,
      konto text not null,
      vertritt text,
      am timestamptz not null default now(),
      primary key (tenant_id, vorgang, gegenstand, schritt),
      unique (tenant_id, vorgang, gegenstand, konto),
      foreign key (tenant_id, konto) references konto
    )`,
  auftrag: `
    create table auftrag (
      tenant_id text not null references mandant,
      id text not null,
      art text not null,
      angaben json not null,
      schluessel text,
      zustand text not null default 'wartet' check (zustand in ('wartet', 'läuft', 'fertig', 'gescheitert', 'abgebrochen')),
      versuche integer not null default 0,
      faellig_am timestamptz not null default now(),
      pacht text,
      pacht_bis timestamptz,
      abbruch boolean not null default false,
      fortschritt integer,
      meldung text,
      ergebnis json,
      fehler text,
      konto text,
      angelegt_am timestamptz not null default now(),
      begonnen_am timestamptz,
      beendet_am timestamptz,
      primary key (tenant_id, id)
    )`,
  nachricht: `
    create table nachricht (
      tenant_id text not null references mandant,
      id text not null,
      an text not null,
      betreff text not null,
      text text not null,
      angelegt_am timestamptz not null default now(),
      gesendet_am timestamptz,
      versuche integer not null default 0,
      fehler text,
      primary key (tenant_id, id)
    )`,
};

/** Jobs of one kind with the same key wait or run once. */
const INDEXES = [
  `create unique index auftrag_einmal on auftrag (tenant_id, art, schluessel) where schluessel is not null and zustand in ('wartet', 'läuft')`,
  `create index auftrag_faellig on auftrag (tenant_id, faellig_am) where zustand in ('wartet', 'läuft')`,
  `create index anmeldung_konto on anmeldung (tenant_id, konto)`,
];

const OLDER = ['eintrag', 'wert', 'antwort', 'bilddatei', 'ausgabe'];
const APPEND_ONLY = ['protokoll', 'freigabe'];

/**
 * People and what they may do, their sign-ins, the audit log, releases, jobs, mail; and the wall between towns: on every
 * table the rows of a town are there only for who has named it in `leitwerk.mandant`. The list of towns alone is open.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...Object.values(TABLES), ...INDEXES]) await sql.raw(statement).execute(db);
  for (const table of APPEND_ONLY) {
    await sql`create trigger nur_anfuegen before update or delete or truncate on ${sql.table(table)} for each statement execute function nur_anfuegen()`.execute(db);
  }
  for (const table of [...OLDER, ...Object.keys(TABLES)]) {
    await wallIn(db, table);
    await sql`create policy stadt on ${sql.table(table)} using (tenant_id = current_setting('leitwerk.mandant', true)) with check (tenant_id = current_setting('leitwerk.mandant', true))`.execute(db);
  }
  await sql.raw(`alter table ausgabe add column oeffentlich_am date`).execute(db);
  await wallIn(db, 'mandant');
  await sql.raw(`create policy liste on mandant for select using (true)`).execute(db);
  await sql.raw(`create policy neu on mandant for insert with check (tenant_id = current_setting('leitwerk.mandant', true))`).execute(db);
  await sql.raw(`create policy stadt on mandant for update using (tenant_id = current_setting('leitwerk.mandant', true)) with check (tenant_id = current_setting('leitwerk.mandant', true))`).execute(db);
}

async function wallIn(db: Kysely<unknown>, table: string): Promise<void> {
  await sql`alter table ${sql.table(table)} enable row level security, force row level security`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`alter table ausgabe drop column oeffentlich_am`).execute(db);
  for (const table of Object.keys(TABLES).reverse()) await sql`drop table ${sql.table(table)}`.execute(db);
  for (const table of OLDER) await sql`drop policy stadt on ${sql.table(table)}`.execute(db);
  for (const policy of ['liste', 'neu', 'stadt']) await sql`drop policy ${sql.id(policy)} on mandant`.execute(db);
  for (const table of ['mandant', ...OLDER]) await sql`alter table ${sql.table(table)} no force row level security, disable row level security`.execute(db);
}
