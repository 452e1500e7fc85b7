import type { DeliveredBytes, DeliveredFile, DeliveredJson, DeliveredTable } from '../../base/delivered.ts';
import { parseGermanNumber } from '../../base/number.ts';
import { compareProblems, type Problem } from '../../base/problem.ts';
import { check, type JsonPath, type Locate } from '../../base/schema.ts';
import { compareCodes, hasForbiddenCharacter } from '../../base/text.ts';
import { readAntworten, type Antwortbogen } from '../befragung/antwort.ts';
import { keyOfWert, Verlaufswert, Wert } from '../kennzahlen/wert.ts';
import { SAMMLUNGSNAMEN, sammlungOf, WERTSPALTEN, type Bestaende, type Sammlungsname, type Spaltenart } from './sammlungen.ts';
import { checkVerweise } from './verweise.ts';

/** The portable form of everything a town owns. */
export interface Stadtmappe extends Bestaende {
  readonly werte: Wert[];
  readonly verlauf: Verlaufswert[];
  readonly antworten: Record<string, Antwortbogen[]>;
  /** Bytes of the pictures by file name. */
  readonly bilddateien: Record<string, Uint8Array>;
}

/** Where every record of a folder stands, so that a later check can name file, line and column. */
export type Fundstellen = ReadonlyMap<string, { readonly datei: string; readonly locate: Locate }>;

/** Collections of which something could not be understood: what refers to them is not judged. */
export type Luecken = ReadonlySet<Sammlungsname | 'werte'>;

/** What could be understood of a folder with faults, for checks that go on as far as they can. */
export interface Teilmappe {
  readonly mappe: Stadtmappe;
  readonly fundstellen: Fundstellen;
  readonly luecken: Luecken;
}

/**
 * Understands the files of a town folder as a whole. Either everything is right, or every fault is returned with
 * file, line and sentence: wrong files, unknown keys, wrong types, duplicate codes, references into nothing.
 * `unreadable` are the paths of files whose form was faulty already; nobody is blamed for referring to what is in them.
 * A `partial` folder is one that something is still added to: files may be missing, references are not followed.
 */
export function readStadtmappe(files: readonly DeliveredFile[], unreadable: readonly string[] = [], { partial = false } = {}): { mappe: Stadtmappe; fundstellen: Fundstellen } | { problems: Problem[]; teil: Teilmappe } {
  const reading = new Reading(partial);
  for (const path of unreadable) reading.miss(path);
  for (const file of files) reading.take(file);
  return reading.finish();
}

const WERTE = /^werte\/(?!verlauf\.csv$)([^/]+)\.csv$/;
const ANTWORTEN = /^befragung\/([^/]+)\.csv$/;
const BILD = /^bilder\/([a-z0-9][a-z0-9-]*\.(svg|png|jpg))$/;

/**
 * Places of records. Of values there are hundreds of thousands, and a place is asked for only where one is faulty, so their
 * index is made at the first question.
 */
class Fundorte extends Map<string, { readonly datei: string; readonly locate: Locate }> {
  private readonly wertnamen: string[] = [];
  private readonly files: DeliveredTable[] = [];
  private readonly lines: number[] = [];
  private index: Map<string, number> | undefined;

  noteWert(key: string, file: DeliveredTable, line: number): void {
    this.wertnamen.push(key);
    this.files.push(file);
    this.lines.push(line);
    this.index = undefined;
  }

  override get(name: string): { readonly datei: string; readonly locate: Locate } | undefined {
    const known = super.get(name);
    if (known || !name.startsWith('werte/')) return known;
    this.index ??= new Map(this.wertnamen.map((key, index) => [key, index]));
    const place = this.index.get(name.slice('werte/'.length)) ?? -1;
    const file = this.files[place];
    return file && { datei: file.path, locate: locateIn(file, this.lines[place] ?? 0) };
  }
}

