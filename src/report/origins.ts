import { formatDayShort, formatZeit } from '../base/date.ts';
import { formatNumber, formatValue } from '../base/number.ts';
import { compareCodes } from '../base/text.ts';
import type { Datenstand } from '../core/bericht/datenstand.ts';
import { computeZielelemente } from '../core/bericht/zielelemente.ts';
import type { Ergebnis } from '../core/befragung/auswertung.ts';
import { responseRate, type Frage, type Welle } from '../core/befragung/welle.ts';
import { describeZeit, type Definitionsversion, type Indikator } from '../core/kennzahlen/indikator.ts';
import { keyOfWert, type Wert } from '../core/kennzahlen/wert.ts';
import { textInline, type Block, type Field, type Inline, type Origin } from '../document/tree.ts';
import { describeWelle } from './blocks/methodenkasten.ts';
import { field, nameOfOffice } from './blocks/steckbrief.ts';
import { anchorOfPart, formatPart, ORIGIN_OF_ZIELELEMENTE } from './blocks/zielelemente.ts';
import type { Context } from './context.ts';
import { COUNTS, ORIGIN_OF_COUNTS } from './counts.ts';
import { composeHeading, composeTable, numberColumn, textColumn } from './figures.ts';
import { sourceInlines } from './sources.ts';
import { anchorOfErgebnis, findWelle, nameOfWerte, TOO_FEW } from './survey.ts';
import { keyOfPlace, listUsages, type Usage } from './usage.ts';
import { anchorOfWert, computedInline, originOfFrage, originOfIndikator, originOfWelle, valueInline } from './values.ts';

/** Names of all pages that numbers may lead to, and of the first page; no chapter may take one of them. */
export function listOriginNames({ indikatoren, wellen }: Datenstand): string[] {
  const fragen = wellen.flatMap((welle) => welle.fragen.map((frage) => originOfFrage(welle.code, frage.code)));
  return ['index', ORIGIN_OF_ZIELELEMENTE, ORIGIN_OF_COUNTS, ...indikatoren.map(({ code }) => originOfIndikator(code)), ...wellen.map(({ code }) => originOfWelle(code)), ...fragen];
}

/** The pages that numbers lead to: every indicator, question, wave and count that the report used. */
export function composeOrigins(context: Context): Origin[] {
  const at = (place: string): Context => ({ ...context, place, level: 2, handlungsfeld: undefined, leitprojekt: undefined });
  const indikatoren = [...context.register.indikatoren].sort(compareCodes).flatMap((code) => context.bestand.indikator(code) ?? []);
  const fragen = [...context.register.fragen].sort(compareCodes).flatMap((key) => findFrage(context, key));
  const zielelemente = composeZielelemente(at(ORIGIN_OF_ZIELELEMENTE));
  const wellen = [...new Set([...context.register.wellen, ...fragen.map(({ welle }) => welle.code)])].sort(compareCodes).flatMap((code) => findWelle(context, code) ?? []);
  const usages = listUsages(context.stand, context.gliederung);
  return [
    ...indikatoren.map((indikator) => composeIndikator(at(originOfIndikator(indikator.code)), indikator, usages.get(indikator.code) ?? [])),
    ...fragen.map(({ welle, frage }) => composeFrage(at(originOfFrage(welle.code, frage.code)), welle, frage)),
    ...wellen.map((welle) => composeWelle(at(originOfWelle(welle.code)), welle)),
    zielelemente,
    composeCounts(at(ORIGIN_OF_COUNTS)),
  ];
}

function findFrage(context: Context, key: string): { welle: Welle; frage: Frage }[] {
  const [code = '', question = ''] = key.split('|');
  const welle = findWelle(context, code);
  const frage = welle?.fragen.find((entry) => entry.code === question);
  return welle && frage ? [{ welle, frage }] : [];
}

