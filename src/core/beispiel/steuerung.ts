import { addMonths, dayNumber, dayOfNumber, formatDayShort } from '../../base/date.ts';
import { compareCodes } from '../../base/text.ts';
import type { Random } from '../../statistics/random.ts';
import type { Empfehlung } from '../beteiligung/beirat.ts';
import type { Ampelfarbe } from '../steuerung/leitprojekt.ts';
import type { Massnahme, MassnahmeStatus } from '../steuerung/massnahme.ts';
import type { Meilenstein } from '../steuerung/meilenstein.ts';
import type { Meldezyklus, Statusmeldung } from '../steuerung/meldung.ts';
import { ENTFALLEN, ERNST, GEGENMITTEL, HERKUENFTE, MELDUNGEN, NAECHSTES, SCHRITTE, TEURER, VERZUG } from './steuerung-texte.ts';

/** The day up to which the invented measures have gone on. */
export const HEUTE = '2026-06-30';

export interface Steuerung {
  readonly massnahmen: Massnahme[];
  readonly meilensteine: Meilenstein[];
  readonly statusmeldungen: Statusmeldung[];
}

/** What is committed of the measures. */
export interface Geschriebenes {
  readonly massnahmen: readonly Massnahme[];
  readonly meilensteine: readonly Meilenstein[];
  readonly statusmeldungen: readonly Statusmeldung[];
  readonly meldezyklen: readonly Meldezyklus[];
  readonly empfehlungen: readonly Empfehlung[];
}

/** Gives a history to every measure that has none yet; those with a state are left as they were written. */
export function carryOn({ massnahmen, meilensteine, statusmeldungen, meldezyklen, empfehlungen }: Geschriebenes, random: Random): Steuerung {
  const laeufe = massnahmen.filter(({ status }) => status === null).map((massnahme, index) => runMassnahme(massnahme, index, empfehlungen, random.fork(massnahme.code)));
  const ran = new Map(laeufe.map((lauf) => [lauf.massnahme.code, lauf]));
  return {
    massnahmen: massnahmen.map((massnahme) => ran.get(massnahme.code)?.massnahme ?? massnahme),
    meilensteine: [...meilensteine, ...laeufe.flatMap((lauf) => planMeilensteine(lauf, random.fork(`steine-${lauf.massnahme.code}`)))].sort((a, b) => compareCodes(a.code, b.code)),
    statusmeldungen: [...statusmeldungen, ...laeufe.flatMap((lauf) => reportLauf(lauf, meldezyklen, random.fork(`meldung-${lauf.massnahme.code}`)))].sort((a, b) => compareCodes(keyOf(a), keyOf(b))),
  };
}

function keyOf({ massnahme, zyklus, gemeldet_am }: Statusmeldung): string {
  return `${massnahme}/${zyklus}/${gemeldet_am}`;
}

/** A measure with its course: how late it is, and how well it goes. */
interface Lauf {
  readonly massnahme: Massnahme;
  /** Months behind its plan. */
  readonly verzug: number;
}

/** States in the order in which they are dealt out, so that every kind occurs whatever the seed. */
const FOLGE: readonly MassnahmeStatus[] = ['begonnen', 'fortlaufend', 'begonnen', 'geplant', 'fortlaufend', 'begonnen', 'abgeschlossen', 'fortlaufend', 'beschlossen', 'begonnen', 'fortlaufend', 'begonnen', 'geplant', 'fortlaufend', 'verstetigt', 'begonnen', 'Idee', 'fortlaufend', 'begonnen', 'abgeschlossen', 'fortlaufend', 'beschlossen', 'begonnen', 'fortlaufend', 'zurückgestellt', 'begonnen'];
/** The two measures that were dropped. */
const FALLEN = [31, 58];

