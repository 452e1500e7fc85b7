import { roundHalfUp } from '../../base/number.ts';
import type { Antwortbogen } from '../befragung/antwort.ts';
import { isAnsweredInTime, type Empfehlung } from '../beteiligung/beirat.ts';
import type { Indikator } from '../kennzahlen/indikator.ts';
import type { Massnahme } from '../steuerung/massnahme.ts';
import { isDue, type Meilenstein } from '../steuerung/meilenstein.ts';
import type { Schichtgrund, Zufallswelle } from './umfrage.ts';
import { meanOfFrage } from './umfrage.ts';
import { measure, type Wertentwurf } from './werte.ts';
import { sum } from './zaehlung.ts';

/** The question that stands for a field of action. */
const LEITFRAGEN: Readonly<Record<string, string>> = { hf1: 'f02', hf2: 'f04', hf3: 'f06', hf4: 'f08', hf5: 'f09', hf6: 'f10', hf7: 'f12', hf8: 'f13' };
/** Years at whose end the process is measured by its own rows. */
const PROZESSJAHRE = [2023, 2024, 2025];

/** A value before it is placed: of the survey, or of the process itself. */
type Kern = Pick<Wertentwurf, 'raum' | 'auspraegung' | 'zeit' | 'wert' | 'zeichen' | 'zaehler' | 'nenner'>;

function draft(indikator: Indikator, jahr: number, kern: Kern): Wertentwurf {
  return { indikator: indikator.code, version: 1, basis: null, kennung: null, anmerkung: null, jahr, quelle: indikator.quelle, ...kern };
}

/** Means, recommendation and response of the random sample, for the town and its Stadtbezirke. */
export function draftUmfragewerte(indikatoren: readonly Indikator[], { welle, antworten, zugestellt }: Zufallswelle, stadt: string): Wertentwurf[] {
  const zeit = welle.feld_bis ?? `${welle.jahr}-12-31`;
  const places: [string, string | undefined][] = [[stadt, undefined], ...welle.schichten.map(({ code }): [string, string] => [code, code])];
  const of = (code: string): Indikator | undefined => indikatoren.find((indikator) => indikator.code === code);
  const rows = (code: string, make: (indikator: Indikator, schicht: string | undefined) => Partial<Kern>[]): Wertentwurf[] => {
    const indikator = of(code);
    return indikator ? places.flatMap(([raum, schicht]) => make(indikator, schicht).map((kern) => draft(indikator, welle.jahr, { raum, zeit, auspraegung: null, wert: null, zeichen: null, zaehler: null, nenner: null, ...kern }))) : [];
  };
  const mean = (frage: string, schicht: string | undefined, stellen: number): number => roundHalfUp(meanOfFrage(antworten, frage, schicht) ?? 0, stellen);
  return [
    ...rows('Z01', (indikator, schicht) => [{ wert: mean('f01', schicht, indikator.nachkommastellen) }]),
    ...rows('Z02', (indikator, schicht) => Object.entries(LEITFRAGEN).map(([feld, frage]) => ({ auspraegung: `handlungsfeld=${feld}`, wert: mean(frage, schicht, indikator.nachkommastellen) }))),
    ...rows('Z03', (indikator, schicht) => [measure(weigh(antworten, schicht, ['ja']), weigh(antworten, schicht, ['ja', 'nein']), { faktor: 100, stellen: indikator.nachkommastellen })]),
    ...rows('Z04', (indikator, schicht) => [measure(antworten.filter((bogen) => schicht === undefined || bogen.schicht === schicht).length, schicht === undefined ? sum(zugestellt.values()) : (zugestellt.get(schicht) ?? 0), { faktor: 100, stellen: indikator.nachkommastellen })]),
  ];
}

function weigh(antworten: readonly Antwortbogen[], schicht: string | undefined, werte: readonly string[]): number {
  return Math.round(sum(antworten.filter((bogen) => (schicht === undefined || bogen.schicht === schicht) && werte.includes(bogen.angaben['f14'] ?? '')).map(({ gewicht }) => gewicht)));
}

/** What the process is measured by, counted from its own rows at the end of each year. */
export function draftProzesswerte(indikatoren: readonly Indikator[], rows: { massnahmen: readonly Massnahme[]; meilensteine: readonly Meilenstein[]; empfehlungen: readonly Empfehlung[] }, raum: string): Wertentwurf[] {
  const counts: Readonly<Record<string, (day: string) => readonly [number, number]>> = {
    Z05: (day) => countMassnahmen(rows.massnahmen, day),
    Z06: (day) => countMeilensteine(rows.meilensteine, day),
    Z07: (day) => countAntworten(rows.empfehlungen, day),
  };
  return Object.entries(counts).flatMap(([code, count]) => {
    const indikator = indikatoren.find((entry) => entry.code === code);
    if (!indikator) return [];
    return PROZESSJAHRE.map((jahr) => {
      const [zaehler, nenner] = count(`${jahr}-12-31`);
      return draft(indikator, jahr, { raum, auspraegung: null, zeit: `${jahr}-12-31`, ...measure(zaehler, nenner, { faktor: 100, stellen: indikator.nachkommastellen }) });
    });
  });
}

function countMassnahmen(massnahmen: readonly Massnahme[], day: string): [number, number] {
  const due = massnahmen.filter(({ status, beginn_plan }) => status !== 'entfallen' && beginn_plan !== null && beginn_plan <= day);
  return [due.filter(({ status, beginn_ist }) => status !== 'zurückgestellt' && beginn_ist !== null && beginn_ist <= day).length, due.length];
}

function countMeilensteine(meilensteine: readonly Meilenstein[], day: string): [number, number] {
  const due = meilensteine.filter((stein) => isDue(stein, day));
  return [due.filter(({ datum_ist, datum_plan }) => datum_ist !== null && datum_ist <= (datum_plan ?? '')).length, due.length];
}

function countAntworten(empfehlungen: readonly Empfehlung[], day: string): [number, number] {
  const judged = empfehlungen.filter(({ eingegangen_am }) => eingegangen_am <= day).map((empfehlung) => isAnsweredInTime(empfehlung, day)).filter((answer) => answer !== undefined);
  return [judged.filter(Boolean).length, judged.length];
}

/** The frame of the random sample: adults of every Stadtbezirk and how they spread over the Sozialräume. */
export function frameOf(zellen: readonly { readonly stadtbezirk: string; readonly sozialraum: string }[], adults: (zelle: number) => number): Map<string, Schichtgrund> {
  const frame = new Map<string, { erwachsene: number; sozialraeume: Map<string, number> }>();
  zellen.forEach(({ stadtbezirk, sozialraum }, index) => {
    const entry = frame.get(stadtbezirk) ?? { erwachsene: 0, sozialraeume: new Map<string, number>() };
    entry.erwachsene += adults(index);
    entry.sozialraeume.set(sozialraum, (entry.sozialraeume.get(sozialraum) ?? 0) + adults(index));
    frame.set(stadtbezirk, entry);
  });
  return frame;
}
