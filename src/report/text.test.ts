import { describe, expect, it } from 'vitest';
import type { Fliesstext } from '../core/bericht/fliesstext.ts';
import { smallStand } from '../core/bericht/small-town.test-data.ts';
import { plainText, type Inline } from '../document/tree.ts';
import { openContext, type Context } from './context.ts';
import { composeText } from './text.ts';

const stand = smallStand();

function context(): Context {
  return openContext(stand, stand.gliederungen[0] as (typeof stand.gliederungen)[0]);
}

function inlineOf(node: object): Inline[] {
  const [block] = composeText(context(), { type: 'doc', content: [{ type: 'paragraph', content: [node] }] } as Fliesstext);
  return block?.kind === 'paragraph' ? [...block.content] : [];
}

const empty = { raum: null, zeit: null, auspraegung: null, basis: null };

describe('a node of running text', () => {
  it.each<[string, object, string]>([
    ['a value', { type: 'wert', attrs: { ...empty, indikator: 'D02', form: 'wert' } }, '13,6\u00a0%'],
    ['a value of its time', { type: 'wert', attrs: { ...empty, indikator: 'D02', zeit: '2024', form: 'wert' } }, '15,1\u00a0%'],
    ['a value without unit', { type: 'wert', attrs: { ...empty, indikator: 'D02', form: 'zahl' } }, '13,6'],
    ['a preliminary value', { type: 'wert', attrs: { ...empty, indikator: 'D01', form: 'wert' } }, 'vorläufig 1.340'],
    ['a time', { type: 'wert', attrs: { ...empty, indikator: 'D02', form: 'zeitpunkt' } }, '2025'],
    ['a time that is not there', { type: 'wert', attrs: { ...empty, indikator: 'D02', zeit: '1999', form: 'zeitpunkt' } }, 'noch kein Stand'],
    ['a value that is not there', { type: 'wert', attrs: { ...empty, indikator: 'D02', zeit: '1999', form: 'wert' } }, '.'],
    ['a value that is withheld', { type: 'wert', attrs: { ...empty, indikator: 'D02', raum: 'nord', form: 'wert' } }, '.'],
    ['a trend', { type: 'trend', attrs: { indikator: 'D02', raum: null, von: null, bis: null } }, 'von 15,1\u00a0% (2024) auf 13,6\u00a0% (2025) gesunken'],
    ['a trend across a break', { type: 'trend', attrs: { indikator: 'D01', raum: null, von: null, bis: null } }, 'zuletzt bei vorläufig 1.340 (2025); ein Vergleich mit früheren Jahren ist wegen einer geänderten Definition nicht möglich'],
    ['a share of too few', { type: 'anteil', attrs: { welle: 'w2025', frage: 'f2', werte: ['gut'], merkmal: null, auspraegung: null } }, '/'],
    ['a count', { type: 'anzahl', attrs: { was: 'massnahmen', handlungsfeld: null, leitprojekt: null } }, '2'],
    ['a count of one field', { type: 'anzahl', attrs: { was: 'massnahmen', handlungsfeld: 'hf1', leitprojekt: null } }, '1'],
    ['a response rate', { type: 'welle', attrs: { welle: 'w2025', was: 'ruecklauf' } }, '20,0\u00a0%'],
    ['a response rate of an open survey', { type: 'welle', attrs: { welle: 'w2023', was: 'ruecklauf' } }, '.'],
  ])('prints %s', (_, node, text) => {
    expect(plainText(inlineOf(node))).toBe(text);
  });

  it('prints a share of 30 to 49 in brackets and leads to the row of its group', () => {
    const [inline] = inlineOf({ type: 'anteil', attrs: { welle: 'w2025', frage: 'f1', werte: ['gut'], merkmal: 'alter', auspraegung: 'alt' } });
    expect(inline).toMatchObject({ kind: 'value', text: expect.stringMatching(/^\(\d+,\d\u00a0%\)$/), origin: 'frage-w2025-f1', anchor: 'alter-alt' });
  });

  it('adds the shares of several answers before it rounds', () => {
    const result = stand.auswertungen['w2025']?.ergebnisse.find(({ frage, auspraegung }) => frage === 'f1' && auspraegung === null);
    const sum = (result?.anteile ?? []).filter(({ wert }) => ['gut', 'mittel'].includes(wert)).reduce((total, { anteil }) => total + anteil, 0);
    const [inline] = inlineOf({ type: 'anteil', attrs: { welle: 'w2025', frage: 'f1', werte: ['gut', 'mittel'], merkmal: null, auspraegung: null } });
    expect(inline).toMatchObject({ raw: String(sum) });
  });

  it('keeps marks: strong, emphasis, language, link', () => {
    expect(inlineOf({ type: 'text', text: 'x', marks: [{ type: 'strong' }, { type: 'em' }, { type: 'sprache', attrs: { lang: 'en' } }] })).toEqual([{ kind: 'text', text: 'x', strong: true, emphasis: true, lang: 'en' }]);
    expect(inlineOf({ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'https://example.org/' } }] })).toEqual([{ kind: 'link', href: 'https://example.org/', content: [{ kind: 'text', text: 'x' }] }]);
  });

  it('makes footnotes of notes and of sources, with their address', () => {
    expect(inlineOf({ type: 'fussnote', attrs: { text: 'Anmerkung' } })).toEqual([{ kind: 'footnote', content: [{ kind: 'text', text: 'Anmerkung' }] }]);
    expect(inlineOf({ type: 'quelle', attrs: { code: 'Q1' } })).toEqual([{ kind: 'footnote', content: [{ kind: 'link', href: 'https://example.org/register', content: [{ kind: 'text', text: 'Register, Amt Eins' }] }] }]);
  });

  it('gives headings the level of their place and names that differ', () => {
    const heading = { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Gleich', marks: [] }] };
    const blocks = composeText({ ...context(), place: 'kapitel', level: 3 }, { type: 'doc', content: [heading, { ...heading, attrs: { level: 2 } }] } as unknown as Fliesstext);
    expect(blocks).toMatchObject([{ level: 3, id: 'kapitel-gleich' }, { level: 4, id: 'kapitel-gleich-2' }]);
  });
});
