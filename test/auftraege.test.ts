import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AUFTRAG_ZUSTAENDE } from '../src/base/auftrag.ts';
import { NotPossible, Refused } from '../src/base/problem.ts';
import { aufraeumen, startWorker, type Arbeit, type Worker } from '../src/cli/auftraege.ts';
import type { Handler } from '../src/cli/auftrag-lauf.ts';
import { sendMail } from '../src/cli/nachrichten.ts';
import { readSettings } from '../src/cli/settings.ts';
import { openWorkspace, type Workspace } from '../src/cli/workspace.ts';
import { openLog } from '../src/effects/log.ts';
import { openMailer } from '../src/effects/mail.ts';
import { claim, countOpen, endCancelled, enqueue, ensurePlanned, fail, findAuftrag, finish, giveBack, heartbeat, listAuftraege, pruneAuftraege, report, requestCancel, retry, type Angenommen, type Auftrag, type NeuerAuftrag } from '../src/storage/auftraege.ts';
import type { Db, Storage } from '../src/storage/database.ts';
import { findNachricht, listNachrichten, pruneNachrichten, putNachricht } from '../src/storage/nachrichten.ts';
import { startMailServer, type MailServer } from './mail-server.ts';
import { makeOpenFolder, removeData } from './journeys/server.ts';

// Jobs in the background on a real PostgreSQL, under the program's own role, and mails through a real mail server.

const [A, B] = ['astadt', 'bstadt'];
const inherited = Object.fromEntries(['LEITWERK_PG', 'LEITWERK_PG_BIN'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));

const data = makeOpenFolder('leitwerk-auftrag-');
let workspace: Workspace;
let storage: Storage;
let owner: pg.Pool;
const workers: Worker[] = [];
/** Events of the mail's handler. */
const mailEvents: string[] = [];
const LOG = openLog((line) => void mailEvents.push(line), () => new Date());

beforeAll(async () => {
  workspace = await openWorkspace(readSettings({ ...inherited, LEITWERK_DATA: data }), { print: () => undefined, progress: () => undefined });
  storage = workspace.storage;
  owner = new pg.Pool({ ...workspace.database.connection, max: 2 });
  for (const town of [A, B]) {
    await storage.inTown(town, async (db) => {
      await db.insertInto('mandant').values({ tenant_id: town, name: town, angelegt_am: new Date('2026-01-01T12:00:00Z') }).execute();
      await db.insertInto('konto').values({ tenant_id: town, id: 'k1', email: 'person@amt.example', name: 'Ada Muster', zustand: 'aktiv', kennwort: null, totp: null, totp_schritt: null, sso_aussteller: null, sso_kennung: null, kennwort_am: null, angemeldet_am: null }).execute();
    });
  }
});

afterAll(async () => {
  await owner.end();
  await workspace.close();
  removeData(data);
});

beforeEach(() => owner.query('truncate auftrag, nachricht'));
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});

const inTown = <T>(work: (db: Db) => Promise<T>, town = A): Promise<T> => storage.inTown(town, work);
const enter = (neu: NeuerAuftrag, town = A): Promise<string> => inTown((db) => enqueue(db, town, neu), town);
const find = (id: string, town = A): Promise<Auftrag | undefined> => inTown((db) => findAuftrag(db, town, id), town);
const ANNAHME = { art: 'probe', lease: 30, versuche: 5 };

async function take(arten = [ANNAHME]): Promise<Angenommen | undefined> {
  return (await inTown((db) => claim(db, A, { worker: 'test', arten }))).auftrag;
}

/** The next one, which must be there. */
async function mustTake(): Promise<Angenommen> {
  const job = await take();
  if (!job) throw new Error('There is no job to take');
  return job;
}

/** As if its worker had died so long ago. */
const expire = (id: string): Promise<unknown> => owner.query(`update auftrag set pacht_bis = now() - interval '1 second' where id = $1`, [id]);

/** An effect that can be counted: a row of the outbox that nothing sends. */
async function leaveMark(db: Db, town: string, text: string): Promise<void> {
  await db.insertInto('nachricht').values({ tenant_id: town, id: sql<string>`gen_random_uuid()::text`, an: 'niemand@example', betreff: text, text: '', gesendet_am: null, fehler: null }).execute();
}

async function readMarks(): Promise<string[]> {
  const { rows } = await owner.query<{ betreff: string }>('select betreff from nachricht order by betreff');
  return rows.map(({ betreff }) => betreff);
}

/** What the probe finds as soon as it finds something. */
async function waitFor<T>(what: string, probe: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 1_000; tries++) {
    const found = await probe();
    if (found !== undefined) return found;
    await sleep(20);
  }
  throw new Error(`Waited in vain for ${what}`);
}

