import { addMonths, endOfZeit } from '../../base/date.ts';
import { formatNumber } from '../../base/number.ts';
import { responseRate } from '../befragung/welle.ts';
import { isAnsweredInTime } from '../beteiligung/beirat.ts';
import type { Indikator } from '../kennzahlen/indikator.ts';
import { isReportDue } from '../steuerung/faelligkeit.ts';
import { validHandlungsfelder } from '../steuerung/handlungsfeld.ts';
import type { Messregel, Zielelement } from '../steuerung/leitprozess.ts';
import { isRunning, needsReport } from '../steuerung/massnahme.ts';
import { isDue, isReached, type Meilenstein } from '../steuerung/meilenstein.ts';
import { isStale } from '../steuerung/meldung.ts';
import type { Datenstand } from './datenstand.ts';

/** One measured part of a Zielelement. `wert` is null where the town has no rows for it yet. */
export interface Zielteil {
  readonly titel: string;
  /** Percent, or percentage points where the unit says so. */
  readonly wert: number | null;
  readonly einheit: '%' | 'Prozentpunkte';
  /** How it is computed, in words. */
  readonly formel: string;
  /** The numbers that went in: `7 von 9`. */
  readonly eingaben: string;
}

export interface Zielstand {
  readonly element: Zielelement;
  readonly teile: readonly Zielteil[];
}

/** Computes the five Zielelemente from the town's rows on the Stichtag. There is no overall score. */
export function computeZielelemente(stand: Datenstand): Zielstand[] {
  return [...stand.zielelemente].sort((a, b) => a.nr - b.nr).map((element) => ({ element, teile: RULES[element.messregel](stand) }));
}

const RULES: Record<Messregel, (stand: Datenstand) => Zielteil[]> = {
  leitprojekte: measureLeitprojekte,
  monitoring: measureMonitoring,
  steuerung: measureSteuerung,
  wir: measureWir,
  querschnitt: measureQuerschnitt,
};

function share(titel: string, formel: string, part: number, whole: number): Zielteil {
  if (whole === 0) return { titel, wert: null, einheit: '%', formel, eingaben: '' };
  return { titel, wert: (100 * part) / whole, einheit: '%', formel, eingaben: `${formatNumber(part)} von ${formatNumber(whole)}` };
}

function noRows(titel: string, formel: string): Zielteil {
  return { titel, wert: null, einheit: '%', formel, eingaben: '' };
}

function measureLeitprojekte(stand: Datenstand): Zielteil[] {
  const projects = [...stand.leitprojekte].sort((a, b) => a.reihenfolge - b.reihenfolge);
  return projects.flatMap((projekt) => {
    const due = stand.meilensteine.filter((stein) => stein.gehoert_zu === projekt.code && isDue(stein, stand.stichtag));
    const reached = due.filter((stein) => isReached(stein, stand.stichtag));
    const onTime = reached.filter((stein) => stein.datum_ist !== null && stein.datum_plan !== null && stein.datum_ist <= stein.datum_plan);
    return [
      share(`${projekt.titel}: Umsetzungsstand`, 'Gewicht der erreichten Meilensteine / Gewicht der bis zum Stichtag fälligen', weigh(reached), weigh(due)),
      share(`${projekt.titel}: Termintreue`, 'Zum geplanten Tag erreichte Meilensteine / bis zum Stichtag fällige', onTime.length, due.length),
    ];
  });
}

function weigh(steine: readonly Meilenstein[]): number {
  return steine.reduce((sum, stein) => sum + stein.gewicht, 0);
}

function measureMonitoring(stand: Datenstand): Zielteil[] {
  const catalogue = stand.indikatoren.filter((indikator) => indikator.status === 'freigegeben');
  const known = lookThrough(stand);
  const withValues = catalogue.filter((indikator) => known.has(indikator.code));
  const levels = catalogue.flatMap((indikator) => indikator.raumebenen.map((ebene) => known.get(indikator.code)?.ebenen.has(ebene) ?? false));
  return [
    share('Aktuell', 'Kennzahlen, deren neuester Wert nicht älter ist als ihr Rhythmus und ihr Liefermonat / Kennzahlen im Katalog', catalogue.filter((indikator) => isCurrent(indikator, known.get(indikator.code)?.zeit, stand.stichtag)).length, catalogue.length),
    share('Vollständig', 'Raumebenen mit Werten / Raumebenen, für die die Kennzahlen geführt werden', levels.filter(Boolean).length, levels.length),
    share('Beschrieben', 'Kennzahlen mit Frage, Lesehilfe, Grenzen, Zuständigkeit und Gütestufe / Kennzahlen im Katalog', catalogue.filter(isDescribed).length, catalogue.length),
    share('Pünktlich', 'Kennzahlen, deren neuester Wert im Liefermonat da war / Kennzahlen mit Werten', withValues.filter((indikator) => cameInTime(stand, indikator, known.get(indikator.code))).length, withValues.length),
  ];
}

