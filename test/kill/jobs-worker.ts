import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type pg from 'pg';
import { startWorker } from '../../src/cli/auftraege.ts';
import type { Handler } from '../../src/cli/auftrag-lauf.ts';
import { openStorage, type Db } from '../../src/storage/database.ts';

// A worker in a process of its own, which tells in lines how far it is, so that it can be killed there.

const { connection, town, lease, workMs } = JSON.parse(process.env['LEITWERK_PROBE'] ?? '') as { connection: pg.PoolConfig; town: string; lease: number; workMs: number };
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const STEPS = 10;

const probe: Handler = {
  lease,
  versuche: 1_000,
  run: async (job, around) => {
    say('begonnen');
    for (let step = 1; step <= STEPS; step++) {
      await sleep(workMs / STEPS);
      await around.report((100 * step) / STEPS, `Schritt ${step} von ${STEPS}`);
    }
    await around.commit(async (db) => {
      say('trägt ein');
      await leaveMark(db, job.id);
      await sleep(5);
    });
    say('fertig');
  },
};

/** The effect: a row of the outbox that nothing sends. */
async function leaveMark(db: Db, job: string): Promise<void> {
  await db.insertInto('nachricht').values({ tenant_id: town, id: sql<string>`gen_random_uuid()::text`, an: 'niemand@example', betreff: job, text: '', gesendet_am: null, fehler: null }).execute();
}

const storage = openStorage(connection, () => undefined);
startWorker({ storage, listTowns: async () => [town], arten: { probe }, log: (ereignis) => say(`… ${ereignis}`), reportFault: (error) => say(`… ${String(error)}`), now: () => new Date(), name: String(process.pid), poll: 0.05 });
say('bereit');