describe('the table of jobs', () => {
  it('knows the same states as the program', async () => {
    const { rows } = await owner.query<{ rule: string }>(`select pg_get_constraintdef(oid) as rule from pg_constraint where conrelid = 'auftrag'::regclass and contype = 'c'`);
    expect(rows.flatMap(({ rule }) => [...rule.matchAll(/'([^']+)'::text/g)].map(([, zustand]) => zustand)).sort()).toEqual(Object.keys(AUFTRAG_ZUSTAENDE).sort());
  });

  it('a job of a transaction that is rolled back is not there', async () => {
    let id = '';
    await expect(
      inTown(async (db) => {
        id = await enqueue(db, A, { art: 'probe' });
        throw new Error('doch nicht');
      }),
    ).rejects.toThrow('doch nicht');
    expect(id).not.toBe('');
    expect(await find(id)).toBeUndefined();
    expect(await take()).toBeUndefined();
  });

  it('twenty at once with one key are one job, until it has ended', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => enter({ art: 'probe', schluessel: 'eins' })));
    expect(new Set(ids).size).toBe(1);
    expect(await enter({ art: 'andere', schluessel: 'eins' })).not.toBe(ids[0]);
    expect(await enter({ art: 'probe', schluessel: 'eins' }, B)).not.toBe(ids[0]);
    const job = await mustTake();
    expect(await enter({ art: 'probe', schluessel: 'eins' })).toBe(job.id);
    expect(await inTown((db) => finish(db, A, job, null))).toBe(true);
    expect(await enter({ art: 'probe', schluessel: 'eins' })).not.toBe(job.id);
    expect(await inTown((db) => countOpen(db, A))).toBe(2);
  });

  it('a key waits for the transaction that is just entering it', async () => {
    const entered: string[] = [];
    const first = inTown(async (db) => {
      entered.push(await enqueue(db, A, { art: 'probe', schluessel: 'eins' }));
      await sleep(150);
      await sql`rollback`.execute(db);
    });
    await waitFor('the first entry', () => entered[0]);
    const second = await enter({ art: 'probe', schluessel: 'eins' });
    await first;
    expect(second).not.toBe(entered[0]);
    expect((await inTown((db) => listAuftraege(db, A))).map(({ id }) => id)).toEqual([second]);
  });

  it('is taken by one, when it is due, by whoever can do it, in order', async () => {
    await enter({ art: 'probe', faelligIn: 3600 });
    await enter({ art: 'andere' });
    const [first, second] = [await enter({ art: 'probe', angaben: { nr: 1 }, konto: 'k1' }), await enter({ art: 'probe', angaben: { nr: 2 } })];
    const [one, two, none] = [await take(), await take(), await take()];
    expect([one, two].map((job) => job && [job.id, job.angaben, job.konto, job.versuche])).toEqual([[first, { nr: 1 }, 'k1', 1], [second, { nr: 2 }, null, 1]]);
    expect(none).toBeUndefined();
    expect(one?.pacht).not.toBe(two?.pacht);
    expect((await take([{ art: 'andere', lease: 30, versuche: 5 }]))?.art).toBe('andere');
  });

  it('a row that another transaction is just taking is passed by', async () => {
    const [first, second] = [await enter({ art: 'probe' }), await enter({ art: 'probe' })];
    await inTown(async (db) => {
      expect((await claim(db, A, { worker: 'eins', arten: [ANNAHME] })).auftrag?.id).toBe(first);
      expect((await take())?.id).toBe(second);
      expect(await take()).toBeUndefined();
    });
  });

  it('the town of another is not there, whatever is asked for', async () => {
    const id = await enter({ art: 'probe' }, B);
    await inTown(async (db) => {
      expect((await claim(db, B, { worker: 'test', arten: [ANNAHME] })).auftrag).toBeUndefined();
      expect([await findAuftrag(db, B, id), await findAuftrag(db, A, id), await requestCancel(db, B, id), await retry(db, B, id), await countOpen(db, B)]).toEqual([undefined, undefined, undefined, undefined, 0]);
      await expect(enqueue(db, B, { art: 'probe' })).rejects.toThrow('row-level security');
    });
    expect((await find(id, B))?.zustand).toBe('wartet');
  });
});

