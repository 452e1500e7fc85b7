import { expect, it } from 'vitest';
import { runJobKills } from './jobs.ts';

// A few kills; `npm run lang:kill` does twenty of each.

it.skipIf(process.platform === 'win32')(`nach kill -9 seines Workers endet ein Auftrag genau einmal${process.platform === 'win32' ? ' (ausgelassen: Windows kennt die Signale nicht)' : ''}`, async () => {
  const { kills, begun, before, unsaid, said, stopped, jobs } = await runJobKills(5, 20_261_124, () => undefined);
  expect([kills, begun, before + unsaid + said, stopped]).toEqual([5, 6, 5, 2]);
  expect(said).toBeGreaterThan(0);
  expect(jobs).toBeGreaterThan(3);
}, 180_000);
