// Runs a TypeScript tool of the project (benchmarks, long runs): node bin/werkzeug.mjs bench/messen.ts …
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkNode, ensureBuild, ensurePackages, folder } from './ensure.mjs';

checkNode();
ensurePackages();
await ensureBuild();
const [tool, ...rest] = process.argv.slice(2);
const result = spawnSync(process.execPath, ['--import', 'tsx', join(folder, tool), ...rest], { cwd: folder, stdio: 'inherit' });
process.exitCode = result.status ?? 1;
