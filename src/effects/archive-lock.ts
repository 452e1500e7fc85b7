import { createCipheriv, createDecipheriv, createHash, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, randomBytes, scryptSync, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Refused } from '../base/problem.ts';
import { Damaged } from './archive-damage.ts';
import { takePieces, type Pieces } from './archive-pieces.ts';

// Encryption of a stream in chunks (the STREAM construction of Hoang, Reyhanitabar, Rogaway, Vizár 2015, with AES-256-GCM):
// the nonce counts the chunks and marks the last one, so that none can be changed, left out, put elsewhere or cut off.

/** What an archive is locked with. */
export type Lock = { readonly passphrase: string } | { readonly publicKey: KeyObject };
/** What opens it again; the file key is known only to the process that wrote it. */
export type Key = { readonly passphrase: string } | { readonly privateKey: KeyObject } | { readonly fileKey: Buffer };

const MAGIC = 'leitwerk-sicherung verschluesselt 1\n';
const CHUNK = 64 * 1024;
const TAG = 16;
const MAX_HEADER = 256;
/** 128 MiB and a third of a second for each guess of a passphrase (RFC 7914). */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 };
const KEY_HELP = 'Ein Schlüsselpaar entsteht mit: openssl genpkey -algorithm X25519 -out privat.pem und openssl pkey -in privat.pem -pubout -out oeffentlich.pem';

/** A lock for one file: its readable beginning, and the key that nothing else is locked with. */
export interface PreparedLock {
  readonly header: Buffer;
  readonly fileKey: Buffer;
}

/** Draws what is needed for one file; two files with the same passphrase or key pair have nothing in common. */
export function prepareLock(lock: Lock): PreparedLock {
  if ('passphrase' in lock) {
    const salt = randomBytes(16);
    const header = Buffer.from(`${MAGIC}kennwort ${salt.toString('base64url')}\n`);
    return { header, fileKey: deriveKey(scryptSync(lock.passphrase, salt, 32, SCRYPT), header) };
  }
  const own = generateKeyPairSync('x25519');
  const header = Buffer.from(`${MAGIC}schluessel ${fingerprintOf(lock.publicKey)} ${rawOf(own.publicKey)}\n`);
  return { header, fileKey: deriveKey(agree(own.privateKey, lock.publicKey, own.publicKey, lock.publicKey), header) };
}

/** The header goes into the key: whoever changes it opens nothing. */
function deriveKey(secret: Buffer, header: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), header, 32));
}

/** X25519 (RFC 7748), bound to both public keys. */
function agree(privateKey: KeyObject, publicKey: KeyObject, ...both: KeyObject[]): Buffer {
  return Buffer.concat([diffieHellman({ privateKey, publicKey }), ...both.map((key) => Buffer.from(rawOf(key), 'base64url'))]);
}

function rawOf(key: KeyObject): string {
  return key.export({ format: 'jwk' }).x ?? '';
}

/** Tells public keys apart for people: the first 16 digits of a hash. */
export function fingerprintOf(key: KeyObject): string {
  return createHash('sha256').update(Buffer.from(rawOf(key), 'base64url')).digest('hex').slice(0, 16);
}

/** Encrypts a stream: header, then chunks with their tags. */
export async function* lockStream(source: AsyncIterable<Buffer>, { header, fileKey }: PreparedLock): AsyncGenerator<Buffer> {
  yield header;
  const pieces = takePieces(source);
  for (let number = 0, isLast = false; !isLast; number++) {
    const plain = await pieces.take(CHUNK);
    isLast = await pieces.isAtEnd();
    const cipher = createCipheriv('aes-256-gcm', fileKey, nonceOf(number, isLast), { authTagLength: TAG });
    yield Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** True for the beginning of an encrypted archive. */
export function isLocked(beginning: Buffer): boolean {
  return beginning.subarray(0, MAGIC.length).equals(Buffer.from(MAGIC));
}

/** Decrypts what `lockStream` wrote. Throws Refused for a missing or wrong key, Damaged for anything that is not as it was. */
export async function* unlockStream(source: AsyncIterable<Buffer>, key: Key | undefined): AsyncGenerator<Buffer> {
  const pieces = takePieces(source);
  const fileKey = findFileKey(await takeHeader(pieces), key);
  for (let number = 0, isLast = false; !isLast; number++) {
    const locked = await pieces.take(CHUNK + TAG);
    isLast = await pieces.isAtEnd();
    yield openChunk(locked, fileKey, number, isLast, key);
  }
}

async function takeHeader(pieces: Pieces): Promise<Buffer> {
  const bytes: Buffer[] = [];
  for (let lines = 0; lines < 2; ) {
    const byte = await pieces.take(1);
    if (byte.length === 0 || bytes.length === MAX_HEADER) throw new Damaged('Der Kopf der Verschlüsselung ist nicht lesbar.');
    if (byte[0] === 0x0a) lines++;
    bytes.push(byte);
  }
  return Buffer.concat(bytes);
}

function openChunk(locked: Buffer, fileKey: Buffer, number: number, isLast: boolean, key: Key | undefined): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', fileKey, nonceOf(number, isLast), { authTagLength: TAG });
    decipher.setAuthTag(locked.subarray(-TAG));
    return Buffer.concat([decipher.update(locked.subarray(0, -TAG)), decipher.final()]);
  } catch {
    if (number === 0 && key && 'passphrase' in key) throw refused('Das Kennwort passt nicht zu dieser Sicherung, oder ihr Anfang ist beschädigt.');
    throw new Damaged('Ein verschlüsselter Abschnitt wurde verändert, oder das Ende fehlt.');
  }
}

