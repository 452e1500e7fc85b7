import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/effects/hash.ts';
import { useHouse } from '../testbed.ts';

// What was built is kept: the next start reads files, not the town; whoever comes at the same time builds nothing twice.

const house = useHouse();

describe('what is public', () => {
  it('is built once, for however many come at once', { timeout: 180_000 }, async () => {
    const { web, built } = await house.openWebLogged();
    const answers = await Promise.all(['/hamm/', '/hamm/impressum', '/hamm/berichte/familienbericht/', '/hamm/', '/hamm/dateien/stil.css'].map(async (path) => (await web.request(path)).status));
    expect(answers).toEqual([200, 200, 200, 200, 200]);
    expect(built).toEqual(['Baue familienbericht von Hamm …']);
  });

  it('is taken up again as it was, without building', async () => {
    const [first, second] = [await house.openWebLogged(), await house.openWebLogged()];
    const page = async ({ web }: typeof first, path: string): Promise<string> => (await web.request(path)).text();
    for (const path of ['/hamm/', '/hamm/impressum', '/hamm/berichte/familienbericht/index.html']) expect(await page(second, path)).toBe(await page(first, path));
    expect([first.built, second.built]).toEqual([[], []]);
  });

  it('is built anew where a kept file was changed', { timeout: 180_000 }, async () => {
    const kept = join(house.data, 'berichte/hamm/familienbericht/web/index.html');
    const before = readFileSync(kept, 'utf8');
    writeFileSync(kept, before.replace('Hamm', 'Dorf'));
    const { web, built } = await house.openWebLogged();
    expect(await (await web.request('/hamm/berichte/familienbericht/')).text()).toBe(before);
    expect(built).toEqual(['Baue familienbericht von Hamm …']);
  });

  it('has a page that names the checksum of every file as it is served, and of the Datenstand', async () => {
    const { web } = await house.openWebLogged();
    const page = await (await web.request('/hamm/berichte/familienbericht/pruefsummen.html')).text();
    const named = new Map([...page.matchAll(/>([^<>]+\.(?:html|css|csv|svg|pdf|woff2|png|jpg))<\/t[hd]>.*?>([0-9a-f]{64})</g)].map(([, path = '', sum = '']) => [path, sum]));
    expect(named.size).toBeGreaterThan(100);
    for (const [path, address] of [['familienbericht.pdf', '/hamm/berichte/familienbericht.pdf'], ['web/familien.html', '/hamm/berichte/familienbericht/familien.html'], ['daten/kennzahl-d01-werte.csv', '/hamm/berichte/familienbericht/daten/kennzahl-d01-werte.csv']] as const) {
      expect([path, named.get(path)]).toEqual([path, sha256Hex(new Uint8Array(await (await web.request(address)).arrayBuffer()))]);
    }
    const imprint = await (await web.request('/hamm/berichte/familienbericht/index.html')).text();
    const datenstand = /Prüfsumme des Datenstands[^<]*<code>([0-9a-f]{64})/.exec(page)?.[1] ?? 'fehlt';
    expect(imprint.includes(datenstand) || (await (await web.request('/hamm/berichte/familienbericht/impressum.html')).text()).includes(datenstand)).toBe(true);
  });

  it('knows no page by a name that is none', async () => {
    const { web } = await house.openWebLogged();
    for (const path of ['/hamm/index', '/hamm/..%2Findex', '/hamm/dateien/..%2Findex.html', '/hamm/berichte/.startseite/index.html']) expect([path, (await web.request(path)).status]).toEqual([path, 404]);
  });
});
