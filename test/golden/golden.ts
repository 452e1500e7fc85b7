import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { project } from '../source-scan.ts';

export type Verdict = 'equal' | 'written' | 'missing' | 'changed';

/**
 * Compares with a golden file below `test/`. A missing one is written, but under CI it is a fault; a differing one lies
 * beside it afterwards as `…-changed.…`. `UPDATE_GOLDEN=1` takes everything over.
 */
export function compareGolden(path: string, actual: string): Verdict {
  const file = join(project, 'test', path);
  const changed = file.slice(0, file.length - extname(file).length) + '-changed' + extname(file);
  rmSync(changed, { force: true });
  const isThere = existsSync(file);
  if (isThere && readFileSync(file, 'utf8') === actual) return 'equal';
  if (process.env['UPDATE_GOLDEN'] !== '1' && !isThere && process.env['CI'] === 'true') return 'missing';
  const take = !isThere || process.env['UPDATE_GOLDEN'] === '1';
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(take ? file : changed, actual);
  return take ? 'written' : 'changed';
}

/** What to say of golden files that are not as they should be; empty where all is well. */
export function judgeGolden(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, actual]) => {
    const verdict = compareGolden(path, actual);
    if (verdict === 'missing') return [`test/${path} is missing: run the tests without CI=true and look at what is written.`];
    return verdict === 'changed' ? [`test/${path} differs; the new one lies beside it as -changed. Take it over with UPDATE_GOLDEN=1.`] : [];
  });
}