describe('a lease', () => {
  it('that ran out goes to the next; the first can neither prolong nor end it, and its effect is undone', async () => {
    const id = await enter({ art: 'probe' });
    const first = await mustTake();
    expect(await take()).toBeUndefined();
    await expire(id);
    const second = await mustTake();
    expect([second.id, second.versuche]).toEqual([id, 2]);
    expect(await inTown((db) => heartbeat(db, A, first, 30))).toEqual({ owned: false, abbruch: false });
    expect(await inTown((db) => fail(db, A, first, 'zu spät', { again: true }))).toBe(false);
    expect(await inTown((db) => giveBack(db, A, first))).toBe(false);
    await expect(
      inTown(async (db) => {
        await leaveMark(db, A, 'erster');
        if (!(await finish(db, A, first, null))) throw new Error('verloren');
      }),
    ).rejects.toThrow('verloren');
    await inTown(async (db) => {
      await leaveMark(db, A, 'zweiter');
      expect(await finish(db, A, second, { zeilen: 3 })).toBe(true);
    });
    expect(await readMarks()).toEqual(['zweiter']);
    expect(await find(id)).toMatchObject({ zustand: 'fertig', ergebnis: { zeilen: 3 }, fortschritt: 100, versuche: 2 });
    expect(await inTown((db) => finish(db, A, second, null))).toBe(false);
  });

  it('that ran out and that nobody took is still its holder’s, and a sign of life brings it back', async () => {
    const id = await enter({ art: 'probe' });
    const job = await mustTake();
    await expire(id);
    expect(await inTown((db) => report(db, A, job, 30, { fortschritt: 12.4, meldung: 'liest' }))).toEqual({ owned: true, abbruch: false });
    expect(await take()).toBeUndefined();
    expect(await find(id)).toMatchObject({ fortschritt: 12, meldung: 'liest', zustand: 'läuft' });
  });

  it('whose worker dies each time ends as failed', async () => {
    const id = await enter({ art: 'probe', konto: 'k1' });
    for (let tries = 1; tries <= 5; tries++) {
      expect((await mustTake()).versuche).toBe(tries);
      await expire(id);
    }
    const { auftrag, verwaist } = await inTown((db) => claim(db, A, { worker: 'test', arten: [ANNAHME] }));
    expect(auftrag).toBeUndefined();
    expect(verwaist).toEqual([{ id, art: 'probe', konto: 'k1', zustand: 'gescheitert', versuche: 5, fehler: 'Der Auftrag wurde 5-mal begonnen und jedes Mal unterbrochen, bevor er fertig war.' }]);
    expect(await find(id)).toMatchObject({ zustand: 'gescheitert', versuche: 5 });
  });

  it('that is handed back is taken at once, and the try does not count', async () => {
    const id = await enter({ art: 'probe' });
    const job = await mustTake();
    expect(await inTown((db) => giveBack(db, A, job))).toBe(true);
    const next = await mustTake();
    expect([next.id, next.versuche]).toEqual([id, 1]);
  });
});

describe('failing and trying again', () => {
  it('waits twice as long each time, at most an hour', async () => {
    const id = await enter({ art: 'probe' });
    for (const seconds of [20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]) {
      const [job] = [await take([{ ...ANNAHME, versuche: 99 }])];
      if (!job) throw new Error('It was due');
      expect(await inTown((db) => fail(db, A, job, 'noch nicht', { again: true }))).toBe(true);
      const { rows } = await owner.query<{ seconds: number }>('select extract(epoch from faellig_am - clock_timestamp())::float as seconds from auftrag where id = $1', [id]);
      expect(rows[0]?.seconds).toBeLessThanOrEqual(seconds);
      expect(rows[0]?.seconds).toBeGreaterThan(seconds - 15);
      expect(await take()).toBeUndefined();
      expect(await find(id)).toMatchObject({ zustand: 'wartet', fehler: 'noch nicht' });
      await owner.query('update auftrag set faellig_am = now() where id = $1', [id]);
    }
  });

  it('a failed job can be repeated with all its tries, unless an open one does the same', async () => {
    const id = await enter({ art: 'probe', schluessel: 'eins' });
    const job = await mustTake();
    expect(await inTown((db) => retry(db, A, id))).toBeUndefined();
    await inTown((db) => requestCancel(db, A, id)); // it fails before it notices
    await inTown((db) => fail(db, A, job, 'Es ging nicht.', { again: false }));
    expect(await find(id)).toMatchObject({ zustand: 'gescheitert', fehler: 'Es ging nicht.' });
    const other = await enter({ art: 'probe', schluessel: 'eins' });
    const outcome = await inTown(async (db) => {
      const answer = await retry(db, A, id);
      await leaveMark(db, A, 'danach'); // the transaction goes on
      return answer;
    });
    expect([outcome, await readMarks()]).toEqual(['doppelt', ['danach']]);
    await inTown((db) => requestCancel(db, A, other));
    expect(await inTown((db) => retry(db, A, id))).toBe('wartet');
    expect(await mustTake()).toMatchObject({ id, versuche: 1 });
    expect(await inTown((db) => retry(db, A, 'unbekannt'))).toBeUndefined();
  });
});

