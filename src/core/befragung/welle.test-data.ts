import { Welle } from './welle.ts';

const ANSWERS = ['gut', 'mittel', 'schlecht', 'weissnicht'];

/** A survey of two questions, two strata and one breakdown; fields can be replaced. */
export function welle(fields: Partial<Record<keyof Welle, unknown>> = {}): Welle {
  return Welle.parse({
    code: 'w', titel: 'Befragung', jahr: 2025, modus: 'zufall', repraesentativ: true, grundgesamtheit: 'Familien', methode: 'Brief', antworten: 0, hinweis: 'Mit Vorsicht lesen.',
    skalen: [{ code: 'sk', punkte: ANSWERS.map((wert) => ({ wert, text: wert })), richtung: 'niedrig', ohne_wertung: ['weissnicht'], gruppen: [{ code: 'obere', text: 'gut oder mittel', werte: ['gut', 'mittel'] }] }],
    fragen: ['f1', 'f2'].map((code) => ({ code, text: `Frage ${code}?`, kurz: code, typ: 'skala', skala: 'sk' })),
    merkmale: [{ code: 'alter', titel: 'Alter', werte: [{ wert: 'jung', text: 'jung' }, { wert: 'alt', text: 'alt' }] }],
    schichten: [{ code: 's1', name: 'Eins', grundgesamtheit: 300 }, { code: 's2', name: 'Zwei', grundgesamtheit: 500 }],
    ...fields,
  });
}