/** What there is of an indicator: newest time, the delivery that brought it, levels with values. */
interface Bekanntes {
  readonly zeit: string;
  readonly lieferung: string;
  readonly ebenen: Set<string>;
}

/** One look at every value, because there may be hundreds of thousands. */
function lookThrough(stand: Datenstand): Map<string, Bekanntes> {
  const ebeneOf = new Map(stand.raumeinheiten.map((einheit) => [einheit.code, einheit.ebene]));
  const known = new Map<string, Bekanntes>();
  for (const { indikator, raum, zeit, lieferung } of stand.werte) {
    const before = known.get(indikator);
    const ebenen = before?.ebenen ?? new Set();
    ebenen.add(ebeneOf.get(raum) ?? '');
    if (!before || (before.zeit !== zeit && endOfZeit(before.zeit) < endOfZeit(zeit))) known.set(indikator, { zeit, lieferung, ebenen });
  }
  return known;
}

function isCurrent(indikator: Indikator, newest: string | undefined, day: string): boolean {
  return newest !== undefined && addMonths(endOfZeit(newest), indikator.rhythmus_monate + indikator.liefermonate) >= day;
}

function isDescribed(indikator: Indikator): boolean {
  return [indikator.frage, indikator.lesehilfe, indikator.grenzen, indikator.verantwortlich, indikator.qualitaet, indikator.verfuegbarkeit].every((field) => field !== null);
}

function cameInTime(stand: Datenstand, indikator: Indikator, known: Bekanntes | undefined): boolean {
  if (!known) return false;
  const arrived = stand.lieferungen.find((entry) => entry.code === known.lieferung)?.eingegangen_am;
  return arrived !== undefined && arrived <= addMonths(endOfZeit(known.zeit), indikator.liefermonate);
}

function measureSteuerung(stand: Datenstand): Zielteil[] {
  const rounds = stand.meldezyklen.filter((zyklus) => zyklus.frist <= stand.stichtag);
  const due = rounds.flatMap((zyklus) => stand.massnahmen.filter((massnahme) => isReportDue(massnahme, zyklus.stichtag)).map((massnahme) => ({ zyklus, massnahme })));
  const inTime = due.filter(({ zyklus, massnahme }) => stand.statusmeldungen.some((meldung) => meldung.zyklus === zyklus.code && meldung.massnahme === massnahme.code && meldung.gemeldet_am <= zyklus.frist));
  const open = rounds.length === 0 ? [] : stand.massnahmen.filter(needsReport);
  const auftraege = stand.beschluesse.flatMap((beschluss) => beschluss.auftraege).filter((auftrag) => auftrag.frist !== null && auftrag.frist <= stand.stichtag);
  return [
    share('Meldungen in der Frist', 'Fristgerechte Statusmeldungen / fällige Statusmeldungen', inTime.length, due.length),
    share('Maßnahmen mit frischer Meldung', 'Laufende und geplante Maßnahmen mit Meldung in den letzten 12 Monaten / laufende und geplante Maßnahmen', open.filter((massnahme) => !isStale(stand.statusmeldungen, massnahme.code, stand.stichtag)).length, open.length),
    share('Aufträge zum Termin erledigt', 'Bis zu ihrer Frist erledigte Aufträge aus Beschlüssen / fällige Aufträge', auftraege.filter((auftrag) => auftrag.erledigt_am !== null && auftrag.erledigt_am <= (auftrag.frist ?? '')).length, auftraege.length),
  ];
}

