import type { Datenstand } from '../core/bericht/datenstand.ts';
import type { Seite } from '../core/bericht/fliesstext.ts';
import { textInline, type Block } from '../document/tree.ts';
import { openContext, type Context } from './context.ts';
import { composeText } from './text.ts';

/** The text of a legal page with its date, inside a report. */
export function composeSeite(context: Context, seite: Seite): Block[] {
  return [...composeText({ ...context, place: seite.code, level: 2 }, seite.inhalt), { kind: 'paragraph', style: 'small', content: [textInline(`Stand: ${seite.stand}`)] }];
}

/** The same beside the reports, on the town's own pages. */
export function composeLegalPage(stand: Datenstand, seite: Seite): Block[] {
  const gliederung = stand.gliederungen[0];
  return gliederung ? composeSeite(openContext(stand, gliederung), seite) : [];
}
