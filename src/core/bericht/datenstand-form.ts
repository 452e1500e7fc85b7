import type { Verlaufswert, Wert } from '../kennzahlen/wert.ts';
import type { Datenstand } from './datenstand.ts';

/** Fields of a value in the order of its row; the indicator stands once above them. */
const FELDER = ['version', 'raum', 'zeit', 'auspraegung', 'basis', 'wert', 'zeichen', 'kennung', 'zaehler', 'nenner', 'lieferung', 'zeile', 'revision', 'anmerkung'] as const satisfies readonly (keyof Wert)[];
const VERLAUFSFELDER = [...FELDER, 'zustand'] as const satisfies readonly (keyof Verlaufswert)[];

/** Values of one indicator that follow each other, as rows without the names of their fields. */
interface Wertetafel {
  readonly indikator: string;
  readonly zeilen: readonly (readonly unknown[])[];
}

/** The Datenstand as it is kept and hashed: JSON on one line, values as tables, a third of what they are as records. */
export function serializeDatenstand(stand: Datenstand): string {
  return `${JSON.stringify({ ...stand, werte: { felder: FELDER, tafeln: pack(stand.werte, FELDER) }, verlauf: { felder: VERLAUFSFELDER, tafeln: pack(stand.verlauf, VERLAUFSFELDER) } })}\n`;
}

/** Inverse of `serializeDatenstand`. Throws SyntaxError or TypeError where the text is none. */
export function parseDatenstand(text: string): Datenstand {
  const kept = JSON.parse(text) as Datenstand & Record<'werte' | 'verlauf', { felder: readonly string[]; tafeln: readonly Wertetafel[] }>;
  return { ...kept, werte: unpack(kept.werte) as Wert[], verlauf: unpack(kept.verlauf) as Verlaufswert[] };
}

function pack<T extends Wert>(werte: readonly T[], felder: readonly (keyof T)[]): Wertetafel[] {
  const tafeln: { indikator: string; zeilen: unknown[][] }[] = [];
  for (const wert of werte) {
    if (tafeln.at(-1)?.indikator !== wert.indikator) tafeln.push({ indikator: wert.indikator, zeilen: [] });
    tafeln.at(-1)?.zeilen.push(felder.map((feld) => wert[feld]));
  }
  return tafeln;
}

function unpack({ felder, tafeln }: { felder: readonly string[]; tafeln: readonly Wertetafel[] }): Record<string, unknown>[] {
  return tafeln.flatMap(({ indikator, zeilen }) =>
    zeilen.map((zeile) => {
      const wert: Record<string, unknown> = { indikator };
      for (const [index, feld] of felder.entries()) wert[feld] = zeile[index];
      return wert;
    }),
  );
}
