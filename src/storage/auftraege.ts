import { sql, type RawBuilder, type Selectable } from 'kysely';
import { nachHandlung, periodOf, type AuftragHandlung, type AuftragZustand, type Plan } from '../base/auftrag.ts';
import type { AuftragTable, Db } from './database.ts';

// Jobs in the background. A job belongs to whoever holds its lease; the database's clock alone says how long.

export interface NeuerAuftrag {
  readonly art: string;
  /** What the kind needs to know; anything that JSON can hold. No personal data: names and addresses are looked up when the job runs. */
  readonly angaben?: unknown;
  /** Of one kind and key at most one job is open. */
  readonly schluessel?: string;
  /** Who asked for it. */
  readonly konto?: string;
  /** Seconds from now; at once without. */
  readonly faelligIn?: number;
}

export type Auftrag = Omit<Selectable<AuftragTable>, 'tenant_id' | 'pacht' | 'pacht_bis'>;

/** Names one claim of a job: a job that is claimed again, even by the same process, has another. */
export interface Pacht {
  readonly id: string;
  readonly pacht: string;
}

/** What a worker can do: a kind, for how many seconds it is leased, and how often it may be begun. */
export interface Annahme {
  readonly art: string;
  readonly lease: number;
  readonly versuche: number;
}

export interface Angenommen extends Pacht {
  readonly art: string;
  readonly angaben: unknown;
  readonly schluessel: string | null;
  readonly konto: string | null;
  /** This one counted, from 1. */
  readonly versuche: number;
}

/** A job that ended because its workers died, or died after it was to be cancelled. */
export type Verwaist = Pick<Auftrag, 'id' | 'art' | 'konto' | 'zustand' | 'versuche' | 'fehler'>;

/** What a lease holder is told: whether the job is still its own, and whether somebody wants it to stop. */
export interface Stand {
  readonly owned: boolean;
  readonly abbruch: boolean;
}

const COLUMNS = ['id', 'art', 'angaben', 'schluessel', 'zustand', 'versuche', 'faellig_am', 'abbruch', 'fortschritt', 'meldung', 'ergebnis', 'fehler', 'konto', 'angelegt_am', 'begonnen_am', 'beendet_am'] as const;
const OPEN: readonly AuftragZustand[] = ['wartet', 'läuft'];
/** Back-off after a failed try: doubles from twenty seconds on, up to an hour. */
const BACKOFF = sql<Date>`clock_timestamp() + make_interval(secs => least(10 * 2 ^ least(versuche, 20), 3600))`;

/**
 * Enters a job in the caller's transaction: without that change there is no such job. Of the same kind and key the one that
 * waits or runs is taken instead. A job that runs already may have read what was there before this transaction, so a key
 * stands for work that is the same whenever it begins. Returns the id.
 */
export async function enqueue(db: Db, town: string, { art, angaben = {}, schluessel, konto, faelligIn = 0 }: NeuerAuftrag): Promise<string> {
  for (;;) {
    const entered = await db
      .insertInto('auftrag')
      .values({ tenant_id: town, id: newId(), art, angaben: JSON.stringify(angaben), schluessel: schluessel ?? null, konto: konto ?? null, faellig_am: inSeconds(faelligIn), pacht: null, pacht_bis: null, fortschritt: null, meldung: null, ergebnis: null, fehler: null, begonnen_am: null, beendet_am: null })
      // As it stands at the index: with parameters PostgreSQL does not recognize it.
      .onConflict((conflict) => conflict.columns(['tenant_id', 'art', 'schluessel']).where(sql<boolean>`schluessel is not null and zustand in ('wartet', 'läuft')`).doNothing())
      .returning('id')
      .executeTakeFirst();
    const job = entered ?? (await db.selectFrom('auftrag').select('id').where('tenant_id', '=', town).where('art', '=', art).where('schluessel', '=', schluessel ?? null).where('zustand', 'in', OPEN).executeTakeFirst());
    if (job) return job.id; // else the one that was in the way has ended between the two questions
  }
}

