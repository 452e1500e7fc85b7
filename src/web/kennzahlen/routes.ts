import { LISTE, type Route } from '../route.ts';
import { downloadKatalog, KENNZAHLENFILTER, showKatalog } from './katalog.tsx';
import { showKennzahl } from './kennzahl.tsx';

const query = [...LISTE, ...KENNZAHLENFILTER];

/** The catalogue of indicators, to read. */
export const KENNZAHLEN: readonly Route[] = [
  { name: 'kennzahlen', method: 'GET', right: 'kennzahl.lesen', query, handle: showKatalog },
  { name: 'kennzahlen.csv', method: 'GET', right: 'kennzahl.lesen', query, handle: downloadKatalog },
  { name: 'kennzahl', method: 'GET', right: 'kennzahl.lesen', handle: showKennzahl },
];
