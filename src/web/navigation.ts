import type { Recht } from '../core/zugang/recht.ts';
import type { Lang } from '../document/texts.ts';
import type { PATHS, PathName } from './paths.ts';
import { rahmenTexte } from './texte.ts';

/** Pages that need nothing but the town in their address. */
type Entry = { [N in PathName]: (typeof PATHS)[N] extends `/:stadt/intern/${infer Rest}` ? (Rest extends `${string}:${string}` ? never : N) : never }[PathName];

const THEMEN: readonly { readonly name: Entry & keyof ReturnType<typeof rahmenTexte>['navigation']; readonly right: Recht }[] = [
  { name: 'heute', right: 'arbeitsplatz.benutzen' },
  { name: 'bereich', right: 'arbeitsplatz.benutzen' },
  { name: 'massnahmen', right: 'massnahme.lesen_oeffentlich' },
  { name: 'kennzahlen', right: 'kennzahl.lesen' },
  { name: 'ausgaben', right: 'ausgabe.lesen' },
  { name: 'organisation', right: 'organisation.lesen' },
  { name: 'aenderungen', right: 'arbeitsplatz.benutzen' },
  { name: 'nutzer', right: 'konto.lesen_beirat' },
  { name: 'auftraege', right: 'auftrag.lesen' },
  { name: 'postausgang', right: 'postausgang.lesen' },
  { name: 'sicherungen', right: 'sicherung.anlegen' },
  { name: 'protokoll', right: 'protokoll.lesen' },
];

/** The subjects of the workplace in their order, with their titles; each is shown to whoever has the right of its first page. */
export function listNavigation(lang: Lang): readonly { readonly titel: string; readonly name: Entry; readonly right: Recht }[] {
  const titel = rahmenTexte(lang).navigation;
  return THEMEN.map(({ name, right }) => ({ titel: titel[name], name, right }));
}