function composeIndikator(context: Context, indikator: Indikator, usages: readonly Usage[]): Origin {
  const quelle = context.stand.quellen.find((entry) => entry.code === indikator.quelle);
  const fields: Field[] = [
    ...(indikator.frage === null ? [] : [field('Frage', indikator.frage)]),
    ...indikator.versionen.flatMap((version) => describeVersion(version, indikator.versionen.length > 1)),
    field('Einheit', indikator.einheit),
    field('Richtung', { '+': 'ein höherer Wert ist günstiger', '-': 'ein niedrigerer Wert ist günstiger', o: 'ohne Wertung' }[indikator.richtung]),
    field('Bezugszeit', indikator.bezugszeit),
    { name: 'Quelle', value: quelle ? sourceInlines(quelle) : [textInline(indikator.quelle)] },
    field('Verantwortlich', nameOfOffice(context, indikator.verantwortlich)),
    ...(indikator.lesehilfe === null ? [] : [field('Lesehilfe', indikator.lesehilfe)]),
    ...(indikator.grenzen === null ? [] : [field('Grenzen', indikator.grenzen)]),
    ...(indikator.personenbezogen ? [field('Geheimhaltung', 'Angaben über Personen: Aufgliederungen mit einer Anzahl von 1 oder 2 werden nicht ausgewiesen.')] : []),
  ];
  return {
    id: originOfIndikator(indikator.code),
    title: `Kennzahl ${indikator.code}: ${indikator.name}`,
    blocks: [{ kind: 'card', id: context.register.nameOf(`${context.place}-definition`), title: [], level: 0, lead: [], fields }, ...composeWerte(context, indikator), ...composeVerlauf(context, indikator), ...composeUsages(context, usages)],
  };
}

/** Which reports use the indicator and where: links inside this report, names for the others. */
function composeUsages(context: Context, usages: readonly Usage[]): Block[] {
  if (usages.length === 0) return [];
  const items = usages.map(({ gliederung, places }): Inline[] => {
    const parts = places.map((place): Inline => {
      const target = gliederung.code === context.gliederung.code ? context.register.places.get(keyOfPlace(place.kapitel, place.abschnitt, place.instance)) : undefined;
      return target === undefined ? textInline(place.title) : { kind: 'reference', target, text: place.title };
    });
    return [{ kind: 'text', text: gliederung.titel, strong: true }, textInline(': '), ...parts.flatMap((part, index) => (index === 0 ? [part] : [textInline('; '), part]))];
  });
  return [composeHeading(context, 'Verwendet in'), { kind: 'list', ordered: false, items }];
}

function describeVersion(version: Definitionsversion, several: boolean): Field[] {
  const suffix = several ? ` (Definition ${version.version}${version.gueltig_ab === null ? '' : `, ab ${formatZeit(version.gueltig_ab)}`})` : '';
  const per = version.faktor === 1 ? '' : ` × ${formatNumber(version.faktor)}`;
  const comparable = version.vergleichbar === 'ja' ? [] : [field(`Vergleichbarkeit${suffix}`, `${version.vergleichbar === 'nein' ? 'nicht' : 'nur eingeschränkt'} mit der früheren Definition vergleichbar. ${version.grund ?? ''}`)];
  return [field(`Zähler${suffix}`, version.zaehler), ...(version.nenner === null ? [] : [field(`Nenner${suffix}`, `${version.nenner}${per}`)]), ...comparable];
}

/** More rows than this are not printed; then only those stand here that the report speaks of, and the town's own. */
const MOST_ROWS = 400;

/** The values that a page shows: all, or where these are too many, the printed ones and the course of the whole town. */
function shownWerte(context: Context, indikator: Indikator): { werte: readonly Wert[]; all: number } {
  const all = context.bestand.werteOf(indikator.code);
  const isNeeded = (wert: Wert): boolean => context.register.werte.has(wert) || (wert.raum === context.bestand.stadt.code && wert.auspraegung === null);
  return { werte: all.length <= MOST_ROWS ? all : all.filter(isNeeded), all: all.length };
}

function composeWerte(context: Context, indikator: Indikator): Block[] {
  const { werte, all } = shownWerte(context, indikator);
  const lieferungen = new Map(context.stand.lieferungen.map((entry) => [entry.code, entry]));
  const lieferung = (wert: Wert) => lieferungen.get(wert.lieferung);
  const rows = werte.map((wert): Inline[][] => {
    const delivered = lieferung(wert);
    return [
      [textInline([context.bestand.raum(wert.raum)?.name ?? wert.raum, describeAuspraegung(indikator, wert), wert.basis].filter(Boolean).join(', '))],
      [textInline(describeZeit(indikator, wert.zeit))],
      [valueInline(context, indikator, wert, false)],
      ...[wert.zaehler, wert.nenner].map((part) => [partInline(context, wert, part)]),
      [textInline(delivered ? `${delivered.stelle}: ${delivered.datei}${wert.zeile === null ? '' : `, Zeile ${wert.zeile}`}` : wert.lieferung)],
      [textInline(delivered ? `${formatDayShort(delivered.freigegeben_am)}, ${delivered.freigegeben_von}` : '')],
      [textInline(`${wert.revision}${wert.anmerkung === null ? '' : ` (${wert.anmerkung})`}`)],
    ];
  });
  const used = [...new Set(werte.map((wert) => wert.lieferung))].flatMap((code) => lieferungen.get(code) ?? []);
  return [
    composeTable(context, {
      name: 'werte',
      title: `${werte.length === all ? 'Alle Werte' : 'Werte'}: ${indikator.name}`,
      columns: [textColumn('Raum'), textColumn('Zeit'), numberColumn('Wert'), numberColumn('Zähler'), numberColumn('Nenner'), textColumn('Lieferung'), textColumn('Freigabe'), textColumn('Revision')],
      rows,
      rowIds: werte.map(anchorOfWert),
      notes: werte.length === all ? [] : [`Gezeigt sind ${formatNumber(werte.length)} von ${formatNumber(all)} Werten: die der ganzen Stadt und alle, die im Bericht stehen.`],
    }),
    { kind: 'list', ordered: false, items: used.map((entry) => [textInline(`${entry.titel}: ${entry.datei}, eingegangen am ${formatDayShort(entry.eingegangen_am)}, SHA-256 ${entry.sha256}${entry.anmerkung === null ? '' : `. ${entry.anmerkung}`}`)]) },
  ];
}

