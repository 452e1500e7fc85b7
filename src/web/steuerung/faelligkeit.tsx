import type { Child } from 'hono/jsx';
import { FAELLIGKEITSARTEN, type Faelligkeit, type Faelligkeitsart } from '../../core/steuerung/faelligkeit.ts';
import type { Lang } from '../../document/texts.ts';
import { Marke, type Ton } from '../../document/workplace-parts.tsx';
import { steuerungTexte } from './texte.ts';

const TONES: Readonly<Record<Faelligkeitsart, Ton>> = { ueberfaellig: 'fehler', meldung: 'warnung', veraltet: 'warnung', endet: 'hinweis', wiedervorlage: 'hinweis' };

/** Why a measure waits, as a small box. */
export function FaelligkeitMarke({ faelligkeit, lang }: { faelligkeit: Faelligkeit; lang: Lang }): Child {
  return <Marke {...markeOf(faelligkeit, lang)} />;
}

export function markeOf(faelligkeit: Faelligkeit, lang: Lang): { ton: Ton; text: string } {
  return { ton: TONES[faelligkeit.art], text: describeFaelligkeit(faelligkeit, lang) };
}

/** `Meldung fehlt`, `endet bald`; what never came is not old. */
export function describeFaelligkeit({ art, am }: Faelligkeit, lang: Lang): string {
  return art === 'veraltet' && am === null ? steuerungTexte(lang).faelligkeit.nieGemeldet : FAELLIGKEITSARTEN[art];
}
