import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROGRAM } from '../journeys/server.ts';
import { runKills, TARGETS } from './kill.ts';

// A few kills; `npm run lang:kill` does twenty of each. Needs /proc, so it runs on Linux.

it.skipIf(process.platform !== 'linux')(`nach kill -9 von Programm, Datenbank oder beiden ist ein Import ganz da oder gar nicht${process.platform === 'linux' ? '' : ' (ausgelassen: braucht /proc)'}`, async () => {
  spawnSync(process.execPath, [join(PROGRAM, 'bin/build.mjs')], { stdio: 'inherit' });
  const { tallies, differing, orphans } = await runKills({ rounds: 3, seed: 20_261_124, size: 20_000, say: () => undefined });
  expect(differing).toBeGreaterThan(1000);
  expect(tallies.map(({ target, acknowledged, whole, absent }) => [target, acknowledged + whole + absent])).toEqual(TARGETS.map((target) => [target, 3]));
  expect(orphans).toEqual([]);
}, 300_000);
