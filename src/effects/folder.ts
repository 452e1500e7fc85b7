import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DeliveredFile } from '../base/delivered.ts';
import { NotFound, type Problem } from '../base/problem.ts';
import { compareCodes } from '../base/text.ts';
import { readJsonFile } from './json-file.ts';
import { checkSvg } from './svg-check.ts';
import { readTableFile } from './table-file.ts';

const MAX_FILE_BYTES = 64 * 1024 * 1024;
const MAX_FILES = 20_000;
/** What systems and office programs leave in folders; `~$` begins the name of a file that says who has the other one open. */
const IGNORED = /^(?:\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*|\.~lock\..*)$/;

/** Reads every file of a folder into cells, values or bytes. Faults of form (encoding, JSON, CSV, pictures) come all at once. */
export async function readFolder(folder: string): Promise<{ files: DeliveredFile[]; problems: Problem[] }> {
  const { paths, problems } = await listFiles(folder);
  const files: DeliveredFile[] = [];
  for (const path of paths) {
    const result = readDelivered(path, await readFile(join(folder, path)));
    if ('file' in result) files.push(result.file);
    else problems.push(...result.problems);
  }
  return { files, problems };
}

async function listFiles(folder: string): Promise<{ paths: string[]; problems: Problem[] }> {
  const info = await stat(folder).catch(() => undefined);
  if (!info?.isDirectory()) throw new NotFound(`Den Ordner ${folder} gibt es nicht.`);
  const paths: string[] = [];
  const problems: Problem[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(join(folder).length).replaceAll('\\', '/').replace(/^\//, '');
    if (entry.isDirectory() || IGNORED.test(entry.name)) continue;
    if (!entry.isFile()) problems.push({ datei: path, satz: 'Verknüpfungen und Gerätedateien sind in einer Stadtmappe nicht erlaubt.' });
    else if ((await stat(join(folder, path))).size > MAX_FILE_BYTES) problems.push({ datei: path, satz: 'Die Datei ist größer als 64 MiB.' });
    else paths.push(path);
  }
  if (paths.length > MAX_FILES) return { paths: [], problems: [{ satz: `Der Ordner enthält mehr als ${MAX_FILES} Dateien; das ist keine Stadtmappe.` }] };
  return { paths: paths.sort(compareCodes), problems };
}

/** Reads one file by its ending. */
export function readDelivered(path: string, bytes: Uint8Array): { file: DeliveredFile } | { problems: Problem[] } {
  if (/\.(png|jpg)$/.test(path)) return readPixels(path, bytes);
  const text = decode(bytes);
  if (typeof text !== 'string') return { problems: [{ datei: path, zeile: text.line, satz: 'Die Datei ist nicht in UTF-8 gespeichert (in Excel: „CSV UTF-8“ wählen).' }] };
  if (path.endsWith('.json')) return readJsonFile(path, text);
  if (path.endsWith('.csv')) return readTableFile(path, text);
  if (path.endsWith('.svg')) {
    const faults = checkSvg(text);
    if (faults.length > 0) return { problems: faults.map((satz) => ({ datei: path, satz })) };
  }
  return { file: { kind: 'bytes', path, content: bytes } };
}

function readPixels(path: string, bytes: Uint8Array): { file: DeliveredFile } | { problems: Problem[] } {
  const signature = path.endsWith('.png') ? [0x89, 0x50, 0x4e, 0x47] : [0xff, 0xd8, 0xff];
  if (signature.every((byte, index) => bytes[index] === byte)) return { file: { kind: 'bytes', path, content: bytes } };
  return { problems: [{ datei: path, satz: 'Der Inhalt der Bilddatei passt nicht zu ihrer Endung.' }] };
}

function decode(bytes: Uint8Array): string | { line: number } {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { line: lineOfFirstFault(bytes) };
  }
}

function lineOfFirstFault(bytes: Uint8Array): number {
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  const fault = lines.findIndex((line) => !Buffer.from(line, 'latin1').toString('utf8').split('').every((sign) => sign !== '\ufffd'));
  return fault + 1;
}

/** Writes files into a folder that must be empty or absent, whole or not at all. */
export async function writeFolder(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  const temporary = `${folder.replace(/[/\\]+$/, '')}.neu-${process.pid}`;
  await rm(temporary, { recursive: true, force: true });
  for (const [path, content] of files) {
    await mkdir(dirname(join(temporary, path)), { recursive: true });
    await writeFile(join(temporary, path), content);
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(dirname(join(folder)), { recursive: true });
  await rename(temporary, folder);
}

/** True where a folder is absent or holds nothing. */
export async function isEmptyFolder(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length === 0;
}