/** Numerator or denominator; hidden together with their value. */
function partInline(context: Context, wert: Wert, part: number | null): Inline {
  if (part === null) return textInline('');
  if (context.bestand.isWithheld(wert)) return textInline('.');
  return computedInline(part, Number.isInteger(part) ? 0 : 1, 'Anzahl', originOfIndikator(wert.indikator), anchorOfWert(wert));
}

function describeAuspraegung(indikator: Indikator, wert: Wert): string {
  return (wert.auspraegung ?? '')
    .split(',')
    .flatMap((part) => {
      const [merkmal, code] = part.split('=');
      return indikator.merkmale.find((entry) => entry.code === merkmal)?.werte.find((entry) => entry.code === code)?.text ?? [];
    })
    .join(', ');
}

/** Earlier and withdrawn revisions of values that may be shown; of tables that are or were to be kept secret neither old nor new. */
function composeVerlauf(context: Context, indikator: Indikator): Block[] {
  const candidates = context.stand.verlauf.filter((wert) => wert.indikator === indikator.code);
  if (candidates.length === 0) return [];
  const current = new Set(context.bestand.werteOf(indikator.code).map(keyOfWert));
  const earlier = candidates.filter((wert) => !context.bestand.isEarlierWithheld(wert) && (current.has(keyOfWert(wert)) || wert.raum === context.bestand.stadt.code));
  if (earlier.length === 0) return [];
  const rows = earlier.map((wert) => [
    context.bestand.raum(wert.raum)?.name ?? wert.raum,
    describeZeit(indikator, wert.zeit),
    wert.wert === null ? (wert.zeichen ?? '.') : formatValue({ kind: 'number', number: wert.wert }, indikator.nachkommastellen),
    String(wert.revision),
    `${wert.zustand}${wert.anmerkung === null ? '' : `: ${wert.anmerkung}`}`,
  ]);
  return [composeTable(context, { name: 'verlauf', title: 'Berichtigte und zurückgezogene Werte', columns: [textColumn('Raum'), textColumn('Zeit'), numberColumn('Wert'), textColumn('Revision'), textColumn('Zustand')], rows: rows.map((row) => row.map((text) => [textInline(text)])) })];
}

function composeFrage(context: Context, welle: Welle, frage: Frage): Origin {
  const ergebnisse = (context.stand.auswertungen[welle.code]?.ergebnisse ?? []).filter((ergebnis) => ergebnis.frage === frage.code);
  const lines = ergebnisse.flatMap((ergebnis) => listAnteile(welle, frage, ergebnis));
  return {
    id: originOfFrage(welle.code, frage.code),
    title: `Frage: ${frage.kurz}`,
    blocks: [
      { kind: 'paragraph', content: [textInline(`Wortlaut: „${frage.text}“${frage.filter === null ? '' : ` Gefragt wurden nur: ${frage.filter}.`}`)] },
      { kind: 'paragraph', content: [{ kind: 'reference', target: originOfWelle(welle.code), text: `So wurde gefragt: ${welle.titel}` }] },
      composeTable(context, {
        name: 'ergebnisse',
        title: 'Anteile in Prozent mit Spanne (95 %)',
        columns: [textColumn('Gruppe'), textColumn('Antwort'), numberColumn('Anteil'), numberColumn('von'), numberColumn('bis'), numberColumn('n')],
        rows: lines.map(({ cells }) => cells.map((text) => [textInline(text)])),
        rowIds: lines.map(({ id }) => id),
        notes: ergebnisse.some((ergebnis) => ergebnis.zeichen === '/') ? [TOO_FEW] : [],
      }),
    ],
  };
}

