import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CHARTS, drawChart, type ChartKind } from '../src/charts/chart.ts';
import { prepareBericht } from '../src/cli/ausgabe.ts';
import { makeBeispielstadt, readMappe } from '../src/cli/workspace.ts';
import { printWebEdition } from '../src/document/web-edition.tsx';
import { composeBericht } from '../src/report/compose.ts';
import { CHROMIUM } from '../test/journeys/browser.ts';
import { environmentFor, makeOpenFolder, PROGRAM, removeData } from '../test/journeys/server.ts';
import { crawl, weighPage } from '../test/journeys/site.ts';
import { findDatabaseProcesses } from '../test/kill/kill.ts';
import { printWithChromium } from './chromium.ts';
import { driveLoad } from './load.ts';
import { figure, recordFigures, versionOf } from './messwerte.ts';
import { readMemory, watchTree, type TreeUse } from './process-tree.ts';
import { measureClone, startServing, stopServing, type Serving } from './start.ts';

// `npm run bench`: prints figures and ratios and writes them to docs/messwerte.md. Never fails on time. `--klon` measures a
// fresh clone besides, which fetches all packages anew.

const { values: options } = parseArgs({ options: { klon: { type: 'boolean', default: false } } });
const COMMAND = `npm run bench${options.klon ? ' -- --klon' : ''}`;
const TOWNS = ['hamm', 'beispielstadt'] as const;
const SERVE = [process.execPath, join(PROGRAM, 'bin/leitwerk.mjs'), 'serve'] as const;
const START_PAGE = ['/hamm/'];
const REPORTS = TOWNS.map((town) => `/${town}/berichte/familienbericht/`);
const MIB = 2 ** 20;

const dataFolder = makeOpenFolder('leitwerk-messen-');
try {
  await measureStarts();
  await measureReports();
  await measureImport();
  await measureComposition();
  measureCharts();
  if (options.klon) recordFigures(COMMAND, 'Frischer Klon', [['bis beide Berichte im Browser lesbar sind, mit leerem npm-Speicher (Ziel 90 s)', `${figure((await measureClone()) / 1000)} s`]]);
} finally {
  removeData(dataFolder);
}

async function measureStarts(): Promise<void> {
  const first = await startServing(SERVE, PROGRAM, dataFolder, REPORTS);
  await stopServing(first);
  const seconds: number[] = [];
  for (let round = 0; round < 5; round++) {
    const serving = await startServing(SERVE, PROGRAM, dataFolder, START_PAGE);
    seconds.push(serving.ms / 1000);
    await stopServing(serving);
  }
  const throughNpm = await startServing(['npm', 'start'], PROGRAM, dataFolder, START_PAGE);
  await stopServing(throughNpm);
  seconds.sort((a, b) => a - b);
  recordFigures(COMMAND, 'Start', [
    ['erster Start mit leerem Datenordner, Pakete vorhanden: bis beide Berichte lesbar sind', `${figure(first.ms / 1000)} s`],
    ['zweiter Start: bis die Startseite da ist, Median von 5 (Ziel 2 s)', `${figure(seconds[2] ?? Number.NaN, 2)} s`],
    ['zweiter Start: schnellster bis langsamster', `${figure(seconds[0] ?? Number.NaN, 2)} bis ${figure(seconds[4] ?? Number.NaN, 2)} s`],
    ['zweiter Start mit `npm start`', `${figure(throughNpm.ms / 1000, 2)} s`],
  ]);
  const serving = await startServing(SERVE, PROGRAM, dataFolder, START_PAGE);
  await measureLoad(serving);
  await measureWeights(serving.origin);
  await stopServing(serving);
}

async function measureLoad({ child, origin }: Serving): Promise<void> {
  const memory = (): [number, number] => [readMemory(child.pid ?? 0), findDatabaseProcesses(dataFolder).reduce((sum, pid) => sum + readMemory(pid), 0)];
  await sleep(1000);
  const [programBefore, databaseBefore] = memory();
  const load = await driveLoad(`${origin}/beispielstadt/`, 50, 20);
  const [programAfter, databaseAfter] = memory();
  recordFigures(COMMAND, 'Startseite unter Last', [
    ['Anfragen je Sekunde, 20 s lang, im Takt unabhängig von den Antworten', '50'],
    ['gescheitert', `${load.failed} von ${load.sent}`],
    ['Median', `${figure(load.p50)} ms`],
    ['99 von 100 schneller als (Ziel 50 ms)', `${figure(load.p99)} ms`],
    ['längste', `${figure(load.max)} ms`],
    ['Speicher des Programms vorher → nachher (PSS)', `${figure(programBefore / MIB)} → ${figure(programAfter / MIB)} MiB`],
    ['Speicher der Datenbank vorher → nachher (PSS, alle Prozesse)', `${figure(databaseBefore / MIB)} → ${figure(databaseAfter / MIB)} MiB`],
  ], 'Gemessen vom Augenblick, in dem die Anfrage fällig war; Treiber und Server teilen sich die Maschine.');
}

