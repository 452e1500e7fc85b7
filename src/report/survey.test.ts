import { describe, expect, it } from 'vitest';
import type { Ergebnis } from '../core/befragung/auswertung.ts';
import { welle } from '../core/befragung/welle.test-data.ts';
import { cellOfErgebnis, nameOfWerte, orderedPoints, TOO_FEW } from './survey.ts';

const known = welle();
const [frage] = known.fragen as [(typeof known.fragen)[0]];
const [skala] = known.skalen as [(typeof known.skalen)[0]];
const share = (wert: string, anteil: number) => ({ wert, anteil, von: anteil - 5, bis: anteil + 5 });
const ergebnis = (fields: Partial<Ergebnis> = {}): Ergebnis => ({ frage: 'f1', merkmal: null, auspraegung: null, n: 60, zeichen: null, anteile: [share('gut', 40), share('mittel', 30), share('schlecht', 20), share('weissnicht', 10), share('obere', 70)], ...fields });

describe('the cell of a survey result', () => {
  it('has the interval of one answer', () => {
    expect(cellOfErgebnis(known, frage, ergebnis(), ['gut'])).toMatchObject({ value: { kind: 'number', number: 40 }, low: 35, high: 45, uncertain: false });
  });

  it('has the interval of a group that the scale names, in whatever order its answers are asked', () => {
    expect(cellOfErgebnis(known, frage, ergebnis(), ['mittel', 'gut'])).toMatchObject({ value: { kind: 'number', number: 70 }, low: 65, high: 75 });
  });

  it('has no interval for answers that were only added', () => {
    const cell = cellOfErgebnis(known, frage, ergebnis(), ['gut', 'schlecht']);
    expect(cell).toMatchObject({ value: { kind: 'number', number: 60 } });
    expect([cell.low, cell.high]).toEqual([undefined, undefined]);
  });

  it('is uncertain for 30 to 49 answers', () => {
    expect(cellOfErgebnis(known, frage, ergebnis({ zeichen: '()', n: 40 }), ['gut']).uncertain).toBe(true);
  });

  it('is withheld with a stroke for too few answers, and for a result that is not there', () => {
    const withheld = { value: { kind: 'withheld', sign: '/', reason: TOO_FEW } };
    expect(cellOfErgebnis(known, frage, ergebnis({ zeichen: '/', n: null, anteile: [] }), ['gut'])).toEqual(withheld);
    expect(cellOfErgebnis(known, frage, undefined, ['gut'])).toEqual(withheld);
  });
});

describe('the answers of a scale', () => {
  it.each([
    ['niedrig', ['gut', 'mittel', 'schlecht', 'weissnicht']],
    ['hoch', ['schlecht', 'mittel', 'gut', 'weissnicht']],
  ] as const)('with the better end "%s" are drawn best first, those without judgement last', (richtung, expected) => {
    const points = orderedPoints({ ...skala, richtung });
    expect(points.map(({ wert }) => wert)).toEqual(expected);
    expect(points.map(({ offScale }) => offScale)).toEqual([false, false, false, true]);
  });

  it('are called by their group, else by themselves', () => {
    expect(nameOfWerte(known, frage, ['mittel', 'gut'])).toBe('gut oder mittel');
    expect(nameOfWerte(known, frage, ['gut', 'schlecht'])).toBe('gut oder schlecht');
  });
});
