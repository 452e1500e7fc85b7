import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { compareCodes, compareGerman, countNoun, escapeXml, hasForbiddenCharacter, listWords, slugify } from './text.ts';

/** What an XML reader finds between the tags and inside an attribute; undefined where it refuses the text. */
function readXml(escaped: string): { text: string; attribute: string } | undefined {
  const found = { text: '', attribute: '' };
  let faulty = false;
  const parser = new SaxesParser();
  parser.on('error', () => { faulty = true; });
  parser.on('text', (text) => { found.text += text; });
  parser.on('opentag', ({ attributes }) => { found.attribute = String(attributes['a']); });
  parser.write(`<x a="${escaped}">${escaped}</x>`).close();
  return faulty ? undefined : found;
}

describe('escapeXml', () => {
  it.each([
    ['<script>alert(1)</script>', '&#60;script&#62;alert(1)&#60;/script&#62;'],
    ['"quoted" & \'single\'', '&#34;quoted&#34; &#38; &#39;single&#39;'],
    ['&amp;', '&#38;amp;'],
  ])('escapes %s', (text, escaped) => {
    expect(escapeXml(text)).toBe(escaped);
  });

  it('gives every text that we accept back to an XML reader, in content and in attributes', () => {
    const accepted = fc.string({ unit: 'binary' }).filter((text) => !hasForbiddenCharacter(text) && !/[\r\n\t]/.test(text));
    fc.assert(
      fc.property(accepted, (text) => {
        expect(readXml(escapeXml(text))).toEqual({ text, attribute: text });
      }),
      { numRuns: 300 },
    );
  });
});

describe('hasForbiddenCharacter', () => {
  it.each([
    ['NUL', 'a\u0000b'],
    ['an escape', '\u001b[31m'],
    ['a form feed', '\f'],
    ['DEL', '\u007f'],
    ['the first half of a pair', 'a\ud83d'],
    ['the second half of a pair', '\ude00a'],
    ['halves in the wrong order', '\ude00\ud83d'],
    ['U+FFFE, which XML has not', '\ufffe'],
    ['U+FFFF, which XML has not', 'a\uffff'],
  ])('finds %s', (_, text) => {
    expect(hasForbiddenCharacter(text)).toBe(true);
  });

  it.each(['', 'Müller & Söhne', 'Zeile\nZeile\tTab\r', '😀', '漢字', '\u00a0\u202f', '\u00ad', '\ufeff'])('lets %j pass', (text) => {
    expect(hasForbiddenCharacter(text)).toBe(false);
  });

  it('finds a control character wherever it stands', () => {
    const control = fc.constantFrom('\u0000', '\u0008', '\u000b', '\u000e', '\u001f', '\u007f', '\ud800', '\udfff');
    fc.assert(fc.property(fc.string(), control, fc.string(), (before, bad, after) => hasForbiddenCharacter(`${before}${bad} ${after}`)));
  });
});

describe('slugify', () => {
  it.each([
    ['Bildung & Erziehung', 'bildung-erziehung'],
    ['Äpfel, Öl und Übung für Straßen', 'aepfel-oel-und-uebung-fuer-strassen'],
    ['  A  ', 'a'],
    ['W2026_Q1', 'w2026-q1'],
    ['Café', 'cafe'],
    ['Renée Zoë', 'renee-zoe'],
    ['!!!', ''],
  ])('%s becomes %s', (text, slug) => {
    expect(slugify(text)).toBe(slug);
  });

  it('gives only small letters, digits and single hyphens, and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const slug = slugify(text);
        expect(slug).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
        expect(slugify(slug)).toBe(slug);
      }),
      { numRuns: 500 },
    );
  });
});

describe('lists and counts in words', () => {
  it.each([
    [[], ''],
    [['A'], 'A'],
    [['A', 'B'], 'A und B'],
    [['A', 'B', 'C'], 'A, B und C'],
  ])('%j reads %s', (words, text) => {
    expect(listWords(words)).toBe(text);
  });

  it('has one singular', () => {
    expect([0, 1, 2].map((count) => countNoun(count, 'Maßnahme', 'Maßnahmen'))).toEqual(['0 Maßnahmen', '1 Maßnahme', '2 Maßnahmen']);
  });
});

describe('orders', () => {
  it('compares codes as the database does, capitals first', () => {
    expect(['b', 'A', 'a', 'B', 'ä', '10', '9'].sort(compareCodes)).toEqual(['10', '9', 'A', 'B', 'a', 'b', 'ä']);
  });

  it('compares words for readers, umlauts beside their letter and numbers by size', () => {
    expect(['Zebra', 'Ärzte', 'Arbeit', 'Feld 10', 'Feld 9'].sort(compareGerman)).toEqual(['Arbeit', 'Ärzte', 'Feld 9', 'Feld 10', 'Zebra']);
  });

  it('agrees with itself in both directions', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => compareCodes(a, b) === -compareCodes(b, a) + 0 && (compareCodes(a, b) === 0) === (a === b)));
  });
});