function measureWir(stand: Datenstand): Zielteil[] {
  const past = stand.sitzungen.filter((sitzung) => sitzung.termin <= stand.stichtag && stand.gremien.find((gremium) => gremium.code === sitzung.gremium)?.art === 'Familienbeirat');
  const judged = stand.empfehlungen.map((empfehlung) => isAnsweredInTime(empfehlung, stand.stichtag)).filter((answer) => answer !== undefined);
  return [
    share('Sitzungen des Familienbeirats', 'Gehaltene Sitzungen / bis zum Stichtag vorgesehene', past.filter((sitzung) => sitzung.status === 'gehalten').length, past.length),
    share('Antworten auf Empfehlungen', 'In der Frist beantwortete Empfehlungen / fällige', judged.filter(Boolean).length, judged.length),
    ...measureWelle(stand),
    noRows('Ideen und Anliegen', 'Beantwortete Ideen / eingegangene Ideen'),
  ];
}

function measureWelle(stand: Datenstand): Zielteil[] {
  const random = stand.wellen.filter((welle) => welle.modus === 'zufall' && (welle.feld_bis ?? '9999') <= stand.stichtag).sort((a, b) => a.jahr - b.jahr).at(-1);
  const titel = random ? `Rücklauf der Befragung ${random.jahr}` : 'Rücklauf der Befragung';
  const formel = 'Antworten / (Einladungen − unzustellbare)';
  if (!random) return [noRows(titel, formel)];
  const rate = responseRate(random);
  const eingaben = `${formatNumber(random.antworten)} von ${formatNumber((random.einladungen ?? 0) - (random.unzustellbar ?? 0))}`;
  const deviation = largestDeviation(random.schichten, stand.auswertungen[random.code]?.ruecklauf ?? []);
  return [
    { titel, wert: rate ?? null, einheit: '%', formel, eingaben: rate === undefined ? '' : eingaben },
    { titel: 'Abweichung vom Register', wert: deviation, einheit: 'Prozentpunkte', formel: 'Größter Abstand zwischen dem Anteil einer Schicht an den Antworten und an der Grundgesamtheit', eingaben: deviation === null ? '' : `${random.schichten.length} Schichten` },
  ];
}

function largestDeviation(schichten: readonly { code: string; grundgesamtheit: number }[], ruecklauf: readonly { schicht: string; antworten: number }[]): number | null {
  const frame = schichten.reduce((sum, schicht) => sum + schicht.grundgesamtheit, 0);
  const answers = ruecklauf.reduce((sum, entry) => sum + entry.antworten, 0);
  if (frame === 0 || answers === 0) return null;
  const distance = (schicht: { code: string; grundgesamtheit: number }): number => Math.abs((ruecklauf.find((entry) => entry.schicht === schicht.code)?.antworten ?? 0) / answers - schicht.grundgesamtheit / frame);
  return 100 * Math.max(...schichten.map(distance));
}

function measureQuerschnitt(stand: Datenstand): Zielteil[] {
  const running = stand.massnahmen.filter(isRunning);
  const offices = stand.organisation.filter((einheit) => einheit.gueltig_bis === null || einheit.gueltig_bis >= stand.stichtag);
  const fields = validHandlungsfelder(stand.handlungsfelder, stand.stichtag);
  const led = offices.filter((einheit) => running.some((massnahme) => massnahme.federfuehrung === einheit.code));
  const worked = fields.filter((feld) => running.some((massnahme) => massnahme.handlungsfeld === feld.code));
  return [
    running.some((massnahme) => massnahme.federfuehrung !== null)
      ? share('Ämter mit laufenden Maßnahmen', 'Organisationseinheiten, die eine laufende Maßnahme federführend verantworten / Organisationseinheiten', led.length, offices.length)
      : noRows('Ämter mit laufenden Maßnahmen', 'Organisationseinheiten, die eine laufende Maßnahme federführend verantworten / Organisationseinheiten'),
    running.length > 0 ? share('Handlungsfelder mit laufenden Maßnahmen', 'Handlungsfelder mit einer laufenden Maßnahme / Handlungsfelder', worked.length, fields.length) : noRows('Handlungsfelder mit laufenden Maßnahmen', 'Handlungsfelder mit einer laufenden Maßnahme / Handlungsfelder'),
    noRows('Vorhaben mit Familien-Check', 'Pläne und Vorlagen mit Familien-Check / Pläne und Vorlagen'),
  ];
}
