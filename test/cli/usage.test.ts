import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { SETTINGS } from '../../src/cli/settings.ts';
import { buildProgram, content, ended, hashTree, makeFolder, run, start, useHouse } from '../testbed.ts';

const house = useHouse();

describe('wrong use is refused with a German sentence and exit code 2', () => {
  it.each([
    [['befehl'], 'Den Befehl „befehl“ gibt es nicht. Alle Befehle zeigt: leitwerk hilfe'],
    [['__proto__'], 'Den Befehl „__proto__“ gibt es nicht. Alle Befehle zeigt: leitwerk hilfe'],
    [['report', '--stadt', 'hamm', '--bericht', 'familienbericht'], 'Es fehlt --out. So wird der Befehl benutzt: leitwerk report --stadt KENNUNG --bericht KENNUNG --out ORDNER [--stichtag TAG]'],
    [['report', '--stadt', 'hamm', '--out', 'x'], 'Es fehlt --bericht. So wird der Befehl benutzt: leitwerk report --stadt KENNUNG --bericht KENNUNG --out ORDNER [--stichtag TAG]'],
    [['freeze', '--bericht', 'familienbericht'], 'Es fehlt --stadt. So wird der Befehl benutzt: leitwerk freeze --stadt KENNUNG --bericht KENNUNG [--stichtag TAG]'],
    [['freeze', '--stadt', '', '--bericht', 'familienbericht'], 'Es fehlt --stadt. So wird der Befehl benutzt: leitwerk freeze --stadt KENNUNG --bericht KENNUNG [--stichtag TAG]'],
    [['report', '--stadt', 'hamm', '--bericht', 'familienbericht', '--out', 'x', '--stichtag', '2026-02-30'], 'Der Stichtag „2026-02-30“ ist kein Tag in der Form 2026-06-30.'],
    [['freeze', '--stadt', 'hamm', '--bericht', 'familienbericht', '--stichtag', '30.06.2026'], 'Der Stichtag „30.06.2026“ ist kein Tag in der Form 2026-06-30.'],
    [['report', '--tempo', 'schnell'], 'So wird der Befehl benutzt: leitwerk report --stadt KENNUNG --bericht KENNUNG --out ORDNER [--stichtag TAG]'],
    [['pruefe'], 'So wird der Befehl benutzt: leitwerk pruefe MAPPE'],
    [['import', 'a', 'b'], 'So wird der Befehl benutzt: leitwerk import MAPPE'],
    [['verify'], 'So wird der Befehl benutzt: leitwerk verify KENNUNG|ORDNER'],
    [['einstellungen', 'alle'], 'So wird der Befehl benutzt: leitwerk einstellungen'],
    [['pruefe', '/gibt/es/nicht'], 'Den Ordner /gibt/es/nicht gibt es nicht.'],
    [['import', '/gibt/es/nicht'], 'Den Ordner /gibt/es/nicht gibt es nicht.'],
    [['freeze', '--stadt', 'atlantis', '--bericht', 'familienbericht'], 'Die Stadt „atlantis“ gibt es hier nicht. Es gibt: beispielstadt, hamm.'],
    [['freeze', '--stadt', 'hamm', '--bericht', 'sportbericht'], 'Den Bericht „sportbericht“ gibt es in Hamm nicht. Es gibt: familienbericht.'],
    [['verify', 'hamm-familienbericht-2026-06-30-0123456789abcdef'], 'Eine Ausgabe „hamm-familienbericht-2026-06-30-0123456789abcdef“ wurde hier nicht eingefroren.'],
  ])('leitwerk %j', async (words, sentence) => {
    const before = await house.checksum();
    expect(await house.run(...words)).toEqual({ code: 2, out: '', err: sentence });
    expect(await house.checksum()).toBe(before);
  });

  it('unknown town or report leave no folder behind', async () => {
    const out = join(makeFolder(), 'bericht');
    expect((await house.run('report', '--stadt', 'atlantis', '--bericht', 'familienbericht', '--out', out)).code).toBe(2);
    expect((await house.run('report', '--stadt', 'hamm', '--bericht', 'sportbericht', '--out', out)).code).toBe(2);
    expect((await house.run('export', '--stadt', 'atlantis', out)).code).toBe(2);
    expect(() => hashTree(out)).toThrow();
  });

  it('export does not write into a folder that holds something', async () => {
    const folder = makeFolder();
    expect((await house.run('neu', folder)).code).toBe(0);
    const before = hashTree(folder);
    expect(await house.run('export', '--stadt', 'hamm', folder)).toMatchObject({ code: 2, err: `Der Ordner ${folder} ist nicht leer; es wird nichts überschrieben.` });
    expect(hashTree(folder)).toEqual(before);
  });

  it('a file in place of a folder is refused, not half used', async () => {
    const file = join(content('hamm'), 'stadt.json');
    expect(await house.run('pruefe', file)).toEqual({ code: 2, out: '', err: `Den Ordner ${file} gibt es nicht.` });
  });
});