class Reading {
  private readonly problems: Problem[] = [];
  private readonly fundstellen = new Fundorte();
  private readonly records = new Map<Sammlungsname, unknown[]>(SAMMLUNGSNAMEN.map((name) => [name, []]));
  private readonly werte = new Map<string, Wert>();
  private readonly verlauf = new Map<string, Verlaufswert>();
  private readonly bilddateien: Record<string, Uint8Array> = {};
  private readonly antwortdateien: DeliveredTable[] = [];
  private readonly seen = new Set<string>();
  private readonly luecken = new Set<Sammlungsname | 'werte'>();
  private readonly partial: boolean;

  constructor(partial: boolean) {
    this.partial = partial;
  }

  /** Notes a file that is there but could not be read, or has the wrong ending. */
  miss(path: string): void {
    this.seen.add(path);
    const known = path.startsWith('bilder/') ? 'bilder' : ['.json', '.csv'].map((ending) => findSammlung(path.replace(/\.[^./]*$/, ending))).find((name) => name !== undefined);
    if (known) this.luecken.add(known);
    if (path.startsWith('werte/')) this.luecken.add('werte');
  }

  take(file: DeliveredFile): void {
    this.seen.add(file.path);
    const known = findSammlung(file.path);
    if (known && file.kind === 'json') this.takeJson(known, file);
    else if (known && file.kind === 'table') this.takeTable(known, file);
    else if (WERTE.test(file.path) && file.kind === 'table') this.takeWerte(file, Wert, this.werte);
    else if (file.path === 'werte/verlauf.csv' && file.kind === 'table') this.takeWerte(file, Verlaufswert, this.verlauf);
    else if (ANTWORTEN.test(file.path) && file.kind === 'table') this.antwortdateien.push(file);
    else if (BILD.test(file.path) && file.kind === 'bytes') this.takeBild(file);
    else {
      this.miss(file.path);
      this.problems.push({ datei: file.path, satz: 'Diese Datei gehört nicht in eine Stadtmappe.' });
    }
  }

  finish(): { mappe: Stadtmappe; fundstellen: Fundstellen } | { problems: Problem[]; teil: Teilmappe } {
    if (!this.partial) this.checkRequired();
    const { fundstellen, luecken } = this;
    const mappe = this.assemble();
    if (!this.partial) this.problems.push(...checkVerweise(mappe, fundstellen, luecken));
    return this.problems.length > 0 ? { problems: this.problems.sort(compareProblems), teil: { mappe, fundstellen, luecken } } : { mappe, fundstellen };
  }

  /** A file that is there but could not be parsed is reported by its reader already. */
  private checkRequired(): void {
    for (const name of SAMMLUNGSNAMEN) {
      const { ablage, pfad } = sammlungOf(name);
      if (ablage !== 'datei' || this.seen.has(pfad)) continue;
      this.luecken.add(name);
      this.problems.push({ datei: pfad, satz: 'Diese Datei fehlt.' });
    }
  }

  private takeJson(name: Sammlungsname, file: DeliveredJson): void {
    const { ablage, pfad } = sammlungOf(name);
    if (ablage === 'datei') return this.addRecord(name, file.content, file.path, file.locate);
    if (ablage === 'ordner') return this.takeCoded(name, file, matchPath(pfad, file.path) ?? '');
    if (!Array.isArray(file.content)) return this.refuse(name, [{ datei: file.path, ...file.locate([]), satz: 'Erwartet wird eine Liste: [ … ].' }]);
    file.content.forEach((record, index) => this.addRecord(name, record, file.path, (path) => file.locate([index, ...path])));
  }

  private takeCoded(name: Sammlungsname, file: DeliveredJson, code: string): void {
    if (isRecord(file.content) && 'code' in file.content) {
      return this.refuse(name, [{ datei: file.path, ...file.locate(['code']), satz: 'Das Feld „code“ ist hier nicht bekannt; das Kürzel steht im Dateinamen.' }]);
    }
    const content = isRecord(file.content) ? { code, ...file.content } : file.content;
    this.addRecord(name, content, file.path, file.locate);
  }

