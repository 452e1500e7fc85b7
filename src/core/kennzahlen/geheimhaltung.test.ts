import { describe, expect, it } from 'vitest';
import { wert } from './bestand.test-data.ts';
import { mayPublish } from './geheimhaltung.ts';

const table = (...werte: object[]) => ({ werte: werte.map((fields) => wert(fields)), isTotal: false, countsAreValues: false });

describe('mayPublish', () => {
  it.each<[string, Parameters<typeof mayPublish>[0], boolean]>([
    ['counts of three and more', table({ zaehler: 3, nenner: 6 }, { zaehler: 5, nenner: 100 }), true],
    ['a numerator of zero: nobody is pointed at', table({ zaehler: 0, nenner: 40 }), true],
    ['a numerator of one', table({ zaehler: 1, nenner: 40 }), false],
    ['a numerator of two', table({ zaehler: 2, nenner: 40 }), false],
    ['a denominator of two', table({ zaehler: 0, nenner: 2 }), false],
    ['a rest of one: all but one', table({ zaehler: 39, nenner: 40 }), false],
    ['a rest of two', table({ zaehler: 38, nenner: 40 }), false],
    ['a rest of zero: all', table({ zaehler: 40, nenner: 40 }), true],
    ['one small cell among many', table({ zaehler: 30, nenner: 60 }, { zaehler: 1, nenner: 60 }), false],
    ['a small value that is no count', table({ wert: 1.5 }), true],
    ['a small value that is a count', { ...table({ wert: 2 }), countsAreValues: true }, false],
    ['a value of zero that is a count', { ...table({ wert: 0 }), countsAreValues: true }, true],
    ['a sign instead of a number', { ...table({ zeichen: '.' }), countsAreValues: true }, true],
    ['a total of the whole town', { ...table({ zaehler: 1, nenner: 40 }), isTotal: true }, true],
    ['nothing', table(), true],
  ])('%s', (_, aufgliederung, expected) => {
    expect(mayPublish(aufgliederung)).toBe(expected);
  });
});
