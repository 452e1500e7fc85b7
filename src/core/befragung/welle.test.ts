import { describe, expect, it } from 'vitest';
import { findUnknownAnswer, reasonAgainstTrend, responseRate, Welle } from './welle.ts';
import { welle } from './welle.test-data.ts';

describe('reasonAgainstTrend', () => {
  it('is none between two samples of the same people', () => {
    expect(reasonAgainstTrend(welle({ jahr: 2023 }), welle())).toBeUndefined();
  });

  it('is the way of choosing, with both years, in either direction', () => {
    const [open, random] = [welle({ jahr: 2023, modus: 'offen' }), welle()];
    expect(reasonAgainstTrend(open, random)).toBe('2023 konnte jede und jeder antworten (offene Befragung), 2025 nur antworten, wer zufällig ausgewählt war (Zufallsstichprobe); ein Unterschied kann allein daher kommen.');
    expect(reasonAgainstTrend(random, open)).toContain('2025 konnte nur antworten, wer zufällig ausgewählt war');
  });

  it('is the people who were asked', () => {
    expect(reasonAgainstTrend(welle({ grundgesamtheit: 'Erwachsene' }), welle())).toBe('Gefragt wurden verschiedene Grundgesamtheiten.');
  });
});

describe('responseRate', () => {
  it.each([
    ['answers over invitations that arrived', { einladungen: 6000, unzustellbar: 120, antworten: 1204 }, (100 * 1204) / 5880],
    ['over all invitations where none came back', { einladungen: 6000, antworten: 1139 }, (100 * 1139) / 6000],
    ['none for an open survey', { modus: 'offen', einladungen: 6000, antworten: 987 }, undefined],
    ['none where the invitations are not known', { antworten: 987 }, undefined],
    ['none where no invitation arrived', { einladungen: 20, unzustellbar: 20, antworten: 0 }, undefined],
  ])('is %s', (_, fields, rate) => {
    expect(responseRate(welle(fields))).toBe(rate);
  });
});

describe('an open question', () => {
  const ask = (frage: object) => Welle.safeParse({ ...welle(), fragen: [{ code: 'f1', text: 'Was noch?', kurz: 'f1', ...frage }] }).success;

  it('has no scale, and every other has one', () => {
    expect([ask({ typ: 'offen' }), ask({ typ: 'offen', skala: 'sk' }), ask({ typ: 'skala' }), ask({ typ: 'skala', skala: 'sk' })]).toEqual([true, false, false, true]);
  });
});

describe('findUnknownAnswer', () => {
  it.each<[string[], string | undefined]>([
    [['gut'], undefined],
    [['gut', 'mittel'], undefined],
    [['obere'], undefined],
    [['prima'], 'prima'],
    [['gut', 'prima'], 'prima'],
    [['gut', 'obere'], 'obere'],
  ])('in %j is %s', (werte, unknown) => {
    const known = welle();
    expect(findUnknownAnswer(known, known.fragen[0] as (typeof known.fragen)[number], werte)).toBe(unknown);
  });
});
