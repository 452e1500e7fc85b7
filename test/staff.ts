import type { ServerType } from '@hono/node-server';
import pg from 'pg';
import { makeHouse } from '../src/cli/house.ts';
import { listHandlers } from '../src/cli/jobs.ts';
import { startWorker, type Worker } from '../src/cli/auftraege.ts';
import type { Surroundings } from '../src/cli/command.ts';
import type { Console } from '../src/cli/console.ts';
import { issueSetupLinks } from '../src/cli/nutzer.ts';
import { readSettings } from '../src/cli/settings.ts';
import { openWorkspace, readMappe, type Workspace } from '../src/cli/workspace.ts';
import type { Rolle } from '../src/core/zugang/rolle.ts';
import { openLog } from '../src/effects/log.ts';
import { sha256Hex } from '../src/effects/hash.ts';
import { beginAnmeldung } from '../src/storage/anmeldung.ts';
import { importStadtmappe } from '../src/storage/stadtmappe.ts';
import { changeKonto, createKonto, giveRolle } from '../src/storage/zugang.ts';
import { createApp, listen, type House } from '../src/web/server.ts';
import { Berichte } from '../src/cli/berichte.ts';
import { content, copyFolder, effects, makeFolder, removeFolders } from './testbed.ts';

// Two towns with people of every role, and the web as the server offers it, without a port: for tests of what is let through.

export const TOWNS = ['musterstadt', 'nachbarstadt'] as const;
export const HOST = 'localhost:8080';
const quiet: Console = { print: () => undefined, progress: () => undefined };

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly location: string;
}

