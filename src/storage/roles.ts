import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import pg from 'pg';
import { NotPossible } from '../base/problem.ts';

/**
 * What the program may do with a table; it owns none, so row-level security binds it. What only grows can't be changed
 * by it even where the guard of the table were taken away.
 */
const GRANTS: Readonly<Record<string, string>> = {
  mandant: 'select, insert, update',
  eintrag: 'select, insert',
  wert: 'select, insert',
  antwort: 'select, insert, update, delete',
  bilddatei: 'select, insert, update, delete',
  ausgabe: 'select, insert',
  konto: 'select, insert, update, delete',
  kontorolle: 'select, insert, update, delete',
  abwesenheit: 'select, insert, update, delete',
  anmeldung: 'select, insert, update, delete',
  einmalzeichen: 'select, insert, update, delete',
  versuch: 'select, insert, update, delete',
  entwurf: 'select, insert, update, delete',
  protokoll: 'select, insert',
  protokollstand: 'select, insert, update',
  freigabe: 'select, insert',
  auftrag: 'select, insert, update, delete',
  nachricht: 'select, insert, update, delete',
};

export interface Roles {
  /** Runs the program: no owner, no superuser. */
  readonly program: string;
  /** Reads all towns for a backup, and nothing else; taken on by the owner with SET ROLE. */
  readonly backup: string;
}

/** The two roles of a database bear its name, because roles belong to the whole server. */
export function rolesOf(database: string): Roles {
  return { program: `${database}_programm`.slice(-63), backup: `${database}_sicherung`.slice(-63) };
}

/**
 * Makes the roles and what they may do, where they are not there yet, and returns the connection of the program.
 * Throws NotPossible with the SQL for the database administrator where the owner may not make roles.
 */
export async function ensureRoles(owner: pg.PoolConfig): Promise<pg.PoolConfig> {
  const client = new pg.Client(owner as pg.ClientConfig);
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ database: string }>('select current_database() as database');
    const roles = rolesOf(rows[0]?.database ?? '');
    const password = derivePassword(client, roles.program);
    const connection = connectionAs(client, owner, roles.program, password);
    const statements = listStatements(rows[0]?.database ?? '', roles, scramOf(password));
    const areThere = (await exist(client, roles)) && (await canConnect(connection));
    if (areThere && (await areGranted(client, statements))) return connection;
    await make(client, roles, areThere ? { ...statements, roles: [] } : statements);
    return connection;
  } finally {
    await client.end();
  }
}

/** Derived from the owner's, so that it needs no place of its own and is the same after every start. */
function derivePassword(client: pg.Client, role: string): string {
  const secret = `${client.user ?? ''} ${typeof client.password === 'string' ? client.password : ''}`;
  return createHmac('sha256', secret).update(`leitwerk ${role}`).digest('base64url');
}

function connectionAs(client: pg.Client, owner: pg.PoolConfig, user: string, password: string): pg.PoolConfig {
  const { connectionString: _, ...rest } = owner;
  return { ...rest, host: client.host, port: client.port, ...(client.database === undefined ? {} : { database: client.database }), ssl: client.ssl, user, password };
}

/** What the server keeps of a password (RFC 5803), so that the password itself stands in no statement. */
function scramOf(password: string): string {
  const salt = createHash('sha256').update(`salz ${password}`).digest().subarray(0, 16);
  const salted = pbkdf2Sync(password, salt, 4096, 32, 'sha256');
  const keyOf = (name: string): Buffer => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  return `SCRAM-SHA-256$4096:${salt.toString('base64')}$${stored}:${keyOf('Server Key').toString('base64')}`;
}

interface Statements {
  /** Need the right to make roles. */
  readonly roles: readonly string[];
  /** Need only the ownership of the tables. */
  readonly grants: readonly string[];
}

function listStatements(database: string, { program, backup }: Roles, secret: string): Statements {
  const [name, programme, backups] = [database, program, backup].map((word) => pg.escapeIdentifier(word)) as [string, string, string];
  const create = (role: string, how: string): string => `do $$ begin create role ${role} ${how}; exception when duplicate_object then alter role ${role} ${how}; end $$`;
  return {
    roles: [
      create(programme, `login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '${secret}'`),
      `do $$ begin create role ${backups} nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls; exception when duplicate_object then null; end $$`,
      `grant ${backups} to current_user`,
      `grant connect, temporary on database ${name} to ${programme}`,
    ],
    grants: [
      `grant usage on schema public to ${programme}, ${backups}`,
      ...Object.entries(GRANTS).flatMap(([table, rights]) => [
        `revoke all on ${table} from ${programme}`,
        `grant ${rights} on ${table} to ${programme}`,
        `grant select on ${table} to ${backups}`,
        `drop policy if exists sicherung on ${table}`,
        `create policy sicherung on ${table} for select to ${backups} using (true)`,
      ]),
    ],
  };
}

function markOf({ grants }: Statements): string {
  return `Leitwerk, Rechte ${createHash('sha256').update(grants.join()).digest('hex').slice(0, 16)}`;
}

async function exist(client: pg.Client, { program, backup }: Roles): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_roles where rolname in ($1, $2)', [program, backup]);
  return rowCount === 2;
}

/** Are the rights those of this program? The mark at the table goes with it, when it is made anew. */
async function areGranted(client: pg.Client, statements: Statements): Promise<boolean> {
  const { rows } = await client.query<{ granted: boolean }>(
    `select coalesce(obj_description('mandant'::regclass) = $1, false)
       and not exists (select 1 from unnest($2::text[]) t where not exists (select 1 from pg_policies p where p.tablename = t and p.policyname = 'sicherung')) as granted`,
    [markOf(statements), Object.keys(GRANTS)],
  );
  return rows[0]?.granted ?? false;
}

async function canConnect(connection: pg.PoolConfig): Promise<boolean> {
  const client = new pg.Client({ ...(connection as pg.ClientConfig), connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function make(client: pg.Client, roles: Roles, statements: Statements): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`select pg_advisory_xact_lock(hashtext('leitwerk rollen'))`);
    for (const statement of statements.roles) await client.query(statement);
    for (const statement of statements.grants) await client.query(statement);
    await client.query(`comment on table mandant is '${markOf(statements)}'`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    if ((error as { code?: string }).code !== '42501') throw error;
    const lines = [...statements.roles, ...statements.grants, `comment on table mandant is '${markOf(statements)}'`].map((statement) => `${statement.replace('current_user', pg.escapeIdentifier(client.user ?? ''))};`);
    throw new NotPossible(`Der Benutzer von DATABASE_URL darf keine Rollen anlegen; gebraucht werden „${roles.program}“ und „${roles.backup}“. Bitte lassen Sie die Datenbankverwaltung diese Anweisungen in der Datenbank ausführen und starten Sie dann noch einmal:\n${lines.join('\n')}`, { cause: error });
  }
}
