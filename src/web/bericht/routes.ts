import { LISTE, type Route } from '../route.ts';
import { showAusgabe, showDatei, stepForm } from './ausgabe.tsx';
import { showAusgaben } from './ausgaben.tsx';
import { freeze, freezeForm, showFreeze } from './einfrieren.tsx';
import { takeStep } from './freigabe.ts';

/** Frozen editions and their release. */
export const AUSGABEN: readonly Route[] = [
  { name: 'ausgaben', method: 'GET', right: 'ausgabe.lesen', query: [...LISTE, 'filter.bericht', 'filter.stand'], handle: showAusgaben },
  { name: 'ausgaben.einfrieren', method: 'GET', right: 'ausgabe.einfrieren', handle: showFreeze },
  { name: 'ausgaben.einfrieren', method: 'POST', right: 'ausgabe.einfrieren', form: freezeForm, handle: freeze },
  { name: 'ausgabe', method: 'GET', right: 'ausgabe.lesen', query: [...LISTE, 'filter.pfad'], handle: showAusgabe },
  { name: 'ausgabe.freigabe', method: 'POST', right: 'ausgabe.lesen', form: stepForm, handle: takeStep },
  { name: 'ausgabe.datei', method: 'GET', right: 'ausgabe.lesen', handle: showDatei },
];
