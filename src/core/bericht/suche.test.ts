import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SUCHTEXT, prepareSuche, readSuchtext, search, type Suchbares } from './suche.ts';

interface Ding extends Suchbares {
  readonly id: string;
}

const ding = (id: string, namen: readonly string[], texte: readonly string[] = []): Ding => ({ id, namen, texte });
const woerter = (text: string): readonly string[] => {
  const read = readSuchtext(text);
  return 'woerter' in read ? read.woerter : [];
};
const find = (dinge: readonly Ding[], text: string): string[] => search(prepareSuche(dinge), woerter(text)).map(({ was, rang }) => `${was.id}${rang}`);

describe('a question', () => {
  it('is cut into words, each once, whatever stands between them', () => {
    expect(woerter('  Kita \n\t kita  U3 ')).toEqual(['kita', 'u3']);
    expect(woerter('')).toEqual([]);
    expect(woerter(' \u00a0 ')).toEqual([]);
  });

  it('is refused where it is too long, by a sentence with both numbers', () => {
    expect(readSuchtext('ü'.repeat(MAX_SUCHTEXT))).toEqual({ woerter: ['ue'.repeat(MAX_SUCHTEXT)] });
    expect(readSuchtext('ü'.repeat(MAX_SUCHTEXT + 1))).toEqual({ satz: 'Gesucht werden kann nach höchstens 200 Zeichen; es sind 201. Bitte kürzen Sie den Suchtext.' });
    expect(readSuchtext('😀'.repeat(MAX_SUCHTEXT))).toHaveProperty('woerter');
  });
});

describe('a thing is found', () => {
  it.each([
    ['Straße', 'strasse'],
    ['Strasse', 'straße'],
    ['STRASSE', 'straße'],
    ['Förderung', 'foerderung'],
    ['Förderung', 'FÖRDERUNG'],
    ['Foerderung', 'förderung'],
    ['Förderung', 'forderung'],
    ['Fo\u0308rderung', 'förderung'],
    ['Café', 'cafe'],
    ['Ganztag\u00a0Primar', 'ganztag primar'],
  ])('%s by %s', (titel, text) => {
    expect(find([ding('a', [titel])], text)).toEqual(['a0']);
  });

  it('if every word occurs somewhere', () => {
    const dinge = [ding('a', ['Neue Kitas'], ['im Norden']), ding('b', ['Neue Schulen'], ['im Norden'])];
    expect(find(dinge, 'kita norden')).toEqual(['a3']);
    expect(find(dinge, 'neu norden')).toEqual(['a3', 'b3']);
    expect(find(dinge, 'kita süden')).toEqual([]);
    expect(find(dinge, '')).toEqual([]);
  });

  it('by names that begin so, then by words of names, then inside of them, then by anything else', () => {
    const dinge = [ding('text', ['Zebra'], ['vom Rat beschlossen']), ding('mitten', ['Beratung']), ding('wort', ['Der Rat tagt']), ding('anfang', ['Rathaus']), ding('kuerzel', ['Anders', 'RAT-01'])];
    expect(find(dinge, 'rat')).toEqual(['kuerzel0', 'anfang0', 'wort1', 'mitten2', 'text3']);
  });

  it('in the order of the German alphabet where all fit equally', () => {
    expect(find([ding('z', ['Zoo']), ding('ae', ['Äpfel Zoo']), ding('o', ['Obst Zoo']), ding('10', ['Obst 10 Zoo']), ding('9', ['Obst 9 Zoo'])], 'zoo')).toEqual(['z0', 'ae1', '91', '101', 'o1']);
  });

  it('by signs that mean something elsewhere as by any others', () => {
    expect(find([ding('a', ['.* (alles)']), ding('b', ['alles'])], '.*')).toEqual(['a0']);
    expect(find([ding('a', ['50 % mehr']), ding('b', ['500 mehr'])], '50 %')).toEqual(['a0']);
    expect(find([ding('a', ['C:\\x']), ding('b', ['x'])], '\\')).toEqual(['a2']);
    expect(find([ding('a', ['__proto__'])], '__proto__')).toEqual(['a0']);
  });

  it('by each of its own words, and nothing else is found because of it', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), text, (namen, asked) => {
        const dinge = namen.map((each, index) => ding(String(index), each));
        const words = woerter(asked);
        const alone = dinge.filter((each) => search(prepareSuche([each]), words).length > 0).map(({ id }) => id);
        expect(search(prepareSuche(dinge), words).map(({ was }) => was.id).sort()).toEqual(alone.sort());
        for (const each of dinge) for (const name of each.namen) for (const word of woerter(name)) expect(search(prepareSuche([each]), [word])).toHaveLength(1);
      }),
    );
  });
});
