// Completes package-lock.json after a change of dependencies. `npm install` leaves out optional platform packages that
// its registry does not serve at that moment, and `npm ci` then refuses the lock file as incomplete. Their entries
// need no more than version and platform: npm skips them on every other platform and fetches them on their own.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from './ensure.mjs';

const path = join(folder, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const added = [];
for (const entry of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    const platform = platformOf(name);
    if (lock.packages[key] || !platform) continue;
    lock.packages[key] = { version, ...platform, optional: true };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? 'package-lock.json ist vollständig.' : `Ergänzt: ${added.join(', ')}`);

function platformOf(name) {
  const os = /(android|darwin|linux|win32|windows)/.exec(name)?.[1];
  const cpu = /(arm64|x64|arm)/.exec(name.slice(name.indexOf(os)))?.[1];
  return os && cpu ? { cpu: [cpu], os: [os === 'windows' ? 'win32' : os] } : undefined;
}
