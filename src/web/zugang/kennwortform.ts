import { pruefeKennwort } from '../../core/zugang/kennwort.ts';
import type { Feld, FeldProblem } from '../../document/form-read.ts';

/** The rule in one sentence, as help at every field for a new password. */
export const KENNWORTREGEL = 'Mindestens zwölf Zeichen. Ein Satz aus mehreren Wörtern ist gut zu merken und schwer zu raten; Leerzeichen sind erlaubt.';

/** A field for a new password; it is typed once, and can be shown. */
export function newPasswordField(name: string, beschriftung: string): Feld {
  return { name, art: 'neues-kennwort', beschriftung, hilfe: KENNWORTREGEL, pflicht: true, hoechstens: 128 };
}

/** All faults of a new password at its field; empty for one that was not typed, which the form tells by itself. */
export function judgeNewPassword(feld: string, kennwort: string, context: readonly string[]): FeldProblem[] {
  return kennwort === '' ? [] : pruefeKennwort(kennwort, context).map(({ satz }) => ({ feld, satz }));
}
