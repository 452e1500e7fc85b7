import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { NotFound, NotPossible } from '../base/problem.ts';
import { Damaged } from './archive-damage.ts';
import { isLocked, lockStream, prepareLock, unlockStream, type Key, type Lock } from './archive-lock.ts';
import { collect } from './archive-pieces.ts';
import { END_OF_TAR, packEntry, unpackTar, type ArchiveEntry } from './archive-tar.ts';
import { messageOf } from './postgres-user.ts';

// An archive is a tar file in gzip with a list of hashes at its end, and a second, empty gzip part that carries the hash of
// the first: any tar can look inside, and no bit of it can change unseen. On request all of it is encrypted.

/** Last entry of every archive, in the form that `sha256sum -c` checks. */
export const SUMS = 'SHA256SUMS';
const MAX_SUMS_BYTES = 64 * 1024 * 1024;

export interface WrittenArchive {
  readonly bytes: number;
  /** Of the whole file. */
  readonly sha256: string;
  /** Opens the file just written, where it is encrypted: for reading it again at once. */
  readonly key: Key | undefined;
}

export interface WriteOptions {
  readonly lock?: Lock | undefined;
  /** Stands as the time of every entry. */
  readonly time: Date;
  /** Is given the finished file before it bears its name; where it throws, there is no file. */
  readonly check: (file: string, written: WrittenArchive) => Promise<void>;
}

/**
 * Writes entries as they come, beside the final name, flushes and checks the file, and then gives it its name. Readable
 * for its owner only. What fails leaves nothing; throws NotPossible where the disk refuses.
 */
export async function writeArchive(file: string, entries: AsyncIterable<ArchiveEntry>, { lock, time, check }: WriteOptions): Promise<WrittenArchive> {
  const temporary = `${file}.neu-${process.pid}`;
  const prepared = lock && prepareLock(lock);
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of source) {
      hash.update(piece);
      bytes += piece.length;
      yield piece;
    }
  };
  try {
    await rm(temporary, { force: true });
    const tar = Readable.from(packEntries(entries, Math.floor(time.getTime() / 1000)));
    const target = createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(tar, createGzip({ level: 5 }), appendSeal, (source: AsyncIterable<Buffer>) => (prepared ? lockStream(source, prepared) : source), measure, target);
    const written = { bytes, sha256: hash.digest('hex'), key: prepared && { fileKey: prepared.fileKey } };
    await check(temporary, written);
    await rename(temporary, file);
    await flushFolder(dirname(file));
    return written;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw explainDisk(error, file);
  }
}

async function* packEntries(entries: AsyncIterable<ArchiveEntry>, time: number): AsyncGenerator<Uint8Array> {
  const names = new Set<string>();
  const sums: string[] = [];
  for await (const entry of entries) {
    requireName(entry.name, names);
    const hash = createHash('sha256');
    yield* packEntry({ ...entry, content: through(entry.content, hash) }, time);
    sums.push(`${hash.digest('hex')}  ${entry.name}\n`);
  }
  yield* packEntry(entryOf(SUMS, sums.join('')), time);
  yield END_OF_TAR;
}

/** An entry of a text or of bytes at hand. */
export function entryOf(name: string, content: string | Uint8Array): ArchiveEntry {
  const bytes = Buffer.from(content);
  return { name, size: bytes.length, content: Readable.from([bytes]) };
}

async function* through(source: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
  for await (const piece of source) {
    hash.update(piece);
    yield piece;
  }
}

/** Relative, with `/`, nothing that leaves the folder or that a system reads as something else, and each once. */
function requireName(name: string, names: Set<string>): void {
  const isSafe = Buffer.byteLength(name) <= 1_000 && name.isWellFormed() && !/[\\:\p{Cc}]/u.test(name) && name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  const same = name.normalize('NFC').toLowerCase();
  if (!isSafe || names.has(same)) throw new Damaged(`Der Name ${JSON.stringify(name.slice(0, 200))} ist darin nicht erlaubt.`);
  names.add(same);
}

/** A gzip part that holds nothing but a field of 32 bytes (RFC 1952, FEXTRA), between what stands before it and what follows. */
const SEAL_BEGIN = Buffer.from([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 36, 0, 0x4c, 0x57, 32, 0]);
const SEAL_END = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const SEAL_LENGTH = SEAL_BEGIN.length + 32 + SEAL_END.length;

async function* appendSeal(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const piece of source) {
    hash.update(piece);
    yield piece;
  }
  yield Buffer.concat([SEAL_BEGIN, hash.digest(), SEAL_END]);
}

