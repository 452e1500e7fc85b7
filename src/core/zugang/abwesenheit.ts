import { formatDayShort, isDay } from '../../base/date.ts';
import type { Problem } from '../../base/problem.ts';
import { giltAm, ueberschneidenSich } from './rolle.ts';

/** Somebody is away from the first to the last day, and an account stands in. It gets only the roles of the absent one, not those of others whom that one stands in for. */
export interface Abwesenheit {
  readonly konto: string;
  readonly von: string;
  readonly bis: string;
  readonly vertretung: string;
}

/** What an absence is judged against: the other absences of the town (without an earlier version of this one), and the accounts that can sign in. */
export interface Abwesenheitslage {
  readonly bestehende: readonly Abwesenheit[];
  readonly aktiveKonten: readonly string[];
}

/** Is the absence in force on this day? First and last day are included. */
export function wirktAm(abwesenheit: Abwesenheit, tag: string): boolean {
  return giltAm(abwesenheit, tag);
}

/** Every fault of an absence that is to be entered. */
export function pruefeAbwesenheit(neu: Abwesenheit, lage: Abwesenheitslage): Problem[] {
  return [...pruefeTage(neu), ...pruefeVertretung(neu, lage.aktiveKonten), ...(habenTage(neu) ? pruefeNachbarn(neu, lage.bestehende) : [])];
}

function habenTage({ von, bis }: Abwesenheit): boolean {
  return isDay(von) && isDay(bis) && von <= bis;
}

function pruefeTage({ von, bis }: Abwesenheit): Problem[] {
  return [
    ...(isDay(von) ? [] : [{ satz: 'Der erste Tag der Abwesenheit fehlt oder ist keiner.' }]),
    ...(isDay(bis) ? [] : [{ satz: 'Der letzte Tag der Abwesenheit fehlt oder ist keiner.' }]),
    ...(isDay(von) && isDay(bis) && bis < von ? [{ satz: 'Die Abwesenheit endet, bevor sie beginnt.' }] : []),
  ];
}

function pruefeVertretung({ konto, vertretung }: Abwesenheit, aktiveKonten: readonly string[]): Problem[] {
  if (vertretung === konto) return [{ satz: 'Niemand kann sich selbst vertreten.' }];
  return aktiveKonten.includes(vertretung) ? [] : [{ satz: 'Das Konto der Vertretung ist nicht aktiv.' }];
}

function pruefeNachbarn(neu: Abwesenheit, bestehende: readonly Abwesenheit[]): Problem[] {
  const eigene = bestehende.filter((other) => other.konto === neu.konto && ueberschneidenSich(other, neu));
  return [
    ...eigene.map(({ von, bis }) => ({ satz: `In dieser Zeit ist schon eine Abwesenheit eingetragen: ${formatDayShort(von)} bis ${formatDayShort(bis)}.` })),
    ...(neu.vertretung !== neu.konto && fuehrtZurueck(neu, bestehende, neu.konto) ? [{ satz: 'Die Vertretungen schließen sich zum Kreis: An mindestens einem Tag wären alle Beteiligten zugleich abwesend.' }] : []),
  ];
}

/** Does the chain of deputies lead back to the account on a day on which all of them are away? */
function fuehrtZurueck(glied: Abwesenheit, andere: readonly Abwesenheit[], ziel: string): boolean {
  if (glied.vertretung === ziel) return true;
  return andere.some((naechste) => {
    if (naechste.konto !== glied.vertretung || !ueberschneidenSich(naechste, glied)) return false;
    return fuehrtZurueck(verkuerze(naechste, glied), andere.filter((other) => other !== naechste), ziel);
  });
}

function verkuerze(abwesenheit: Abwesenheit, auf: Abwesenheit): Abwesenheit {
  return { ...abwesenheit, von: abwesenheit.von > auf.von ? abwesenheit.von : auf.von, bis: abwesenheit.bis < auf.bis ? abwesenheit.bis : auf.bis };
}
