import { describe, expect, it } from 'vitest';
import { editJson, readSmallTown, smallTown } from '../core/bericht/small-town.test-data.ts';
import type { Problem } from '../base/problem.ts';
import { BAUSTEINE, findBaustein } from './bausteine.ts';
import { checkGliederungen } from './outline-check.ts';

const FILE = 'berichte/kurz/gliederung.json';
const MARK = 'hierhin';

/** The faults of the outline with one more block, and the line of the place in it that is marked. */
function faultsWith(block: object): { faults: Problem[]; text: string } {
  const files = editJson(smallTown(), FILE, (record) => record.kapitel[1].abschnitte[0].bausteine.push(block));
  const { mappe, fundstellen } = readSmallTown(files);
  return { faults: checkGliederungen(mappe, fundstellen), text: files[FILE] ?? '' };
}

function placeOf(text: string, part: string): { zeile: number; spalte: number } {
  const before = text.slice(0, text.lastIndexOf(part));
  return { zeile: before.split('\n').length, spalte: (before.split('\n').at(-1) ?? '').length + 1 };
}

describe('checkGliederungen', () => {
  it('finds nothing in a right outline', () => {
    expect(faultsWith({ art: 'zielelemente' }).faults).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    ['an unknown kind', { art: 'torte' }, '"torte"', 'Den Baustein „torte“ gibt es nicht. Es gibt: '],
    ['a kind that every object has', { art: 'toString' }, '"toString"', 'Den Baustein „toString“ gibt es nicht.'],
    ['an unknown parameter', { art: 'linie', indikator: 'D01', farbe: MARK }, `"${MARK}"`, 'Das Feld „farbe“ ist hier nicht bekannt.'],
    ['a wrong parameter', { art: 'kennzahlenmatrix', jahre: 99 }, '99', 'Das Feld „jahre“ ist zu groß oder zu lang (höchstens 8).'],
    ['an unknown indicator', { art: 'linie', indikator: MARK }, `"${MARK}"`, `„${MARK}“ gibt es in dieser Stadtmappe nicht.`],
    ['a time that has no value', { art: 'karte', indikator: 'D01', ebene: 'bezirk', zeit: '1999' }, '"1999"', 'Die Kennzahl D01 hat für „1999“ keinen Wert; ihre letzten Zeiten sind '],
    ['an unknown level', { art: 'karte', indikator: 'D01', ebene: MARK }, `"${MARK}"`, `„${MARK}“ gibt es in dieser Stadtmappe nicht.`],
    ['an unknown survey', { art: 'likert', welle: MARK }, `"${MARK}"`, `„${MARK}“ gibt es in dieser Stadtmappe nicht.`],
    ['an unknown question', { art: 'frage', welle: 'w2025', frage: MARK, werte: ['gut'], merkmal: 'alter' }, `"${MARK}"`, `„${MARK}“ gibt es in dieser Stadtmappe nicht.`],
    ['an unknown breakdown', { art: 'frage', welle: 'w2025', frage: 'f1', werte: ['gut'], merkmal: MARK }, `"${MARK}"`, `„${MARK}“ gibt es in dieser Stadtmappe nicht.`],
    ['an unknown answer, which would be printed as nobody', { art: 'frage', welle: 'w2025', frage: 'f1', werte: [MARK], merkmal: 'alter' }, '[', `Die Frage „f1“ hat keine Antwort „${MARK}“.`],
    ['an unknown group', { art: 'likert', welle: 'w2025', merkmal: 'alter', auspraegung: MARK }, `"${MARK}"`, `Die Befragung „w2025“ hat keine Gruppe „alter=${MARK}“.`],
    ['an unknown field', { art: 'zielkasten', handlungsfeld: MARK }, `"${MARK}"`, `„${MARK}“ gibt es in dieser Stadtmappe nicht.`],
    ['an unknown project', { art: 'steckbrief', leitprojekt: MARK }, `"${MARK}"`, `„${MARK}“ gibt es in dieser Stadtmappe nicht.`],
    ['an unknown text', { art: 'text', text: MARK }, `"${MARK}"`, `Den Text berichte/kurz/texte/${MARK}.json gibt es nicht.`],
  ])('says for %s file, line, column and a sentence', (_, block, part, satz) => {
    const { faults, text } = faultsWith(block);
    expect(faults).toEqual([{ datei: FILE, ...placeOf(text, part), satz: expect.stringContaining(satz) }]);
  });

  it('names an unknown entry of a list among right ones', () => {
    expect(faultsWith({ art: 'kacheln', indikatoren: ['D01', 'X1', 'D02', 'X2'] }).faults.map(({ satz }) => satz)).toEqual(['„X1“ gibt es in dieser Stadtmappe nicht.', '„X2“ gibt es in dieser Stadtmappe nicht.']);
  });

  it('lets a text be named by the field that the section stands for', () => {
    expect(faultsWith({ art: 'text', text: 'feld-{code}' }).faults).toEqual([]);
  });
});

describe('the kinds of blocks', () => {
  it('are found by their own names only', () => {
    expect(Object.keys(BAUSTEINE).every((art) => findBaustein(art) !== undefined)).toBe(true);
    for (const art of ['__proto__', 'constructor', 'hasOwnProperty', '']) expect(findBaustein(art)).toBeUndefined();
  });

  it('all refuse a parameter that they do not know', () => {
    for (const [art, kind] of Object.entries(BAUSTEINE)) expect([art, kind.params.safeParse({ gibtsnicht: 1 }).success]).toEqual([art, false]);
  });
});