function runMassnahme(massnahme: Massnahme, index: number, empfehlungen: readonly Empfehlung[], random: Random): Lauf {
  const status = FALLEN.includes(index) ? 'entfallen' : statusFor(massnahme, FOLGE[index % FOLGE.length] ?? 'begonnen');
  const verzug = random.chance(0.3) ? 1 + random.integer(5) : 0;
  const dates = datesOf(status, verzug, random);
  const begun = dates.beginn_ist;
  return {
    verzug,
    massnahme: {
      ...massnahme,
      ...dates,
      status,
      finanzen: status === 'Idee' ? [] : financesOf(massnahme, dates, random),
      herkunft: originOf(massnahme.code, dates.beginn_plan ?? HEUTE, empfehlungen, random),
      wiedervorlage_am: status === 'zurückgestellt' ? `${random.chance(0.5) ? 2026 : 2027}-${random.chance(0.5) ? '11' : '12'}-01`.replace('2027-11', '2027-01').replace('2027-12', '2027-02') : null,
      entfallen_grund: status === 'entfallen' ? (ENTFALLEN[FALLEN.indexOf(index)] ?? null) : null,
      veroeffentlicht_am: status === 'Idee' ? null : (begun ?? dates.beginn_plan ?? HEUTE) < '2025-06-01' ? '2025-06-02' : '2026-05-04',
    },
  };
}

/** A recommendation that named it before it began; else one of the usual origins that were there by then. */
function originOf(code: string, beginn: string, empfehlungen: readonly Empfehlung[], random: Random): Massnahme['herkunft'] {
  const asked = empfehlungen.find(({ massnahmen, eingegangen_am }) => massnahmen.includes(code) && eingegangen_am < beginn);
  const drawn = random.pick(HERKUENFTE.filter(({ ab }) => ab <= beginn)).herkunft;
  return asked ? { art: 'Empfehlung', bezug: `${asked.gremium === 'familienbeirat' ? 'Familienbeirat' : 'Institutioneller Beirat'}, ${formatDayShort(asked.eingegangen_am)}` } : drawn;
}

/** What is built or decided once does not go on forever, and what goes on is not finished. */
function statusFor({ art }: Massnahme, wanted: MassnahmeStatus): MassnahmeStatus {
  const goesOn = art === 'fortlaufend' || art === 'Struktur' || art === 'Satzung/Beitrag';
  if (wanted === 'fortlaufend' && !goesOn) return 'begonnen';
  if (wanted === 'verstetigt' && !goesOn) return 'abgeschlossen';
  return wanted === 'abgeschlossen' && art === 'fortlaufend' ? 'verstetigt' : wanted;
}

type Dates = Pick<Massnahme, 'beginn_plan' | 'beginn_ist' | 'ende_plan' | 'ende_ist'>;

