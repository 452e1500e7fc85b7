import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { PROGRAM } from '../test/journeys/server.ts';

// docs/messwerte.md: one section for each measurement, replaced when it is measured again.

const FILE = join(PROGRAM, 'docs/messwerte.md');
const HEAD = `# Messwerte

Was gemessen wurde, mit Maschine, Tag und Befehl. Verhältnisse zu Chromium, das im selben Lauf dasselbe druckt, gelten auch auf anderen Maschinen; Sekunden nicht. Jeder Abschnitt wird beim nächsten Messen ersetzt.
`;

/** Replaces the section with this heading, or adds it at the end. */
export function writeSection(heading: string, text: string): void {
  const [head = HEAD, ...sections] = (existsSync(FILE) ? readFileSync(FILE, 'utf8') : HEAD).split(/\n(?=## )/);
  const others = sections.filter((section) => !section.startsWith(`## ${heading}\n`));
  const place = sections.findIndex((section) => section.startsWith(`## ${heading}\n`));
  const section = `## ${heading}\n\n${text}`;
  const ordered = place === -1 ? [...others, section] : others.toSpliced(place, 0, section);
  writeFileSync(FILE, `${[head, ...ordered].map((part) => part.trimEnd()).join('\n\n')}\n`);
}

/** Prints a table of figures and replaces its section; `command` is what measured them. */
export function recordFigures(command: string, heading: string, rows: readonly (readonly [string, string])[], note = ''): void {
  const table = ['| Größe | Wert |', '|---|--:|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
  console.log(`\n${heading}\n${rows.map(([name, value]) => `  ${name}: ${value}`).join('\n')}`);
  writeSection(heading, [describeRun(command), table, note].filter(Boolean).join('\n\n'));
}

/** Machine, day and command, as a line under a heading. */
export function describeRun(command: string): string {
  const [cpu] = cpus();
  const gib = Math.round(totalmem() / 2 ** 30);
  return `${new Date().toISOString().slice(0, 10)} · ${cpu?.model.trim() ?? 'unbekannter Prozessor'}, ${cpus().length} Kerne, ${gib} GiB, ${readSystem()}, Node ${process.versions.node} · \`${command}\``;
}

function readSystem(): string {
  const release = existsSync('/etc/os-release') ? /PRETTY_NAME="([^"]+)"/.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] : undefined;
  return release ?? process.platform;
}

export function versionOf(program: string): string {
  return execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

/** German figure: 1.234,5 */
export function figure(value: number, decimals = 1): string {
  return value.toLocaleString('de-DE', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
