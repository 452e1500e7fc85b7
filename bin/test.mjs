// Installs what is missing, runs every test, and ends with the plain line "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNode, ensureBuild, ensurePackages, folder } from './ensure.mjs';

checkNode();
ensurePackages();
await ensureBuild();
const reports = mkdtempSync(join(tmpdir(), 'leitwerk-test-'));
const report = join(reports, 'ergebnis.json');
const run = spawnSync(process.execPath, [join(folder, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)], {
  cwd: folder,
  stdio: 'inherit',
  env: { ...process.env, TZ: 'Europe/Berlin', LANG: 'de_DE.UTF-8' },
});
process.exitCode = summarize(run.status);
rmSync(reports, { recursive: true, force: true });

function summarize(status) {
  const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const skipped = testResults.flatMap((file) => file.assertionResults).filter((test) => test.status === 'pending' || test.status === 'skipped');
  for (const test of skipped) console.log(`Ausgelassen: ${test.fullName}`);
  const skippedInCi = process.env.CI === 'true' && skipped.length > 0;
  if (skippedInCi) console.log('Unter CI=true zählt jeder ausgelassene Test als Fehler.');
  const failed = numFailedTests + (numFailedTests === 0 && numFailedTestSuites > 0 ? numFailedTestSuites : 0) + (skippedInCi ? skipped.length : 0);
  console.log(`${numPassedTests} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''}`);
  return status === 0 && failed === 0 ? 0 : 1;
}
