import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateShare } from '../../statistics/stratified.ts';
import type { Antwortbogen } from './antwort.ts';
import { evaluateWelle, MIN_N, SAFE_N, type Ergebnis } from './auswertung.ts';
import { welle } from './welle.test-data.ts';

const ANSWERS = ['gut', 'mittel', 'schlecht', 'weissnicht'];

/** `count` people; the first `young` of them are young, the first `answering` answer question f1. */
function people(count: number, young = 0, answering = count): Antwortbogen[] {
  return Array.from({ length: count }, (_, index) => ({
    nr: index + 1,
    schicht: index % 3 === 0 ? 's1' : 's2',
    gewicht: index % 3 === 0 ? 2 : 3.5,
    angaben: { alter: index < young ? 'jung' : 'alt', ...(index < answering ? { f1: ANSWERS[index % 4] ?? 'gut' } : {}) },
  }));
}

function resultOf(ergebnisse: readonly Ergebnis[], auspraegung: string | null, frage = 'f1'): Ergebnis | undefined {
  return ergebnisse.find((ergebnis) => ergebnis.frage === frage && ergebnis.auspraegung === auspraegung);
}

describe('evaluateWelle', () => {
  it.each([
    [1, null, '/'],
    [MIN_N - 1, null, '/'],
    [MIN_N, MIN_N, '()'],
    [SAFE_N - 1, SAFE_N - 1, '()'],
    [SAFE_N, SAFE_N, null],
  ] as const)('with %d answers shows n %s and sign %s', (count, n, zeichen) => {
    expect(resultOf(evaluateWelle(welle(), people(count)), null)).toMatchObject({ n, zeichen });
  });

  it('counts valid answers to the question, not questionnaires', () => {
    expect(resultOf(evaluateWelle(welle(), people(80, 0, 29)), null)).toMatchObject({ n: null, zeichen: '/', anteile: [] });
    expect(resultOf(evaluateWelle(welle(), people(80, 0, 30)), null)).toMatchObject({ n: 30, zeichen: '()' });
  });

  it('lets neither result nor n of a small group out, while the large one is shown', () => {
    const ergebnisse = evaluateWelle(welle(), people(100, 29));
    expect(resultOf(ergebnisse, 'jung')).toEqual({ frage: 'f1', merkmal: 'alter', auspraegung: 'jung', n: null, zeichen: '/', anteile: [] });
    expect(resultOf(ergebnisse, 'alt')).toMatchObject({ n: 71, zeichen: null });
  });

  it('gives for any groups either nothing or at least 30 answers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 120 }), (count, young, answering) => {
        for (const { n, zeichen, anteile } of evaluateWelle(welle(), people(count, young, answering))) {
          if (zeichen === '/') expect([n, anteile]).toEqual([null, []]);
          else expect(n).toBeGreaterThanOrEqual(MIN_N);
          expect(zeichen === '()').toBe(n !== null && n < SAFE_N);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('equals the estimator, in percent, for all and for a group', () => {
    const antworten = people(100, 60);
    const sample = { weights: antworten.map(({ gewicht }) => gewicht), strata: antworten.map(({ schicht }) => schicht), frame: new Map([['s1', 300], ['s2', 500]]) };
    for (const group of [null, 'jung']) {
      const domain = antworten.map(({ angaben }) => group === null || angaben['alter'] === group);
      for (const answer of ANSWERS) {
        const { estimate, low, high } = estimateShare(sample, antworten.map(({ angaben }) => angaben['f1'] === answer), domain);
        const shown = resultOf(evaluateWelle(welle(), antworten), group)?.anteile.find(({ wert }) => wert === answer);
        expect(shown).toEqual({ wert: answer, anteil: 100 * estimate, von: 100 * low, bis: 100 * high });
      }
    }
  });

  it('gives the answers in the order of the scale, then its groups, whose share is the sum of its answers', () => {
    const anteile = resultOf(evaluateWelle(welle(), people(100)), null)?.anteile ?? [];
    expect(anteile.map(({ wert }) => wert)).toEqual([...ANSWERS, 'obere']);
    const [gut, mittel, schlecht, weissnicht, obere] = anteile.map(({ anteil }) => anteil) as [number, number, number, number, number];
    expect(gut + mittel + schlecht + weissnicht).toBeCloseTo(100, 10);
    expect(obere).toBeCloseTo(gut + mittel, 10);
  });

  it('has one result for each question and group, and none without answers', () => {
    expect(evaluateWelle(welle(), people(40)).map(({ frage, auspraegung }) => [frage, auspraegung])).toEqual(['f1', 'f2'].flatMap((frage) => [null, 'jung', 'alt'].map((group) => [frage, group])));
    expect(evaluateWelle(welle(), [])).toEqual([]);
  });
});
