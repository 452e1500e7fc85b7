import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureText, wrapText } from './text-width.ts';

describe('measureText', () => {
  it('adds the advance widths of Source Sans 3', () => {
    expect(measureText('A', 1000)).toBe(544);
    expect(measureText('Straße', 10)).toBeCloseTo(27.95, 5);
  });

  it('counts soft hyphens and combining marks as nothing', () => {
    expect(measureText('a\u00adb', 10)).toBe(measureText('ab', 10));
  });

  it('guesses letters of other scripts wide', () => {
    expect(measureText('漢', 10)).toBe(10);
  });
});

describe('wrapText', () => {
  it('leaves a text that fits alone', () => {
    expect(wrapText('Mitte', 13, 100, 3)).toEqual(['Mitte']);
  });

  it('breaks at blanks and after hyphens', () => {
    expect(wrapText('Kinder- und Jugendkultur', 13, 90, 3)).toEqual(['Kinder- und', 'Jugendkultur']);
    expect(wrapText('Nord-Süd-Achse', 13, 60, 3)).toEqual(['Nord-Süd-', 'Achse']);
  });

  it('never breaks at a no-break blank while it fits', () => {
    expect(wrapText('Nord (n\u00a0=\u00a012)', 13, 55, 3)).toEqual(['Nord', '(n\u00a0=\u00a012)']);
  });

  it('breaks at a soft hyphen and shows it only there', () => {
    expect(wrapText('Jugend\u00adzentrum', 13, 60, 2)).toEqual(['Jugend-', 'zentrum']);
    expect(wrapText('Jugend\u00adzentrum', 13, 200, 2)).toEqual(['Jugendzentrum']);
  });

  it('hyphenates a word that is too wide alone, by the rule of the last consonant', () => {
    const lines = wrapText('Kindertagesbetreuung', 13, 80, 3);
    expect(lines.join('|')).toBe('Kindertages-|betreuung');
  });

  it('ends in an ellipsis only where lines are left over', () => {
    expect(wrapText('eins zwei drei vier fünf sechs', 13, 40, 2).at(-1)).toMatch(/…$/);
  });

  it('never gives a line wider than the room, and loses no letter', () => {
    fc.assert(fc.property(fc.lorem({ maxCount: 8 }), fc.integer({ min: 30, max: 300 }), (text, width) => {
      const lines = wrapText(text, 13, width, 99);
      for (const line of lines) expect(measureText(line, 13)).toBeLessThanOrEqual(width + 0.02);
      expect(lines.join('').replace(/[- ]/g, '')).toBe(text.replace(/[- ]/g, ''));
    }));
  });
});
