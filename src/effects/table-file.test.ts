import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../base/problem.ts';
import { readTableFile } from './table-file.ts';

function read(text: string) {
  const result = readTableFile('a.csv', text);
  return 'file' in result ? { head: result.file.head, lines: result.file.lines.map(({ number, cells }) => [number, ...cells]) } : result.problems.map(formatProblem);
}

describe('readTableFile', () => {
  it.each([
    ['semicolons', 'a;b\n1,5;2\n', ['1,5', '2']],
    ['commas', 'a,b\n1;5,2\n', ['1;5', '2']],
    ['tabs', 'a\tb\n1,5\t2;3\n', ['1,5', '2;3']],
    ['one column', 'a\n1,5\n', ['1,5']],
  ])('reads %s', (_, text, cells) => {
    expect(read(text)).toMatchObject({ lines: [[2, ...cells]] });
  });

  it.each([
    ['line ends of Windows', 'a;b\r\n1;2\r\n3;4\r\n'],
    ['no line end at the end', 'a;b\n1;2\n3;4'],
    ['blanks around cells', ' a ; b\n1 ;2\n 3;4 \n'],
    ['emptied rows of Excel', 'a;b\n1;2\n3;4\n;\n;\n'],
  ])('reads %s', (_, text) => {
    expect(read(text)).toEqual({ head: ['a', 'b'], lines: [[2, '1', '2'], [3, '3', '4']] });
  });

  it('reads what Excel writes before the head', () => {
    expect(read('sep=;\na;b\n1;2\n')).toEqual({ head: ['a', 'b'], lines: [[3, '1', '2']] });
  });

  it('keeps what stands in quotes: separators, quotes, line breaks, blanks', () => {
    expect(read('a;b\n"x;y";"sagt ""ja"""\n"1\n2";" z "\n')).toMatchObject({ lines: [[2, 'x;y', 'sagt "ja"'], [3, '1\n2', ' z ']] });
  });

  it('numbers lines as an editor does, over empty lines and cells of several lines', () => {
    expect(read('a;b\n\n"1\n2\n3";x\n\ny;z\n')).toMatchObject({ lines: [[3, '1\n2\n3', 'x'], [7, 'y', 'z']] });
    expect(read('a;b\r\n\r\n"1\r\n2";x\r\ny;z\r\n')).toMatchObject({ lines: [[3, '1\r\n2', 'x'], [5, 'y', 'z']] });
  });

  it('reads a table without quotes as it reads one with quotes', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', ',', '.', ' ', '\t', '\u00a0', 'ä', '=', '-'), maxLength: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = `a;b;c\n${rows.map((row) => row.join(';')).join('\n')}\n`;
        const quoted = readTableFile('a.csv', `${text}"q";"q";"q"\n`);
        const plain = readTableFile('a.csv', `${text}q;q;q\n`);
        expect(plain).toEqual(quoted);
      }),
    );
  });

  it('does not treat formulas as anything but text', () => {
    expect(read('a\n=1+1\n')).toMatchObject({ lines: [[2, '=1+1']] });
  });

  it.each<[string, string, string[]]>([
    ['an empty file', '', ['a.csv: Die Datei ist leer.']],
    ['a file of empty lines', '\n\n', ['a.csv: Die Datei ist leer.']],
    ['a line that is too short', 'a;b\n1\n', ['a.csv, Zeile 2: Die Zeile hat 1 Felder, die Kopfzeile 2.']],
    ['a line that is too long', 'a;b\n1;2\n1;2;3\n', ['a.csv, Zeile 3: Die Zeile hat 3 Felder, die Kopfzeile 2.']],
    ['several wrong lines at once', 'a;b\n1\n1;2\n1;2;3\n', ['a.csv, Zeile 2: Die Zeile hat 1 Felder, die Kopfzeile 2.', 'a.csv, Zeile 4: Die Zeile hat 3 Felder, die Kopfzeile 2.']],
    ['a column without a head', 'a;;c\n1;2;3\n', ['a.csv, Zeile 1, Spalte 2: Diese Spalte hat keine Überschrift.']],
    ['a column that comes twice', 'a;b;a\n1;2;3\n', ['a.csv, Zeile 1, Spalte 3: Die Spalte „a“ kommt zweimal vor.']],
    ['a quote that is never closed', 'a;b\n1;"2\n3;4\n', ['Ein Anführungszeichen wird bis zum Ende der Datei nicht geschlossen.']],
    ['a quote in the middle of a cell', 'a;b\n1;x"y"\n', ['Ein Anführungszeichen steht an einer Stelle, an der keines stehen kann.']],
    ['text behind a closed quote', 'a;b\n1;"x"y\n', ['Ein Anführungszeichen steht an einer Stelle, an der keines stehen kann.']],
    ['a line of more than a million characters', `a;b\n1;${'x'.repeat(1_000_001)}\n`, ['Eine Zeile ist länger als eine Million Zeichen.']],
  ])('names %s', (_, text, expected) => {
    const faults = read(text);
    expect(faults).toEqual(expected.map((fault) => expect.stringContaining(fault)));
  });

  it('says on which line a faulty quote stands', () => {
    expect(read('a;b\n1;2\n3;x"y"\n')).toEqual([expect.stringMatching(/^a\.csv, Zeile 3: /)]);
  });

  it('reads a hundred thousand lines in a moment', () => {
    const start = performance.now();
    expect(read(`a;b;c\n${'1;2;3\n'.repeat(100_000)}`)).toMatchObject({ head: ['a', 'b', 'c'] });
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
