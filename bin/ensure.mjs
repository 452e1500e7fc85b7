// Plain JavaScript without packages: these steps run before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const folder = dirname(dirname(fileURLToPath(import.meta.url)));

/** Stops with a sentence on a Node that is too old. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Leitwerk braucht Node ab Version 20.19, hier läuft ${process.versions.node}.`);
  process.exit(3);
}

/** Installs the packages of package-lock.json where they are missing or of another state. */
export function ensurePackages() {
  const stamp = join(folder, 'node_modules', '.leitwerk');
  const wanted = hashOf([join(folder, 'package-lock.json')]);
  if (readIf(stamp) === wanted) return;
  if (isInstalled()) return writeFileSync(stamp, wanted);
  console.error('Installiere Pakete (einmalig, etwa 20 Sekunden) …');
  const result = spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0) {
    console.error('Die Pakete ließen sich nicht installieren (npm ci ist gescheitert, siehe oben).');
    process.exit(3);
  }
  writeFileSync(stamp, wanted);
}

/** Did somebody run `npm ci` by hand? Then npm's own note of what it installed agrees with the lock file. */
function isInstalled() {
  const note = readIf(join(folder, 'node_modules', '.package-lock.json'));
  if (note === undefined) return false;
  const [installed, locked] = [JSON.parse(note).packages, JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages];
  return Object.entries(locked).every(([path, entry]) => path === '' || entry.optional || installed[path]?.version === entry.version);
}

/** Builds dist/ where the sources are newer than it. */
export async function ensureBuild() {
  const stamp = join(folder, 'dist', '.stand');
  const wanted = hashOf([...sources(join(folder, 'src')), join(folder, 'package-lock.json')]);
  if (readIf(stamp) === wanted && existsSync(join(folder, 'dist', 'leitwerk.mjs'))) return;
  const { build, stop } = await import('esbuild');
  mkdirSync(join(folder, 'dist'), { recursive: true });
  const common = { outdir: join(folder, 'dist'), outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm', target: 'node20', jsx: 'automatic', jsxImportSource: 'hono/jsx', logLevel: 'error' };
  await build({ ...common, entryPoints: { leitwerk: join(folder, 'src/main.ts') }, packages: 'external' });
  // Each report starts such a process: with its packages in one file it is ready 0.4 s sooner.
  const workers = ['typst-worker', 'pdf-check-worker'].map((name) => [name, join(folder, `src/effects/${name}.ts`)]);
  await build({ ...common, entryPoints: Object.fromEntries(workers), external: ['@myriaddreamin/*'] });
  await stop();
  writeFileSync(stamp, wanted);
}

function sources(path) {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|typ)$/.test(entry.name) && !/\.test(-data)?\./.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path.slice(folder.length)).update(readFileSync(path));
  return hash.digest('hex');
}

function readIf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
