import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkspace, type Workspace } from '../src/cli/workspace.ts';
import { readSettings } from '../src/cli/settings.ts';
import { VERGEBBAR, type Rolle } from '../src/core/zugang/rolle.ts';
import { newId, newToken } from '../src/effects/chance.ts';
import { hashPassword } from '../src/effects/password.ts';
import { beginAnmeldung } from '../src/storage/anmeldung.ts';
import { listEintraege } from '../src/storage/eintraege.ts';
import { changeKonto, createKonto, giveRolle } from '../src/storage/zugang.ts';
import { makeOpenFolder, PROGRAM, removeData } from '../test/journeys/server.ts';
import { driveLoad } from './load.ts';
import { figure, recordFigures } from './messwerte.ts';
import { runMeasured, startServing, stopServing } from './start.ts';

// `npm run bench:arbeitsplatz`: what the workplace costs with 200 people in Beispielstadt. Never fails on time.

const COMMAND = 'npm run bench:arbeitsplatz';
const SERVE = [process.execPath, join(PROGRAM, 'bin/leitwerk.mjs'), 'serve'] as const;
const TOWN = 'beispielstadt';
const PEOPLE = 200;
const PASSWORD = 'drei Wörter im Wind';
const quiet = { print: () => undefined, progress: () => undefined };

const dataFolder = makeOpenFolder('leitwerk-messen-arbeitsplatz-');
try {
  const serving = await startServing(SERVE, PROGRAM, dataFolder, [`/${TOWN}/`]);
  const workspace = await openWorkspace(readSettings({ LEITWERK_DATA: dataFolder }), quiet);
  const { cookies, measures } = await fillTown(workspace);
  const pid = serving.child.pid ?? 0;
  await measureHeute(serving.origin, cookies, measures);
  await measureSignIn(serving.origin, pid, workspace);
  await workspace.close();
  await stopServing(serving);
  await measureBackup();
} finally {
  removeData(dataFolder);
}

/** Two hundred people of all roles, each signed in; most of them belong to an office, as in a town hall. */
async function fillTown({ storage }: Workspace): Promise<{ cookies: string[]; measures: number }> {
  const [units, measures] = await storage.inTown(TOWN, async (db) => [(await listEintraege(db, TOWN, 'organisation')).map(({ code }) => code), (await listEintraege(db, TOWN, 'massnahmen')).length] as const);
  const cookies: string[] = [];
  for (let nr = 0; nr < PEOPLE; nr++) {
    const rolle: Rolle = nr % 4 === 3 ? (VERGEBBAR[nr % VERGEBBAR.length] ?? 'FA') : 'FA';
    const [id, token] = [newId(), newToken()];
    await storage.inTown(TOWN, async (db) => {
      await createKonto(db, TOWN, { id, email: `person${nr}@beispielstadt.example`, name: `Person ${nr}`, zustand: 'aktiv' });
      await giveRolle(db, TOWN, id, { rolle, bereich: rolle === 'FA' || rolle === 'FAL' ? (units[nr % units.length] ?? null) : null, von: null, bis: null });
      await beginAnmeldung(db, TOWN, { token, nr: newId(), konto: id, art: 'kennwort', zweiter_faktor: false, geraet: 'Messung' });
    });
    cookies.push(`__Host-leitwerk-${TOWN}=${token}`);
  }
  return { cookies, measures };
}

async function measureHeute(origin: string, cookies: readonly string[], measures: number): Promise<void> {
  const ask = (seconds: number) => driveLoad(`${origin}/${TOWN}/intern/`, 50, seconds, (nr) => ({ cookie: cookies[nr % cookies.length] ?? '' }));
  await ask(3);
  const load = await ask(20);
  const peer = await driveLoad(`${origin}/${TOWN}/`, 50, 10);
  recordFigures(COMMAND, '„Heute“ unter Last', [
    ['Menschen mit Konto, reihum', String(PEOPLE)],
    ['Maßnahmen der Stadt', String(measures)],
    ['Anfragen je Sekunde, 20 s lang, im Takt unabhängig von den Antworten', '50'],
    ['gescheitert', `${load.failed} von ${load.sent}`],
    ['Median', `${figure(load.p50)} ms`],
    ['99 von 100 schneller als (Ziel 80 ms)', `${figure(load.p99)} ms`],
    ['**Verhältnis der Mediane zur öffentlichen Startseite im selben Lauf**', `**${figure(load.p50 / peer.p50)} : 1**`],
  ], 'Gemessen vom Augenblick, in dem die Anfrage fällig war; Treiber, Server und Datenbank teilen sich die Maschine.');
}

async function measureSignIn(origin: string, pid: number, { storage }: Workspace): Promise<void> {
  const kennwort = await hashPassword(PASSWORD);
  const people = Array.from({ length: 20 }, (_, nr) => `person${nr}@beispielstadt.example`);
  await storage.inTown(TOWN, async (db) => {
    for (const { id } of await db.selectFrom('konto').select('id').where('tenant_id', '=', TOWN).where('email', 'in', people).execute()) await changeKonto(db, TOWN, id, { kennwort });
  });
  const signIn = (email: string) => fetch(`${origin}/${TOWN}/intern/anmelden`, { method: 'POST', redirect: 'manual', headers: { origin, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ email, kennwort: PASSWORD, weiter: '' }) });
  await signIn(people[0] ?? '');
  const before = cpuOf(pid);
  const answers: number[] = [];
  for (const email of people) answers.push((await signIn(email)).status);
  const each = (cpuOf(pid) - before) / people.length;
  const begun = process.cpuUsage();
  await hashPassword(PASSWORD);
  const { user, system } = process.cpuUsage(begun);
  recordFigures(COMMAND, 'Anmelden', [
    ['gelungen', `${answers.filter((status) => status === 303).length} von ${people.length}`],
    ['CPU des Programms je Anmeldung (Ziel 250 ms)', `${figure(each, 0)} ms`],
    ['**Verhältnis zu einem Hash mit argon2id allein (64 MiB, t = 3)**', `**${figure(each / ((user + system) / 1000))} : 1**`],
  ]);
}

/** CPU of a process so far, in ms. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function measureBackup(): Promise<void> {
  const file = join(dataFolder, 'messung.leitwerk');
  const restored = makeOpenFolder('leitwerk-messen-zurueck-');
  try {
    await runMeasured(dataFolder, 'freeze', '--stadt', TOWN, '--bericht', 'familienbericht');
    const written = await runMeasured(dataFolder, 'backup', file);
    const read = await runMeasured(restored, 'restore', file);
    recordFigures(COMMAND, 'Sicherung', [
      ['`backup` beider Städte mit einer eingefrorenen Ausgabe: schreiben und prüfen', `${figure(written / 1000)} s`],
      ['`restore` in einen leeren Datenordner mit neuer Datenbank', `${figure(read / 1000)} s`],
      ['zusammen (Ziel 60 s)', `${figure((written + read) / 1000)} s`],
      ['Größe der Datei', `${figure(existsSync(file) ? readFileSync(file).length / 1e6 : Number.NaN)} MB`],
    ], 'Jeder Befehl mit Start und Ende seiner Datenbank.');
  } finally {
    removeData(restored);
    rmSync(file, { force: true });
  }
}
