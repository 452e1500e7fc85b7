import { addMonths, dayNumber, dayOfNumber, endOfZeit } from '../../base/date.ts';
import { compareCodes, slugify } from '../../base/text.ts';
import type { Random } from '../../statistics/random.ts';
import { sortWerte } from '../bericht/stadtmappe.ts';
import type { Indikator } from '../kennzahlen/indikator.ts';
import type { Lieferung, Quelle } from '../kennzahlen/quelle.ts';
import { keyOfWert, type Verlaufswert, type Wert } from '../kennzahlen/wert.ts';
import type { Organisationseinheit } from '../steuerung/organisation.ts';
import type { Wertentwurf } from './werte.ts';

/** The label that everything generated carries. */
export const BEISPIELDATEN = 'Beispieldaten';
/** No file of the newest year came in after this day. */
const LETZTER_TAG = '2026-06-19';
/** Share of the deliveries that come too late. */
const VERSPAETET = 0.09;

/** The correction that every example town has: a Stadtbezirk was counted too high in one year. */
const BERICHTIGUNG = { indikator: 'W01', jahr: 2023, faktor: 1.13, eingang: '2025-03-03', freigabe: '2025-03-13', anmerkung: 'Berichtigt am 3. März 2025: Im Stadtbezirk Hafen waren Kinder doppelt gezählt.' } as const;
/** The value that was withdrawn, and why. */
const RUECKNAHME = { indikator: 'F03', jahr: 2019, anmerkung: 'Zurückgezogen: Gezählt waren gültige Ausweise statt Kinder mit Ausleihe.' } as const;

export interface Kontext {
  readonly indikatoren: readonly Indikator[];
  readonly quellen: readonly Quelle[];
  readonly organisation: readonly Organisationseinheit[];
  /** Numerators that were wrong before the correction, by unit and feature (`hafen|geschlecht=w`); units that are not in it were right. */
  readonly falsch: ReadonlyMap<string, number>;
  readonly sha256: (text: string) => string;
  readonly seed: string;
}

/** Puts every value into the delivery of its source and year, with its line; makes the correction and the withdrawal. */
export function deliverWerte(entwuerfe: readonly Wertentwurf[], kontext: Kontext, random: Random): { werte: Wert[]; verlauf: Verlaufswert[]; lieferungen: Lieferung[] } {
  const sorted = entwuerfe.map((entwurf) => ({ entwurf, key: keyOfWert(entwurf) })).sort((a, b) => compareCodes(a.key, b.key)).map(({ entwurf }) => entwurf);
  const groups = new Map<string, Wertentwurf[]>();
  for (const entwurf of sorted) {
    const code = codeOfLieferung(entwurf);
    const group = groups.get(code);
    if (group) group.push(entwurf);
    else groups.set(code, [entwurf]);
  }
  const lieferungen = [...groups].map(([code, group]) => describeLieferung(code, group, kontext, random.fork(code)));
  const lines = new Map<string, number>();
  const placed = sorted.map((entwurf) => placeWert(entwurf, lines));
  const { werte, verlauf } = withdraw(placed);
  const corrected = correct(werte, kontext);
  const list = [...lieferungen, ...(corrected.verlauf.length > 0 ? [describeBerichtigung(kontext)] : [])].sort((a, b) => compareCodes(a.code, b.code));
  return { werte: corrected.werte, verlauf: sortWerte([...verlauf, ...corrected.verlauf]), lieferungen: list };
}

function codeOfLieferung({ quelle, jahr }: Wertentwurf): string {
  return `L-${quelle.slice(2)}-${jahr}`;
}

function placeWert(entwurf: Wertentwurf, lines: Map<string, number>): Wert {
  const lieferung = codeOfLieferung(entwurf);
  const zeile = (lines.get(lieferung) ?? 1) + 1;
  lines.set(lieferung, zeile);
  const { indikator, version, raum, zeit, auspraegung, basis, wert, zeichen, kennung, zaehler, nenner, anmerkung } = entwurf;
  return { indikator, version, raum, zeit, auspraegung, basis, wert, zeichen, kennung, zaehler, nenner, lieferung, zeile, revision: 1, anmerkung };
}

function withdraw(werte: readonly Wert[]): { werte: Wert[]; verlauf: Verlaufswert[] } {
  const isGone = (wert: Wert): boolean => wert.indikator === RUECKNAHME.indikator && wert.zeit === String(RUECKNAHME.jahr);
  return { werte: werte.filter((wert) => !isGone(wert)), verlauf: werte.filter(isGone).map((wert) => ({ ...wert, anmerkung: RUECKNAHME.anmerkung, zustand: 'zurückgezogen' })) };
}

/** The wrong values go into the history with revision 1, the right ones stand with revision 2 and `r`. */
function correct(werte: readonly Wert[], { indikatoren, falsch }: Kontext): { werte: Wert[]; verlauf: Verlaufswert[] } {
  const indikator = indikatoren.find(({ code }) => code === BERICHTIGUNG.indikator);
  const verlauf: Verlaufswert[] = [];
  let line = 1;
  const now = werte.map((wert): Wert => {
    const wrong = wert.indikator === BERICHTIGUNG.indikator && wert.zeit === `${BERICHTIGUNG.jahr}-12-31` ? falsch.get(`${wert.raum}|${wert.auspraegung ?? ''}`) : undefined;
    if (wrong === undefined || wert.nenner === null || wrong === wert.zaehler) return wert;
    const stellen = 10 ** (indikator?.nachkommastellen ?? 1);
    verlauf.push({ ...wert, zaehler: wrong, wert: Math.round((100 * stellen * wrong) / wert.nenner) / stellen, zeichen: null, zustand: 'ersetzt' });
    return { ...wert, kennung: 'r', lieferung: `L-BA-${BERICHTIGUNG.jahr}-K`, zeile: (line += 1), revision: 2, anmerkung: BERICHTIGUNG.anmerkung };
  });
  return { werte: now, verlauf };
}

