import { Damaged } from './archive-damage.ts';
import { takePieces, type Pieces } from './archive-pieces.ts';

// POSIX.1-1988 "ustar", with a "pax" header before names that don't fit (POSIX.1-2001), so that any tar can look inside.

/** A file of an archive. */
export interface ArchiveEntry {
  readonly name: string;
  readonly size: number;
  readonly content: AsyncIterable<Uint8Array>;
}

const BLOCK = 512;
const MAX_SIZE = 8 ** 11 - 1;
const MAX_RECORD_BYTES = 4_096;
/** Where the fields of a header begin, and how long they are. */
const FIELDS = { name: [0, 100], mode: [100, 8], uid: [108, 8], gid: [116, 8], size: [124, 12], time: [136, 12], sum: [148, 8], kind: [156, 1], magic: [257, 8], prefix: [345, 155] } as const;

interface Header {
  readonly name: string;
  readonly prefix: string;
  readonly size: number;
  /** Seconds since 1970. */
  readonly time: number;
  /** `0` a file, `x` the long name of the next one. */
  readonly kind: '0' | 'x';
}

/** One file as blocks; throws where its content is not as long as it says. `time` in seconds since 1970. */
export async function* packEntry({ name, size, content }: ArchiveEntry, time: number): AsyncGenerator<Uint8Array> {
  const short = shorten(name);
  if (!short) yield* packLongName(name, time);
  yield packHeader({ ...(short ?? { name: 'lang', prefix: '' }), size, time, kind: '0' });
  let written = 0;
  for await (const piece of content) {
    written += piece.length;
    yield piece;
  }
  if (written !== size) throw new Error(`${name} has ${written} bytes instead of ${size}`);
  yield Buffer.alloc(padding(size));
}

/** What stands after the last file. */
export const END_OF_TAR = Buffer.alloc(2 * BLOCK);

function* packLongName(name: string, time: number): Generator<Uint8Array> {
  const record = paxRecord(name);
  yield packHeader({ name: 'langer-name', prefix: '', size: record.length, time, kind: 'x' });
  yield Buffer.concat([record, Buffer.alloc(padding(record.length))]);
}

/** `27 path=ausgaben/…\n`: the number counts the whole line, itself too. */
function paxRecord(name: string): Buffer {
  const rest = Buffer.from(` path=${name}\n`);
  const length = [1, 2, 3, 4].map((digits) => digits + rest.length).find((sum) => String(sum).length + rest.length === sum);
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

/** A name as the two fields of a header hold it; undefined for one that does not fit. */
function shorten(name: string): { name: string; prefix: string } | undefined {
  if (!/^[\x20-\x7e]+$/.test(name)) return undefined;
  if (name.length <= FIELDS.name[1]) return { name, prefix: '' };
  const cut = name.indexOf('/', name.length - FIELDS.name[1] - 1);
  return cut > 0 && cut <= FIELDS.prefix[1] ? { name: name.slice(cut + 1), prefix: name.slice(0, cut) } : undefined;
}

function packHeader({ name, prefix, size, time, kind }: Header): Buffer {
  if (size > MAX_SIZE) throw new Error(`${prefix}/${name} is too large for an archive`);
  const header = Buffer.alloc(BLOCK);
  const put = (field: keyof typeof FIELDS, text: string): void => void header.write(text, FIELDS[field][0], 'latin1');
  const octal = (number: number, digits: number): string => `${number.toString(8).padStart(digits, '0')}\0`;
  put('name', name);
  put('mode', octal(0o600, 7));
  put('uid', octal(0, 7));
  put('gid', octal(0, 7));
  put('size', octal(size, 11));
  put('time', octal(time, 11));
  put('sum', ' '.repeat(8));
  put('kind', kind);
  put('magic', 'ustar\x0000');
  put('prefix', prefix);
  put('sum', `${octal(header.reduce((sum, byte) => sum + byte, 0), 6)} `);
  return header;
}

/**
 * The files of an archive one after the other; each must be read to its end before the next is asked for. Accepts only
 * what `packEntry` writes, to the bit: no links, no devices, no second spelling. Throws Damaged for everything else.
 */
export async function* unpackTar(source: AsyncIterable<Buffer>): AsyncGenerator<ArchiveEntry> {
  const pieces = takePieces(source);
  for (let header = await takeHeader(pieces); header; header = await takeHeader(pieces)) {
    const { size } = header;
    yield { name: header.name, size, content: passWhole(pieces, size) };
    await takeZeros(pieces, padding(size));
  }
  if (!(await pieces.isAtEnd())) throw new Damaged('Nach dem Ende des Archivs steht noch etwas.');
}

/** The next file's name and size; undefined at the end of the archive. */
async function takeHeader(pieces: Pieces): Promise<{ name: string; size: number } | undefined> {
  const block = await takeBlock(pieces);
  if (block.every((byte) => byte === 0)) {
    await takeZeros(pieces, BLOCK);
    return undefined;
  }
  const header = parseHeader(block);
  if (header.kind === '0') return { name: header.prefix === '' ? header.name : `${header.prefix}/${header.name}`, size: header.size };
  const name = await takeLongName(pieces, header);
  const { size, kind } = parseHeader(await takeBlock(pieces));
  if (kind !== '0') throw new Damaged('Ein langer Name steht vor keiner Datei.');
  return { name, size };
}

async function takeLongName(pieces: Pieces, { size }: Header): Promise<string> {
  if (size > MAX_RECORD_BYTES) throw new Damaged('Ein Name ist zu lang.');
  const record = await pieces.take(size);
  const name = /^\d+ path=(.*)\n$/s.exec(record.toString('utf8'))?.[1];
  await takeZeros(pieces, padding(size));
  if (name === undefined || shorten(name) || !paxRecord(name).equals(record)) throw new Damaged('Ein langer Name ist nicht lesbar.');
  return name;
}

function parseHeader(block: Buffer): Header {
  const get = (field: keyof typeof FIELDS): string => block.toString('latin1', FIELDS[field][0], FIELDS[field][0] + FIELDS[field][1]).replace(/\0.*$/s, '');
  const header = { name: get('name'), prefix: get('prefix'), size: Number.parseInt(get('size'), 8), time: Number.parseInt(get('time'), 8), kind: get('kind') as Header['kind'] };
  if (!['0', 'x'].includes(header.kind) || !(header.size <= MAX_SIZE) || !(header.time >= 0) || !packHeader(header).equals(block)) throw new Damaged('Der Kopf eines Eintrags ist nicht so, wie Leitwerk ihn schreibt.');
  return header;
}

async function* passWhole(pieces: Pieces, size: number): AsyncGenerator<Buffer> {
  let passed = 0;
  for await (const piece of pieces.pass(size)) {
    passed += piece.length;
    yield piece;
  }
  if (passed !== size) throw cutOff();
}

async function takeBlock(pieces: Pieces): Promise<Buffer> {
  const block = await pieces.take(BLOCK);
  if (block.length !== BLOCK) throw cutOff();
  return block;
}

async function takeZeros(pieces: Pieces, count: number): Promise<void> {
  const zeros = await pieces.take(count);
  if (zeros.length !== count) throw cutOff();
  if (zeros.some((byte) => byte !== 0)) throw new Damaged('Zwischen den Einträgen steht etwas.');
}

function cutOff(): Damaged {
  return new Damaged('Sie hört vor ihrem Ende auf.');
}