/** Passes on what stands before the seal, tells the sealed hash at the end, and throws Damaged where it is not that of what came. */
async function* checkSeal(source: AsyncIterable<Buffer>, tell: (sealed: string) => void): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let held: Buffer = Buffer.alloc(0);
  for await (const piece of source) {
    const both = Buffer.concat([held, piece]);
    held = both.subarray(Math.max(0, both.length - SEAL_LENGTH));
    const before = both.subarray(0, both.length - held.length);
    hash.update(before);
    if (before.length > 0) yield before;
  }
  const digest = hash.digest();
  if (!held.equals(Buffer.concat([SEAL_BEGIN, digest, SEAL_END]))) throw new Damaged('Die Prüfsumme über das Ganze ist eine andere.');
  tell(digest.toString('hex'));
}

/**
 * Reads an archive from beginning to end and shows every entry to the visitor, who may leave its content unread. What it is
 * shown is certain only when this has ended: throws Damaged as soon as anything differs from what was written, Refused
 * where the key is missing or wrong. Returns the sealed hash: two readings with the same one have shown the same.
 */
export async function readArchive(file: string, key: Key | undefined, visit: (entry: ArchiveEntry) => Promise<void>): Promise<string> {
  const locked = await looksLocked(file);
  const gunzip = createGunzip();
  let sealed = '';
  const unlock = (source: AsyncIterable<Buffer>): AsyncIterable<Buffer> => (locked ? unlockStream(source, key) : source);
  const done = pipeline(createReadStream(file), unlock, (source: AsyncIterable<Buffer>) => checkSeal(source, (hash) => (sealed = hash)), gunzip);
  done.catch(() => undefined); // told by the reading below
  try {
    await visitEntries(unpackTar(gunzip), visit);
    await done;
    return sealed;
  } catch (error) {
    throw isZlibError(error) ? new Damaged('Sie lässt sich nicht entpacken.') : error;
  } finally {
    gunzip.destroy();
  }
}

async function visitEntries(entries: AsyncIterable<ArchiveEntry>, visit: (entry: ArchiveEntry) => Promise<void>): Promise<void> {
  const names = new Set<string>();
  const sums: string[] = [];
  let listed: string | undefined;
  for await (const entry of entries) {
    if (listed !== undefined) throw new Damaged(`Nach ${SUMS} folgt noch ein Eintrag.`);
    requireName(entry.name, names);
    if (entry.name === SUMS) {
      if (entry.size > MAX_SUMS_BYTES) throw new Damaged(`${SUMS} ist zu groß.`);
      listed = (await collect(entry.content)).toString('utf8');
      continue;
    }
    const hash = createHash('sha256');
    const content = through(entry.content, hash);
    await visit({ ...entry, content });
    for await (const _ of content); // what the visitor left
    sums.push(`${hash.digest('hex')}  ${entry.name}\n`);
  }
  if (listed !== sums.join('')) throw new Damaged(describeDifference(listed, sums));
}

function describeDifference(listed: string | undefined, sums: readonly string[]): string {
  if (listed === undefined) return `${SUMS} fehlt.`;
  const lines = new Set(listed.split('\n').map((line) => `${line}\n`));
  const changed = sums.find((line) => !lines.has(line));
  return changed ? `Die Prüfsumme von ${changed.slice(66, -1)} ist eine andere.` : `Ein Eintrag fehlt, den ${SUMS} nennt.`;
}

async function looksLocked(file: string): Promise<boolean> {
  let handle;
  try {
    handle = await open(file, 'r');
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return isLocked(buffer.subarray(0, bytesRead));
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT') throw new NotFound(`Die Datei ${file} gibt es nicht.`);
    throw new NotPossible(`Die Datei ${file} lässt sich nicht lesen (${code ?? messageOf(error)}).`);
  } finally {
    await handle?.close();
  }
}

/** Size and SHA-256 of a file. */
export async function measureFile(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(file)) {
    hash.update(piece as Buffer);
    bytes += (piece as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

/** Makes a new name in a folder last through a power failure; where a system can't do that, it goes without. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

const DISK: Readonly<Record<string, string>> = { ENOSPC: 'Der Platz auf dem Datenträger reicht nicht.', EDQUOT: 'Der Platz auf dem Datenträger reicht nicht.', EACCES: 'Dort darf dieser Benutzer nicht schreiben.', EPERM: 'Dort darf dieser Benutzer nicht schreiben.', EROFS: 'Der Datenträger ist nur lesbar.', ENOENT: 'Den Ordner gibt es nicht.', ENOTDIR: 'Der Ordner ist keiner.', EIO: 'Der Datenträger meldet einen Fehler.' };

function explainDisk(error: unknown, file: string): unknown {
  const code = String((error as { code?: unknown }).code);
  return Object.hasOwn(DISK, code) ? new NotPossible(`Die Sicherung ${file} ließ sich nicht schreiben: ${DISK[code]}`, { cause: error }) : error;
}
