import pg from 'pg';
import { NotPossible } from '../base/problem.ts';

const LOCK = 'select pg_try_advisory_lock(hashtext($1)) as mine';
const NAME = 'leitwerk server';

/** The right to be the one server on these data; held by a connection of its own and so gone with the process. */
export interface Holder {
  release(): Promise<void>;
}

/** Takes the right or throws NotPossible with a sentence that says who has it. */
export async function holdData(connection: pg.PoolConfig, server: { pid: number; address: string }): Promise<Holder> {
  const client = new pg.Client({ ...(connection as pg.ClientConfig), application_name: `leitwerk ${server.pid} ${server.address}`.slice(0, 63) });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ mine: boolean }>(LOCK, [NAME]);
  if (rows[0]?.mine) return { release: () => client.end() };
  const holder = await findHolder(client);
  await client.end();
  throw new NotPossible(`Diese Daten hält schon ein anderer Leitwerk-Server: ${holder}. Bitte dort beenden (Strg+C) oder einen anderen Datenordner wählen (LEITWERK_DATA).`);
}

async function findHolder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ application_name: string }>(
    `select a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.granted and l.objid = (hashtext($1)::bigint & 4294967295)::oid and l.database = (select oid from pg_database where datname = current_database())`,
    [NAME],
  );
  const [, pid, address] = rows[0]?.application_name.split(' ') ?? [];
  return pid && address ? `Prozess ${pid} auf ${address}` : 'ein Prozess, der sich nicht zu erkennen gibt';
}