/** A browser of somebody: keeps cookies, sends forms as a page of ours would. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  private readonly app: StaffHouse;

  constructor(app: StaffHouse) {
    this.app = app;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask(path, { headers });
  }

  post(path: string, form: Record<string, string> | string = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const body = typeof form === 'string' ? form : new URLSearchParams(form).toString();
    return this.ask(path, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin', ...headers } });
  }

  async ask(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.app.request(path, { ...init, headers: { host: HOST, ...(cookie === '' ? {} : { cookie }), ...init.headers } });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return { status: response.status, text: await response.text(), headers: response.headers, location: response.headers.get('location') ?? '' };
  }

  private keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

export class StaffHouse {
  readonly folder = makeFolder();
  /** Lines of the log, parsed. */
  readonly events: Record<string, unknown>[] = [];
  private workspace: Workspace | undefined;
  private owner: pg.Pool | undefined;
  private app: ReturnType<typeof createApp> | undefined;
  private worker: Worker | undefined;
  private parts: House | undefined;
  private around: Surroundings | undefined;
  private readonly environment: Record<string, string>;

  constructor(environment: Record<string, string> = {}) {
    this.environment = environment;
  }

  /** `withJobs`: what is put in the queue is done. */
  async open({ withJobs = false }: { withJobs?: boolean } = {}): Promise<void> {
    const settings = readSettings({ LEITWERK_DATA: `${this.folder}/data`, ...this.environment });
    this.workspace = await openWorkspace(settings, quiet);
    for (const town of TOWNS) await importStadtmappe(this.workspace.storage, await readMappe(townFolder(town)));
    this.owner = new pg.Pool(this.workspace.database.connection);
    const log = openLog((line) => void this.events.push(JSON.parse(line)), effects.now);
    const publications = new Berichte(this.workspace.storage, effects, settings.dataFolder, quiet);
    const around = (this.around = { settings, effects, console: quiet, environment: {} });
    if (withJobs) {
      const { storage } = this.workspace;
      this.worker = startWorker({ storage, log: () => undefined, listTowns: async () => [...TOWNS], arten: listHandlers(this.workspace, around, log), now: effects.now, name: 'prüfung', poll: 0.2 });
    }
    this.parts = await makeHouse({ storage: this.workspace.storage, settings, effects, publications, log, wake: () => this.worker?.wake() });
    this.app = createApp(this.parts);
  }

  async close(): Promise<void> {
    await this.worker?.stop();
    await this.owner?.end();
    await this.workspace?.close();
    removeFolders();
  }

  get house(): House {
    if (!this.parts) throw new Error('The house is not open');
    return this.parts;
  }

  get storage(): Workspace['storage'] {
    if (!this.workspace) throw new Error('The house is not open');
    return this.workspace.storage;
  }

  /** Listens on the port of its settings, for a real browser. */
  async listen(): Promise<ServerType> {
    if (!this.app) throw new Error('The house is not open');
    return listen(this.app, { port: this.house.place.port, host: '127.0.0.1' });
  }

  /** The links for the first administrators, as the start of the server prints them. */
  async setupLinks(): Promise<Awaited<ReturnType<typeof issueSetupLinks>>> {
    if (!this.workspace || !this.around) throw new Error('The house is not open');
    return issueSetupLinks(this.workspace, this.around);
  }

  /** As the owner of the tables, who sees every town. */
  async sql(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    if (!this.owner) throw new Error('The house is not open');
    return (await this.owner.query(text, values)).rows as Record<string, unknown>[];
  }

  async request(path: string, init: RequestInit): Promise<Response> {
    if (!this.app) throw new Error('The house is not open');
    return this.app.request(`http://${(init.headers as Record<string, string>)['host'] ?? HOST}${path}`, init);
  }

  visitor(): Visitor {
    return new Visitor(this);
  }

  /** An account with a role, without a password. Returns its id. */
  async createAccount(town: string, rolle: Rolle | undefined, bereich: string | null = null, name = `Person ${rolle ?? 'ohne Rolle'}`): Promise<string> {
    const id = effects.newId();
    await this.storage.inTown(town, async (db) => {
      await createKonto(db, town, { id, email: `${id}@${town}.example`, name, zustand: 'aktiv' });
      if (rolle) await giveRolle(db, town, id, { rolle, bereich, von: null, bis: null });
    });
    return id;
  }

  /** Gives an account a password, so that it can sign in by itself. */
  async setPassword(town: string, id: string, password: string): Promise<void> {
    const kennwort = await effects.hashPassword(password);
    await this.storage.inTown(town, (db) => changeKonto(db, town, id, { kennwort }));
  }

  /** A browser that is signed in as this account. */
  async signIn(town: string, konto: string): Promise<Visitor> {
    const token = effects.newToken();
    await this.storage.inTown(town, (db) => beginAnmeldung(db, town, { token, nr: effects.newId(), konto, art: 'kennwort', zweiter_faktor: false, geraet: 'Prüfung' }));
    const visitor = this.visitor();
    visitor.cookies.set(`__Host-leitwerk-${town}`, token);
    return visitor;
  }

  /** One hash over all rows of all tables of a town; what only notes attempts or the last use of a sign-in may be left out. */
  async checksum(town: string, without: readonly string[] = []): Promise<string> {
    const tables = await this.sql(`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname !~ '^kysely' order by 1`);
    const parts: string[] = [];
    for (const { name } of tables.filter((table) => !without.includes(String(table['name'])))) {
      const rows = await this.sql(`select t::text as row from "${String(name)}" t where tenant_id = $1 order by t::text collate "C"`, [town]);
      parts.push(String(name), ...rows.map(({ row }) => String(row)));
    }
    return sha256Hex(parts.join('\n'));
  }
}

/** Nachbarstadt is Musterstadt under another name. */
function townFolder(town: (typeof TOWNS)[number]): string {
  if (town === 'musterstadt') return content('vorlage');
  const copy = copyFolder(content('vorlage'));
  copy.json('stadt.json', (stadt: { id: string; name: string }) => {
    stadt.id = town;
    stadt.name = 'Nachbarstadt';
  });
  return copy.folder;
}
