// Format, lint, types, walls and tests: what must be green before a commit lands.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkNode, ensurePackages, folder } from './ensure.mjs';

checkNode();
ensurePackages();
const steps = [
  ['oxlint', ['node_modules/oxlint/bin/oxlint', 'src', 'test', 'bench', 'bin']],
  ['tsc', ['node_modules/typescript/bin/tsc', '-p', '.']],
  ['npm test', ['bin/test.mjs']],
];
for (const [name, [script, ...rest]] of steps) {
  console.log(`── ${name}`);
  if (spawnSync(process.execPath, [join(folder, script), ...rest], { cwd: folder, stdio: 'inherit' }).status !== 0) process.exit(1);
}
