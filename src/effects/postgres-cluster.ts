import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { NotPossible } from '../base/problem.ts';
import { beginFolder } from './postgres-halfmade.ts';
import { hasCluster, type Place } from './postgres-place.ts';
import { handOver, hasCode, messageOf, requireNamedUser, runOptions } from './postgres-user.ts';

/** How the server is reached over TCP on Windows, where it has no safe socket. */
export interface Access {
  readonly port: number;
  readonly password: string;
}

/** Modest sizes for a town hall's computer; the administrator may change them in the cluster's postgresql.conf. */
const SIZES = 'shared_buffers = 64MB\nmax_connections = 60\n';

/**
 * Creates the cluster. It is made beside its final place and renamed when finished, so whoever is killed on the way
 * leaves only a leftover, and of two that do it at once one wins. Throws NotPossible.
 */
export async function createCluster(place: Place, binFolder: string): Promise<void> {
  requireNamedUser();
  requireEmpty(place.folder);
  const half = beginFolder(place.folder);
  handOver(half, place.account);
  try {
    await runInitdb(half, place, binFolder);
    fs.appendFileSync(path.join(half, 'postgresql.conf'), `\n# Leitwerk\n${SIZES}`);
    moveIntoPlace(half, place);
  } finally {
    fs.rmSync(half, { recursive: true, force: true });
  }
}

/** Port and password of the cluster on Windows; undefined elsewhere, where the 0700 folder of the socket guards it. */
export function readAccess(place: Place): Access | undefined {
  const file = accessFile(place);
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Access) : undefined;
}

function requireEmpty(folder: string): void {
  if (!fs.existsSync(folder) || hasCluster(folder) || fs.readdirSync(folder).length === 0) return;
  throw new NotPossible(`${folder} ist keine Datenbank und nicht leer; dort lässt sich keine anlegen.`);
}

async function runInitdb(half: string, place: Place, binFolder: string): Promise<void> {
  const common = ['-D', half, '-U', 'leitwerk', '-E', 'UTF8', '--locale=C', '--data-checksums', '--no-instructions'];
  try {
    await promisify(execFile)(path.join(binFolder, 'initdb'), [...common, ...(await accessOptions(place))], runOptions(place.account));
  } catch (error) {
    const said = hasCode(error, 'ENOENT') ? 'das Programm passt nicht zu diesem Betriebssystem' : lastLines(String((error as { stderr?: string }).stderr ?? error));
    throw new NotPossible(`Die Datenbank lässt sich in ${place.home} nicht anlegen: ${said}`, { cause: error });
  }
}

async function accessOptions(place: Place): Promise<string[]> {
  if (process.platform !== 'win32') return ['--auth-local=trust', '--auth-host=reject'];
  const passwordFile = path.join(place.home, 'pg.kennwort');
  const { password } = readAccess(place) ?? (await createAccess(place));
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  return ['--auth=scram-sha-256', `--pwfile=${passwordFile}`];
}

/** Windows only, not tried on a real one. */
async function createAccess(place: Place): Promise<Access> {
  const access = { port: await findFreePort(), password: randomBytes(24).toString('base64url') };
  fs.writeFileSync(accessFile(place), JSON.stringify(access), { mode: 0o600 });
  return access;
}

function accessFile(place: Place): string {
  return path.join(place.home, 'pg.zugang.json');
}

async function findFreePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function moveIntoPlace(half: string, place: Place): void {
  try {
    fs.renameSync(half, place.folder);
    syncFolder(place.home);
  } catch (error) {
    if (hasCluster(place.folder)) return; // another process was faster
    throw new NotPossible(`Die Datenbank lässt sich in ${place.folder} nicht anlegen: ${messageOf(error)}.`, { cause: error });
  }
}

/** After a power failure the cluster must not bear its old name again, it would be removed as a leftover. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return; // folders can't be synced there
  const handle = fs.openSync(folder, 'r');
  fs.fsyncSync(handle);
  fs.closeSync(handle);
}

/** The end of what a program said, for a sentence. */
export function lastLines(text: string): string {
  return text.trim().split('\n').slice(-4).join(' ');
}
