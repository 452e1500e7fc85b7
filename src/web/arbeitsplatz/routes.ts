import type { Route } from '../route.ts';
import { showAenderungen } from './aenderungen.tsx';
import { showBereich } from './bereich.tsx';
import { showHeute } from './heute.tsx';
import { showSuche } from './suche.tsx';

/** What everybody with an account begins the day with. */
export const ARBEITSPLATZ: readonly Route[] = [
  { name: 'heute', method: 'GET', right: 'arbeitsplatz.benutzen', query: ['meldung'], handle: showHeute },
  { name: 'suche', method: 'GET', right: 'arbeitsplatz.benutzen', query: ['q', 'seite'], handle: showSuche },
  { name: 'bereich', method: 'GET', right: 'arbeitsplatz.benutzen', handle: showBereich },
  { name: 'aenderungen', method: 'GET', right: 'arbeitsplatz.benutzen', query: ['seite'], handle: showAenderungen },
];