describe('cancelling', () => {
  it('a waiting job ends at once, an ended one stays', async () => {
    const id = await enter({ art: 'probe' });
    expect(await inTown((db) => requestCancel(db, A, id))).toBe('abgebrochen');
    expect(await find(id)).toMatchObject({ zustand: 'abgebrochen', beendet_am: expect.any(Date) });
    expect(await inTown((db) => requestCancel(db, A, id))).toBeUndefined();
    expect(await take()).toBeUndefined();
  });

  it('a running job learns of it and can no longer be done, unless its effect has happened outside', async () => {
    const [first, second] = [await enter({ art: 'probe' }), await enter({ art: 'probe' })];
    const [one, two] = [await mustTake(), await mustTake()];
    for (const id of [first, second]) expect(await inTown((db) => requestCancel(db, A, id))).toBe('läuft');
    expect(await inTown((db) => heartbeat(db, A, one, 30))).toEqual({ owned: true, abbruch: true });
    expect(await inTown((db) => finish(db, A, one, null))).toBe(false);
    expect(await inTown((db) => endCancelled(db, A, one))).toBe(true);
    expect(await inTown((db) => finish(db, A, two, null, { late: true }))).toBe(true);
    expect([(await find(first))?.zustand, (await find(second))?.zustand]).toEqual(['abgebrochen', 'fertig']);
    expect(await inTown((db) => endCancelled(db, A, two))).toBe(false);
  });

  it.each(['nach dem Tod seines Workers', 'während er zurückgestellt wird'])('a job is not begun again: %s', async (when) => {
    const id = await enter({ art: 'probe' });
    const job = await mustTake();
    await inTown((db) => requestCancel(db, A, id));
    if (when.startsWith('nach')) await expire(id);
    else await inTown((db) => giveBack(db, A, job));
    const { auftrag, verwaist } = await inTown((db) => claim(db, A, { worker: 'test', arten: [ANNAHME] }));
    expect([auftrag, verwaist.map(({ zustand, fehler }) => [zustand, fehler])]).toEqual([undefined, [['abgebrochen', null]]]);
  });
});

describe('what comes again', () => {
  const plan = { art: 'probe', taeglich: '02:30' };
  const ensure = (moment: string, town = A): Promise<boolean> => inTown((db) => ensurePlanned(db, town, plan, new Date(moment)), town);

  it('ten at once enter the job of a period once; neither its end nor a clock set back brings it again', async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => ensure('2026-11-24T03:00:00+01:00')));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await ensure('2026-11-24T03:00:00+01:00', B)).toBe(true);
    const job = await mustTake();
    expect(job.schluessel).toBe('probe@2026-11-24');
    await inTown((db) => finish(db, A, job, null));
    expect(await ensure('2026-11-25T02:29:00+01:00')).toBe(false);
    expect(await ensure('2026-11-25T02:30:00+01:00')).toBe(true);
    expect(await ensure('2026-11-24T12:00:00+01:00')).toBe(false);
  });

  it('a town does not catch up on the period it was founded in', async () => {
    expect(await ensure('2026-01-01T20:00:00+01:00')).toBe(false);
    expect(await ensure('2026-01-02T02:30:00+01:00')).toBe(true);
  });

  it('what was done long ago goes, what failed or waits stays', async () => {
    const done = async (work: (job: Angenommen) => Promise<unknown>): Promise<string> => {
      const id = await enter({ art: 'probe' });
      await work(await mustTake());
      await owner.query(`update auftrag set angelegt_am = now() - interval '31 days', beendet_am = now() - interval '31 days' where id = $1`, [id]);
      return id;
    };
    await done((job) => inTown((db) => finish(db, A, job, null)));
    const failed = await done((job) => inTown((db) => fail(db, A, job, 'ging nicht', { again: false })));
    const young = await enter({ art: 'probe' });
    expect(await inTown((db) => pruneAuftraege(db, A))).toBe(1);
    expect((await inTown((db) => listAuftraege(db, A))).map(({ id }) => id)).toEqual([young, failed]);
    expect((await inTown((db) => listAuftraege(db, A, { zustaende: ['gescheitert'], arten: ['probe'], hoechstens: 1 }))).map(({ id }) => id)).toEqual([failed]);
    expect(await inTown((db) => listAuftraege(db, A, { konto: 'k1' }))).toEqual([]);
  });
});

