import { LISTE, type Route } from '../route.ts';
import { showMassnahme } from './massnahme.tsx';
import { downloadMassnahmen, MASSNAHMENFILTER, showMassnahmen } from './massnahmen.tsx';

const query = [...LISTE, ...MASSNAHMENFILTER];

/** Measures, to read. */
export const STEUERUNG: readonly Route[] = [
  { name: 'massnahmen', method: 'GET', right: 'massnahme.lesen_oeffentlich', query, handle: showMassnahmen },
  { name: 'massnahmen.csv', method: 'GET', right: 'massnahme.lesen_oeffentlich', query, handle: downloadMassnahmen },
  { name: 'massnahme', method: 'GET', right: 'massnahme.lesen_oeffentlich', handle: showMassnahme },
];
