import { pruefeKennwort } from '../../core/zugang/kennwort.ts';
import type { Feld, FeldProblem } from '../../document/form-read.ts';
import type { Lang } from '../../document/texts.ts';
import { zugangTexte } from './texte.ts';

/** A field for a new password, with the rule as its help; it is typed once, and can be shown. */
export function newPasswordField(name: string, beschriftung: string, lang: Lang): Feld {
  return { name, art: 'neues-kennwort', beschriftung, hilfe: zugangTexte(lang).neuesKennwort.regel, pflicht: true, hoechstens: 128 };
}

/** All faults of a new password at its field; empty for one that was not typed, which the form tells by itself. */
export function judgeNewPassword(feld: string, kennwort: string, context: readonly string[]): FeldProblem[] {
  return kennwort === '' ? [] : pruefeKennwort(kennwort, context).map(({ satz }) => ({ feld, satz }));
}
