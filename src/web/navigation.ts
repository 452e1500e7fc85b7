import type { Recht } from '../core/zugang/recht.ts';
import type { PATHS, PathName } from './paths.ts';

/** Pages that need nothing but the town in their address. */
type Entry = { [N in PathName]: (typeof PATHS)[N] extends `/:stadt/intern/${infer Rest}` ? (Rest extends `${string}:${string}` ? never : N) : never }[PathName];

/** The subjects of the workplace in their order; each is shown to whoever has the right of its first page. */
export const NAVIGATION: readonly { readonly titel: string; readonly name: Entry; readonly right: Recht }[] = [
  { titel: 'Heute', name: 'heute', right: 'arbeitsplatz.benutzen' },
  { titel: 'Mein Bereich', name: 'bereich', right: 'arbeitsplatz.benutzen' },
  { titel: 'Maßnahmen', name: 'massnahmen', right: 'massnahme.lesen_oeffentlich' },
  { titel: 'Kennzahlen', name: 'kennzahlen', right: 'kennzahl.lesen' },
  { titel: 'Ausgaben', name: 'ausgaben', right: 'ausgabe.lesen' },
  { titel: 'Organisation', name: 'organisation', right: 'organisation.lesen' },
  { titel: 'Letzte Änderungen', name: 'aenderungen', right: 'arbeitsplatz.benutzen' },
  { titel: 'Konten', name: 'nutzer', right: 'konto.lesen_beirat' },
  { titel: 'Aufträge', name: 'auftraege', right: 'auftrag.lesen' },
  { titel: 'Postausgang', name: 'postausgang', right: 'postausgang.lesen' },
  { titel: 'Sicherungen', name: 'sicherungen', right: 'sicherung.anlegen' },
  { titel: 'Protokoll', name: 'protokoll', right: 'protokoll.lesen' },
];
