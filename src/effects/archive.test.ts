import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotFound, NotPossible, Refused } from '../base/problem.ts';
import { Damaged } from './archive-damage.ts';
import { lockStream, prepareLock, readPassphrase, readPrivateKey, readPublicKey, requireLong, unlockStream, type Key, type Lock } from './archive-lock.ts';
import { collect } from './archive-pieces.ts';
import { END_OF_TAR, packEntry } from './archive-tar.ts';
import { entryOf, measureFile, readArchive, writeArchive } from './archive.ts';

// An archive gives back what was put in, any tar can read it, and nothing in it changes unseen.

const folder = mkdtempSync(join(tmpdir(), 'leitwerk-archiv-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pair = generateKeyPairSync('x25519');
const other = generateKeyPairSync('x25519');
const passphrase = 'ein langes Kennwort';
const KINDS: readonly { kind: string; lock: Lock | undefined; key: Key | undefined; wrong: Key | undefined }[] = [
  { kind: 'offen', lock: undefined, key: undefined, wrong: undefined },
  { kind: 'kennwort', lock: { passphrase }, key: { passphrase }, wrong: { passphrase: `${passphrase}!` } },
  { kind: 'schluessel', lock: { publicKey: pair.publicKey }, key: { privateKey: pair.privateKey }, wrong: { privateKey: other.privateKey } },
];

const time = new Date('2026-11-24T12:00:00Z');
const letItBe = async (): Promise<void> => undefined;
const SPECIAL: Readonly<Record<string, string>> = { 'LIESMICH.txt': 'Format 1\n', 'tabellen/wert/0001.copy': 'a\tb\\n\\N\n\u{1f600}ß\n', 'leer.txt': '', 'manifest.json': '{}\n' };

async function write(name: string, files: Readonly<Record<string, string | Uint8Array>>, lock?: Lock): Promise<string> {
  const file = join(folder, name);
  rmSync(file, { force: true });
  await writeArchive(file, Readable.from(Object.entries(files).map(([path, content]) => entryOf(path, content))), { lock, time, check: letItBe });
  return file;
}

async function read(file: string, key?: Key): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  await readArchive(file, key, async ({ name, content }) => void (files[name] = (await collect(content)).toString('latin1')));
  return files;
}

const latin = (files: Readonly<Record<string, string | Uint8Array>>): Record<string, string> => Object.fromEntries(Object.entries(files).map(([name, content]) => [name, Buffer.from(content).toString('latin1')]));

describe.each(KINDS)('an archive, $kind', ({ kind, lock, key }) => {
  const isSlow = lock !== undefined && 'passphrase' in lock; // every opening takes a third of a second
  let file = '';
  let bytes = Buffer.alloc(0);
  beforeAll(async () => {
    file = await write(`${kind}.leitwerk`, SPECIAL, lock);
    bytes = readFileSync(file);
  });

  it('gives back what was put in, and is readable for its owner only', async () => {
    expect(await read(file, key)).toEqual(latin(SPECIAL));
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('gives back whatever was put in', async () => {
    const part = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => text.isWellFormed() && !/[\\:/\p{Cc}]|^\.{1,2}$/u.test(text));
    const files = fc.uniqueArray(fc.tuple(fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')).filter((name) => Buffer.byteLength(name) <= 1_000), fc.uint8Array({ maxLength: 2_000 })), { selector: ([name]) => name.normalize('NFC').toLowerCase(), maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(files, async (list) => {
        const given = Object.fromEntries(list);
        expect(await read(await write(`${kind}-viele.leitwerk`, given, lock), key)).toEqual(latin(given));
      }),
      { numRuns: isSlow ? 2 : 60 },
    );
  }, 120_000);

  it('passes content of many chunks on unchanged', async () => {
    const big = Buffer.alloc(5 * 65_536 + 7, 'abcdefg');
    for (const size of isSlow ? [big.length] : [0, 1, 511, 512, 513, 65_535, 65_536, 65_537, 2 * 65_536, big.length]) {
      const noise = createHash('shake256', { outputLength: size || 1 }).update(String(size)).digest().subarray(0, size);
      expect(await read(await write(`${kind}-gross.leitwerk`, { rauschen: noise, text: big.subarray(0, size) }, lock), key)).toEqual(latin({ rauschen: noise, text: big.subarray(0, size) }));
    }
  }, 120_000);

  const spoiled = async (content: Uint8Array): Promise<unknown> => {
    const target = join(folder, `${kind}-verdorben.leitwerk`);
    writeFileSync(target, content);
    return read(target, key).catch((error: unknown) => error);
  };

  it('finds one flipped bit, wherever it is', async () => {
    const places = isSlow ? fc.integer({ min: 0, max: bytes.length - 1 }) : fc.constantFrom(...bytes.keys());
    await fc.assert(
      fc.asyncProperty(places, fc.integer({ min: 0, max: 7 }), async (place, bit) => {
        const copy = Buffer.from(bytes);
        copy[place] = (copy[place] ?? 0) ^ (1 << bit);
        expect(await spoiled(copy)).toBeInstanceOf(Refused);
      }),
      { numRuns: isSlow ? 12 : 1_000 },
    );
  }, 120_000);

  it('finds a missing end and an added one', async () => {
    const lengths = isSlow ? [0, 1, 40, bytes.length - 13, bytes.length - 1] : [...bytes.keys()];
    for (const length of lengths) expect([length, await spoiled(bytes.subarray(0, length))]).toEqual([length, expect.any(Refused)]);
    for (const end of [Buffer.from([0]), bytes]) expect(await spoiled(Buffer.concat([bytes, end]))).toBeInstanceOf(Refused);
  }, 120_000);

});

it.each(KINDS.slice(1))('an archive, $kind, is refused without the key and with a wrong one, and shows nothing of its content', async ({ kind, lock, wrong }) => {
  const file = await write(`${kind}-zu.leitwerk`, SPECIAL, lock);
  for (const key of [undefined, wrong, ...KINDS.filter((row) => row.kind !== kind).map((row) => row.key)]) await expect(read(file, key)).rejects.toThrow(Refused);
  const bytes = readFileSync(file);
  expect(bytes.includes('LIESMICH')).toBe(false);
  expect(readFileSync(await write(`${kind}-zwei.leitwerk`, SPECIAL, lock)).equals(bytes)).toBe(false);
});

it('finds chunks of an encrypted stream that are left out, doubled, in another place or of another stream', async () => {
  const key = { privateKey: pair.privateKey };
  const noise = createHash('shake256', { outputLength: 4 * 65_536 + 5 }).update('x').digest();
  const lock = async (): Promise<{ head: Buffer; chunks: Buffer[] }> => {
    const [head = Buffer.alloc(0), ...chunks] = await Readable.from(lockStream(Readable.from([noise]), prepareLock({ publicKey: pair.publicKey }))).toArray() as Buffer[];
    return { head, chunks };
  };
  const unlock = (...parts: Buffer[]): Promise<Buffer> => collect(unlockStream(Readable.from(parts), key));
  const { head, chunks } = await lock();
  const [a, b, c, d, e] = chunks as [Buffer, Buffer, Buffer, Buffer, Buffer];
  expect((await unlock(head, a, b, c, d, e)).equals(noise)).toBe(true);
  const other = await lock();
  for (const parts of [[b, a, c, d, e], [a, c, d, e], [a, b, b, c, d, e], [a, b, c, d], [a, e], [e], [], [a, b, c, d, e, e], [a, b, c, d, other.chunks[4] ?? e]]) await expect(unlock(head, ...parts)).rejects.toThrow(Damaged);
  await expect(unlock(other.head, ...chunks)).rejects.toThrow(Damaged);
});

describe('any tar', () => {
  it('lists and unpacks it, and its sums are checked by sha256sum', async () => {
    const long = `ausgaben/${'a'.repeat(90)}/${'b'.repeat(80)}/${'c'.repeat(60)}.html`;
    const middle = `ausgaben/${'d'.repeat(80)}/dateien/web/index.html`;
    const file = await write('tar.leitwerk', { ...SPECIAL, [long]: 'lang', [middle]: 'mittel', 'tabellen/größe.copy': 'Umlaut\n' });
    const target = join(folder, 'ausgepackt');
    mkdirSync(target);
    const { status, stderr } = spawnSync('tar', ['xzf', file, '-C', target], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect([long, middle, 'tabellen/größe.copy'].map((name) => readFileSync(join(target, name), 'utf8'))).toEqual(['lang', 'mittel', 'Umlaut\n']);
    expect(spawnSync('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: target }).status).toBe(0);
    expect(spawnSync('tar', ['tvzf', file], { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } }).stdout).toMatch(/^-rw------- 0\/0\s+9 2026-11-24 12:00 LIESMICH\.txt$/m);
  });
});

/** An archive as somebody would make it who knows how: every hash is right. */
async function forge(name: string, parts: readonly (readonly [string, string] | Uint8Array)[], sums?: string): Promise<string> {
  const pack = async (path: string, content: string): Promise<Buffer> => collect(packEntry(entryOf(path, content), 0));
  const blocks = await Promise.all(parts.map((part) => (part instanceof Uint8Array ? part : pack(...part))));
  const named = parts.flatMap((part) => (part instanceof Uint8Array ? [] : [`${createHash('sha256').update(part[1]).digest('hex')}  ${part[0]}\n`]));
  const gz = gzipSync(Buffer.concat([...blocks, await pack('SHA256SUMS', sums ?? named.join('')), END_OF_TAR]));
  const seal = Buffer.concat([Buffer.from('1f8b08040000000000ff24004c572000', 'hex'), createHash('sha256').update(gz).digest(), Buffer.from('03000000000000000000', 'hex')]);
  const file = join(folder, name);
  writeFileSync(file, Buffer.concat([gz, seal]));
  return file;
}

describe('a forged archive', () => {
  it('would be read if nothing were wrong with it', async () => {
    expect(await read(await forge('echt.leitwerk', [['a.txt', 'x']]))).toEqual({ 'a.txt': 'x' });
  });

  it.each(['../a', '/etc/a', 'a/../../b', 'a//b', './a', 'a/.', 'C:/a', 'a\\b', 'a\nb', 'a/', '..'])('is refused for the name %j', async (name) => {
    await expect(read(await forge('name.leitwerk', [[name, 'x']]))).rejects.toThrow(/darin nicht erlaubt/);
    await expect(write('name.leitwerk', { [name]: 'x' })).rejects.toThrow(/darin nicht erlaubt/);
  });

  it('is refused for two entries that some system takes for one', async () => {
    for (const [first, second] of [['a', 'a'], ['a', 'A'], ['\u00e4', 'a\u0308']] as const) await expect(read(await forge('zweimal.leitwerk', [[first, 'x'], [second, 'y']]))).rejects.toThrow(/darin nicht erlaubt/);
  });

  it.each(['0', '1', '2', '3', '5', '6', 'g', 'L'])('is refused for an entry of kind %s that names another file: link, device, folder', async (kind) => {
    const block = Buffer.from(await collect(packEntry(entryOf('a.txt', ''), 0)));
    block.write(kind, 156, 'latin1');
    block.write('/etc/passwd', 157, 'latin1');
    block.write(' '.repeat(8), 148, 'latin1');
    block.write(`${block.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    await expect(read(await forge('art.leitwerk', [block]))).rejects.toThrow(Damaged);
  });

  it('is refused where the list of hashes and the entries differ', async () => {
    await expect(read(await forge('fremd.leitwerk', [['a', 'x']], ''))).rejects.toThrow('Die Prüfsumme von a ist eine andere');
    await expect(read(await forge('fehlt.leitwerk', [['a', 'x']], `${createHash('sha256').update('x').digest('hex')}  a\n${'0'.repeat(64)}  b\n`))).rejects.toThrow('Ein Eintrag fehlt');
    await expect(read(await forge('danach.leitwerk', [['SHA256SUMS', '']], ''))).rejects.toThrow('folgt noch ein Eintrag');
  });
});

describe('a file that is no archive', () => {
  it.each([['leer', ''], ['text', 'Guten Tag'], ['gzip', gzipSync('Guten Tag')], ['gzip eines tar ohne Siegel', gzipSync(END_OF_TAR)], ['halber Kopf', 'leitwerk-sicherung verschluesselt 1\nkennwort']] as const)('is refused: %s', async (_name, content) => {
    const file = join(folder, 'keine.leitwerk');
    writeFileSync(file, content);
    await expect(read(file)).rejects.toThrow(Damaged);
  });

  it('says so where there is none, or one that is a folder', async () => {
    await expect(read(join(folder, 'gibtesnicht'))).rejects.toThrow(NotFound);
    await expect(read(folder)).rejects.toThrow(NotPossible);
  });
});

describe('writing', () => {
  const files = Readable.from.bind(Readable);
  const isGone = (name: string): void => expect(readdirSync(folder).filter((entry) => entry.startsWith(name))).toEqual([]);

  it('leaves nothing when its source breaks, its check fails or a size is wrong', async () => {
    const file = join(folder, 'abgebrochen.leitwerk');
    const breaking = async function* () {
      yield entryOf('a', 'x'.repeat(100_000));
      throw new Error('broken source');
    };
    await expect(writeArchive(file, breaking(), { time, check: letItBe })).rejects.toThrow('broken source');
    await expect(writeArchive(file, files([{ ...entryOf('a', 'x'), size: 2 }]), { time, check: letItBe })).rejects.toThrow('1 bytes instead of 2');
    await expect(writeArchive(file, files([entryOf('a', 'x')]), { time, check: () => Promise.reject(new Error('found wanting')) })).rejects.toThrow('found wanting');
    isGone('abgebrochen');
  });

  it('shows the check the whole file, before it bears its name, and says its size and hash', async () => {
    const file = join(folder, 'geprueft.leitwerk');
    const seen: unknown[] = [];
    const written = await writeArchive(file, files([entryOf('a', 'x')]), { lock: { publicKey: pair.publicKey }, time, check: async (temporary, { key }) => void seen.push(existsSync(file), await read(temporary, key)) });
    expect(seen).toEqual([false, { a: 'x' }]);
    expect(await measureFile(file)).toEqual({ bytes: written.bytes, sha256: written.sha256 });
  });

  it('says in a sentence that the disk refuses', async () => {
    await expect(writeArchive(join(folder, 'kein/ordner/a.leitwerk'), files([entryOf('a', 'x')]), { time, check: letItBe })).rejects.toThrow(/ließ sich nicht schreiben: Den Ordner gibt es nicht/);
  });

  it('keeps little in memory, whatever its size', async () => {
    const piece = createHash('shake256', { outputLength: 1 << 20 }).update('x').digest();
    const many = async function* () {
      for (let number = 0; number < 100; number++) yield entryOf(`teil/${number}`, piece);
    };
    const file = join(folder, 'riesig.leitwerk');
    const before = process.memoryUsage().rss;
    let most = 0;
    await writeArchive(file, many(), { lock: { publicKey: pair.publicKey }, time, check: async (temporary, { key }) => void (await readArchive(temporary, key, async ({ content }) => {
      for await (const _ of content) most = Math.max(most, process.memoryUsage().rss - before);
    })) });
    expect(statSync(file).size).toBeGreaterThan(100 << 20);
    expect(most).toBeLessThan(80 << 20);
  }, 120_000);
});

describe('keys', () => {
  const put = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it('come from PEM files as OpenSSL writes them, the private one also with a passphrase', async () => {
    const file = put('o.pem', pair.publicKey.export({ type: 'spki', format: 'pem' }) as string);
    expect((await readPublicKey(file)).equals(pair.publicKey)).toBe(true);
    const open = put('p.pem', pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string);
    expect((await readPrivateKey(open)).equals(pair.privateKey)).toBe(true);
    const closed = put('pk.pem', pair.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'zu' }) as string);
    expect((await readPrivateKey(closed, 'zu')).equals(pair.privateKey)).toBe(true);
    await expect(readPrivateKey(closed)).rejects.toThrow('mit einem Kennwort geschützt');
    await expect(readPrivateKey(closed, 'auf')).rejects.toThrow('kein passender');
    await expect(readPublicKey(open)).rejects.toThrow('privater Schlüssel');
    await expect(readPublicKey(put('rsa.pem', generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }) as string))).rejects.toThrow('openssl genpkey -algorithm X25519');
    await expect(readPublicKey(put('unsinn.pem', 'x'))).rejects.toThrow('kein passender');
    await expect(readPublicKey(join(folder, 'fehlt.pem'))).rejects.toThrow('lässt sich nicht lesen');
  });

  it('are passphrases of one line, with or without its end', async () => {
    expect(await readPassphrase(put('k1', 'grüße aus Hamm\n'))).toBe('grüße aus Hamm');
    expect(await readPassphrase(put('k2', '\ufeffgru\u0308ße aus Hamm\r\n'))).toBe('grüße aus Hamm');
    await expect(readPassphrase(put('k3', '\n'))).rejects.toThrow('kein Kennwort');
    await expect(readPassphrase(put('k4', 'a\nb\n'))).rejects.toThrow('kein Kennwort');
    expect(() => requireLong('elf Zeichen')).toThrow('kürzer als 12');
    expect(requireLong('zwölf Zeiche')).toBe('zwölf Zeiche');
  });
});
