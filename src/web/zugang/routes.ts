import { KNOPF, type Route } from '../route.ts';
import { checkCode, codeForm, showCodeStep, showSignIn, signIn, signInForm, signOut } from './anmelden.tsx';
import { askRemoveFactor, enableFactor, factorForm, removeFactor, removeFactorForm, showFactor } from './faktor.tsx';
import { forgottenForm, linkPages, sendLink, setUp, setupForm, showForgotten, showSetup } from './kennwort.tsx';
import { absenceForm, changePassword, endAbsence, endOtherSignIns, endOwnSignIn, enterAbsence, passwordForm, showAccount } from './konto.tsx';
import { BACK, beginSso, finishSso } from './sso.ts';

const kennwort = linkPages('kennwort');
const einladung = linkPages('einladung');
const button = () => KNOPF;

/** Signing in, and the own account. */
export const ZUGANG: readonly Route[] = [
  { name: 'anmelden', method: 'GET', right: 'anmeldung', query: ['meldung'], handle: showSignIn },
  { name: 'anmelden', method: 'POST', right: 'anmeldung', form: signInForm, handle: signIn },
  { name: 'anmelden.faktor', method: 'GET', right: 'anmeldung', handle: showCodeStep },
  { name: 'anmelden.faktor', method: 'POST', right: 'anmeldung', form: codeForm, handle: checkCode },
  { name: 'kennwort.vergessen', method: 'GET', right: 'anmeldung', handle: showForgotten },
  { name: 'kennwort.vergessen', method: 'POST', right: 'anmeldung', form: forgottenForm, handle: sendLink },
  { name: 'kennwort.neu', method: 'GET', right: 'anmeldung', handle: kennwort.show },
  { name: 'kennwort.neu', method: 'POST', right: 'anmeldung', form: kennwort.form, handle: kennwort.redeem },
  { name: 'einladung', method: 'GET', right: 'anmeldung', handle: einladung.show },
  { name: 'einladung', method: 'POST', right: 'anmeldung', form: einladung.form, handle: einladung.redeem },
  { name: 'einrichten', method: 'GET', right: 'anmeldung', handle: showSetup },
  { name: 'einrichten', method: 'POST', right: 'anmeldung', form: setupForm, handle: setUp },
  { name: 'sso', method: 'GET', right: 'anmeldung', query: ['weiter'], handle: beginSso },
  { name: 'sso.zurueck', method: 'GET', right: 'anmeldung', query: BACK, handle: finishSso },
  { name: 'abmelden', method: 'POST', right: 'arbeitsplatz.benutzen', form: button, handle: signOut },
  { name: 'konto', method: 'GET', right: 'arbeitsplatz.benutzen', query: ['meldung'], handle: showAccount },
  { name: 'konto.kennwort', method: 'POST', right: 'arbeitsplatz.benutzen', form: passwordForm, handle: changePassword },
  { name: 'konto.faktor', method: 'GET', right: 'arbeitsplatz.benutzen', handle: showFactor },
  { name: 'konto.faktor', method: 'POST', right: 'arbeitsplatz.benutzen', form: factorForm, handle: enableFactor },
  { name: 'konto.faktor.entfernen', method: 'GET', right: 'arbeitsplatz.benutzen', handle: askRemoveFactor },
  { name: 'konto.faktor.entfernen', method: 'POST', right: 'arbeitsplatz.benutzen', form: removeFactorForm, handle: removeFactor },
  { name: 'konto.anmeldung.beenden', method: 'POST', right: 'arbeitsplatz.benutzen', form: button, handle: endOwnSignIn },
  { name: 'konto.anmeldungen.beenden', method: 'POST', right: 'arbeitsplatz.benutzen', form: button, handle: endOtherSignIns },
  { name: 'konto.abwesenheit', method: 'POST', right: 'arbeitsplatz.benutzen', form: absenceForm, handle: enterAbsence },
  { name: 'konto.abwesenheit.beenden', method: 'POST', right: 'arbeitsplatz.benutzen', form: button, handle: endAbsence },
];

