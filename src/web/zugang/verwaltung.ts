import { KNOPF, LISTE, type Route } from '../route.ts';
import { askDropFactor, askLock, changeData, dataForm, dropFactor, lock, signOutEverywhere, unlock } from './nutzer-aendern.tsx';
import { invite, inviteAgain, inviteForm, showInvite } from './nutzer-einladen.tsx';
import { showKonto } from './nutzer-konto.tsx';
import { give, giveForm, ROLLE_IM_WEG, take, takeForm } from './nutzer-rollen.ts';
import { KONTENFILTER, showKonten, showKontenCsv } from './nutzer.tsx';
import { PROTOKOLLFILTER, showProtokoll, showProtokollCsv } from './protokoll.tsx';

const button = () => KNOPF;

/** Accounts of others, and the audit log. The rights are those that suffice for accounts of the Beirat; what more an account takes is asked of the account. */
export const VERWALTUNG: readonly Route[] = [
  { name: 'nutzer', method: 'GET', right: 'konto.lesen_beirat', query: [...LISTE, ...KONTENFILTER], handle: showKonten },
  { name: 'nutzer.csv', method: 'GET', right: 'konto.lesen_beirat', query: [...LISTE, ...KONTENFILTER], handle: showKontenCsv },
  { name: 'nutzer.einladen', method: 'GET', right: 'konto.anlegen_beirat', handle: showInvite },
  { name: 'nutzer.einladen', method: 'POST', right: 'konto.anlegen_beirat', form: inviteForm, handle: invite },
  { name: 'nutzer.konto', method: 'GET', right: 'konto.lesen_beirat', query: ['meldung'], handle: showKonto },
  { name: 'nutzer.konto', method: 'POST', right: 'konto.aendern_beirat', form: dataForm, handle: changeData },
  { name: 'nutzer.rolle', method: 'POST', right: 'konto.aendern_beirat', query: ROLLE_IM_WEG, form: giveForm, handle: give },
  { name: 'nutzer.rolle.entziehen', method: 'POST', right: 'konto.aendern_beirat', form: takeForm, handle: take },
  { name: 'nutzer.sperren', method: 'GET', right: 'konto.aendern_beirat', handle: askLock },
  { name: 'nutzer.sperren', method: 'POST', right: 'konto.aendern_beirat', form: button, handle: lock },
  { name: 'nutzer.entsperren', method: 'POST', right: 'konto.aendern_beirat', form: button, handle: unlock },
  { name: 'nutzer.neu-einladen', method: 'POST', right: 'konto.anlegen_beirat', form: button, handle: inviteAgain },
  { name: 'nutzer.faktor', method: 'GET', right: 'konto.aendern_beirat', handle: askDropFactor },
  { name: 'nutzer.faktor', method: 'POST', right: 'konto.aendern_beirat', form: button, handle: dropFactor },
  { name: 'nutzer.abmelden', method: 'POST', right: 'anmeldung.beenden', form: button, handle: signOutEverywhere },
  { name: 'protokoll', method: 'GET', right: 'protokoll.lesen', query: [...LISTE, ...PROTOKOLLFILTER], handle: showProtokoll },
  { name: 'protokoll.csv', method: 'GET', right: 'protokoll.lesen', query: [...LISTE, ...PROTOKOLLFILTER], handle: showProtokollCsv },
];