describe('help', () => {
  it.each([[[]], [['hilfe']], [['--help']]])('%j lists every command', async (words) => {
    const { code, out } = await run(words);
    expect(code).toBe(0);
    for (const { usage, purpose } of Object.values(COMMANDS)) expect(out).toContain(`leitwerk ${usage}\n      ${purpose}`);
  });

  it.each(Object.keys(COMMANDS))('%s --help says how it is used and does nothing', async (name) => {
    expect(await run([name, '--help'])).toEqual({ code: 0, err: '', out: `leitwerk ${COMMANDS[name]?.usage}\n  ${COMMANDS[name]?.purpose}` });
  });
});

describe('settings', () => {
  it('einstellungen shows every setting with value and origin, and no secret', async () => {
    const { code, out, err } = await run(['einstellungen'], { DATABASE_URL: 'postgres://stadt:geheim@db.example/leitwerk', PORT: '8081' });
    expect([code, err]).toEqual([0, '']);
    expect(out.split('\n').map((line) => line.split('\t')[0])).toEqual(SETTINGS.map(({ name }) => name));
    expect(out).toContain('DATABASE_URL\t(gesetzt, wird nicht gezeigt)\tUmgebung\t');
    expect(out).toContain('PORT\t8081\tUmgebung\t');
    expect(out).toContain('LEITWERK_DATA\t./data\tVorgabe\t');
    expect(out).not.toContain('geheim');
  });

  it('all faults at once, exit code 2, and nothing of a secret', async () => {
    const wrong = { PORT: '80 80', DATABASE_URL: 'mysql://stadt:geheim@db/x', LEITWERK_PG: 'docker' };
    const { code, out, err } = await run(['export', '--stadt', 'hamm', join(makeFolder(), 'x')], wrong);
    expect([code, out]).toEqual([2, '']);
    expect(err.split('\n')).toEqual([
      'Einstellung PORT: erwartet wird eine ganze Zahl von 1 bis 65535.',
      'Einstellung DATABASE_URL: erwartet wird eine Adresse, die mit postgres:// beginnt.',
      'Einstellung LEITWERK_PG: erlaubt ist npm oder system.',
    ]);
  });

  it('a database that is not there is no wrong use: exit code 3, the password in no output', async () => {
    const { code, out, err } = await run(['export', '--stadt', 'hamm', join(makeFolder(), 'x')], { DATABASE_URL: 'postgres://stadt:geheim@127.0.0.1:1/leitwerk' });
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(/^Die Datenbank von DATABASE_URL ist nicht zu erreichen: /);
    expect(err).not.toContain('geheim');
  });
});

describe('the built program', () => {
  beforeAll(buildProgram);

  it.each([
    [['befehl'], {}, 2, 'Den Befehl „befehl“ gibt es nicht.'],
    [['serve'], { PORT: '0' }, 2, 'Einstellung PORT: erwartet wird eine ganze Zahl von 1 bis 65535.'],
    [['hilfe'], {}, 0, 'Befehle von Leitwerk:'],
    [['pruefe', content('hamm')], {}, 0, 'In Ordnung: Hamm'],
  ] as const)('leitwerk %j with %j ends with %i', async (words, environment, code, sentence) => {
    const child = start(words, { LEITWERK_DATA: house.data, ...environment });
    expect(await ended(child)).toBe(code);
    expect(child.output()).toContain(sentence);
  });
});
