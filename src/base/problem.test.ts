import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareProblems, formatProblem, NotFound, NotPossible, Refused, type Problem } from './problem.ts';

const problem: fc.Arbitrary<Problem> = fc.record(
  { datei: fc.constantFrom('a.json', 'b.csv', 'B.csv', 'werte/a.csv'), zeile: fc.integer({ min: 1, max: 12 }), spalte: fc.integer({ min: 1, max: 12 }), satz: fc.constantFrom('Eins.', 'Zwei.', 'Drei.') },
  { requiredKeys: ['satz'] },
);

describe('formatProblem', () => {
  it.each<[string, Problem]>([
    ['werte/D01.csv, Zeile 3, Spalte 5: Der Wert ist keine Zahl.', { datei: 'werte/D01.csv', zeile: 3, spalte: 5, satz: 'Der Wert ist keine Zahl.' }],
    ['stadt.json: Diese Datei fehlt.', { datei: 'stadt.json', satz: 'Diese Datei fehlt.' }],
    ['Der Ordner ist leer.', { satz: 'Der Ordner ist leer.' }],
  ])('reads %s', (text, given) => {
    expect(formatProblem(given)).toBe(text);
  });

  it('is one line that a terminal only prints, whatever was delivered', () => {
    const hostile = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\u001b[2J', '\u0007', '\u009b', '\u202e', '\u2066', '\u0000', ' ') });
    fc.assert(
      fc.property(hostile, hostile, (datei, satz) => {
        expect(formatProblem({ datei, satz })).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });
});

describe('compareProblems', () => {
  it('sorts by file, line, column and sentence, lines as numbers', () => {
    const sorted: Problem[] = [
      { satz: 'Ohne Datei.' },
      { datei: 'B.csv', satz: 'Eins.' },
      { datei: 'a.json', zeile: 2, spalte: 9, satz: 'Zwei.' },
      { datei: 'a.json', zeile: 10, spalte: 1, satz: 'Eins.' },
      { datei: 'a.json', zeile: 10, spalte: 2, satz: 'Eins.' },
      { datei: 'a.json', zeile: 10, spalte: 2, satz: 'Zwei.' },
    ];
    expect([...sorted].reverse().sort(compareProblems)).toEqual(sorted);
  });

  it('gives the same list whatever the order was before', () => {
    fc.assert(
      fc.property(fc.array(problem, { maxLength: 8 }), (problems) => {
        expect([...problems].reverse().sort(compareProblems).map(formatProblem)).toEqual([...problems].sort(compareProblems).map(formatProblem));
      }),
    );
  });
});

describe('the three kinds of trouble', () => {
  it('a refusal carries every fault and says them all', () => {
    const problems: Problem[] = [{ datei: 'a.json', zeile: 1, satz: 'Eins.' }, { satz: 'Zwei.' }];
    const error = new Refused(problems);
    expect(error.problems).toEqual(problems);
    expect(error.message).toBe('a.json, Zeile 1: Eins.\nZwei.');
    expect(error).toBeInstanceOf(Error);
  });

  it('each has its own name', () => {
    expect([new Refused([]), new NotFound(''), new NotPossible('')].map((error) => error.name)).toEqual(['Refused', 'NotFound', 'NotPossible']);
  });
});
