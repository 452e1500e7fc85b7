import { listStaedte } from '../storage/stadtmappe.ts';
import { holdData } from '../storage/holder.ts';
import { createApp, listen } from '../web/server.ts';
import { Berichte } from './berichte.ts';
import { EXIT, type Command, type Surroundings } from './command.ts';
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
    const berichte = new Berichte(workspace.storage, effects, settings.dataFolder, console);
    await berichte.buildAll();
    const app = createApp({ publications: berichte, fonts: await effects.webFonts(), log: console.progress });
    const server = await listen(app, { port: settings.port, host: settings.host });
    await announce(workspace, around, address);
    await stopSignal();
    console.progress('Beende …');
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 2000).unref();
      if ('closeIdleConnections' in server) server.closeIdleConnections();
    });
  } finally {
    await holder.release();
  }
}

async function announce({ storage, database }: Workspace, { settings, console }: Surroundings, address: string): Promise<void> {
  console.print(`Leitwerk läuft auf ${address}`);
  for (const { id, name } of await listStaedte(storage.db)) console.print(`  ${name}: ${address}/${id}/`);
  console.print(`Daten: ${database.folder ?? 'DATABASE_URL'} (PostgreSQL ${database.version}, ${database.kind}), Ausgaben: ${settings.dataFolder}`);
  console.print('Beenden mit Strg+C.');
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
