import type { Lang } from '../document/texts.ts';
import type { Meldung } from '../document/workplace.tsx';
import { rahmenTexte } from './texte.ts';

/** The word that follows `meldung=` in the address of the next page; its sentence stands in the catalogue. */
export type Meldungscode = keyof ReturnType<typeof rahmenTexte>['meldung'];

/** Something was done, but not all of it; every other message tells a success. */
const HINWEISE: readonly Meldungscode[] = ['eingeladen-postausgang', 'eingeladen-administration', 'einfrieren-laeuft-schon'];

/** Null for a word that is none: an address must not put sentences on our pages. */
export function describeMeldung(code: string | undefined, lang: Lang): Meldung | null {
  const texte = rahmenTexte(lang).meldung;
  const isMeldung = (word: string | undefined): word is Meldungscode => word !== undefined && Object.hasOwn(texte, word);
  return isMeldung(code) ? { art: HINWEISE.includes(code) ? 'hinweis' : 'erfolg', text: texte[code] } : null;
}