describe('the worker', () => {
  const lines: string[] = [];
  beforeEach(() => void lines.splice(0));

  function work(arten: Readonly<Record<string, Handler>>, changed: Partial<Arbeit> = {}): Worker {
    const log = openLog((line) => lines.push(line), () => new Date()).event;
    const reportFault = (error: unknown): void => void lines.push(String(error));
    const worker = startWorker({ storage, listTowns: async () => [A, B], arten, log, reportFault, now: () => new Date(), name: `w${workers.length}`, poll: 0.05, ...changed });
    workers.push(worker);
    return worker;
  }

  const until = (id: string, zustand: string, town = A): Promise<Auftrag> =>
    waitFor(`${zustand}`, async () => {
      const auftrag = await find(id, town);
      return auftrag?.zustand === zustand ? auftrag : undefined;
    });

  const mark: Handler = { run: (job, { town, commit }) => commit((db) => leaveMark(db, town, job.id)) };

  it('two of them do 200 jobs of two towns, each once', async () => {
    const ids = await Promise.all([A, B].map((town) => inTown(async (db) => Promise.all(Array.from({ length: 100 }, () => enqueue(db, town, { art: 'probe' }))), town)));
    work({ probe: mark });
    work({ probe: mark });
    await waitFor('the end of all', async () => ((await inTown((db) => countOpen(db, A))) + (await inTown((db) => countOpen(db, B), B)) === 0 ? true : undefined));
    expect(await readMarks()).toEqual(ids.flat().sort());
    const { rows } = await owner.query<{ zustand: string; versuche: number; count: number }>('select zustand, versuche, count(*)::int from auftrag group by zustand, versuche');
    expect(rows).toEqual([{ zustand: 'fertig', versuche: 1, count: 200 }]);
  });

  it('of a town that it does not name it sees nothing', async () => {
    const [ours, others] = [await enter({ art: 'probe' }), await enter({ art: 'probe' }, B)];
    const worker = work({ probe: mark }, { listTowns: async () => [A] });
    await until(ours, 'fertig');
    worker.wake();
    await worker.stop();
    expect((await find(others, B))?.zustand).toBe('wartet');
  });

  it('wakes for what was just entered', async () => {
    const worker = work({ probe: mark }, { poll: 3600 });
    await sleep(100);
    const id = await enter({ art: 'probe' });
    worker.wake();
    await until(id, 'fertig');
  });

  it('tells how far it is and keeps what came out', async () => {
    let [goOn, reported] = [(): void => undefined, false];
    const blocked = new Promise<void>((resolve) => (goOn = resolve));
    work({
      probe: {
        run: async (_job, { report: tell }) => {
          await tell(40, 'Seite 2 von 5');
          reported = true;
          await blocked;
          return { seiten: 5 };
        },
      },
    });
    const id = await enter({ art: 'probe' });
    await waitFor('the report', () => (reported ? true : undefined));
    expect(await find(id)).toMatchObject({ zustand: 'läuft', fortschritt: 40, meldung: 'Seite 2 von 5' });
    goOn();
    expect(await until(id, 'fertig')).toMatchObject({ fortschritt: 100, ergebnis: { seiten: 5 } });
  });

  it('stops a running job that somebody cancels, without effect', async () => {
    let begun = false;
    work({
      probe: {
        lease: 0.3,
        run: async (job, { town, signal, commit }) => {
          begun = true;
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          await commit((db) => leaveMark(db, town, job.id));
        },
      },
    });
    const id = await enter({ art: 'probe' });
    await waitFor('the begin', () => (begun ? true : undefined));
    await inTown((db) => requestCancel(db, A, id));
    expect((await until(id, 'abgebrochen')).fehler).toBeNull();
    expect(await readMarks()).toEqual([]);
  });

  it('a job that fails over being cancelled has not failed', async () => {
    let begun = false;
    const run: Handler['run'] = async (_job, { signal }) => {
      begun = true;
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      throw new NotPossible('Das Satzprogramm wurde beendet.');
    };
    work({ probe: { lease: 0.3, versuche: 1, run } });
    const id = await enter({ art: 'probe' });
    await waitFor('the begin', () => (begun ? true : undefined));
    await inTown((db) => requestCancel(db, A, id));
    expect((await until(id, 'abgebrochen')).fehler).toBeNull();
  });

  it('loses the job to another when its lease has run out, and undoes its own effect', async () => {
    const outcomes: string[] = [];
    let [release, first] = [(): void => undefined, true];
    const blocked = new Promise<void>((resolve) => (release = resolve));
    const handler: Handler = {
      lease: 3600, // no sign of life in between
      run: async (_job, { town, commit }) => {
        const mine = first ? 'erster' : 'zweiter';
        first = false;
        if (mine === 'erster') await blocked;
        await commit((db) => leaveMark(db, town, mine)).then(
          () => outcomes.push(`${mine} getan`),
          (error: Error) => {
            outcomes.push(`${mine} ${error.name}`);
            throw error;
          },
        );
      },
    };
    work({ probe: handler });
    const id = await enter({ art: 'probe' });
    await waitFor('the begin', () => (first ? undefined : true));
    await expire(id);
    work({ probe: handler });
    await until(id, 'fertig');
    release();
    await waitFor('the loss', () => lines.find((line) => line.includes('LeaseLost')));
    expect(outcomes).toEqual(['zweiter getan', 'erster LeaseLost']);
    expect(await readMarks()).toEqual(['zweiter']);
  });

  it.each([
    { error: new Refused([{ satz: 'Der Bericht fehlt.' }, { satz: 'Der Stichtag fehlt.' }]), zustand: 'gescheitert', fehler: 'Der Bericht fehlt.\nDer Stichtag fehlt.' },
    { error: new NotPossible('Die Platte ist voll.'), zustand: 'wartet', fehler: 'Die Platte ist voll.' },
    { error: new TypeError('geheim@amt.example is not a function'), zustand: 'wartet', fehler: 'Dabei ist ein unerwarteter Fehler aufgetreten; Einzelheiten stehen im Protokoll des Servers.' },
  ])('shows what people may know of $error.name', async ({ error, zustand, fehler }) => {
    work({ probe: { run: () => Promise.reject(error) } });
    const id = await enter({ art: 'probe' });
    await waitFor('the failure', async () => (await find(id))?.fehler ?? undefined);
    expect(await find(id)).toMatchObject({ zustand, fehler, versuche: 1 });
    const line = await waitFor('the line', () => lines[0]);
    expect(JSON.parse(line)).toMatchObject({ ereignis: zustand === 'wartet' ? 'auftrag.wiederholt' : 'auftrag.gescheitert', stadt: A, art: 'probe', versuche: 1, klasse: error.name });
    expect(line).not.toContain('geheim');
  });

  it('gives up after the last try, and tells whoever asked for it', async () => {
    work({ einfrieren: { versuche: 1, benachrichtigt: true, run: () => Promise.reject(new NotPossible('Die Platte ist voll.')) } }, { linkTo: (town, id) => `https://leitwerk.example/${town}/intern/auftraege/${id}` });
    const id = await enter({ art: 'einfrieren', konto: 'k1' });
    await until(id, 'gescheitert');
    const [head, ...others] = await inTown((db) => listNachrichten(db, A, { offen: true }));
    expect([head?.an, head?.betreff, others]).toEqual(['person@amt.example', 'Einfrieren: gescheitert', []]);
    expect((await inTown((db) => findNachricht(db, A, head?.id ?? '')))?.text).toBe(`Guten Tag Ada Muster,\n\nIhr Auftrag „Einfrieren“ ist gescheitert. Die Platte ist voll.\n\nNäheres steht hier:\nhttps://leitwerk.example/${A}/intern/auftraege/${id}\n`);
  });

  it('tells whoever asked for it also when its workers died each time', async () => {
    const id = await enter({ art: 'einfrieren', konto: 'k1' });
    await owner.query(`update auftrag set zustand = 'läuft', versuche = 5, pacht = 'tot', pacht_bis = now() - interval '1 second'`);
    work({ einfrieren: { benachrichtigt: true, run: async () => undefined } });
    await until(id, 'gescheitert');
    expect((await inTown((db) => listNachrichten(db, A))).map(({ betreff }) => betreff)).toEqual(['Einfrieren: gescheitert']);
    expect(lines.map((line) => (JSON.parse(line) as { ereignis: string }).ereignis)).toEqual(['auftrag.gescheitert']);
  });

  it('that is told to stop lets a job end and takes no other', async () => {
    let begun = 0;
    const worker = work({
      probe: {
        run: async (job, { town, commit }) => {
          begun += 1;
          await sleep(200);
          await commit((db) => leaveMark(db, town, job.id));
        },
      },
    });
    const [first, second] = [await enter({ art: 'probe' }), await enter({ art: 'probe' })];
    worker.wake();
    await waitFor('the begin', () => (begun > 0 ? true : undefined));
    await worker.stop();
    expect([(await find(first))?.zustand, (await find(second))?.zustand, await readMarks()]).toEqual(['fertig', 'wartet', [first]]);
  });

  it('that is told to stop hands back what does not end in time', async () => {
    let [release, outcome] = [(): void => undefined, ''];
    const blocked = new Promise<void>((resolve) => (release = resolve));
    const worker = work(
      {
        probe: {
          run: async (job, { town, commit }) => {
            await blocked;
            await commit((db) => leaveMark(db, town, job.id)).catch((error: Error) => (outcome = error.name));
          },
        },
      },
      { grace: 0.1 },
    );
    const id = await enter({ art: 'probe' });
    await until(id, 'läuft');
    await worker.stop();
    expect(await find(id)).toMatchObject({ zustand: 'wartet', versuche: 0 });
    release();
    await waitFor('the refusal', () => outcome || undefined);
    expect([outcome, await readMarks()]).toEqual(['LeaseLost', []]);
    work({ probe: mark });
    await until(id, 'fertig');
    expect(await readMarks()).toEqual([id]);
  });

  it('goes on when the connections to the database break', async () => {
    let asked = 0;
    const listTowns = async (): Promise<string[]> => {
      asked += 1;
      if (asked % 2 === 1) throw new Error('keine Verbindung');
      return [A];
    };
    work({ probe: mark }, { listTowns });
    await until(await enter({ art: 'probe' }), 'fertig');
    await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename like '%_programm'`);
    await waitFor('a connection', async () => (await enter({ art: 'probe' }).catch(() => undefined)) && true);
    await waitFor('the end', async () => ((await inTown((db) => countOpen(db, A)).catch(() => 1)) === 0 ? true : undefined));
    expect(await readMarks()).toHaveLength(2);
  });

  it('enters what is planned and does it once, in each town', async () => {
    let day = '2026-11-24';
    const plaene = [{ art: 'aufraeumen', taeglich: '03:00' }];
    for (let count = 0; count < 2; count++) work({ aufraeumen }, { plaene, now: () => new Date(`${day}T12:00:00Z`) });
    const countDone = async (): Promise<number> => (await owner.query<{ count: number }>(`select count(*)::int as count from auftrag where zustand = 'fertig'`)).rows[0]?.count ?? 0;
    await waitFor('the first day', async () => ((await countDone()) === 2 ? true : undefined));
    day = '2026-11-25';
    await waitFor('the second day', async () => ((await countDone()) === 4 ? true : undefined));
    const { rows } = await owner.query<{ row: string }>(`select tenant_id || ' ' || schluessel as row from auftrag order by 1`);
    expect(rows.map(({ row }) => row)).toEqual([A, B].flatMap((town) => ['2026-11-24', '2026-11-25'].map((name) => `${town} aufraeumen@${name}`)));
    expect((await inTown((db) => listAuftraege(db, A)))[0]?.ergebnis).toEqual({ auftraege: 0, nachrichten: 0 });
  });

  describe('and the mail', () => {
    let mail: MailServer;
    beforeEach(async () => {
      mail = await startMailServer();
    });
    afterEach(() => mail.stop());

    const AN = 'ada@amt.example';
    const put = (): Promise<string> => inTown((db) => putNachricht(db, A, { an: AN, betreff: 'Einladung für Ädda', text: 'Bitte hier: https://leitwerk.example/geheim\n' }));
    const read = async (id: string) => inTown((db) => findNachricht(db, A, id));
    const jobOf = async (id: string): Promise<Auftrag> => {
      const job = (await inTown((db) => listAuftraege(db, A, { arten: ['mail'] }))).find(({ schluessel }) => schluessel === id);
      if (!job) throw new Error('The mail has no job');
      return job;
    };
    const withMailer = <T>(use: (handler: Handler) => T): T => use(sendMail(openMailer(mail.url), LOG));

    it('lies in the outbox while there is no way to send it, and goes when there is one, beside a long job', async () => {
      let [release, begun] = [(): void => undefined, false];
      const blocked = new Promise<void>((resolve) => (release = resolve));
      const long: Handler = {
        run: async () => {
          begun = true;
          await blocked;
        },
      };
      const without = work({ lang: long });
      const id = await put();
      await enter({ art: 'lang' });
      await waitFor('the begin', () => (begun ? true : undefined));
      release();
      await without.stop();
      expect(await read(id)).toMatchObject({ gesendet_am: null, versuche: 0, text: expect.stringContaining('geheim') });

      const again = new Promise<void>((resolve) => (release = resolve));
      await enter({ art: 'lang' });
      withMailer((handler) => work({ lang: { run: () => again }, mail: handler }));
      const { subject, text, messageId } = await mail.waitForMail(AN);
      expect([subject, text?.trim(), messageId]).toEqual(['Einladung für Ädda', 'Bitte hier: https://leitwerk.example/geheim', expect.stringContaining(id)]);
      await until((await jobOf(id)).id, 'fertig');
      expect(await read(id)).toMatchObject({ gesendet_am: expect.any(Date), versuche: 1, fehler: null, text: '' });
      expect((await inTown((db) => listAuftraege(db, A, { arten: ['lang'], zustaende: ['läuft'] }))).length).toBe(1);
      release();
    });

    it('a no that passes is tried again later, up to eight times; a lasting one fails at once; both can be seen', async () => {
      mail.rejectNext(2);
      withMailer((handler) => work({ mail: handler }));
      const id = await put();
      for (const versuche of [1, 2]) {
        await waitFor('the try', async () => ((await jobOf(id)).versuche === versuche && (await jobOf(id)).zustand === 'wartet' ? true : undefined));
        expect(await read(id)).toMatchObject({ gesendet_am: null, versuche, fehler: expect.stringContaining('451') });
        await owner.query('update auftrag set faellig_am = now()');
      }
      await until((await jobOf(id)).id, 'fertig');
      expect(await read(id)).toMatchObject({ versuche: 3, fehler: null, text: '' });

      const before = mailEvents.length;
      mail.rejectNext(1, 550);
      const refused = await put();
      const failed = await until((await jobOf(refused)).id, 'gescheitert');
      expect(mailEvents.slice(before)).toEqual([expect.stringMatching(/"mail\.gescheitert".*"grund":"abgelehnt","versuche":1/)]);
      expect(failed).toMatchObject({ versuche: 1, fehler: expect.stringContaining('550') });
      expect(await read(refused)).toMatchObject({ gesendet_am: null, text: expect.stringContaining('geheim') });
      expect([...lines, ...mailEvents].join()).not.toContain(AN);
      expect((await inTown((db) => listNachrichten(db, A, { offen: true }))).map((row) => [row.id, 'text' in row])).toEqual([[refused, false]]);

      expect(await inTown((db) => retry(db, A, failed.id))).toBe('wartet');
      await until(failed.id, 'fertig');
      expect(mail.mails).toHaveLength(2);
    });

    it('the eighth no is the last', async () => {
      mail.rejectNext(1);
      const id = await put();
      await owner.query('update auftrag set versuche = 7');
      withMailer((handler) => work({ mail: handler }));
      const before = mailEvents.length;
      expect((await until((await jobOf(id)).id, 'gescheitert')).versuche).toBe(8);
      expect(mailEvents.slice(before).map((line) => JSON.parse(line) as unknown)).toEqual([expect.objectContaining({ ereignis: 'mail.gescheitert', stadt: A, grund: 'nicht-erreicht', versuche: 8 })]);
    });

    it('is sent once more, with the same Message-ID, when the process died before it could note it', async () => {
      const id = await put();
      await owner.query(`create or replace function sperre() returns trigger language plpgsql as $$ begin raise exception 'als wäre er tot'; end $$`);
      await owner.query('create trigger sperre before update on nachricht for each row when (new.gesendet_am is not null) execute function sperre()');
      withMailer((handler) => work({ mail: handler }));
      await waitFor('the failed note', async () => ((await jobOf(id)).fehler === null ? undefined : true)).finally(() => owner.query('drop function sperre cascade'));
      await owner.query('update auftrag set faellig_am = now()');
      await until((await jobOf(id)).id, 'fertig');
      expect(mail.mails.map(({ messageId }) => messageId)).toEqual([mail.mails[0]?.messageId, mail.mails[0]?.messageId]);
    });

    it('that was cancelled before it was sent is not sent', async () => {
      const id = await put();
      const job = await jobOf(id);
      await inTown((db) => requestCancel(db, A, job.id));
      const worker = withMailer((handler) => work({ mail: handler, probe: mark }));
      await until(await enter({ art: 'probe' }), 'fertig');
      await worker.stop();
      expect([mail.mails, (await read(id))?.gesendet_am, (await jobOf(id)).zustand]).toEqual([[], null, 'abgebrochen']);
    });

    it('that is cancelled when the server has it already counts as sent', async () => {
      const mailer = openMailer(mail.url);
      const id = await put();
      const job = await jobOf(id);
      const send: typeof mailer.send = async (sent) => {
        await mailer.send(sent);
        expect(await inTown((db) => requestCancel(db, A, job.id))).toBe('läuft');
      };
      work({ mail: { ...sendMail({ send }, LOG), lease: 0.3 } });
      await until(job.id, 'fertig');
      expect([mail.mails.length, (await read(id))?.text]).toEqual([1, '']);
    });

    it('goes to whoever asked for a job, in the transaction of its end', async () => {
      withMailer((handler) => work({ mail: handler, einfrieren: { benachrichtigt: true, run: async () => null } }));
      const id = await enter({ art: 'einfrieren', konto: 'k1' });
      const { subject, text } = await mail.waitForMail('person@amt.example');
      expect([subject, text?.trim()]).toEqual(['Einfrieren: fertig', 'Guten Tag Ada Muster,\n\nIhr Auftrag „Einfrieren“ ist fertig.']);
      expect((await find(id))?.zustand).toBe('fertig');
      await owner.query(`update nachricht set gesendet_am = now() - interval '31 days'`);
      expect(await inTown((db) => pruneNachrichten(db, A))).toBe(1);
    });
  });
});
