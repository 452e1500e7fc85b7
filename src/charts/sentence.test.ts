import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundHalfUp } from '../base/number.ts';
import { anyTimeSeries } from './arbitrary.test-data.ts';
import { cellNumber } from './cell.ts';
import { sampleCategories, sampleCell, sampleRow, type Sample } from './sample.ts';
import { describeBars, describeLine, describeMap, describeTrend } from './sentence.ts';
import type { Category, Series } from './series.ts';

function makeYears(count: number, breakAt?: number): Category[] {
  const years = Array.from({ length: count }, (_, index) => String(2020 + index));
  return sampleCategories(...years).map((category, index) => (index === breakAt ? { ...category, breakBefore: true } : category));
}

function makeSeries(samples: readonly Sample[], breakAt?: number): Series {
  return { title: '', unit: '%', decimals: 1, categoryLabel: 'Jahr', categories: makeYears(samples.length, breakAt), rows: [sampleRow('Anteil', samples)] };
}

describe('describeTrend', () => {
  it.each([
    ['rises', [1, 2], undefined, 'gestiegen'],
    ['falls', [2, 5, 1], undefined, 'gesunken'],
    ['stays', [2, 5, 2], undefined, 'gleich geblieben'],
    ['stays as far as one can see in print', [2.01, 2.04], undefined, 'gleich geblieben'],
    ['has one value', [2, '.'], undefined, undefined],
    ['has no value', ['.', null], undefined, undefined],
    ['has a break between its ends', [1, 2, 3], 1, undefined],
    ['has a break before its first number', ['.', 2, 3], 1, 'gestiegen'],
    ['has a break after its last number', [1, 2, '.'], 2, 'gestiegen'],
    ['has a break at the very start', [1, 2], 0, 'gestiegen'],
  ] as const)('of a row that %s', (_, samples, breakAt, trend) => {
    expect(describeTrend(samples.map((sample) => sampleCell(sample)), makeYears(samples.length, breakAt), 1)).toBe(trend);
  });
});

describe('describeLine', () => {
  it('says from where to where', () => {
    expect(describeLine(makeSeries([40.1, 43, 46]))).toBe('Liniendiagramm von 2020 bis 2022: Der Wert ist von 40,1\u00a0% (2020) auf 46,0\u00a0% (2022) gestiegen.');
  });

  it('speaks only of the last unbroken stretch and names the break', () => {
    expect(describeLine(makeSeries([10, 90, 46, 40.1], 2))).toBe(
      'Liniendiagramm von 2020 bis 2023: Der Wert ist von 46,0\u00a0% (2022) auf 40,1\u00a0% (2023) gesunken; wegen eines Bruchs der Zeitreihe sind die Werte vor und ab 2022 nicht vergleichbar.',
    );
  });

  it('has no word of direction for a single value after a break', () => {
    expect(describeLine(makeSeries([10, 90, 46], 2))).toContain('Der Wert beträgt 46,0\u00a0% (2022); wegen');
  });

  it('says when nothing is left after the break', () => {
    expect(describeLine(makeSeries([10, 90, '.'], 2))).toContain('Der Wert ist seit dem Bruch nicht als Zahl ausgewiesen; wegen');
  });

  it('says gleich geblieben', () => {
    expect(describeLine(makeSeries([10, 12, 10]))).toContain('Der Wert ist von 2020 bis 10,0\u00a0% (2022) gleich geblieben.');
  });

  it('lists the rows', () => {
    const series = { ...makeSeries([1, 2]), rows: [sampleRow('Nord', [1, 2]), sampleRow('Süd', [3, 2])] };
    expect(describeLine(series)).toBe('Liniendiagramm mit 2 Reihen von 2020 bis 2021: „Nord“ ist von 1,0\u00a0% (2020) auf 2,0\u00a0% (2021) gestiegen und „Süd“ ist von 3,0\u00a0% (2020) auf 2,0\u00a0% (2021) gesunken.');
  });

  it('agrees with the data in its direction, whatever the data', () => {
    fc.assert(fc.property(anyTimeSeries, (series) => {
      const start = Math.max(0, series.categories.findLastIndex(({ breakBefore }) => breakBefore));
      const numbers = (series.rows[0]?.cells ?? []).slice(start).flatMap((cell) => cellNumber(cell) ?? []).map((number) => roundHalfUp(number, 1));
      const [from = 0, to = 0] = [numbers[0], numbers.at(-1)];
      const word = /gestiegen|gesunken|gleich geblieben/.exec(describeLine(series))?.[0];
      const truth = from < to ? 'gestiegen' : from > to ? 'gesunken' : 'gleich geblieben';
      expect(word).toBe(numbers.length < 2 ? undefined : truth);
    }));
  });

  it('names a break exactly where there is one', () => {
    fc.assert(fc.property(anyTimeSeries, (series) => {
      const broken = series.categories.slice(1).some(({ breakBefore }) => breakBefore);
      const shown = series.rows[0]?.cells.some((cell) => cellNumber(cell) !== undefined);
      expect(describeLine(series).includes('nicht vergleichbar')).toBe(broken && shown);
    }));
  });
});

describe('describeBars', () => {
  it('counts in singular and plural', () => {
    expect(describeBars(makeSeries([5]))).toBe('Balkendiagramm mit 1 Kategorie: Der einzige Wert ist 5,0\u00a0% (2020).');
    expect(describeBars(makeSeries([5, 5]))).toBe('Balkendiagramm mit 2 Kategorien: Beide Werte betragen 5,0\u00a0%.');
    expect(describeBars(makeSeries([5, 7, '.']))).toBe('Balkendiagramm mit 3 Kategorien: Der höchste Wert ist 7,0\u00a0% (2021), der niedrigste 5,0\u00a0% (2020); 1 von 3 Werten ist nicht als Zahl ausgewiesen.');
    expect(describeBars(makeSeries([5, null, '.']))).toContain('2 von 3 Werten sind nicht als Zahl ausgewiesen.');
  });

  it('names all that share the first place in print', () => {
    expect(describeBars(makeSeries([7.01, 7.04, 1]))).toContain('Der höchste Wert ist 7,0\u00a0% (2020 und 2021)');
  });

  it('speaks without numbers too', () => {
    expect(describeBars(makeSeries(['.', null]))).toBe('Balkendiagramm mit 2 Kategorien, ohne ausgewiesene Zahlenwerte.');
    expect(describeBars(makeSeries([]))).toBe('Balkendiagramm, noch ohne Werte.');
  });
});

describe('describeMap', () => {
  it('speaks of areas', () => {
    expect(describeMap(makeSeries([5, 7]), 'Karte')).toBe('Karte mit 2 Gebieten: Der höchste Wert ist 7,0\u00a0% (2021), der niedrigste 5,0\u00a0% (2020).');
  });
});
