import { setTimeout as sleep } from 'node:timers/promises';
import { titleOfArt } from '../base/auftrag.ts';
import { formatProblem, NotFound, NotPossible, Refused } from '../base/problem.ts';
import { describeError, type Log } from '../effects/log.ts';
import { endCancelled, fail, finish, giveBack, heartbeat, report, type Angenommen, type Stand } from '../storage/auftraege.ts';
import type { Db, Storage } from '../storage/database.ts';
import { putNachrichtAnKonto } from '../storage/nachrichten.ts';

// One run of one job, from the claim to whatever becomes of it.

/** Two queues that run beside each other in one process, so that a mail does not wait for a backup. */
export type Spur = 'kurz' | 'lang';

/** How a kind of job is done. */
export interface Handler {
  /** `lang` without. */
  readonly spur?: Spur;
  /** Seconds after which a worker that gave no sign counts as dead; 30 without. */
  readonly lease?: number;
  /** How often the job is begun at most before it counts as failed; 5 without. */
  readonly versuche?: number;
  /** Whoever asked for the job gets a mail when it is done or has failed. */
  readonly benachrichtigt?: boolean;
  /** Its effect lies outside the database (a mail): once it has happened, a cancelling comes too late. */
  readonly unumkehrbar?: boolean;
  /**
   * Does the work; long parts outside of any transaction. What it throws puts the job off or ends it: Refused and NotFound
   * at once, anything else after the last try. What it returns is kept as the result, unless it called `commit`.
   */
  readonly run: (job: Angenommen, around: Umfeld) => Promise<unknown>;
}

/** What a handler is given. `report` and `commit` throw as soon as the job is to stop, so most handlers need no other check. */
export interface Umfeld {
  readonly town: string;
  /** A transaction that does not end the job: for reading what the work needs. */
  inTown<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** Percent, and a sentence for whoever waits. Reaches the database at most twice a second. */
  report(fortschritt: number, meldung?: string): Promise<void>;
  /** True as soon as the lease is lost, somebody cancelled, or the process is about to end. */
  cancelled(): boolean;
  /** The same, for what takes a signal. */
  readonly signal: AbortSignal;
  /** Effect and end of the job in one transaction, once: both are there or neither. What `work` returns is kept as the result. */
  commit<T>(work: (db: Db) => Promise<T>): Promise<T>;
}

/** Another worker has the job, or this one can't know; nothing of the transaction stays. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** Somebody wants the job to stop. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

export interface Rahmen {
  readonly storage: Pick<Storage, 'inTown'>;
  readonly log: Log['event'];
  /** For what is no job's failure: the database out of reach, a lease that another has. */
  readonly reportFault?: (error: unknown) => void;
  /** Where a person sees a job, for mails; without it they name no place. */
  readonly linkTo?: (town: string, auftrag: string) => string;
}

export const LEASE_SECONDS = 30;
export const MAX_VERSUCHE = 5;
const REPORT_MS = 500;
const NEUTRAL = 'Dabei ist ein unerwarteter Fehler aufgetreten; Einzelheiten stehen im Protokoll des Servers.';

export class Lauf {
  private readonly rahmen: Rahmen;
  private readonly town: string;
  private readonly job: Angenommen;
  private readonly handler: Handler;
  private readonly lease: number;
  private readonly stopper = new AbortController();
  private readonly over = new AbortController();
  /** `offen` until the job is done, is to stop, or is out of our hands. */
  private state: 'offen' | 'abbruch' | 'verloren' | 'zurück' | 'fertig' = 'offen';
  private readonly begunAt = performance.now();
  private ownedAt = this.begunAt;
  private reportedAt = -Infinity;

  constructor(rahmen: Rahmen, town: string, job: Angenommen, handler: Handler) {
    this.rahmen = rahmen;
    this.town = town;
    this.job = job;
    this.handler = handler;
    this.lease = handler.lease ?? LEASE_SECONDS;
  }

  /** Never rejects: what can't be entered because the database is gone is taken over when the lease has run out. */
  async perform(): Promise<void> {
    const beating = this.beat();
    try {
      const result = await this.handler.run(this.job, this.makeUmfeld());
      if (this.state !== 'fertig') await this.commit(async () => result);
    } catch (error) {
      await this.settle(error).catch((trouble: unknown) => this.rahmen.reportFault?.(trouble));
    } finally {
      this.over.abort();
      await beating;
    }
  }

  /** The process is about to end: the job goes back, so that another worker can begin at once. */
  async leave(): Promise<void> {
    if (this.state === 'fertig') return;
    this.stop('zurück');
    await this.rahmen.storage.inTown(this.town, async (db) => (await endCancelled(db, this.town, this.job)) || (await giveBack(db, this.town, this.job)));
  }

  private makeUmfeld(): Umfeld {
    return {
      town: this.town,
      inTown: (work) => this.rahmen.storage.inTown(this.town, work),
      report: (fortschritt, meldung) => this.report(fortschritt, meldung),
      cancelled: () => this.stopper.signal.aborted,
      signal: this.stopper.signal,
      commit: (work) => this.commit(work),
    };
  }

