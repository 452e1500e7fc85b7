import { z } from 'zod';
import { adresse, code, farbe, listOf, maybe, text } from '../../base/schema.ts';

/** The town itself: name, look, address, and what its start page shows. */
export const Stadt = z.strictObject({
  /** Stands in every address and every key: `hamm`. */
  id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'Die Kennung der Stadt besteht aus Kleinbuchstaben, Ziffern und Bindestrich.'),
  name: text,
  land: text,
  /** Amtlicher Gemeindeschlüssel; null for invented towns. */
  schluessel: maybe(z.string().regex(/^\d{5}(\d{3})?$/, 'Der Schlüssel hat 5 oder 8 Ziffern.')),
  /** True for an invented town: every page and every file then says so. */
  beispiel: z.boolean(),
  /** Stands on every page: who made this edition, and on whose behalf (or that it is not the town's own). */
  hinweis: maybe(text),
  farben: z.strictObject({ haupt: farbe }),
  /** Code of a picture. */
  logo: maybe(code),
  kontakt: z.strictObject({ stelle: text, anschrift: listOf(text), email: maybe(z.email('Erwartet wird eine E-Mail-Adresse.')), telefon: maybe(text), adresse: maybe(adresse) }),
  startseite: z.strictObject({ einleitung: text, kennzahlen: listOf(code) }),
});
export type Stadt = z.output<typeof Stadt>;

/** What stands on every page: that the town is an example, and what else it wants to be said. */
export function describeHinweis(stadt: Pick<Stadt, 'beispiel' | 'hinweis'>): string | null {
  if (!stadt.beispiel || /beispiel/i.test(stadt.hinweis ?? '')) return stadt.hinweis;
  return ['Erfundene Stadt: alle Angaben sind Beispiele.', stadt.hinweis].filter(Boolean).join(' ');
}

export const Bild = z.strictObject({
  code,
  datei: z.string().regex(/^[a-z0-9][a-z0-9-]*\.(svg|png|jpg)$/, 'Erwartet wird ein Dateiname wie logo.svg (svg, png oder jpg).'),
  alternativtext: text,
  quelle: text,
  lizenz: text,
});
export type Bild = z.output<typeof Bild>;
