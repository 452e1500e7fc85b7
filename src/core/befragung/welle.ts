import { z } from 'zod';
import { code, listOf, maybe, tag, text } from '../../base/schema.ts';

/** Answer scale. `richtung` guards the built-in trap that grade 1 and point 7 both mean "best". */
export const Skala = z.strictObject({
  code,
  punkte: z.array(z.strictObject({ wert: code, text })).min(2),
  /** `hoch`: a higher code is better; `niedrig`: a lower one is. */
  richtung: z.enum(['hoch', 'niedrig', 'ohne']),
  /** Answers that are no level of the scale (`weiß nicht`): drawn last and without judgement. */
  ohne_wertung: listOf(code),
  /** Answers that are also shown together, so that they get an interval of their own. */
  gruppen: listOf(z.strictObject({ code, text, werte: z.array(code).min(2) })),
});
export type Skala = z.output<typeof Skala>;

export const Frage = z
  .strictObject({
    /** Stable over all waves that ask the same. */
    code,
    text,
    kurz: text,
    /** `offen`: answered in own words, which stay with the answers and never enter a Datenstand. */
    typ: z.enum(['einfach', 'skala', 'offen']),
    /** Left out where the question is open. */
    skala: maybe(code),
    handlungsfeld: maybe(code),
    /** Who was asked, where not everybody was. */
    filter: maybe(text),
  })
  .refine((frage) => (frage.typ === 'offen') === (frage.skala === null), { message: 'Eine offene Frage hat keine Skala, jede andere hat eine.', path: ['skala'] });
export type Frage = z.output<typeof Frage>;

/** Something to break results down by, with the levels as they stand in the answers. */
export const Gliederungsmerkmal = z.strictObject({
  code,
  titel: text,
  werte: z.array(z.strictObject({ wert: code, text })).min(2),
});

export const Schicht = z.strictObject({ code, name: text, grundgesamtheit: z.int().min(1) });

export const Welle = z.strictObject({
  code,
  titel: text,
  jahr: z.int(),
  modus: z.enum(['offen', 'zufall']),
  repraesentativ: z.boolean(),
  grundgesamtheit: text,
  methode: text,
  wege: listOf(text),
  feld_von: maybe(tag),
  feld_bis: maybe(tag),
  einladungen: maybe(z.int().min(0)),
  unzustellbar: maybe(z.int().min(0)),
  antworten: z.int().min(0),
  themen: listOf(text),
  /** What must be read beside every number of this wave. */
  hinweis: text,
  skalen: listOf(Skala),
  fragen: listOf(Frage),
  merkmale: listOf(Gliederungsmerkmal),
  schichten: listOf(Schicht),
  /** Published findings of waves whose single answers are not here, each with its sources. */
  befunde: listOf(z.strictObject({ text, quellen: z.array(code).min(1) })),
  quellen: listOf(code),
});
export type Welle = z.output<typeof Welle>;

/** The first of these answers that the scale of the question does not have; its groups may be named alone, not beside their answers. */
export function findUnknownAnswer(welle: Welle, frage: Frage, werte: readonly string[]): string | undefined {
  const skala = welle.skalen.find((entry) => entry.code === frage.skala);
  const known = new Set([...(skala?.punkte ?? []).map(({ wert }) => wert), ...(werte.length === 1 ? (skala?.gruppen ?? []).map((gruppe) => gruppe.code) : [])]);
  return werte.find((wert) => !known.has(wert));
}

/** Why results of two waves must not stand as one trend; undefined where they may. */
export function reasonAgainstTrend(older: Welle, newer: Welle): string | undefined {
  if (older.modus !== newer.modus) return `${older.jahr} konnte ${wordOfModus(older)}, ${newer.jahr} ${wordOfModus(newer)}; ein Unterschied kann allein daher kommen.`;
  if (older.grundgesamtheit !== newer.grundgesamtheit) return 'Gefragt wurden verschiedene Grundgesamtheiten.';
  return undefined;
}

function wordOfModus(welle: Welle): string {
  return welle.modus === 'offen' ? 'jede und jeder antworten (offene Befragung)' : 'nur antworten, wer zufällig ausgewählt war (Zufallsstichprobe)';
}

/** Answers in percent of the invitations that arrived; undefined for open waves and where none arrived. */
export function responseRate(welle: Welle): number | undefined {
  if (welle.modus === 'offen' || welle.einladungen === null) return undefined;
  const arrived = welle.einladungen - (welle.unzustellbar ?? 0);
  return arrived > 0 ? (100 * welle.antworten) / arrived : undefined;
}
