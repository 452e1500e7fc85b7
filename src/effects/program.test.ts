import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPackage, findProgramFolder, readProgramVersion } from './program.ts';

let folder: string;

function put(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

const lock = (packages: object): string => JSON.stringify({ packages: { '': { version: '0' }, ...packages } });
const fingerprint = (): string => readProgramVersion(folder).fingerprint;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leitwerk-program-'));
  put('package.json', '{"version":"1.2.3"}');
  put('package-lock.json', lock({ 'node_modules/typst': { version: '1.0.0' } }));
  put('src/a.ts', 'export const a = 1;');
  put('src/web/b.tsx', 'export const b = 2;');
  put('src/document/typst/bericht.typ', '= Bericht');
  put('src/a.test.ts', 'a');
  put('src/a.test-data.ts', 'a');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the fingerprint of the program', () => {
  it.each<[string, () => void]>([
    ['a source changes', () => put('src/a.ts', 'export const a = 2;')],
    ['a page changes', () => put('src/web/b.tsx', 'export const b = 3;')],
    ['the template changes', () => put('src/document/typst/bericht.typ', '= bericht')],
    ['a source is added', () => put('src/c.ts', '')],
    ['a source is taken away', () => rmSync(join(folder, 'src/a.ts'))],
    ['a source is moved', () => (rmSync(join(folder, 'src/a.ts')), put('src/x/a.ts', 'export const a = 1;'))],
    ['the engine has another version', () => put('package-lock.json', lock({ 'node_modules/typst': { version: '1.0.1' } }))],
  ])('changes when %s', (_, change) => {
    const before = fingerprint();
    change();
    expect(fingerprint()).not.toBe(before);
  });

  it.each<[string, () => void]>([
    ['nothing', () => undefined],
    ['a test', () => put('src/a.test.ts', 'b')],
    ['the data of a test', () => put('src/a.test-data.ts', 'b')],
    ['a page of the handbook', () => put('docs/x.md', 'b')],
  ])('stays when %s changes', (_, change) => {
    const before = fingerprint();
    change();
    expect(fingerprint()).toBe(before);
  });

  it('does not depend on where the program lies', () => {
    const here = fingerprint();
    const first = folder;
    folder = mkdtempSync(join(tmpdir(), 'leitwerk-anderswo-'));
    for (const [path, content] of [['package.json', '{"version":"1.2.3"}'], ['package-lock.json', lock({ 'node_modules/typst': { version: '1.0.0' } })], ['src/a.ts', 'export const a = 1;'], ['src/web/b.tsx', 'export const b = 2;'], ['src/document/typst/bericht.typ', '= Bericht']] as const) put(path, content);
    expect(fingerprint()).toBe(here);
    rmSync(first, { recursive: true, force: true });
  });

  it('stands beside the version of the package', () => {
    expect(readProgramVersion(folder).version).toBe('1.2.3');
    expect(fingerprint()).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the places of the program', () => {
  it('are found from here', () => {
    expect(existsSync(join(findProgramFolder(), 'src/effects/program.ts'))).toBe(true);
    expect(existsSync(join(findPackage('source-sans'), 'TTF'))).toBe(true);
  });
});