/** Numerators as they were before the correction, from the right ones of the parts. */
export function miscount(counts: ReadonlyMap<string, Int32Array>, zellen: readonly { readonly stadtbezirk: string }[], gebiete: readonly { readonly code: string; readonly zellen: readonly number[] }[], place: (zelle: number) => number): Map<string, number> {
  const wrong = new Map<string, number>();
  for (const gebiet of gebiete.filter((entry) => entry.zellen.some((zelle) => zellen[zelle]?.stadtbezirk === 'hafen'))) {
    for (const [key, numbers] of counts) {
      wrong.set(`${gebiet.code}|${key}`, gebiet.zellen.reduce((total, zelle) => total + Math.round((numbers[place(zelle)] ?? 0) * (zellen[zelle]?.stadtbezirk === 'hafen' ? BERICHTIGUNG.faktor : 1)), 0));
    }
  }
  return wrong;
}

function describeLieferung(code: string, group: readonly Wertentwurf[], kontext: Kontext, random: Random): Lieferung {
  const { quelle, jahr } = group[0] as Wertentwurf;
  const source = kontext.quellen.find((entry) => entry.code === (quelle === 'Q-VERGLEICH' ? 'Q-LAND' : quelle));
  const titel = quelle === 'Q-VERGLEICH' ? `Vergleichswerte ${jahr}` : `${source?.titel ?? quelle} ${jahr}`;
  const datei = `beispiel_${slugify(titel.split(/[,(]/)[0] ?? '').replaceAll('-', '_').replace(new RegExp(`_${jahr}$`), '')}_${jahr}.csv`;
  const eingang = dayOfDelivery(group, kontext, random);
  return {
    code,
    titel,
    stelle: officeOf(group, kontext),
    quelle: source?.code ?? quelle,
    datei,
    sha256: kontext.sha256(`${datei}\n${kontext.seed}`),
    eingegangen_am: eingang,
    freigegeben_am: dayOfNumber(dayNumber(eingang) + 4 + random.integer(8)),
    freigegeben_von: 'Statistikstelle',
    anmerkung: BEISPIELDATEN,
  };
}

function describeBerichtigung({ sha256, seed, quellen, organisation }: Kontext): Lieferung {
  const datei = `beispiel_grundsicherung_${BERICHTIGUNG.jahr}_berichtigt.csv`;
  return {
    code: `L-BA-${BERICHTIGUNG.jahr}-K`,
    titel: `${quellen.find(({ code }) => code === 'Q-BA')?.titel ?? 'Grundsicherung'} ${BERICHTIGUNG.jahr}, Berichtigung`,
    stelle: organisation.find(({ code }) => code === 'jobcenter')?.name ?? 'Kommunales Jobcenter',
    quelle: 'Q-BA',
    datei,
    sha256: sha256(`${datei}\n${seed}`),
    eingegangen_am: BERICHTIGUNG.eingang,
    freigegeben_am: BERICHTIGUNG.freigabe,
    freigegeben_von: 'Statistikstelle',
    anmerkung: `${BEISPIELDATEN}. Ersetzt die Werte, in die der Hafen eingeht.`,
  };
}

/** The office that answers for the first indicator of a delivery; comparisons come from the statistics office. */
function officeOf(group: readonly Wertentwurf[], { indikatoren, organisation }: Kontext): string {
  const { quelle, indikator } = group[0] as Wertentwurf;
  const office = quelle === 'Q-VERGLEICH' || quelle === 'Q-LAND' ? 'statistik' : indikatoren.find(({ code }) => code === indikator)?.verantwortlich;
  return organisation.find(({ code }) => code === office)?.name ?? 'Statistikstelle';
}

/** Shortly before the earliest day that one of its indicators is due; now and then too late; never before the time it speaks of. */
function dayOfDelivery(group: readonly Wertentwurf[], { indikatoren }: Kontext, random: Random): string {
  const times = new Map(group.map((entwurf) => [`${entwurf.indikator}|${entwurf.zeit}`, entwurf]));
  const known = [...times.values()].flatMap((entwurf) => {
    const indikator = indikatoren.find(({ code }) => code === entwurf.indikator);
    return indikator ? [{ ready: readyDay(indikator, entwurf.zeit), due: addMonths(readyDay(indikator, entwurf.zeit), indikator.liefermonate) }] : [];
  });
  const due = known.map((entry) => entry.due).sort(compareCodes)[0] ?? '';
  const ready = known.map((entry) => entry.ready).sort(compareCodes).at(-1) ?? '';
  const wanted = dayOfNumber(dayNumber(due) + (random.chance(VERSPAETET) ? 6 + random.integer(30) : -3 - random.integer(16)));
  const possible = wanted > ready ? wanted : dayOfNumber(dayNumber(ready) + 9 + random.integer(9));
  return possible > LETZTER_TAG && ready < LETZTER_TAG ? dayOfNumber(dayNumber(LETZTER_TAG) - random.integer(20)) : possible;
}

/** Day from which a time can be reported: the autumn count of a school year, the start of a Kita year, else its end. */
function readyDay(indikator: Indikator, zeit: string): string {
  if (indikator.zeitart === 'verlauf' || zeit.length !== 7) return endOfZeit(zeit);
  return indikator.bezugszeit === 'Kitajahr' ? `${zeit.slice(0, 4)}-08-01` : `${zeit.slice(0, 4)}-10-15`;
}