function datesOf(status: MassnahmeStatus, verzug: number, random: Random): Dates {
  if (status === 'Idee') return { beginn_plan: null, beginn_ist: null, ende_plan: null, ende_ist: null };
  const future = status === 'geplant' || status === 'beschlossen';
  const ended = status === 'abgeschlossen' || status === 'verstetigt' || status === 'entfallen';
  const beginn = future ? firstOfMonth('2026-08-01', random.integer(9)) : firstOfMonth(ended ? '2022-09-01' : '2023-03-01', random.integer(ended ? 18 : 30));
  const months = ended ? 14 + random.integer(10) : 26 + random.integer(24);
  const started = dayOfNumber(dayNumber(addMonths(beginn, Math.ceil(verzug / 3))) + random.integer(20));
  const open = status === 'fortlaufend';
  const ende = addMonths(beginn, months);
  return { beginn_plan: beginn, beginn_ist: future ? null : started, ende_plan: open ? null : dayOfNumber(dayNumber(ende) - 1), ende_ist: ended ? earlier(dayOfNumber(dayNumber(addMonths(ende, verzug)) - 3 - random.integer(20)), '2026-05-22') : null };
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

function firstOfMonth(day: string, later: number): string {
  return addMonths(day, later);
}

/** Money of this year as it was written; of the two before in proportion, with what was spent. */
function financesOf({ finanzen }: Massnahme, { beginn_plan, beginn_ist: begun, ende_ist: ended }: Dates, random: Random): Massnahme['finanzen'] {
  const now = finanzen[0];
  if (now && begun === null && beginn_plan !== null) return [{ ...now, jahr: Number(beginn_plan.slice(0, 4)) }];
  if (!now || now.ansatz === null) return [...finanzen];
  const before = [2024, 2025].filter((jahr) => begun !== null && begun < `${jahr}-10-01` && (ended === null || ended >= `${jahr}-03-01`));
  const earlierYears = before.map((jahr) => {
    const ansatz = roundTo((now.ansatz ?? 0) * (jahr === 2025 ? 0.94 : 0.86) * (0.95 + 0.1 * random.uniform()));
    return { jahr, ansatz, ist: Math.round(ansatz * (0.82 + 0.24 * random.uniform())), quelle: 'Haushaltsplan (erfunden)', anmerkung: null };
  });
  return [...earlierYears, ...(ended === null || ended >= '2026-02-01' ? [now] : [])];
}

function roundTo(amount: number): number {
  const step = amount > 400_000 ? 10_000 : 1_000;
  return Math.round(amount / step) * step;
}

/** Steps between beginning and end, two where a Leitprojekt has steps of its own; late ones are shifted or reached after their day. */
function planMeilensteine({ massnahme, verzug }: Lauf, random: Random): Meilenstein[] {
  if (massnahme.beginn_plan === null || massnahme.art === null) return [];
  const steps = SCHRITTE[massnahme.art];
  const chosen = massnahme.leitprojekt !== null ? [steps[1] ?? '', steps.at(-1) ?? ''] : random.chance(0.85) ? steps : steps.filter((_, index) => index !== 1);
  const end = massnahme.ende_plan ?? addMonths(massnahme.beginn_plan, 30);
  const length = dayNumber(end) - dayNumber(massnahme.beginn_plan);
  return chosen.map((titel, index) => {
    const plan = endOfMonth(dayOfNumber(dayNumber(massnahme.beginn_plan ?? HEUTE) + Math.round((length * (index + 0.75)) / chosen.length)));
    return { code: `${massnahme.code.toLowerCase()}-m${index + 1}`, gehoert_zu: massnahme.code, titel: `${massnahme.titel}: ${titel}`, datum_plan: plan, gewicht: index === chosen.length - 1 ? 2 : 1, nachweis: null, quellen: [], ...courseOf(plan, massnahme, verzug, random) };
  });
}

function endOfMonth(day: string): string {
  return dayOfNumber(dayNumber(addMonths(`${day.slice(0, 8)}01`, 1)) - 1);
}

function courseOf(plan: string, { status, ende_ist }: Massnahme, verzug: number, random: Random): Pick<Meilenstein, 'datum_prognose' | 'datum_ist' | 'status'> {
  const late = verzug > 0 && random.chance(0.7) ? 10 + random.integer(30 * verzug) : -random.integer(25);
  const reached = dayOfNumber(dayNumber(plan) + late);
  const over = status === 'entfallen' || status === 'zurückgestellt';
  if (over && plan > (ende_ist ?? '2025-03-31')) return { datum_prognose: null, datum_ist: null, status: status === 'entfallen' ? 'entfallen' : 'verschoben' };
  if (ende_ist !== null) return { datum_prognose: null, datum_ist: earlier(reached, ende_ist), status: 'erreicht' };
  const stands = status === 'geplant' || status === 'beschlossen';
  if (!stands && reached <= HEUTE && (plan < '2026-03-31' || !random.chance(0.35))) return { datum_prognose: null, datum_ist: reached, status: 'erreicht' };
  if (!stands && plan <= addMonths(HEUTE, 2)) return { datum_prognose: endOfMonth(addMonths(HEUTE, 2 + random.integer(6))), datum_ist: null, status: 'verschoben' };
  return late > 20 ? { datum_prognose: endOfMonth(addMonths(plan, 2 + random.integer(4))), datum_ist: null, status: 'verschoben' } : { datum_prognose: null, datum_ist: null, status: 'geplant' };
}

/** Reports in every round that a measure was on; a few come late, a few not at all. */
function reportLauf({ massnahme, verzug }: Lauf, zyklen: readonly Meldezyklus[], random: Random): Statusmeldung[] {
  const { beginn_ist, beginn_plan, ende_ist, status } = massnahme;
  const from = beginn_ist ?? (status === 'geplant' || status === 'beschlossen' ? '2026-01-01' : beginn_plan);
  if (from === null || status === null || status === 'Idee') return [];
  const told = new Set<string>();
  const due = zyklen.filter(({ stichtag }) => from <= stichtag && (ende_ist === null || addMonths(ende_ist, 5) >= stichtag));
  return due.flatMap((zyklus, index): Statusmeldung[] => {
    if (index < due.length - 1 && random.chance(0.06)) return [];
    const now = statusAt(massnahme, zyklus.stichtag, index === due.length - 1);
    const ampel = drawAmpel(now, verzug, random);
    const text = pickNew(textsFor(now, ampel), told, random);
    const troubled = ampel.termin !== 'grün' || ampel.kosten !== 'grün';
    const day = dayOfNumber(dayNumber(zyklus.frist) + (random.chance(0.09) ? 1 + random.integer(14) : -random.integer(20)));
    return [{ massnahme: massnahme.code, zyklus: zyklus.code, gemeldet_am: day, status: now, ...ampel, text_oeffentlich: text, naechste_schritte: random.chance(0.35) && ende_ist === null ? random.pick(NAECHSTES) : null, gegenmassnahme: troubled && now !== 'entfallen' && random.chance(0.7) ? random.pick(GEGENMITTEL) : null }];
  });
}

function statusAt({ status, ende_ist, beginn_ist }: Massnahme, day: string, isLast: boolean): MassnahmeStatus {
  if (isLast || (ende_ist !== null && ende_ist <= day)) return status ?? 'begonnen';
  if (beginn_ist === null) return status ?? 'geplant';
  return status === 'fortlaufend' || status === 'verstetigt' ? 'fortlaufend' : 'begonnen';
}

interface Ampel {
  readonly termin: Ampelfarbe;
  readonly kosten: Ampelfarbe;
  readonly inhalt: Ampelfarbe;
}

function drawAmpel(status: MassnahmeStatus, verzug: number, random: Random): Ampel {
  const kosten = random.chance(0.11) ? 'gelb' : 'grün';
  if (status === 'zurückgestellt') return { termin: 'rot', kosten: 'grau', inhalt: 'gelb' };
  if (status === 'abgeschlossen' || status === 'verstetigt' || status === 'entfallen') return { termin: 'grün', kosten: 'grün', inhalt: status === 'entfallen' ? 'rot' : 'grün' };
  const draw = random.uniform();
  const termin = verzug >= 4 && draw < 0.22 ? 'rot' : verzug > 0 && draw < 0.6 ? 'gelb' : 'grün';
  return { termin, kosten, inhalt: random.chance(0.05) ? 'gelb' : 'grün' };
}

function textsFor(status: MassnahmeStatus, { termin, kosten }: Ampel): readonly string[] {
  const usual = MELDUNGEN[status] ?? MELDUNGEN.begonnen ?? [];
  if (status === 'zurückgestellt' || status === 'entfallen' || status === 'abgeschlossen' || status === 'verstetigt') return usual;
  if (termin === 'rot') return ERNST;
  if (termin === 'gelb') return VERZUG;
  return kosten === 'gelb' ? TEURER : usual;
}

/** A sentence that this measure has not told yet, as long as there is one. */
function pickNew(texts: readonly string[], told: Set<string>, random: Random): string {
  const fresh = texts.filter((text) => !told.has(text));
  const text = random.pick(fresh.length > 0 ? fresh : texts);
  told.add(text);
  return text;
}
