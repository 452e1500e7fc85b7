import fc from 'fast-check';
import { Indikator } from './indikator.ts';
import { Raumebene, Raumeinheit } from './raum.ts';
import { Wert } from './wert.ts';
import { Bestand } from './bestand.ts';

export function indikator(fields: Partial<Record<keyof Indikator, unknown>> = {}): Indikator {
  return Indikator.parse({
    code: 'D01', name: 'Kinder', kurz: 'Kinder', einheit: 'Anzahl', nachkommastellen: 0, richtung: 'o', art: 'erhoben', zeitart: 'bestand', bezugszeit: 'Stichtag', quelle: 'Q1', rhythmus_monate: 12, liefermonate: 2,
    raumebenen: ['stadt'], personenbezogen: true, kernindikator: true, status: 'freigegeben', versionen: [{ version: 1, zaehler: 'Kinder' }], ...fields,
  });
}

export function wert(fields: Partial<Record<keyof Wert, unknown>> = {}): Wert {
  return Wert.parse({ indikator: 'D01', version: 1, raum: 'stadt', zeit: '2024', lieferung: 'L1', ...('zeichen' in fields ? {} : { wert: 100 }), ...fields });
}

const ebene = (code: string, art: string): Raumebene => Raumebene.parse({ code, name: code, mehrzahl: code, reihenfolge: 1, art });
const einheit = (code: string, level: string, fields: object = {}): Raumeinheit => Raumeinheit.parse({ code, ebene: level, name: code, ...fields });

/** A town of four districts, the country beside it. */
export function bestand(werte: readonly Wert[], indikatoren: readonly Indikator[] = [indikator()], einheiten: readonly Raumeinheit[] = []): Bestand {
  return new Bestand({
    indikatoren,
    werte,
    raumebenen: [ebene('bezirk', 'kleinste'), ebene('land', 'vergleich'), ebene('stadtebene', 'stadt')],
    raumeinheiten: [...['n', 'o', 's', 'w'].map((code) => einheit(code, 'bezirk')), einheit('nrw', 'land'), einheit('stadt', 'stadtebene'), ...einheiten],
  });
}

/** A breakdown over the four districts, each with numerator and denominator; many of them small. */
export const breakdown = fc
  .array(fc.record({ zaehler: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 500 })), rest: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 500 })) }), { minLength: 4, maxLength: 4 })
  .map((counts) => counts.map(({ zaehler, rest }, index) => ({ raum: ['n', 'o', 's', 'w'][index], zaehler, nenner: zaehler + rest })));
