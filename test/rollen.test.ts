import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeRechte, describeRollen, describeZustaende, describeZweipersonen } from '../src/core/zugang/rechte-tabelle.ts';
import { project } from './source-scan.ts';

// The tables of the handbook's page on roles are what the program goes by.

const file = join(project, 'docs/handbuch/rollen.md');
const PARTS = { Rollen: describeRollen(), 'Vier Augen': describeZweipersonen(), Konten: describeZustaende(), Rechte: describeRechte() };

const markers = (name: string): RegExp => new RegExp(`<!-- ${name} -->\\n[^]*?<!-- /${name} -->`);
const marked = (name: string, text: string): string => `<!-- ${name} -->\n\n${text}\n\n<!-- /${name} -->`;

if (process.env['UPDATE_GOLDEN'] === '1') {
  writeFileSync(file, Object.entries(PARTS).reduce((page, [name, text]) => page.replace(markers(name), () => marked(name, text)), readFileSync(file, 'utf8')));
}

describe('docs/handbuch/rollen.md', () => {
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '';

  it.each(Object.entries(PARTS))('prints %s as the program has them', (name, text) => {
    expect(markers(name).exec(page)?.[0], 'Rewrite the page with: UPDATE_GOLDEN=1 npm test -- test/rollen.test.ts').toBe(marked(name, text));
  });
});
