import { setTimeout as sleep } from 'node:timers/promises';
import { periodOf, type Plan } from '../base/auftrag.ts';
import { claim, ensurePlanned, pruneAuftraege, type Angenommen, type Annahme, type Verwaist } from '../storage/auftraege.ts';
import type { Db } from '../storage/database.ts';
import { pruneNachrichten } from '../storage/nachrichten.ts';
import { Lauf, LEASE_SECONDS, MAX_VERSUCHE, notifyEnd, pause, type Handler, type Rahmen, type Spur } from './auftrag-lauf.ts';

export interface Arbeit extends Rahmen {
  readonly listTowns: () => Promise<readonly string[]>;
  /** What this process can do; jobs of other kinds wait. */
  readonly arten: Readonly<Record<string, Handler>>;
  readonly plaene?: readonly Plan[];
  readonly now: () => Date;
  /** Names this process in the lease. */
  readonly name: string;
  /** Seconds between two looks at every town while nobody wakes it; 2 without. */
  readonly poll?: number;
  /** Seconds that a running job has to come to its end when the process stops; 8 without. */
  readonly grace?: number;
}

export interface Worker {
  /** There is something to do: call it after the transaction that entered a job. */
  wake(): void;
  /** Takes nothing more, lets what runs end, hands back what does not end in time. Idempotent. */
  stop(): Promise<void>;
}

const SPUREN: readonly Spur[] = ['kurz', 'lang'];
const POLL_SECONDS = 2;
const GRACE_SECONDS = 8;

/** Begins to work on the jobs of all towns: one job at a time in each of the two queues. */
export function startWorker(arbeit: Arbeit): Worker {
  return new Dispatcher(arbeit);
}

class Dispatcher implements Worker {
  private readonly arbeit: Arbeit;
  private readonly running = new Map<Spur, { readonly lauf: Lauf; readonly over: Promise<void> }>();
  /** Periods of the plans that are known to be entered, by town and kind, so that the database is asked once in each. */
  private readonly planned = new Map<string, string>();
  private bell = new AbortController();
  private stopping = false;
  private served = '';
  private readonly over: Promise<void>;
  private stopped: Promise<void> | undefined;

  constructor(arbeit: Arbeit) {
    this.arbeit = arbeit;
    this.over = this.work();
  }

  wake(): void {
    this.bell.abort();
  }

  stop(): Promise<void> {
    return (this.stopped ??= this.drain());
  }

  private async drain(): Promise<void> {
    this.stopping = true;
    this.wake();
    const grace = (this.arbeit.grace ?? GRACE_SECONDS) * 1000;
    const through = this.over.then(() => Promise.all([...this.running.values()].map(({ over }) => over)));
    await Promise.race([through, sleep(grace, undefined, { ref: false })]);
    await Promise.all([...this.running.values()].map(({ lauf }) => lauf.leave().catch((error: unknown) => this.arbeit.reportFault?.(error))));
  }

  private async work(): Promise<void> {
    while (!this.stopping) {
      const rung = this.bell.signal;
      const found = await this.round().catch((error: unknown) => this.complain(error));
      if (!found) await pause((this.arbeit.poll ?? POLL_SECONDS) * 1000, rung);
      if (rung.aborted) this.bell = new AbortController();
    }
  }

  private complain(error: unknown): false {
    this.arbeit.reportFault?.(error);
    return false;
  }

  /** One look at every town, beginning behind the one that was served last. True if there may be more to do at once. */
  private async round(): Promise<boolean> {
    const towns = [...(await this.arbeit.listTowns())].sort();
    const next = towns.findIndex((town) => town > this.served);
    for (const town of next === -1 ? towns : [...towns.slice(next), ...towns.slice(0, next)]) {
      const free = SPUREN.filter((spur) => !this.running.has(spur));
      if (free.length === 0 || this.stopping) return false;
      if (await this.serve(town, free).catch((error: unknown) => this.complain(error))) {
        this.served = town;
        return true;
      }
    }
    return false;
  }

  /** True if a job was begun. */
  private async serve(town: string, free: readonly Spur[]): Promise<boolean> {
    const due = this.listDue(town);
    const jobs = await this.arbeit.storage.inTown(town, async (db) => {
      for (const { plan, now } of due) await ensurePlanned(db, town, plan, now);
      const taken: { spur: Spur; auftrag: Angenommen }[] = [];
      for (const spur of free) {
        const { auftrag, verwaist } = await claim(db, town, { worker: this.arbeit.name, arten: this.listAnnahmen(spur) });
        if (auftrag) taken.push({ spur, auftrag });
        for (const job of verwaist) await this.mourn(db, town, job);
      }
      return taken;
    });
    for (const { plan, now } of due) this.planned.set(`${town} ${plan.art}`, periodOf(plan, now));
    for (const { spur, auftrag } of jobs) this.begin(spur, town, auftrag);
    return jobs.length > 0;
  }

  /** A job that failed because its workers died each time; the one that was to be cancelled has what it was to have. */
  private async mourn(db: Db, town: string, job: Verwaist): Promise<void> {
    if (job.zustand !== 'gescheitert') return;
    this.arbeit.log('auftrag.gescheitert', { stadt: town, art: job.art, versuche: job.versuche });
    if (this.arbeit.arten[job.art]?.benachrichtigt) await notifyEnd(db, town, job, 'gescheitert', job.fehler ?? undefined, this.arbeit.linkTo);
  }

  private listDue(town: string): { plan: Plan; now: Date }[] {
    const now = this.arbeit.now();
    return (this.arbeit.plaene ?? []).filter((plan) => this.planned.get(`${town} ${plan.art}`) !== periodOf(plan, now)).map((plan) => ({ plan, now }));
  }

  private listAnnahmen(spur: Spur): Annahme[] {
    return Object.entries(this.arbeit.arten)
      .filter(([, handler]) => (handler.spur ?? 'lang') === spur)
      .map(([art, { lease = LEASE_SECONDS, versuche = MAX_VERSUCHE }]) => ({ art, lease, versuche }));
  }

  private begin(spur: Spur, town: string, auftrag: Angenommen): void {
    const handler = this.arbeit.arten[auftrag.art];
    if (!handler) throw new Error(`Claimed a job of an unknown kind: ${auftrag.art}`);
    const lauf = new Lauf(this.arbeit, town, auftrag, handler);
    const over = lauf.perform().then(() => {
      this.running.delete(spur);
      this.wake();
    });
    this.running.set(spur, { lauf, over });
  }
}

/** Kind `aufraeumen`: deletes jobs and mails that ended long ago. */
export const aufraeumen: Handler = {
  spur: 'kurz',
  run: (_job, { town, commit }) => commit(async (db) => ({ auftraege: await pruneAuftraege(db, town), nachrichten: await pruneNachrichten(db, town) })),
};