  private async report(fortschritt: number, meldung?: string): Promise<void> {
    this.check();
    if (performance.now() - this.reportedAt < REPORT_MS) return;
    this.reportedAt = performance.now();
    this.heed(await this.rahmen.storage.inTown(this.town, (db) => report(db, this.town, this.job, this.lease, { fortschritt, ...(meldung === undefined ? {} : { meldung }) })));
    this.check();
  }

  /** The guard stands at the end: until then others can cancel the job or, after our lease, take it; then all of it is undone. */
  private async commit<T>(work: (db: Db) => Promise<T>): Promise<T> {
    if (this.state === 'fertig') throw new Error('A job commits once');
    this.check();
    const result = await this.rahmen.storage.inTown(this.town, async (db) => {
      const done = await work(db);
      if (!(await finish(db, this.town, this.job, done, { late: this.handler.unumkehrbar ?? false }))) throw new LeaseLost();
      await this.notify(db, 'fertig');
      return done;
    });
    this.state = 'fertig';
    return result;
  }

  private check(): void {
    if (this.state === 'verloren' || this.state === 'zurück') throw new LeaseLost();
    if (this.state === 'abbruch' && !this.handler.unumkehrbar) throw new Cancelled();
  }

  /** Three signs of life in each lease. */
  private async beat(): Promise<void> {
    while (await pause((this.lease * 1000) / 3, this.over.signal)) {
      try {
        this.heed(await this.rahmen.storage.inTown(this.town, (db) => heartbeat(db, this.town, this.job, this.lease)));
      } catch {
        if (performance.now() - this.ownedAt > this.lease * 1000) this.stop('verloren'); // no word for so long: it may be another's
      }
    }
  }

  private heed({ owned, abbruch }: Stand): void {
    if (owned) this.ownedAt = performance.now();
    if (!owned) this.stop('verloren');
    else if (abbruch) this.stop('abbruch');
  }

  private stop(state: 'abbruch' | 'verloren' | 'zurück'): void {
    if (this.state !== 'offen' && this.state !== 'abbruch') return;
    this.state = state;
    this.stopper.abort();
  }

  private async settle(error: unknown): Promise<void> {
    if (this.state === 'zurück') return;
    if (this.state === 'fertig') return this.rahmen.reportFault?.(error);
    const outcome = await this.rahmen.storage.inTown(this.town, (db) => this.enter(db, error));
    if (outcome === 'verloren') this.rahmen.reportFault?.(error);
    const facts = { stadt: this.town, art: this.job.art, versuche: this.job.versuche, ...describeError(error) };
    if (outcome === 'wiederholt') this.rahmen.log('auftrag.wiederholt', facts);
    if (outcome === 'gescheitert') this.rahmen.log('auftrag.gescheitert', { ...facts, dauer_ms: Math.round(performance.now() - this.begunAt) });
  }

  private async enter(db: Db, error: unknown): Promise<'abgebrochen' | 'zurückgegeben' | 'verloren' | 'wiederholt' | 'gescheitert'> {
    if (await endCancelled(db, this.town, this.job)) return 'abgebrochen';
    if (error instanceof LeaseLost || error instanceof Cancelled) return (await giveBack(db, this.town, this.job)) ? 'zurückgegeben' : 'verloren';
    const again = !(error instanceof Refused || error instanceof NotFound) && this.job.versuche < (this.handler.versuche ?? MAX_VERSUCHE);
    if (!(await fail(db, this.town, this.job, sentenceOf(error), { again }))) return 'verloren';
    if (!again) await this.notify(db, 'gescheitert', sentenceOf(error));
    return again ? 'wiederholt' : 'gescheitert';
  }

  private async notify(db: Db, ende: 'fertig' | 'gescheitert', satz?: string): Promise<void> {
    if (this.handler.benachrichtigt) await notifyEnd(db, this.town, this.job, ende, satz, this.rahmen.linkTo);
  }
}

/** Tells whoever asked for the job how it ended, in the transaction of that end. */
export async function notifyEnd(db: Db, town: string, { id, art, konto }: Pick<Angenommen, 'id' | 'art' | 'konto'>, ende: 'fertig' | 'gescheitert', satz: string | undefined, linkTo: Rahmen['linkTo']): Promise<void> {
  if (konto === null) return;
  const titel = titleOfArt(art);
  const what = ende === 'fertig' ? `Ihr Auftrag „${titel}“ ist fertig.` : `Ihr Auftrag „${titel}“ ist gescheitert. ${satz ?? ''}`.trim();
  await putNachrichtAnKonto(db, town, konto, (name) => ({
    betreff: `${titel}: ${ende}`,
    text: [`Guten Tag ${name},`, what, ...(linkTo ? [`Näheres steht hier:\n${linkTo(town, id)}`] : [])].join('\n\n') + '\n',
  }));
}

/** What people may read of an error. */
function sentenceOf(error: unknown): string {
  if (error instanceof Refused) return error.problems.map(formatProblem).join('\n');
  return error instanceof NotPossible || error instanceof NotFound ? error.message : NEUTRAL;
}

/** False when the signal came first. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(milliseconds, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