  private takeTable(name: Sammlungsname, file: DeliveredTable): void {
    const { spalten = {} } = sammlungOf(name);
    const before = this.problems.length;
    for (const { record, number } of this.readRows(file, spalten)) this.addRecord(name, record, file.path, locateIn(file, number));
    if (this.problems.length > before) this.luecken.add(name);
  }

  private refuse(name: Sammlungsname, problems: readonly Problem[]): void {
    this.luecken.add(name);
    this.problems.push(...problems);
  }

  private takeWerte<T extends Wert>(file: DeliveredTable, schema: typeof Wert | typeof Verlaufswert, target: Map<string, T>): void {
    const withZustand = schema === Verlaufswert ? { ...WERTSPALTEN, zustand: 'text' as const } : WERTSPALTEN;
    const [expected, before] = [WERTE.exec(file.path)?.[1], this.problems.length];
    for (const { record, number } of this.readRows(file, withZustand)) {
      const checked = check(schema, record, file.path, (path) => locateIn(file, number)(path));
      if ('problems' in checked) this.problems.push(...checked.problems);
      else this.addWert(checked.value as T, { file, number, expected }, target);
    }
    if (this.problems.length > before) this.luecken.add('werte');
  }

  private addWert<T extends Wert>(wert: T, { file, number, expected }: { file: DeliveredTable; number: number; expected: string | undefined }, target: Map<string, T>): void {
    const refuse = (column: string, satz: string): void => void this.problems.push({ datei: file.path, ...locateIn(file, number)([column]), satz });
    if (expected !== undefined && expected !== wert.indikator) return refuse('indikator', `In dieser Datei stehen nur Werte der Kennzahl ${expected}.`);
    const key = expected === undefined ? `${keyOfWert(wert)}|${wert.revision}` : keyOfWert(wert);
    if (target.has(key)) refuse('', `Für ${describeKey(wert)} steht schon ein Wert in dieser Mappe.`);
    target.set(key, wert);
    this.fundstellen.noteWert(key, file, number);
  }

  private takeBild(file: DeliveredBytes): void {
    this.bilddateien[BILD.exec(file.path)?.[1] ?? file.path] = file.content;
  }

  private addRecord(name: Sammlungsname, content: unknown, datei: string, locate: Locate): void {
    const sammlung = sammlungOf(name);
    const checked = check(sammlung.schema, content, datei, locate);
    if ('problems' in checked) return this.refuse(name, checked.problems);
    const key = `${name}/${sammlung.codeOf(checked.value)}`;
    if (this.fundstellen.has(key)) this.refuse(name, [{ datei, ...locate(['code']), satz: `Das Kürzel „${sammlung.codeOf(checked.value)}“ kommt zweimal vor.` }]);
    this.problems.push(...controlCharacters(content, datei, locate));
    this.fundstellen.set(key, { datei, locate });
    this.records.get(name)?.push(checked.value);
  }

  private *readRows(file: DeliveredTable, spalten: Readonly<Record<string, Spaltenart>>): Generator<{ record: Record<string, unknown>; number: number }> {
    const unknown = file.head.filter((column) => !(column in spalten));
    this.problems.push(...unknown.map((column) => ({ datei: file.path, zeile: 1, spalte: file.head.indexOf(column) + 1, satz: `Die Spalte „${column}“ ist hier nicht bekannt. Bekannt sind: ${Object.keys(spalten).join(', ')}.` })));
    for (const line of file.lines) {
      const record = this.readCells(file, spalten, line);
      if (record) yield { record, number: line.number };
    }
  }

  private readCells(file: DeliveredTable, spalten: Readonly<Record<string, Spaltenart>>, { cells, number }: DeliveredTable['lines'][number]): Record<string, unknown> | undefined {
    const record: Record<string, unknown> = {};
    let faulty = false;
    file.head.forEach((column, index) => {
      const cell = readCell(cells[index] ?? '', spalten[column] ?? 'text');
      if (cell === INVALID) {
        faulty = true;
        this.problems.push({ datei: file.path, ...locateIn(file, number)([column]), satz: `In der Spalte „${column}“ steht „${cells[index]}“; erwartet wird eine Zahl wie 1234,5.` });
      } else if (cell !== undefined && column in spalten) record[column] = cell;
    });
    return faulty ? undefined : record;
  }

