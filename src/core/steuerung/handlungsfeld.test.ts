import { expect, it } from 'vitest';
import { Handlungsfeld, validHandlungsfelder } from './handlungsfeld.ts';

const feld = (code: string, fields: object = {}): Handlungsfeld => Handlungsfeld.parse({ code, titel: code, reihenfolge: 1, ...fields });

it('the fields of a day are those that are valid on it, in their own order', () => {
  const all = [feld('b', { reihenfolge: 2 }), feld('a', { reihenfolge: 3, gueltig_ab: '2024-01-01' }), feld('c', { gueltig_bis: '2023-12-31' })];
  const on = (day: string): string[] => validHandlungsfelder(all, day).map(({ code }) => code);
  expect([on('2023-12-31'), on('2024-01-01')]).toEqual([['c', 'b'], ['b', 'a']]);
  expect(all.map(({ code }) => code)).toEqual(['b', 'a', 'c']);
});