/**
 * Takes the next due job, or one whose worker died, for as long as its kind is leased. What died too often or was to be
 * cancelled ends instead, and is returned too. Other workers pass by rows that one is just taking.
 */
export async function claim(db: Db, town: string, { worker, arten }: { worker: string; arten: readonly Annahme[] }): Promise<{ auftrag?: Angenommen; verwaist: Verwaist[] }> {
  const verwaist: Verwaist[] = [];
  for (;;) {
    const due = await lockNext(db, town, arten.map(({ art }) => art));
    const annahme = arten.find(({ art }) => art === due?.art);
    if (!due || !annahme) return { verwaist };
    const dead = due.zustand === 'läuft';
    if (!due.abbruch && (!dead || due.versuche < annahme.versuche)) return { auftrag: await take(db, town, due, worker, annahme), verwaist };
    verwaist.push(await bury(db, town, due));
  }
}

type Due = Pick<Auftrag, 'id' | 'art' | 'zustand' | 'versuche' | 'abbruch'>;

async function lockNext(db: Db, town: string, arten: readonly string[]): Promise<Due | undefined> {
  if (arten.length === 0) return undefined;
  return db
    .selectFrom('auftrag')
    .select(['id', 'art', 'zustand', 'versuche', 'abbruch'])
    .where('tenant_id', '=', town)
    .where('art', 'in', arten)
    .where(sql<boolean>`zustand in ('wartet', 'läuft') and (zustand = 'wartet' and faellig_am <= now() or zustand = 'läuft' and pacht_bis < now())`)
    .orderBy('faellig_am')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

async function take(db: Db, town: string, { id, zustand }: Due, worker: string, { lease }: Annahme): Promise<Angenommen> {
  const job = await db
    .updateTable('auftrag')
    .set({ zustand: nachHandlung(zustand, zustand === 'wartet' ? 'beginnen' : 'uebernehmen'), versuche: sql`versuche + 1`, pacht: sql`${worker} || ' ' || gen_random_uuid()`, pacht_bis: fromNow(lease), begonnen_am: sql`now()`, fortschritt: null, meldung: null })
    .where('tenant_id', '=', town)
    .where('id', '=', id)
    .returning(['id', 'art', 'angaben', 'schluessel', 'konto', 'versuche', 'pacht'])
    .executeTakeFirstOrThrow();
  return { ...job, pacht: job.pacht ?? '' };
}

/** A wish to stop that came while the job was being put off is met here too. */
async function bury(db: Db, town: string, { id, zustand, abbruch, versuche }: Due): Promise<Verwaist> {
  const fehler = abbruch ? null : `Der Auftrag wurde ${versuche}-mal begonnen und jedes Mal unterbrochen, bevor er fertig war.`;
  return db
    .updateTable('auftrag')
    .set({ zustand: nachHandlung(zustand, zustand === 'wartet' ? 'abbrechen' : abbruch ? 'anhalten' : 'aufgeben'), fehler, beendet_am: sql`now()`, pacht: null, pacht_bis: null })
    .where('tenant_id', '=', town)
    .where('id', '=', id)
    .returning(['id', 'art', 'konto', 'zustand', 'versuche', 'fehler'])
    .executeTakeFirstOrThrow();
}

/** Prolongs the lease by its seconds. A lease that ran out but that nobody took is still its holder's. */
export async function heartbeat(db: Db, town: string, pacht: Pacht, lease: number): Promise<Stand> {
  return report(db, town, pacht, lease, {});
}

/** The same, and says how far the job is: percent, and a sentence for whoever waits. */
export async function report(db: Db, town: string, pacht: Pacht, lease: number, { fortschritt, meldung }: { fortschritt?: number; meldung?: string }): Promise<Stand> {
  const row = await held(db, town, pacht)
    .set({ pacht_bis: fromNow(lease), ...(fortschritt === undefined ? {} : { fortschritt: Math.round(fortschritt) }), ...(meldung === undefined ? {} : { meldung }) })
    .returning('abbruch')
    .executeTakeFirst();
  return { owned: row !== undefined, abbruch: row?.abbruch ?? false };
}

/**
 * Ends the job as done. False when the lease is no longer ours, or when the job is to be cancelled and `late` does not say
 * that it is too late for that: then the caller rolls back. The effect and this go in one transaction, so that both are
 * there once or not at all.
 */
export async function finish(db: Db, town: string, pacht: Pacht, ergebnis: unknown, { late = false }: { late?: boolean } = {}): Promise<boolean> {
  const mine = held(db, town, pacht);
  const row = await (late ? mine : mine.where('abbruch', '=', false))
    .set({ ...ended('beenden'), ergebnis: JSON.stringify(ergebnis ?? null), fortschritt: 100, fehler: null })
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Puts the job off to a later try, or ends it as failed; the sentence is shown. False when the lease is no longer ours. */
export async function fail(db: Db, town: string, pacht: Pacht, satz: string, { again }: { again: boolean }): Promise<boolean> {
  const change = again ? { zustand: nachHandlung('läuft', 'zurueckstellen'), faellig_am: BACKOFF, pacht: null, pacht_bis: null } : ended('aufgeben');
  const row = await held(db, town, pacht).set({ ...change, fehler: satz }).returning('id').executeTakeFirst();
  return row !== undefined;
}

/** Ends a job that somebody wants to stop. False when nobody does, or the lease is no longer ours. */
export async function endCancelled(db: Db, town: string, pacht: Pacht): Promise<boolean> {
  const row = await held(db, town, pacht).where('abbruch', '=', true).set(ended('anhalten')).returning('id').executeTakeFirst();
  return row !== undefined;
}

/** Hands an unfinished job back, for another worker to begin at once; the try does not count. */
export async function giveBack(db: Db, town: string, pacht: Pacht): Promise<boolean> {
  const row = await held(db, town, pacht)
    .set({ zustand: nachHandlung('läuft', 'zurueckstellen'), versuche: sql`greatest(versuche - 1, 0)`, faellig_am: sql`now()`, pacht: null, pacht_bis: null })
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The row of a running job, for whoever holds this lease. */
function held(db: Db, town: string, { id, pacht }: Pacht) {
  return db.updateTable('auftrag').where('tenant_id', '=', town).where('id', '=', id).where('pacht', '=', pacht).where('zustand', '=', 'läuft');
}

function ended(handlung: AuftragHandlung): { zustand: AuftragZustand; beendet_am: RawBuilder<Date>; pacht: null; pacht_bis: null } {
  return { zustand: nachHandlung('läuft', handlung), beendet_am: sql<Date>`clock_timestamp()`, pacht: null, pacht_bis: null };
}

/** A waiting job is cancelled at once (`abgebrochen`), a running one as soon as it notices (`läuft`). Undefined for one that is not open or not there. */
export async function requestCancel(db: Db, town: string, id: string): Promise<AuftragZustand | undefined> {
  const row = await db
    .updateTable('auftrag')
    .set({ abbruch: true, zustand: sql`case zustand when 'wartet' then ${nachHandlung('wartet', 'abbrechen')} else ${nachHandlung('läuft', 'abbrechen')} end`, beendet_am: sql`case zustand when 'wartet' then now() end` })
    .where('tenant_id', '=', town)
    .where('id', '=', id)
    .where('zustand', 'in', OPEN)
    .returning('zustand')
    .executeTakeFirst();
  return row?.zustand;
}

/** A failed job waits again, with all its tries. `doppelt`: an open one does the same already. Undefined for one that did not fail or is not there. */
export async function retry(db: Db, town: string, id: string): Promise<'wartet' | 'doppelt' | undefined> {
  await sql`savepoint wiederholen`.execute(db);
  try {
    const row = await db
      .updateTable('auftrag')
      .set({ zustand: nachHandlung('gescheitert', 'wiederholen'), versuche: 0, abbruch: false, faellig_am: sql`now()`, begonnen_am: null, beendet_am: null, fortschritt: null, meldung: null })
      .where('tenant_id', '=', town)
      .where('id', '=', id)
      .where('zustand', '=', 'gescheitert')
      .returning('id')
      .executeTakeFirst();
    return row && 'wartet';
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'auftrag_einmal') throw error;
    await sql`rollback to savepoint wiederholen`.execute(db);
    return 'doppelt';
  }
}

export interface AuftragFilter {
  readonly zustaende?: readonly AuftragZustand[];
  readonly arten?: readonly string[];
  readonly konto?: string;
  /** At most so many, 100 without, after the first `ab`. */
  readonly hoechstens?: number;
  readonly ab?: number;
}

/** Jobs, the newest first. */
export async function listAuftraege(db: Db, town: string, { zustaende, arten, konto, hoechstens = 100, ab = 0 }: AuftragFilter = {}): Promise<Auftrag[]> {
  let query = db.selectFrom('auftrag').select(COLUMNS).where('tenant_id', '=', town);
  if (zustaende) query = query.where('zustand', '=', sql<AuftragZustand>`any(${zustaende})`);
  if (arten) query = query.where('art', '=', sql<string>`any(${arten})`);
  if (konto !== undefined) query = query.where('konto', '=', konto);
  return query.orderBy('angelegt_am', 'desc').orderBy('id').limit(hoechstens).offset(ab).execute();
}

/** Undefined for one that this town does not have. */
export async function findAuftrag(db: Db, town: string, id: string): Promise<Auftrag | undefined> {
  return db.selectFrom('auftrag').select(COLUMNS).where('tenant_id', '=', town).where('id', '=', id).executeTakeFirst();
}

/** How many wait or run. */
export async function countOpen(db: Db, town: string): Promise<number> {
  const { count } = await db.selectFrom('auftrag').select(sql<number>`count(*)::int`.as('count')).where('tenant_id', '=', town).where('zustand', 'in', OPEN).executeTakeFirstOrThrow();
  return count;
}

/** Deletes what was done or cancelled more than thirty days ago; what failed stays until somebody has seen to it. Returns how many. */
export async function pruneAuftraege(db: Db, town: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('auftrag')
    .where('tenant_id', '=', town)
    .where('zustand', 'in', ['fertig', 'abgebrochen'])
    .where('beendet_am', '<', sql<Date>`now() - interval '30 days'`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/**
 * Enters the job of the period that `now` falls into, once: its key stays with it when it has ended, so neither a restart nor a
 * clock that is set back brings it a second time. A town does not catch up on the period that it was founded in. True if it was entered.
 */
export async function ensurePlanned(db: Db, town: string, plan: Plan, now: Date): Promise<boolean> {
  const period = periodOf(plan, now);
  const schluessel = `${plan.art}@${period}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`plan ${town} ${plan.art}`}, 0))`.execute(db);
  const founded = await db.selectFrom('mandant').select('angelegt_am').where('tenant_id', '=', town).executeTakeFirst();
  if (!founded || periodOf(plan, founded.angelegt_am) === period) return false;
  const known = await db.selectFrom('auftrag').select('id').where('tenant_id', '=', town).where('art', '=', plan.art).where('schluessel', '=', schluessel).executeTakeFirst();
  if (known) return false;
  await enqueue(db, town, { art: plan.art, schluessel });
  return true;
}

const newId = (): RawBuilder<string> => sql<string>`gen_random_uuid()::text`;
const inSeconds = (seconds: number): RawBuilder<Date> => sql<Date>`now() + make_interval(secs => ${seconds}::double precision)`;
/** Not the transaction's time: that may have waited for a lock. */
const fromNow = (seconds: number): RawBuilder<Date> => sql<Date>`clock_timestamp() + make_interval(secs => ${seconds}::double precision)`;
