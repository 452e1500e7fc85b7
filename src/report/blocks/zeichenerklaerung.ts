import { z } from 'zod';
import { describeZeichen, ZEICHEN } from '../../base/value.ts';
import { textInline } from '../../document/tree.ts';
import { defineBlock } from '../block.ts';
import { composeTable, textColumn } from '../figures.ts';

const MARKS: readonly (readonly [string, string])[] = [
  ['p', 'vorläufige Zahl'],
  ['r', 'berichtigte Zahl'],
  ['s', 'geschätzte Zahl'],
  ['( )', 'Aussagewert eingeschränkt; bei Befragungen 30 bis 49 Antworten'],
  ['†', 'Bruch der Zeitreihe: nicht mit früheren Werten vergleichbar'],
  ['n', 'ungewichtete Zahl der gültigen Antworten'],
];

/** The signs of this report (DIN 55301). */
export const zeichenerklaerung = defineBlock(z.strictObject({}), (_params, context) => {
  const signs = ZEICHEN.map((sign): [string, string] => [sign === '-' ? '–' : sign, describeZeichen(sign)]);
  const rows = [...signs, ...MARKS].map(([sign, meaning]) => [[textInline(sign)], [textInline(meaning)]]);
  return [composeTable(context, { name: 'zeichen', title: 'Zeichen in Tabellen und Abbildungen (nach DIN 55301)', columns: ['Zeichen', 'Bedeutung'].map(textColumn), rows, hasData: false })];
});
