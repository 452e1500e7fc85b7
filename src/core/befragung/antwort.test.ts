import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../base/problem.ts';
import type { DeliveredTable } from '../../base/delivered.ts';
import { columnsOfAntworten, readAntworten } from './antwort.ts';
import { welle } from './welle.test-data.ts';

const HEAD = 'nr;schicht;gewicht;alter;f1;f2';

function table(...lines: string[]): DeliveredTable {
  return { kind: 'table', path: 'befragung/w.csv', head: HEAD.split(';'), lines: lines.map((line, index) => ({ number: index + 2, cells: line.split(';') })) };
}

const faults = (...lines: string[]): string[] => readAntworten(table(...lines), welle()).problems.map(formatProblem);

describe('readAntworten of an open question', () => {
  const open = welle({ fragen: [{ code: 'f1', text: 'Frage f1?', kurz: 'f1', typ: 'skala', skala: 'sk' }, { code: 'f2', text: 'Was noch?', kurz: 'f2', typ: 'offen' }] });

  it('takes any words', () => {
    const { antworten, problems } = readAntworten(table('1;s1;2;jung;gut;Mehr Bänke, bitte.'), open);
    expect([problems, antworten[0]?.angaben['f2']]).toEqual([[], 'Mehr Bänke, bitte.']);
  });

  it.each(['\u0007', 'x'.repeat(2001)])('but not what cannot be kept or is no answer any more', (words) => {
    expect(readAntworten(table(`1;s1;2;jung;gut;${words}`), open).problems.map(({ spalte, satz }) => `${spalte} ${satz}`)).toEqual(['6 Die Antwort in „f2“ ist länger als 2000 Zeichen oder enthält ein Zeichen, das nicht gespeichert werden kann.']);
  });
});

describe('readAntworten', () => {
  it('reads answers, leaves empty ones out and sorts by running number', () => {
    const { antworten, problems } = readAntworten(table('2;s2;1,5;jung;gut;', '1;s1;2;;mittel;schlecht'), welle());
    expect(problems).toEqual([]);
    expect(antworten).toEqual([
      { nr: 1, schicht: 's1', gewicht: 2, angaben: { f1: 'mittel', f2: 'schlecht' } },
      { nr: 2, schicht: 's2', gewicht: 1.5, angaben: { alter: 'jung', f1: 'gut' } },
    ]);
  });

  it.each<[string, string, string]>([
    ['an answer that the scale has not', '1;s1;1;jung;prima;', 'befragung/w.csv, Zeile 2, Spalte 5: Die Angabe „prima“ kommt in „f1“ nicht vor; möglich ist: gut, mittel, schlecht, weissnicht.'],
    ['a group that the breakdown has not', '1;s1;1;uralt;gut;', 'befragung/w.csv, Zeile 2, Spalte 4: Die Angabe „uralt“ kommt in „alter“ nicht vor; möglich ist: jung, alt.'],
    ['an unknown stratum', '1;s9;1;jung;gut;', 'befragung/w.csv, Zeile 2, Spalte 2: Die Angabe „s9“ kommt in „schicht“ nicht vor; möglich ist: s1, s2.'],
    ['no stratum', '1;;1;jung;gut;', 'befragung/w.csv, Zeile 2, Spalte 2: Die Angabe „“ kommt in „schicht“ nicht vor; möglich ist: s1, s2.'],
    ['no running number', ';s1;1;jung;gut;', 'befragung/w.csv, Zeile 2, Spalte 1: Die laufende Nummer ist eine ganze Zahl ab 1.'],
    ['running number zero', '0;s1;1;jung;gut;', 'befragung/w.csv, Zeile 2, Spalte 1: Die laufende Nummer ist eine ganze Zahl ab 1.'],
    ['a broken running number', '1,5;s1;1;jung;gut;', 'befragung/w.csv, Zeile 2, Spalte 1: Die laufende Nummer ist eine ganze Zahl ab 1.'],
    ['a weight of zero', '1;s1;0;jung;gut;', 'befragung/w.csv, Zeile 2, Spalte 3: Das Gewicht ist eine Zahl über null.'],
    ['a negative weight', '1;s1;-1;jung;gut;', 'befragung/w.csv, Zeile 2, Spalte 3: Das Gewicht ist eine Zahl über null.'],
    ['no weight', '1;s1;;jung;gut;', 'befragung/w.csv, Zeile 2, Spalte 3: Das Gewicht ist eine Zahl über null.'],
    ['an English weight', '1;s1;1.5;jung;gut;', 'befragung/w.csv, Zeile 2, Spalte 3: Das Gewicht ist eine Zahl über null.'],
  ])('names %s', (_, line, fault) => {
    expect(faults(line)).toEqual([fault]);
  });

  it('names all faults of all lines at once', () => {
    expect(faults('1;s9;0;uralt;prima;x', '2;s1;1;jung;gut;', '0;s1;1;jung;gut;')).toHaveLength(6);
  });

  it('names a running number that comes twice, on its second line', () => {
    expect(faults('7;s1;1;;;', '8;s1;1;;;', '7;s1;1;;;')).toEqual(['befragung/w.csv, Zeile 4, Spalte 1: Die laufende Nummer 7 kommt zweimal vor.']);
  });

  it.each(['nr;schicht;gewicht;alter;f1', 'nr;schicht;gewicht;f1;f2;alter', 'nr;schicht;gewicht;alter;f1;f2;strasse'])('refuses the columns %s', (head) => {
    const { antworten, problems } = readAntworten({ ...table('1;s1;1;jung;gut;'), head: head.split(';') }, welle());
    expect(antworten).toEqual([]);
    expect(problems.map(formatProblem)).toEqual([`befragung/w.csv, Zeile 1: Erwartet werden die Spalten ${HEAD} in dieser Reihenfolge.`]);
  });

  it('has the columns of the survey and nothing that could name a person', () => {
    expect(columnsOfAntworten(welle()).join(';')).toBe(HEAD);
  });
});