async function measureWeights(origin: string): Promise<void> {
  const found = await crawl(origin);
  const pages = found.filter(({ html }) => html !== undefined).map((page) => ({ path: page.path, bytes: weighPage(page, found) }));
  pages.sort((a, b) => b.bytes - a.bytes);
  recordFigures(COMMAND, 'Gewicht der Seiten', [
    ['Seiten', String(pages.length)],
    ['schwerste (HTML und CSS gepackt, dazu die Schriften; Ziel 150 kB)', `${figure((pages[0]?.bytes ?? 0) / 1000)} kB: ${pages[0]?.path}`],
    ['Median', `${figure((pages[Math.floor(pages.length / 2)]?.bytes ?? 0) / 1000)} kB`],
  ]);
}

async function measureReports(): Promise<void> {
  for (const town of TOWNS) {
    const out = makeOpenFolder('leitwerk-messen-bericht-');
    try {
      const whole = await runReport(town, out);
      const typesetting = whole.processes.filter(({ command }) => command.includes('typst-worker'));
      const database = whole.processes.filter(({ command }) => command.includes('postgres'));
      const pdf = readFileSync(join(out, 'familienbericht.pdf'));
      const rows: [string, string][] = [
        ['Befehl `report` (PDF, Webausgabe, Bilder, offene Daten), ohne Datenbank: CPU', `${figure(whole.cpu - sumCpu(database), 2)} s`],
        ['derselbe: Dauer', `${figure(whole.wallMs / 1000, 2)} s`],
        ['derselbe: Spitze aller Prozesse zusammen, mit Datenbank (PSS)', `${figure(whole.peak / MIB, 0)} MiB`],
        ['davon Satz des PDF (eigener Prozess): CPU', `${figure(sumCpu(typesetting), 2)} s`],
        ['davon Satz des PDF: Spitze (PSS)', `${figure(Math.max(0, ...typesetting.map(({ peak }) => peak)) / MIB, 0)} MiB`],
        ['PDF', `${countPages(pdf)} Seiten, ${figure(pdf.length / 1000, 0)} kB`],
        ...(await compareWithChromium(join(out, 'web'), whole, sumCpu(typesetting), sumCpu(database))),
      ];
      recordFigures(COMMAND, `Familienbericht ${town === 'hamm' ? 'Hamm' : 'Beispielstadt'}`, rows, CHROMIUM ? `Chromium druckt im selben Lauf alle Kapitel der Webausgabe in einem Dokument (${versionOf(CHROMIUM)}); Start des Browsers eingeschlossen.` : 'Auf dieser Maschine ist kein Chromium zum Vergleich.');
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  }
}

function sumCpu(processes: TreeUse['processes']): number {
  return processes.reduce((sum, { cpu }) => sum + cpu, 0);
}

function runReport(town: string, out: string): Promise<TreeUse> {
  return runProgram('report', '--stadt', town, '--bericht', 'familienbericht', '--out', out);
}

async function runProgram(...words: string[]): Promise<TreeUse> {
  const child = spawn(process.execPath, [join(PROGRAM, 'dist/leitwerk.mjs'), ...words], { env: environmentFor(dataFolder, 1), stdio: ['ignore', 'ignore', 'inherit'] });
  const watch = watchTree(child.pid ?? 0);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${words[0]} endete mit ${String(code)}`);
  return watch.stop();
}

async function compareWithChromium(web: string, whole: TreeUse, typesetting: number, database: number): Promise<[string, string][]> {
  if (CHROMIUM === undefined) return [];
  const peer = await printWithChromium(web);
  return [
    ['Chromium druckt die Webausgabe: CPU', `${figure(peer.cpu, 2)} s`],
    ['Chromium: Dauer', `${figure(peer.wallMs / 1000, 2)} s`],
    ['Chromium: Spitze aller Prozesse zusammen (PSS)', `${figure(peer.peak / MIB, 0)} MiB`],
    ['Chromium: PDF', `${countPages(peer.pdf)} Seiten, ${figure(peer.pdf.length / 1000, 0)} kB`],
    ['**Verhältnis CPU, Satz des PDF zu Chromium**', `**1 : ${figure(peer.cpu / typesetting)}**`],
    ['Verhältnis CPU, ganzer Befehl zu Chromium', `1 : ${figure(peer.cpu / (whole.cpu - database))}`],
    ['Verhältnis Spitze des Speichers, ganzer Befehl zu Chromium', `1 : ${figure(peer.peak / whole.peak)}`],
  ];
}

function countPages(pdf: Uint8Array): string {
  const folder = makeOpenFolder('leitwerk-messen-pdf-');
  try {
    writeFileSync(join(folder, 'x.pdf'), pdf);
    return /Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [join(folder, 'x.pdf')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))?.[1] ?? '?';
  } catch {
    return 'unbekannt viele (pdfinfo fehlt)';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The whole Beispielstadt written, and read into an empty town of another name. */
async function measureImport(): Promise<void> {
  const place = makeOpenFolder('leitwerk-messen-mappe-');
  const folder = join(place, 'mappe');
  try {
    const written = await runProgram('beispiel', folder);
    const file = join(folder, 'stadt.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"id": "beispielstadt"', '"id": "messstadt"'));
    const read = await runProgram('import', folder);
    const database = read.processes.filter(({ command }) => command.includes('postgres'));
    recordFigures(COMMAND, 'Beispielstadt erzeugen und einlesen', [
      ['`leitwerk beispiel`: Dauer, mit allen Dateien (Ziel 20 s)', `${figure(written.wallMs / 1000)} s`],
      ['`leitwerk import` der 234.630 Werte in eine neue Stadt: Dauer, mit Start von Programm und Datenbank (Ziel 10 s)', `${figure(read.wallMs / 1000)} s`],
      ['derselbe: CPU des Programms', `${figure(read.cpu - sumCpu(database), 2)} s`],
    ]);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** In this process, once warm: what a running server pays for a change. */
async function measureComposition(): Promise<void> {
  const rows: [string, string][] = [];
  for (const town of TOWNS) {
    const { gliederung, stand } = prepareBericht(await readTown(town), 'familienbericht');
    const compose = (): number => printWebEdition(composeBericht(gliederung, stand, { checksum: '0'.repeat(64) })).size;
    const cold = cpuMs(compose);
    const warm = Array.from({ length: 7 }, () => cpuMs(compose)).sort((a, b) => a - b);
    rows.push([`${town}: zusammenstellen, Bilder zeichnen, ${compose()} Seiten drucken; erstes Mal`, `${figure(cold, 0)} ms CPU`], [`${town}: warm, Median von 7`, `${figure(warm[3] ?? Number.NaN, 0)} ms CPU`]);
  }
  recordFigures(COMMAND, 'Webausgabe im laufenden Programm', rows);
}

function readTown(town: (typeof TOWNS)[number]): ReturnType<typeof readMappe> {
  return town === 'beispielstadt' ? makeBeispielstadt({ print: () => undefined, progress: () => undefined }) : readMappe(join(PROGRAM, 'content', town));
}

/** Every example of every kind of chart in turn, until it is a hundred. */
function measureCharts(): void {
  const examples = (Object.keys(CHARTS) as ChartKind[]).flatMap((kind) => CHARTS[kind].examples.map((series) => ({ kind, series })));
  const draw = (): void => {
    for (let index = 0; index < 100; index++) {
      const example = examples[index % examples.length];
      if (example) drawChart(example.kind, example.series, { id: `bild-${index}`, palette: { main: '#1f6f5c' } });
    }
  };
  const cold = cpuMs(draw);
  const warm = Array.from({ length: 7 }, () => cpuMs(draw)).sort((a, b) => a - b);
  recordFigures(COMMAND, 'Hundert Bilder', [
    [`Bild, Satz und Tabelle, ${examples.length} Beispiele reihum; erstes Mal`, `${figure(cold, 0)} ms CPU`],
    ['warm, Median von 7', `${figure(warm[3] ?? Number.NaN, 0)} ms CPU`],
  ]);
}

function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