function findFileKey(header: Buffer, key: Key | undefined): Buffer {
  const [how, first = '', second = ''] = (header.toString('latin1').split('\n')[1] ?? '').split(' ');
  if (key && 'fileKey' in key) return key.fileKey;
  if (how === 'kennwort') {
    if (!key || !('passphrase' in key)) throw refused('Die Sicherung ist mit einem Kennwort verschlüsselt. Bitte nennen Sie mit --kennwort-datei die Datei, in der es steht.');
    return deriveKey(scryptSync(key.passphrase, Buffer.from(first, 'base64url'), 32, SCRYPT), header);
  }
  if (how !== 'schluessel') throw new Damaged('Die Art der Verschlüsselung ist unbekannt.');
  if (!key || !('privateKey' in key)) throw refused(`Die Sicherung ist für den öffentlichen Schlüssel ${first} verschlüsselt. Bitte nennen Sie mit --schluessel-privat die Datei des privaten Schlüssels.`);
  const own = createPublicKey(key.privateKey);
  if (fingerprintOf(own) !== first) throw refused(`Die Sicherung ist für den öffentlichen Schlüssel ${first} verschlüsselt; der genannte private Schlüssel gehört zu ${fingerprintOf(own)}.`);
  return deriveKey(agreeWith(second, key.privateKey, own), header);
}

function agreeWith(x: string, privateKey: KeyObject, own: KeyObject): Buffer {
  try {
    const theirs = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' });
    return agree(privateKey, theirs, theirs, own);
  } catch {
    throw new Damaged('Der Schlüssel im Kopf der Verschlüsselung ist nicht lesbar.');
  }
}

/** Reads a passphrase: the text of a file without the end of its line. Throws Refused. */
export async function readPassphrase(file: string): Promise<string> {
  const passphrase = (await readText(file, 'Kennwort')).replace(/^\ufeff/, '').replace(/\r?\n$/, '').normalize('NFC');
  if (passphrase.length === 0 || passphrase.includes('\n')) throw refused(`In ${file} steht kein Kennwort; erwartet wird eine einzige Zeile.`);
  return passphrase;
}

/** Refuses what is guessed in no time: there is no limit to the guesses at a file. */
export function requireLong(passphrase: string): string {
  if (passphrase.length < 12) throw refused('Das Kennwort der Sicherung ist kürzer als 12 Zeichen.');
  return passphrase;
}

/** Reads a public X25519 key from a PEM file. Throws Refused, also for a private one, which has no business here. */
export async function readPublicKey(file: string): Promise<KeyObject> {
  const pem = await readText(file, 'öffentliche Schlüssel');
  if (pem.includes('PRIVATE KEY')) throw refused(`In ${file} steht ein privater Schlüssel. Zum Sichern genügt der öffentliche; der private gehört nicht auf diesen Rechner.`);
  return requireX25519(file, () => createPublicKey(pem));
}

/** Reads a private X25519 key from a PEM file, with its passphrase where it has one. Throws Refused. */
export async function readPrivateKey(file: string, passphrase?: string): Promise<KeyObject> {
  const pem = await readText(file, 'private Schlüssel');
  if (pem.includes('ENCRYPTED') && passphrase === undefined) throw refused(`Der Schlüssel in ${file} ist mit einem Kennwort geschützt. Bitte nennen Sie mit --kennwort-datei die Datei, in der es steht.`);
  return requireX25519(file, () => createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) }));
}

function requireX25519(file: string, read: () => KeyObject): KeyObject {
  try {
    const key = read();
    if (key.asymmetricKeyType === 'x25519') return key;
  } catch {
    // told below: OpenSSL's own words help nobody
  }
  throw refused(`In ${file} steht kein passender X25519-Schlüssel im PEM-Format. ${KEY_HELP}`);
}

async function readText(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw refused(`Die Datei ${file} (${what}) lässt sich nicht lesen.`);
  }
}

function refused(satz: string): Refused {
  return new Refused([{ satz }]);
}
