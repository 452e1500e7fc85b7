import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { content, hashTree, makeFolder, useHouse } from '../testbed.ts';

const house = useHouse();
const town = (id: string): string => content(id);

describe('import and export are exact inverses', () => {
  it.each(['hamm', 'beispielstadt'])('%s: import, export, import, export give equal bytes, those of content/', async (id) => {
    const [first, second] = [join(makeFolder(), 'eins'), join(makeFolder(), 'zwei')];
    expect(await house.run('import', town(id))).toMatchObject({ code: 0, out: expect.stringContaining('0 Einträge neu oder geändert; Werte: 0 neu, 0 berichtigt, 0 zurückgezogen.') });
    expect((await house.run('export', '--stadt', id, first)).code).toBe(0);
    expect((await house.run('import', first)).out).toContain('0 Einträge neu oder geändert; Werte: 0 neu, 0 berichtigt, 0 zurückgezogen.');
    expect((await house.run('export', '--stadt', id, second)).code).toBe(0);
    expect(hashTree(first)).toEqual(hashTree(town(id)));
    expect(hashTree(second)).toEqual(hashTree(first));
  });
});

describe('a new town', () => {
  it('neu, pruefe, import, export and report work without a further step', async () => {
    const folder = join(makeFolder(), 'neue-stadt');
    const made = await house.run('neu', folder);
    expect(made).toMatchObject({ code: 0, out: `Die Stadtmappe liegt in ${folder}. Zuerst stadt.json ausfüllen, dann: leitwerk pruefe ${folder}` });
    expect(hashTree(folder)).toEqual(hashTree(town('vorlage')));
    expect(await house.run('pruefe', folder)).toMatchObject({ code: 0, out: expect.stringMatching(/^In Ordnung: \S.*, \d+ Kennzahlen?, \d+ Werte?\.$/) });
    expect((await house.run('import', folder)).code).toBe(0);
    const back = join(makeFolder(), 'zurueck');
    expect((await house.run('export', '--stadt', 'musterstadt', back)).code).toBe(0);
    expect(hashTree(back)).toEqual(hashTree(folder));
    const out = join(makeFolder(), 'bericht');
    expect((await house.run('report', '--stadt', 'musterstadt', '--bericht', 'kurzbericht', '--out', out)).code).toBe(0);
    expect(existsSync(join(out, 'kurzbericht.pdf'))).toBe(true);
  });

  it('neu does not overwrite a folder that holds something', async () => {
    const folder = makeFolder();
    const before = hashTree(folder);
    expect((await house.run('neu', folder)).code).toBe(0);
    const full = hashTree(folder);
    expect(await house.run('neu', folder)).toMatchObject({ code: 2, err: `Der Ordner ${folder} ist nicht leer; es wird nichts überschrieben.` });
    expect(hashTree(folder)).toEqual(full);
    expect(before).toEqual({});
  });

  it.each(['hamm', 'beispielstadt', 'vorlage'])('pruefe finds content/%s in order and keeps nothing of it', async (id) => {
    const before = await house.checksum();
    expect(await house.run('pruefe', town(id))).toMatchObject({ code: 0, err: '' });
    expect(await house.checksum()).toBe(before);
  });
});