/** A line for every answer of a group; one line that says "too few" where it is withheld. The first line has the group's name in addresses. */
function listAnteile(welle: Welle, frage: Frage, ergebnis: Ergebnis): { id: string; cells: string[] }[] {
  const merkmal = welle.merkmale.find((entry) => entry.code === ergebnis.merkmal);
  const group = merkmal ? `${merkmal.titel}: ${merkmal.werte.find((entry) => entry.wert === ergebnis.auspraegung)?.text ?? ergebnis.auspraegung}` : 'Alle';
  const id = anchorOfErgebnis(ergebnis);
  if (ergebnis.n === null) return [{ id, cells: [group, 'alle Antworten', '/', '/', '/', 'n < 30'] }];
  const bracket = (text: string): string => (ergebnis.zeichen === '()' ? `(${text})` : text);
  return ergebnis.anteile.map(({ wert, anteil, von, bis }, index) => ({
    id: index === 0 ? id : `${id}-${index + 1}`,
    cells: [group, nameOfWerte(welle, frage, [wert]), ...[anteil, von, bis].map((share) => bracket(formatNumber(share, 1))), formatNumber(ergebnis.n ?? 0)],
  }));
}

function composeWelle(context: Context, welle: Welle): Origin {
  const figures: [string, string, number | null][] = [
    ['einladungen', 'Einladungen', welle.einladungen],
    ['unzustellbar', 'Nicht zustellbar', welle.unzustellbar],
    ['antworten', 'Antworten', welle.antworten],
    ['ruecklauf', 'Rücklauf in Prozent: Antworten / (Einladungen − nicht zustellbare)', responseRate(welle) ?? null],
  ];
  const known = figures.filter(([, , number]) => number !== null);
  const rows = known.map(([anchor, label, number]) => [[textInline(label)], [textInline(formatNumber(number ?? 0, anchor === 'ruecklauf' ? 1 : 0))]]);
  return {
    id: originOfWelle(welle.code),
    title: welle.titel,
    blocks: [...describeWelle(context, welle), composeTable(context, { name: 'zahlen', title: 'Zahlen zur Befragung', columns: [textColumn('Angabe'), numberColumn('Zahl')], rows, rowIds: known.map(([anchor]) => anchor) })],
  };
}

function composeZielelemente(context: Context): Origin {
  const states = computeZielelemente(context.stand);
  const parts = states.flatMap(({ element, teile }) => teile.map((teil) => ({ nr: element.nr, teil })));
  const rows = parts.map(({ nr, teil }) => [`${nr} ${teil.titel}`, formatPart(teil), teil.eingaben || '–', teil.formel].map((text) => [textInline(text)]));
  return {
    id: ORIGIN_OF_ZIELELEMENTE,
    title: 'So werden die Zielelemente berechnet',
    blocks: [
      { kind: 'paragraph', content: [textInline('Jeder Teil ist aus den Zeilen der Stadt zum Stichtag berechnet; eine Gesamtnote gibt es nicht.')] },
      composeTable(context, { name: 'formeln', title: 'Formeln und Eingaben', columns: [textColumn('Teil'), numberColumn('Stand'), textColumn('Eingaben'), textColumn('Formel')], rows, rowIds: parts.map(({ nr, teil }) => anchorOfPart(nr, teil)) }),
    ],
  };
}

function composeCounts(context: Context): Origin {
  const counted = [...context.register.counts].sort(([a], [b]) => compareCodes(a, b));
  const rows = counted.map(([, thing]) => {
    const codes = COUNTS[thing.was].rows(context, thing);
    return [[COUNTS[thing.was].title, thing.handlungsfeld, thing.leitprojekt].filter(Boolean).join(', '), formatNumber(codes.length), codes.join(', ') || '–'].map((text) => [textInline(text)]);
  });
  return {
    id: ORIGIN_OF_COUNTS,
    title: 'Gezählt aus den Zeilen der Stadt',
    blocks: [
      { kind: 'paragraph', content: [textInline('Diese Zahlen sind am Stichtag gezählt, nicht eingegeben.')] },
      composeTable(context, { name: 'zahlen', title: 'Was gezählt wurde', columns: [textColumn('Gezählt'), numberColumn('Anzahl'), textColumn('Kürzel')], rows, rowIds: counted.map(([anchor]) => anchor) }),
    ],
  };
}
