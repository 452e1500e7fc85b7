import { formatDayShort } from '../../base/date.ts';
import type { Problem } from '../../base/problem.ts';
import { compareGerman } from '../../base/text.ts';
import { darfKonto } from '../../core/zugang/konto.ts';
import { MIT_BEREICH, pruefeRollen, ROLLEN, VERGEBBAR, type Rolle, type Rollenzuweisung } from '../../core/zugang/rolle.ts';
import type { Feld, FeldProblem, Formular, FormReading, Option } from '../../document/form-read.ts';
import type { StaffAsked } from '../route.ts';
import { verwaltungTexte } from './texte-verwaltung.ts';

/** Roles that the person may give to an account that it looks after. */
function grantable({ who, lage }: StaffAsked): Rolle[] {
  return VERGEBBAR.filter((rolle) => darfKonto(who, 'konto.aendern', lage, [{ rolle, bereich: null, von: null, bis: null }]));
}

/** What each role is, one paragraph a role, for the help of pages on which roles are given. */
export function explainRollen(asked: StaffAsked): string[] {
  return grantable(asked).map((rolle) => `${ROLLEN[rolle].titel}: ${ROLLEN[rolle].wer}`);
}

/** Fields by which roles are given: one role for an account, or several at once for a new one. */
export function rollenFields(asked: StaffAsked, anzahl: 'eine' | 'mehrere'): Feld[] {
  const t = verwaltungTexte(asked.lang).rollen;
  const rollen = grantable(asked);
  const auswahl = rollen.map((rolle) => ({ wert: rolle, text: ROLLEN[rolle].titel }));
  const vorgabe = rollen.length === 1 ? rollen[0] : undefined;
  const withBereich = rollen.filter((rolle) => MIT_BEREICH.includes(rolle)).map((rolle) => ROLLEN[rolle].titel);
  return [
    { name: 'rolle', art: anzahl === 'eine' ? 'auswahl' : 'mehrfach', beschriftung: anzahl === 'eine' ? t.rolle : t.mehrere, pflicht: true, auswahl, vorgabe },
    ...(withBereich.length === 0 ? [] : [{ name: 'bereich', art: 'auswahl', beschriftung: t.bereich, hilfe: t.bereichHilfe(withBereich), pflicht: false, auswahl: listBereiche(asked) } as const]),
    { name: 'von', art: 'tag', beschriftung: t.von, hilfe: t.vonHilfe, pflicht: false },
    { name: 'bis', art: 'tag', beschriftung: t.bis, hilfe: t.bisHilfe, pflicht: false },
  ];
}

/** The form that gives one role, or changes how long one is held. */
export function rollenForm(asked: StaffAsked): Formular {
  return { code: 'rolle', knopf: verwaltungTexte(asked.lang).rollen.geben, felder: rollenFields(asked, 'eine') };
}

/** Offices that have not ended. */
function listBereiche({ town, today, lang }: StaffAsked): Option[] {
  const { bereichAb } = verwaltungTexte(lang).rollen;
  const open = town.organisation.filter(({ gueltig_bis }) => gueltig_bis === null || gueltig_bis >= today);
  return open
    .map(({ code, name, gueltig_ab }) => ({ wert: code, text: gueltig_ab !== null && gueltig_ab > today ? bereichAb(name, formatDayShort(gueltig_ab)) : name }))
    .sort((a, b) => compareGerman(a.text, b.text));
}

/** What the fields say. An office is left to the roles that are held for one, unless none of them is: then it is a fault that is told. */
export function readRollen({ value, list }: FormReading): Rollenzuweisung[] {
  const rollen = (list['rolle'] ?? [value['rolle'] ?? '']).flatMap((text) => VERGEBBAR.filter((rolle) => rolle === text));
  const isUsed = rollen.some((rolle) => MIT_BEREICH.includes(rolle));
  const given = (name: string): string | null => value[name] || null;
  return rollen.map((rolle) => ({ rolle, bereich: !isUsed || MIT_BEREICH.includes(rolle) ? given('bereich') : null, von: given('von'), bis: given('bis') }));
}

export function isSameRolle(a: Rollenzuweisung, b: Rollenzuweisung): boolean {
  return a.rolle === b.rolle && a.bereich === b.bereich;
}

/** Faults of roles that are to be given beside those held, each at its field; what the form has found already is not told twice. */
export function judgeRollen(asked: StaffAsked, neue: readonly Rollenzuweisung[], held: readonly Rollenzuweisung[]): FeldProblem[] {
  const bereiche = asked.town.organisation.map(({ code }) => code);
  const kept = held.filter((each) => !neue.some((neu) => isSameRolle(each, neu)));
  // The rule judges an account as a whole; where a fault lies shows in what it says to less.
  const steps: readonly (readonly [string, readonly Problem[]])[] = [
    ['', pruefeRollen(kept, bereiche)],
    ['bereich', neue.flatMap((neu) => pruefeRollen([{ ...neu, von: null, bis: null }], bereiche))],
    ['bis', neue.flatMap((neu) => pruefeRollen([neu], bereiche))],
    ['rolle', pruefeRollen([...kept, ...neue], bereiche)],
  ];
  const told = new Map<string, string>();
  for (const [feld, problems] of steps) for (const { satz } of problems) told.set(satz, told.get(satz) ?? feld);
  const known = ['', ...asked.form.problems.map(({ feld }) => feld)];
  return [...told].map(([satz, feld]) => ({ satz, feld })).filter(({ feld }) => !known.includes(feld));
}
