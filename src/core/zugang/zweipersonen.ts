import { fuerWen, type Lage, type Person } from './pruefung.ts';
import type { Recht } from './recht.ts';

/** One step of a two-person procedure and the right that it takes. */
export interface Freigabeschritt {
  readonly schritt: string;
  readonly recht: Recht;
  readonly titel: string;
}

/** Something that no single person may bring about: its steps, in the order in which they are to be done. */
export interface Zweipersonenvorgang {
  readonly vorgang: string;
  readonly titel: string;
  readonly schritte: readonly Freigabeschritt[];
}

/** The procedures under the two-person rule. Secrecy runs, deletion of addresses and export of single records add their rows with their subjects. */
export const ZWEI_PERSONEN = [
  {
    vorgang: 'ausgabe.freigabe',
    titel: 'Freigabe einer eingefrorenen Ausgabe',
    schritte: [
      { schritt: 'daten', recht: 'ausgabe.freigeben_daten', titel: 'Daten freigeben' },
      { schritt: 'freigabe', recht: 'ausgabe.freigeben', titel: 'Ausgabe freigeben' },
    ],
  },
] as const satisfies readonly Zweipersonenvorgang[];

export type Vorgang = (typeof ZWEI_PERSONEN)[number]['vorgang'];

/** A step that was done: by which account, and in place of which absent one. */
export interface Unterschrift {
  readonly schritt: string;
  readonly konto: string;
  readonly vertritt: string | null;
}

/** May the step be done, and in place of whom (null: of nobody)? Or the sentence why not. */
export type Schrittpruefung = { readonly darf: true; readonly vertritt: string | null } | { readonly darf: false; readonly satz: string };

/**
 * The gate of the two-person rule. The step takes its right, comes after all earlier ones, is done once, and never by an
 * account that has a part in another step, be it by signing, by standing in for the signer, or by having been stood in for.
 */
export function pruefeSchritt(frage: { vorgang: Vorgang; schritt: string; person: Person; erteilt: readonly Unterschrift[]; lage: Lage }): Schrittpruefung {
  const { vorgang, person, erteilt, lage } = frage;
  const schritt = schritteVon(vorgang).find((each) => each.schritt === frage.schritt);
  if (schritt === undefined) return refuse('Diesen Schritt gibt es hier nicht.');
  const befugt = fuerWen(person, schritt.recht, lage);
  if (befugt.length === 0) return refuse(`Für den Schritt „${schritt.titel}“ fehlt Ihnen das Recht.`);
  const offen = offeneSchritte(vorgang, erteilt);
  const [zuerst = schritt] = offen;
  if (!offen.includes(schritt)) return refuse(`Der Schritt „${schritt.titel}“ ist schon getan.`);
  if (zuerst !== schritt) return refuse(`Zuerst ist der Schritt „${zuerst.titel}“ zu tun.`);
  const beteiligt = new Set(erteilt.flatMap(beteiligteVon));
  if (beteiligt.has(person.konto)) return refuse('An dieser Freigabe sind Sie schon beteiligt; diesen Schritt muss eine andere Person tun.');
  const fuer = befugt.find((each) => each === null || !beteiligt.has(each.konto));
  if (fuer === undefined) return refuse('Die Person, die Sie vertreten, ist an dieser Freigabe schon beteiligt; diesen Schritt muss eine andere tun.');
  return { darf: true, vertritt: fuer?.konto ?? null };
}

/** Complete is a procedure whose steps are each done once, by accounts of which none has a part in two. */
export function istVollstaendig(vorgang: Vorgang, erteilt: readonly Unterschrift[]): boolean {
  const schritte = schritteVon(vorgang);
  const beteiligte = erteilt.flatMap(beteiligteVon);
  return schritte.length > 0 && erteilt.length === schritte.length && offeneSchritte(vorgang, erteilt).length === 0 && new Set(beteiligte).size === beteiligte.length;
}

/** The steps that are still to be done, in order. */
export function offeneSchritte(vorgang: Vorgang, erteilt: readonly Unterschrift[]): readonly Freigabeschritt[] {
  return schritteVon(vorgang).filter(({ schritt }) => !erteilt.some((each) => each.schritt === schritt));
}

function schritteVon(vorgang: Vorgang): readonly Freigabeschritt[] {
  return ZWEI_PERSONEN.filter((each) => each.vorgang === vorgang).flatMap(({ schritte }): readonly Freigabeschritt[] => schritte);
}

function beteiligteVon({ konto, vertritt }: Unterschrift): string[] {
  return vertritt === null ? [konto] : [konto, vertritt];
}

function refuse(satz: string): Schrittpruefung {
  return { darf: false, satz };
}
