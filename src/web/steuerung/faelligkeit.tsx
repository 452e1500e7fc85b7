import type { Child } from 'hono/jsx';
import { FAELLIGKEITSARTEN, type Faelligkeit, type Faelligkeitsart } from '../../core/steuerung/faelligkeit.ts';
import { Marke, type Ton } from '../../document/workplace-parts.tsx';

const TONES: Readonly<Record<Faelligkeitsart, Ton>> = { ueberfaellig: 'fehler', meldung: 'warnung', veraltet: 'warnung', endet: 'hinweis', wiedervorlage: 'hinweis' };

/** Why a measure waits, as a small box. */
export function FaelligkeitMarke({ faelligkeit }: { faelligkeit: Faelligkeit }): Child {
  return <Marke {...markeOf(faelligkeit)} />;
}

export function markeOf(faelligkeit: Faelligkeit): { ton: Ton; text: string } {
  return { ton: TONES[faelligkeit.art], text: describeFaelligkeit(faelligkeit) };
}

/** `Meldung fehlt`, `endet bald`; what never came is not old. */
export function describeFaelligkeit({ art, am }: Faelligkeit): string {
  return art === 'veraltet' && am === null ? 'noch nie gemeldet' : FAELLIGKEITSARTEN[art];
}
