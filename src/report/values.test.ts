import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, parseGermanNumber, roundHalfUp } from '../base/number.ts';
import type { Datenstand } from '../core/bericht/datenstand.ts';
import { smallStand } from '../core/bericht/small-town.test-data.ts';
import { indikator, wert } from '../core/kennzahlen/bestand.test-data.ts';
import { plainText } from '../document/tree.ts';
import { openContext, type Context } from './context.ts';
import { anchorOfWert, nameWithUnit, trendInlines, trendWord, valueInline } from './values.ts';

const base = smallStand();

/** A context with one indicator D09 of the whole town, one value a year from 2020 on, versions as given. */
function contextOf(numbers: readonly (number | null)[], decimals: number, breakAt?: number): Context {
  const versionen = [{ version: 1, zaehler: 'x' }, { version: 2, zaehler: 'y', vergleichbar: 'nein', grund: 'Neu.' }];
  const werte = numbers.map((number, index) => wert({ indikator: 'D09', raum: 'kleinstadt', zeit: String(2020 + index), version: breakAt !== undefined && index >= breakAt ? 2 : 1, ...(number === null ? { zeichen: '.' } : { wert: number }) }));
  const stand: Datenstand = { ...base, indikatoren: [indikator({ code: 'D09', einheit: '%', nachkommastellen: decimals, versionen, veroeffentlicht_am: '2020-01-01' })], werte };
  return openContext(stand, stand.gliederungen[0] as Datenstand['gliederungen'][0]);
}

function sentence(context: Context, from: string | null = null, to: string | null = null): string {
  const reihe = context.bestand.reihe({ indikator: 'D09' });
  return reihe ? plainText(trendInlines(context, reihe, from, to)) : '';
}

const numbers = fc.array(fc.oneof(fc.double({ min: -100, max: 100, noNaN: true }), fc.integer({ min: -2, max: 2 }), fc.constantFrom(45.04, 45.05, 44.95, 0.049, -0.049)), { minLength: 2, maxLength: 6 });

describe('trend words', () => {
  it('agree with the printed, rounded numbers: risen, fallen or the same', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 2 }), (values, decimals) => {
        const text = sentence(contextOf(values, decimals));
        const [, from = '', to = '', word] = /^von (.+?)\u00a0% \(\d{4}\) auf (.+?)\u00a0% \(\d{4}\) (gestiegen|gesunken|gleich geblieben)$/.exec(text) ?? [];
        const [start, end] = [from, to].map((shown) => parseGermanNumber(shown) ?? Number.NaN) as [number, number];
        expect(word).toBe(end > start ? 'gestiegen' : end < start ? 'gesunken' : 'gleich geblieben');
        expect([from, to]).toEqual([values[0], values.at(-1)].map((value) => formatNumber(value ?? 0, decimals)));
      }),
      { numRuns: 300 },
    );
  });

  it('never stand across a break, and the sentence says why', () => {
    fc.assert(
      fc.property(numbers, fc.nat(), (values, place) => {
        const breakAt = 1 + (place % (values.length - 1));
        const context = contextOf(values, 1, breakAt);
        const text = sentence(context);
        expect(text).not.toMatch(/gestiegen|gesunken|gleich geblieben|^von /);
        expect(text).toContain('nicht möglich');
        const reihe = context.bestand.reihe({ indikator: 'D09' });
        const [first, last] = [reihe?.werte[0], reihe?.werte.at(-1)];
        expect(reihe && first && last && trendWord(context, reihe, first, last)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it('stand again on this side of the break', () => {
    expect(sentence(contextOf([1, 2, 3, 4], 0, 2), '2022')).toBe('von 3\u00a0% (2022) auf 4\u00a0% (2023) gestiegen');
    expect(sentence(contextOf([1, 2, 3, 4], 0, 2), null, '2021')).toBe('von 1\u00a0% (2020) auf 2\u00a0% (2021) gestiegen');
  });

  it('pass over times without a number', () => {
    expect(sentence(contextOf([null, 5, null, 3, null], 0))).toBe('von 5\u00a0% (2021) auf 3\u00a0% (2023) gesunken');
  });

  it('say what there is where there is only one value, or none', () => {
    expect(sentence(contextOf([5], 0))).toBe('bei 5\u00a0% (2020)');
    expect(sentence(contextOf([null], 0))).toBe('noch ohne Werte');
    expect(sentence(contextOf([], 0))).toBe('noch ohne Werte');
  });
});

describe('a printed value', () => {
  const shown = (fields: object, where: 'table' | 'text' = 'table'): unknown => {
    const context = contextOf([], 1);
    return valueInline(context, context.bestand.indikator('D09') as NonNullable<ReturnType<typeof context.bestand.indikator>>, wert({ indikator: 'D09', raum: 'kleinstadt', ...fields }), true, where);
  };

  it.each<[string, object, 'table' | 'text', string, string]>([
    ['a number with unit', { wert: 1234.56 }, 'table', '1.234,6\u00a0%', '1234.56'],
    ['a preliminary number in a table', { wert: 5, kennung: 'p' }, 'table', '5,0\u00a0%\u00a0p', '5'],
    ['a preliminary number in a text', { wert: 5, kennung: 'p' }, 'text', 'vorläufig 5,0\u00a0%', '5'],
    ['a corrected number in a text', { wert: 5, kennung: 'r' }, 'text', '5,0\u00a0%', '5'],
    ['an uncertain number', { wert: 5, kennung: '()' }, 'text', '(5,0\u00a0%)', '5'],
    ['nothing', { zeichen: '-' }, 'table', '\u2013', '-'],
    ['unknown, without a mark', { zeichen: '.', kennung: 'p' }, 'table', '.', '.'],
  ])('is %s', (_, fields, where, text, raw) => {
    expect(shown(fields, where)).toMatchObject({ kind: 'value', text, raw, origin: 'kennzahl-d09' });
  });

  it('that is missing leads nowhere', () => {
    const context = contextOf([], 1);
    const known = context.bestand.indikator('D09');
    expect(known && valueInline(context, known, undefined)).toEqual({ kind: 'text', text: '.' });
  });

  it('has a row of its own for every place, time, feature, basis and version', () => {
    const variants = [{}, { raum: 'n' }, { zeit: '2023' }, { zeit: '2023/24' }, { auspraegung: 'a=b' }, { basis: 'B' }, { version: 2 }].map((fields) => anchorOfWert(wert(fields)));
    expect(new Set(variants).size).toBe(variants.length);
  });

  it('has a name with its unit, but for counts', () => {
    expect([nameWithUnit(indikator({ einheit: '%' })), nameWithUnit(indikator())]).toEqual(['Kinder (%)', 'Kinder']);
  });

  it('is rounded as offices do', () => {
    expect(shown({ wert: 0.25 })).toMatchObject({ text: `${formatNumber(roundHalfUp(0.25, 1), 1)}\u00a0%` });
    expect(shown({ wert: 1.05 })).toMatchObject({ text: '1,1\u00a0%' });
  });
});
