import { beforeAll, describe, expect, it } from 'vitest';
import { judgeGolden } from '../golden/golden.ts';
import { copyTown, useHouse, type Town } from '../testbed.ts';
import { CONTENT, FORM, type Fault } from './faults.ts';

// A broken Stadtmappe is refused whole, with every fault, file, line and a German sentence; nothing changes.

const house = useHouse();
let before = '';

beforeAll(async () => {
  before = await house.checksum();
});

/** The lines are asserted one by one; a golden file that held them would change with every edit of the town. */
const withoutPlaces = (output: string): string => `${output.replace(/Zeile \d+(, Spalte \d+)?/g, 'Zeile …')}\n`;

/** `datei, Zeile 3, Spalte 5: Satz` */
function findLine(output: string, { datei, satz }: Fault, line: number | undefined): string[] {
  const place = line === undefined ? `${datei}: ` : `${datei}, Zeile ${line}`;
  return output.split('\n').filter((entry) => entry.startsWith(place) && !/^\d/.test(entry.slice(place.length)) && entry.includes(satz));
}

async function expectRefused(town: Town, expected: readonly { fault: Fault; line: number | undefined }[]): Promise<string> {
  const checked = await house.run('pruefe', town.folder);
  expect(checked.code).toBe(1);
  for (const { fault, line } of expected) expect([fault.name, line, checked.out.includes(fault.satz) && findLine(checked.out, fault, line).length]).toEqual([fault.name, line, 1]);
  expect(checked.err).toBe(checked.out.includes('\n') ? `${checked.out.split('\n').length} Fehler gefunden.` : '1 Fehler gefunden.');
  expect(await house.run('import', town.folder)).toEqual({ code: 2, out: '', err: checked.out });
  expect(await house.checksum()).toBe(before);
  return checked.out;
}

describe('a Stadtmappe with one fault is refused, and nothing changes', () => {
  it.each([...FORM, ...CONTENT].map((fault) => [fault.name, fault] as const))('%s', async (name, fault) => {
    const town = copyTown('beispielstadt');
    const line = fault.spoil(town);
    const output = await expectRefused(town, [{ fault, line }]);
    expect(output.split('\n').every((entry) => /^[^:]+: ["„A-ZÄÖÜ][^]*[.\]]$/.test(entry))).toBe(true);
    expect(judgeGolden(new Map([[`broken/output/${name}.txt`, withoutPlaces(output)]]))).toEqual([]);
  });
});

describe('all faults at once', () => {
  it.each([
    ['form', FORM.filter(({ name }) => name !== 'missing-file')],
    ['content', CONTENT],
    ['form-and-content', [...FORM.filter(({ datei, name }) => !/^(kennzahlen|lieferungen)|leitprojekte/.test(datei) && !['missing-file', 'unknown-key-nested', 'text-in-number-column', 'ambiguous-number', 'value-and-sign', 'hostile-svg'].includes(name)), ...CONTENT.filter(({ name }) => name !== 'missing-picture')]],
  ])('of %s are all named in one go', async (name, faults) => {
    const town = copyTown('beispielstadt');
    for (const fault of faults) fault.spoil(town);
    const output = (await house.run('pruefe', town.folder)).out;
    expect(faults.filter((fault) => !output.split('\n').some((entry) => entry.startsWith(fault.datei) && entry.includes(fault.satz))).map((fault) => fault.name)).toEqual([]);
    await expectRefused(town, []);
    expect(judgeGolden(new Map([[`broken/output/all-of-${name}.txt`, withoutPlaces(output)]]))).toEqual([]);
  });
});

describe('what is only written differently is no fault', () => {
  it('BOM, CRLF, comma or tab between fields, group dots, other order of columns, blank lines', async () => {
    const town = copyTown('beispielstadt');
    const rewrite = (path: string, change: (text: string) => string): void => town.write(path, change(town.read(path)));
    rewrite('werte/D01.csv', (text) => `\ufeff${text.replaceAll('\n', '\r\n')}`);
    rewrite('werte/D02.csv', (text) => text.replaceAll(';', '\t'));
    rewrite('werte/D04.csv', (text) => text.split('\n').map((line) => line.split(';').reverse().join(';')).join('\n'));
    rewrite('steuerung/meldezyklen.csv', (text) => text.replaceAll(';', ','));
    rewrite('stadt.json', (text) => `\ufeff${JSON.stringify(JSON.parse(text))}`);
    rewrite('werte/D05.csv', (text) => `${text}\n\n`);
    expect(await house.run('import', town.folder)).toMatchObject({ code: 0, out: expect.stringContaining('0 Einträge neu oder geändert; Werte: 0 neu, 0 berichtigt, 0 zurückgezogen.') });
  });
});
