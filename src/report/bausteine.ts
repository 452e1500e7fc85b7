import { ampeln } from './blocks/ampeln.ts';
import { balken } from './blocks/balken.ts';
import { befunde } from './blocks/befunde.ts';
import { beschluesse } from './blocks/beschluesse.ts';
import { chronik } from './blocks/chronik.ts';
import { empfehlungen } from './blocks/empfehlungen.ts';
import { frage } from './blocks/frage.ts';
import { fragenspiegel } from './blocks/fragenspiegel.ts';
import { gestapelt } from './blocks/gestapelt.ts';
import { gremien } from './blocks/gremien.ts';
import { gruppiert } from './blocks/gruppiert.ts';
import { handlungsfelder } from './blocks/handlungsfelder.ts';
import { kacheln } from './blocks/kacheln.ts';
import { karte } from './blocks/karte.ts';
import { kennzahlenmatrix } from './blocks/kennzahlenmatrix.ts';
import { kennzahltabelle } from './blocks/kennzahltabelle.ts';
import { kleinvielfach } from './blocks/kleinvielfach.ts';
import { leitprojekte } from './blocks/leitprojekte.ts';
import { lieferungen } from './blocks/lieferungen.ts';
import { likert } from './blocks/likert.ts';
import { linie } from './blocks/linie.ts';
import { massnahmenliste } from './blocks/massnahmenliste.ts';
import { massnahmenregister } from './blocks/massnahmenregister.ts';
import { methodenkasten } from './blocks/methodenkasten.ts';
import { portfolio } from './blocks/portfolio.ts';
import { punkte } from './blocks/punkte.ts';
import { pyramide } from './blocks/pyramide.ts';
import { quellenverzeichnis } from './blocks/quellenverzeichnis.ts';
import { querschnitt } from './blocks/querschnitt.ts';
import { steckbrief } from './blocks/steckbrief.ts';
import { text } from './blocks/text.ts';
import { verzeichnis } from './blocks/verzeichnis.ts';
import { wellenvergleich } from './blocks/wellenvergleich.ts';
import { zeichenerklaerung } from './blocks/zeichenerklaerung.ts';
import { zeitstrahl } from './blocks/zeitstrahl.ts';
import { zielelemente } from './blocks/zielelemente.ts';
import { zielkasten } from './blocks/zielkasten.ts';
import type { BlockKind } from './block.ts';

/** Every kind of block that an outline may name. A new one is a file in `blocks/` and a row here. */
export const BAUSTEINE = {
  ampeln,
  balken,
  befunde,
  beschluesse,
  chronik,
  empfehlungen,
  frage,
  fragenspiegel,
  gestapelt,
  gremien,
  gruppiert,
  handlungsfelder,
  kacheln,
  karte,
  kennzahlenmatrix,
  kennzahltabelle,
  kleinvielfach,
  leitprojekte,
  lieferungen,
  likert,
  linie,
  massnahmenliste,
  massnahmenregister,
  methodenkasten,
  portfolio,
  punkte,
  pyramide,
  quellenverzeichnis,
  querschnitt,
  steckbrief,
  text,
  verzeichnis,
  wellenvergleich,
  zeichenerklaerung,
  zeitstrahl,
  zielelemente,
  zielkasten,
};

/** The kind behind a name, without its exact parameters; undefined for a name that is not known. */
export function findBaustein(art: string): BlockKind | undefined {
  return Object.hasOwn(BAUSTEINE, art) ? (BAUSTEINE[art as keyof typeof BAUSTEINE] as unknown as BlockKind) : undefined;
}
