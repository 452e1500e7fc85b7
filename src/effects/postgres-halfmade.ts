import fs from 'node:fs';
import path from 'node:path';
import { NotPossible } from '../base/problem.ts';
import { hasCode, makeFolder, messageOf } from './postgres-user.ts';

/**
 * Makes a new folder (0700) beside `target`, to be filled and then renamed to it: whoever is killed on the way leaves
 * only a leftover. Leftovers of others that are gone are removed. Throws NotPossible.
 */
export function beginFolder(target: string): string {
  const home = path.dirname(target);
  const prefix = `${path.basename(target)}.neu-`;
  makeFolder(home);
  removeLeftovers(home, prefix);
  try {
    return fs.mkdtempSync(path.join(home, `${prefix}${process.pid}-`));
  } catch (error) {
    throw new NotPossible(`In ${home} lässt sich nichts anlegen: ${messageOf(error)}.`, { cause: error });
  }
}

function removeLeftovers(home: string, prefix: string): void {
  for (const name of fs.readdirSync(home).filter((entry) => entry.startsWith(prefix))) {
    const leftover = path.join(home, name);
    const maker = Number.parseInt(name.slice(prefix.length), 10);
    if (!isAtWork(maker, leftover)) fs.rmSync(leftover, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** In a container our own pid is often that of the killed process before us; the folder is then older than we are. */
function isAtWork(maker: number, leftover: string): boolean {
  if (maker === process.pid) return (fs.statSync(leftover, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= performance.timeOrigin;
  try {
    process.kill(maker, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}
