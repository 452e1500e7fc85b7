import type { ServerType } from '@hono/node-server';
import { describeError, openLog, type Log } from '../effects/log.ts';
import { judgeGroupTowns } from '../effects/oidc-settings.ts';
import { listStaedte } from '../storage/stadtmappe.ts';
import { holdData } from '../storage/holder.ts';
import { linkTo } from '../web/paths.ts';
import { addressOf } from '../web/place.ts';
import { createApp, listen } from '../web/server.ts';
import { startWorker } from './auftraege.ts';
import { Berichte } from './berichte.ts';
import { EXIT, type Command, type Surroundings } from './command.ts';
import { makeHouse } from './house.ts';
import { listHandlers, listPlaene } from './jobs.ts';
import { issueSetupLinks } from './nutzer.ts';
import { loadShippedTowns, openWorkspace, type Workspace } from './workspace.ts';

/** Starts the database, loads the towns on the first run, builds the reports and serves until it is told to stop. */
export const serve: Command = {
  usage: 'serve',
  purpose: 'startet den Webserver (das tut auch npm start)',
  options: [],
  positionals: [],
  run: async (_args, around) => {
    const workspace = await openWorkspace(around.settings, around.console);
    try {
      await serveUntilStopped(workspace, around);
    } finally {
      await workspace.close();
    }
    return EXIT.done;
  },
};

async function serveUntilStopped(workspace: Workspace, around: Surroundings): Promise<void> {
  const { settings, console, effects } = around;
  const address = `http://${settings.host === '127.0.0.1' || settings.host === '0.0.0.0' ? 'localhost' : settings.host}:${settings.port}`;
  const holder = await holdData(workspace.database.connection, { pid: process.pid, address });
  try {
    await loadShippedTowns(workspace, console);
    const log = openLog((line) => process.stderr.write(line), effects.now);
    const berichte = new Berichte(workspace.storage, effects, settings.dataFolder, console);
    await berichte.buildAll();
    const worker = startWorker(describeArbeit(workspace, around, log));
    try {
      const house = await makeHouse({ storage: workspace.storage, settings, effects, publications: berichte, log, wake: () => worker.wake() });
      const server = await listen(createApp(house), { port: settings.port, host: settings.host });
      await announce(workspace, around, address);
      log.event('server.start', { version: effects.program.version, port: settings.port });
      await stopSignal();
      console.progress('Beende …');
      await Promise.all([closeServer(server), worker.stop()]);
      log.event('server.ende', {});
    } finally {
      await worker.stop(); // also where the port is taken: else its loop keeps the process alive
    }
  } finally {
    await holder.release();
  }
}

function describeArbeit(workspace: Workspace, around: Surroundings, log: Log): Parameters<typeof startWorker>[0] {
  const { settings, effects } = around;
  return {
    storage: workspace.storage,
    log: log.event,
    reportFault: (error) => log.event('auftrag.gestoert', describeError(error)),
    listTowns: async () => (await listStaedte(workspace.storage.db)).map(({ id }) => id),
    arten: listHandlers(workspace, around, log),
    plaene: listPlaene(around),
    now: effects.now,
    name: `${process.pid} ${effects.newId()}`,
    linkTo: (stadt, id) => addressOf(stadt, settings.place) + linkTo('auftrag', { stadt, id }),
  };
}

function closeServer(server: ServerType): Promise<void> {
  return new Promise<void>((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 2000).unref();
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}

async function announce(workspace: Workspace, around: Surroundings, address: string): Promise<void> {
  const { storage, database } = workspace;
  const { settings, console } = around;
  console.print(`Leitwerk läuft auf ${address}`);
  const towns = await listStaedte(storage.db);
  for (const { id, name } of towns) console.print(`  ${name}: ${address}/${id}/`);
  for (const satz of judgeGroupTowns(settings.oidc?.groups ?? [], towns.map(({ id }) => id))) console.print(satz);
  for (const { name, link } of await issueSetupLinks(workspace, around)) console.print(`Erstes Konto der Administration von ${name} (gilt einmal): ${link}`);
  console.print(`Daten: ${database.folder ?? 'DATABASE_URL'} (PostgreSQL ${database.version}, ${database.kind}), Ausgaben: ${settings.dataFolder}`);
  console.print('Beenden mit Strg+C.');
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
