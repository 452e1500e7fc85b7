import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../src/cli/settings.ts';
import { HANDLUNGEN } from '../src/core/zugang/protokoll.ts';
import { EREIGNISSE } from '../src/effects/log.ts';
import { project, readSources } from './source-scan.ts';

// Parts of pages that are written by the program's own tables. UPDATE_GOLDEN=1 writes them anew.

const tableOf = (heads: readonly string[], rows: readonly (readonly string[])[]): string => [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n').replace(/\| --- /g, '|---').replace(/\|--- ?\|$/gm, '|---|');

const settings = tableOf(['Einstellung', 'Vorgabe', 'Bedeutung'], SETTINGS.map(({ name, fallback, purpose, secret }) => [`\`${name}\``, fallback, `${purpose}${secret === true ? '; wird nie gezeigt' : ''}`]));
const events = tableOf(
  ['Ereignis', 'Schwere', 'Sicherheit', 'Bedeutung', 'Felder'],
  Object.entries(EREIGNISSE).map(([name, { titel, schwere, sicherheit, felder }]) => [`\`${name}\``, schwere, sicherheit ? 'ja' : 'nein', titel, Object.keys(felder).map((feld) => `\`${feld}\``).join(', ')]),
);

describe('pages that the program writes', () => {
  it.each([
    ['docs/betrieb/index.md', 'Einstellungen', settings],
    ['docs/betrieb/logs.md', 'Ereignisse', events],
  ])('%s: %s', (path, mark, wanted) => {
    const file = join(project, path);
    const text = readFileSync(file, 'utf8');
    const [begin, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
    const written = `${text.slice(0, text.indexOf(begin))}${begin}\n${wanted}\n${text.slice(text.indexOf(end))}`;
    if (process.env['UPDATE_GOLDEN']) writeFileSync(file, written);
    expect(readFileSync(file, 'utf8')).toBe(written);
  });
});

describe('catalogues of what is written down', () => {
  it.each([
    ['effects/log.ts', EREIGNISSE, /\b(?:event|log)\(\s*'([a-z.]+)'/g],
    ['core/zugang/protokoll.ts', HANDLUNGEN, /\bhandlung: [^,}\n]*/g],
  ] as const)('%s names nothing that the program does not write', (catalogue, entries, written) => {
    const places = readSources().filter(({ path }) => path !== catalogue).flatMap(({ text }) => [...text.matchAll(written)].map(([place]) => place));
    expect(Object.keys(entries).filter((code) => !places.some((place) => place.includes(`'${code}'`)))).toEqual([]);
  });
});
