import type { Route } from '../route.ts';
import { changeEinheit, createEinheit, einheitForm } from './organisation-aendern.ts';
import { newForm } from './organisation-form.ts';
import { showEinheit, showNew, showOrganisation } from './organisation.tsx';

/** Offices of the town. */
export const ORGANISATION: readonly Route[] = [
  { name: 'organisation', method: 'GET', right: 'organisation.lesen', query: ['meldung', 'gueltig'], handle: showOrganisation },
  { name: 'organisation.neu', method: 'GET', right: 'organisation.aendern', query: ['meldung'], handle: showNew },
  { name: 'organisation.neu', method: 'POST', right: 'organisation.aendern', form: newForm, handle: createEinheit },
  { name: 'organisation.einheit', method: 'GET', right: 'organisation.lesen', query: ['meldung'], handle: showEinheit },
  { name: 'organisation.einheit', method: 'POST', right: 'organisation.aendern', form: einheitForm, handle: changeEinheit },
];