  private assemble(): Stadtmappe {
    const lists = Object.fromEntries(SAMMLUNGSNAMEN.map((name) => [name, this.sorted(name)])) as unknown as Bestaende;
    const antworten = Object.fromEntries(this.antwortdateien.map((file) => [ANTWORTEN.exec(file.path)?.[1] ?? '', this.readAntwortdatei(file, lists)]));
    return {
      ...lists,
      werte: sortWerte([...this.werte.values()]),
      verlauf: sortWerte([...this.verlauf.values()]),
      antworten,
      bilddateien: this.bilddateien,
    };
  }

  private sorted(name: Sammlungsname): unknown {
    const { ablage, codeOf } = sammlungOf(name);
    const records = this.records.get(name) ?? [];
    return ablage === 'datei' ? records[0] : [...records].sort((a, b) => compareCodes(codeOf(a), codeOf(b)));
  }

  private readAntwortdatei(file: DeliveredTable, bestaende: Bestaende): Antwortbogen[] {
    const welle = bestaende.wellen.find((entry) => `befragung/${entry.code}.csv` === file.path);
    if (!welle) {
      if (!this.luecken.has('wellen')) this.problems.push({ datei: file.path, satz: 'Zu diesen Antworten fehlt die Beschreibung der Befragung (gleicher Dateiname mit .json).' });
      return [];
    }
    const { antworten, problems } = readAntworten(file, welle);
    this.problems.push(...problems);
    return antworten;
  }
}

/** Values in the order of files: by what identifies them, then by revision. Names each value once, because there are many. */
export function sortWerte<T extends Wert>(werte: readonly T[]): T[] {
  const named = werte.map((wert) => ({ wert, key: keyOfWert(wert) }));
  return named.sort((a, b) => compareCodes(a.key, b.key) || a.wert.revision - b.wert.revision).map(({ wert }) => wert);
}

// `berichte/*/gliederung.json` with `berichte/sozialbericht/gliederung.json` → `sozialbericht`; undefined where it does not fit.
export function matchPath(pattern: string, path: string): string | undefined {
  const expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '([A-Za-z0-9][A-Za-z0-9_.-]*)')}$`);
  const stars = expression.exec(path)?.slice(1);
  return stars?.join('/');
}

function findSammlung(path: string): Sammlungsname | undefined {
  return SAMMLUNGSNAMEN.find((name) => matchPath(sammlungOf(name).pfad, path) !== undefined);
}

/** Places inside a line of a table. */
function locateIn(file: DeliveredTable, line: number): Locate {
  return ([field]) => ({ zeile: line, spalte: Math.max(1, file.head.indexOf(String(field ?? '')) + 1) });
}

const INVALID = Symbol('invalid');

function readCell(cell: string, art: Spaltenart): unknown {
  if (cell === '') return undefined;
  if (art === 'liste') return cell.split(',').map((part) => part.trim());
  if (art === 'zahl') return parseGermanNumber(cell) ?? INVALID;
  return cell;
}

function isRecord(content: unknown): content is Record<string, unknown> {
  return typeof content === 'object' && content !== null && !Array.isArray(content);
}

/** The schema of `text` sees most strings; this one sees all, with their place. */
function controlCharacters(content: unknown, datei: string, locate: Locate, path: JsonPath = []): Problem[] {
  if (typeof content === 'string') {
    return hasForbiddenCharacter(content) ? [{ datei, ...locate(path), satz: 'Der Text enthält ein Zeichen, das nicht gespeichert werden kann (Steuerzeichen oder halbes Zeichen).' }] : [];
  }
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([key, inner]) => controlCharacters(inner, datei, locate, [...path, Array.isArray(content) ? Number(key) : key]));
}

function describeKey(wert: Wert): string {
  return `${wert.indikator}, Raum ${wert.raum}, Zeit ${wert.zeit}${wert.auspraegung === null ? '' : `, ${wert.auspraegung}`}`;
}
