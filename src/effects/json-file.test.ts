import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../base/problem.ts';
import { readJsonFile } from './json-file.ts';

const faults = (text: string): string[] => {
  const result = readJsonFile('a.json', text);
  return 'problems' in result ? result.problems.map(formatProblem) : [];
};

const contentOf = (text: string): unknown => {
  const result = readJsonFile('a.json', text);
  return 'file' in result ? result.file.content : result.problems;
};

describe('readJsonFile', () => {
  it('reads what JSON.parse reads, the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        if (/"__proto__":/.test(text)) return;
        expect(contentOf(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  it('refuses everything that JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '1', '.', '-', 'e', 'a', ' ', '\n', '\\', 'null', 'true', '/', '*', '\u0001', '01', '+') }), (text) => {
        let right = true;
        try {
          JSON.parse(text);
        } catch {
          right = false;
        }
        if (!right) expect(faults(text)).not.toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it.each<[string, string, string[]]>([
    ['an empty file', '', ['a.json: Die Datei ist leer.']],
    ['a file of blanks', ' \n', ['a.json: Die Datei ist leer.']],
    ['too deep a nesting', `${'['.repeat(150)}\n${'{"a":'.repeat(60)}`, ['a.json, Zeile 2, Spalte 251: Der Inhalt ist tiefer als 200 Ebenen verschachtelt.']],
    ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', ['a.json, Zeile 3, Spalte 3: Hier fehlt ein Komma.']],
    ['a comma too many in an object', '{"a": 1,}', ['a.json, Zeile 1, Spalte 9: Vor dieser Klammer steht ein Komma zu viel; nach dem letzten Eintrag kommt keines.']],
    ['a comma too many in a list', '[1,]', ['a.json, Zeile 1, Spalte 4: Vor dieser Klammer steht ein Komma zu viel; nach dem letzten Eintrag kommt keines.']],
    ['quotes of a word processor', '{„a“: 1}', ['a.json, Zeile 1, Spalte 2: Hier steht das Anführungszeichen „; in JSON gilt nur das gerade: ".']],
    ['a missing colon', '{"a" 1}', ['a.json, Zeile 1, Spalte 6: Hier fehlt ein Doppelpunkt.']],
    ['a missing brace', '{"a": 1', ['a.json, Zeile 1, Spalte 8: Hier fehlt eine schließende geschweifte Klammer.']],
    ['a missing bracket', '[1', ['a.json, Zeile 1, Spalte 3: Hier fehlt eine schließende eckige Klammer.']],
    ['a comment', '// Notiz\n{}', ['a.json, Zeile 1, Spalte 1: Kommentare sind in JSON nicht erlaubt.']],
    ['a text that does not end', '{"a": "b\n}', ['a.json, Zeile 1, Spalte 7: Hier fehlt ein schließendes Anführungszeichen.']],
    ['something behind the end', '{} {}', ['a.json, Zeile 1, Spalte 4: Nach dem Ende des Inhalts steht noch etwas.']],
    ['single quotes', "{'a': 1}", ['a.json, Zeile 1, Spalte 2: Hier steht etwas, das in JSON nicht vorkommt.']],
    ['a key that comes twice', '{\n  "a": 1,\n  "a": 2\n}', ['a.json, Zeile 3, Spalte 3: Das Feld „a“ steht zweimal da.']],
    ['a key that comes twice in disguise', '{"a": 1, "\\u0061": 2}', ['a.json, Zeile 1, Spalte 10: Das Feld „a“ steht zweimal da.']],
    ['a key that comes twice deep inside', '[{"x": {"a": 1, "a": 2}}]', ['a.json, Zeile 1, Spalte 17: Das Feld „a“ steht zweimal da.']],
    ['__proto__', '{"__proto__": {"x": 1}}', ['a.json, Zeile 1, Spalte 2: Ein Feld „__proto__“ ist nicht erlaubt.']],
    ['__proto__ in disguise', '[{"a": 1, "__pr\\u006fto__": {}}]', ['a.json, Zeile 1, Spalte 11: Ein Feld „__proto__“ ist nicht erlaubt.']],
  ])('names %s with line and column', (_, text, expected) => {
    expect(faults(text).slice(0, expected.length)).toEqual(expected);
  });

  it('names several faults of form at once', () => {
    expect(faults('{\n  "a" 1,\n  "b": ,\n  "c": 01\n}').length).toBeGreaterThanOrEqual(3);
    expect(faults('{"a": 1, "a": 2, "b": {"__proto__": 1}}')).toHaveLength(2);
  });

  it('keeps "constructor" a plain field and changes no prototype', () => {
    const content = contentOf('{"constructor": 1, "toString": 2, "hasOwnProperty": 3}') as object;
    expect(Object.entries(content)).toEqual([['constructor', 1], ['toString', 2], ['hasOwnProperty', 3]]);
    expect(Object.getPrototypeOf(content)).toBe(Object.prototype);
  });

  it('tells the place of every value, and of the nearest one above where a path is missing', () => {
    const result = readJsonFile('a.json', '{\n  "liste": [\n    {"a": 1},\n    {"b": 2}\n  ]\n}');
    if (!('file' in result)) throw new Error('not read');
    const { locate } = result.file;
    expect(locate(['liste', 1, 'b'])).toEqual({ zeile: 4, spalte: 11 });
    expect(locate(['liste', 1, 'fehlt'])).toEqual({ zeile: 4, spalte: 5 });
    expect(locate(['liste', 7])).toEqual({ zeile: 2, spalte: 12 });
    expect(locate([])).toEqual({ zeile: 1, spalte: 1 });
  });

  it('does not choke on deep nesting', () => {
    const depth = 100_000;
    expect(() => readJsonFile('a.json', '['.repeat(depth) + ']'.repeat(depth))).not.toThrow();
  });
});
