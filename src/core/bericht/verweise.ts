import type { Problem } from '../../base/problem.ts';
import type { JsonPath } from '../../base/schema.ts';
import { compareCodes, slugify } from '../../base/text.ts';
import { findUnknownAnswer, type Welle } from '../befragung/welle.ts';
import type { Indikator } from '../kennzahlen/indikator.ts';
import { findVersion } from '../kennzahlen/indikator.ts';
import { keyOfWert, type Wert } from '../kennzahlen/wert.ts';
import { walkInlines, type InlineNode } from './fliesstext.ts';
import { sammlungOf, type Sammlungsname } from './sammlungen.ts';
import type { Fundstellen, Luecken, Stadtmappe } from './stadtmappe.ts';

/** Which field of which record names a record of which other collection. `*` stands for every entry of a list. */
export const VERWEISE: readonly { von: Sammlungsname; feld: string; nach: readonly Sammlungsname[] }[] = [
  { von: 'stadt', feld: 'logo', nach: ['bilder'] },
  { von: 'stadt', feld: 'startseite.kennzahlen.*', nach: ['indikatoren'] },
  { von: 'lieferungen', feld: 'quelle', nach: ['quellen'] },
  { von: 'organisation', feld: 'uebergeordnet', nach: ['organisation'] },
  { von: 'leitprozess', feld: 'traeger', nach: ['organisation'] },
  { von: 'leitprozess', feld: 'quellen.*', nach: ['quellen'] },
  { von: 'zielelemente', feld: 'quellen.*', nach: ['quellen'] },
  { von: 'chronik', feld: 'quellen.*', nach: ['quellen'] },
  { von: 'handlungsfelder', feld: 'vorgaenger.*', nach: ['handlungsfelder'] },
  { von: 'handlungsfelder', feld: 'quellen.*', nach: ['quellen'] },
  { von: 'querschnittsthemen', feld: 'handlungsfelder.*', nach: ['handlungsfelder'] },
  { von: 'querschnittsthemen', feld: 'quellen.*', nach: ['quellen'] },
  { von: 'ziele', feld: 'handlungsfeld', nach: ['handlungsfelder'] },
  { von: 'ziele', feld: 'wirkungsziele.*.indikator', nach: ['indikatoren'] },
  { von: 'ziele', feld: 'quellen.*', nach: ['quellen'] },
  { von: 'leitprojekte', feld: 'verantwortlich', nach: ['organisation'] },
  { von: 'leitprojekte', feld: 'stellvertretung', nach: ['organisation'] },
  { von: 'leitprojekte', feld: 'handlungsfelder.*', nach: ['handlungsfelder'] },
  { von: 'leitprojekte', feld: 'indikatoren.*', nach: ['indikatoren'] },
  { von: 'leitprojekte', feld: 'quellen.*', nach: ['quellen'] },
  { von: 'massnahmen', feld: 'handlungsfeld', nach: ['handlungsfelder'] },
  { von: 'massnahmen', feld: 'weitere_handlungsfelder.*', nach: ['handlungsfelder'] },
  { von: 'massnahmen', feld: 'leitprojekt', nach: ['leitprojekte'] },
  { von: 'massnahmen', feld: 'federfuehrung', nach: ['organisation'] },
  { von: 'massnahmen', feld: 'stellvertretung', nach: ['organisation'] },
  { von: 'massnahmen', feld: 'raeume.*', nach: ['raumeinheiten'] },
  { von: 'massnahmen', feld: 'ersatz', nach: ['massnahmen'] },
  { von: 'massnahmen', feld: 'indikatoren.*', nach: ['indikatoren'] },
  { von: 'massnahmen', feld: 'beitraege.*.ziel', nach: ['ziele'] },
  { von: 'massnahmen', feld: 'quellen.*', nach: ['quellen'] },
  { von: 'meilensteine', feld: 'gehoert_zu', nach: ['leitprojekte', 'massnahmen'] },
  { von: 'meilensteine', feld: 'quellen.*', nach: ['quellen'] },
  { von: 'statusmeldungen', feld: 'massnahme', nach: ['massnahmen'] },
  { von: 'statusmeldungen', feld: 'zyklus', nach: ['meldezyklen'] },
  { von: 'beschluesse', feld: 'auftraege.*.verantwortlich', nach: ['organisation'] },
  { von: 'beschluesse', feld: 'quellen.*', nach: ['quellen'] },
  { von: 'gremien', feld: 'quellen.*', nach: ['quellen'] },
  { von: 'sitzungen', feld: 'gremium', nach: ['gremien'] },
  { von: 'sitzungen', feld: 'quellen.*', nach: ['quellen'] },
  { von: 'empfehlungen', feld: 'gremium', nach: ['gremien'] },
  { von: 'empfehlungen', feld: 'handlungsfeld', nach: ['handlungsfelder'] },
  { von: 'empfehlungen', feld: 'adressat', nach: ['organisation'] },
  { von: 'empfehlungen', feld: 'massnahmen.*', nach: ['massnahmen'] },
  { von: 'empfehlungen', feld: 'quellen.*', nach: ['quellen'] },
  { von: 'raumeinheiten', feld: 'ebene', nach: ['raumebenen'] },
  { von: 'raumeinheiten', feld: 'vorgaenger.*', nach: ['raumeinheiten'] },
  { von: 'zuordnungen', feld: 'von', nach: ['raumeinheiten'] },
  { von: 'zuordnungen', feld: 'nach', nach: ['raumeinheiten'] },
  { von: 'geometrien', feld: 'code', nach: ['raumebenen'] },
  { von: 'geometrien', feld: 'features.*.properties.code', nach: ['raumeinheiten'] },
  { von: 'indikatoren', feld: 'handlungsfelder.*', nach: ['handlungsfelder'] },
  { von: 'indikatoren', feld: 'quelle', nach: ['quellen'] },
  { von: 'indikatoren', feld: 'verantwortlich', nach: ['organisation'] },
  { von: 'indikatoren', feld: 'raumebenen.*', nach: ['raumebenen'] },
  { von: 'indikatoren', feld: 'zielwerte.*.raum', nach: ['raumeinheiten'] },
  { von: 'indikatoren', feld: 'quellen.*', nach: ['quellen'] },
  { von: 'wellen', feld: 'fragen.*.handlungsfeld', nach: ['handlungsfelder'] },
  { von: 'wellen', feld: 'befunde.*.quellen.*', nach: ['quellen'] },
  { von: 'wellen', feld: 'quellen.*', nach: ['quellen'] },
];

/**
 * Every reference that leads nowhere, every value without its place in the catalogue, every unit in no hierarchy.
 * What refers to a collection with gaps is not judged: the gap is the fault.
 */
export function checkVerweise(mappe: Stadtmappe, fundstellen: Fundstellen, luecken: Luecken = new Set()): Problem[] {
  const codes = collectCodes(mappe);
  const isWhole = (...names: readonly Sammlungsname[]): boolean => !names.some((name) => luecken.has(name));
  return [
    ...VERWEISE.filter((verweis) => isWhole(...verweis.nach)).flatMap((verweis) => checkVerweis(verweis, mappe, codes, fundstellen)),
    ...checkWerte(mappe, fundstellen, luecken),
    ...(isWhole('raumebenen', 'raumeinheiten', 'zuordnungen') ? checkRaum(mappe, fundstellen) : []),
    ...checkWellen(mappe, fundstellen),
    ...checkTexte(mappe, codes, fundstellen, luecken),
    ...(isWhole('bilder') ? checkBilder(mappe, fundstellen) : []),
    ...ADDRESSED.flatMap((name) => checkAddresses(mappe, name, fundstellen)),
  ];
}

/** Collections whose codes stand in addresses of pages and rows. */
const ADDRESSED = ['indikatoren', 'wellen', 'raumeinheiten'] as const;

/** Two codes that differ only in case or separators would share one address. */
function checkAddresses(mappe: Stadtmappe, name: (typeof ADDRESSED)[number], fundstellen: Fundstellen): Problem[] {
  const taken = new Map<string, string>();
  return mappe[name].flatMap(({ code }) => {
    const before = taken.get(slugify(code));
    taken.set(slugify(code), code);
    return before === undefined ? [] : [{ ...place(fundstellen, `${name}/${code}`, ['code']), satz: `Die Kürzel „${before}“ und „${code}“ unterscheiden sich nur in der Schreibweise; sie hätten dieselbe Adresse.` }];
  });
}

type Codes = ReadonlyMap<Sammlungsname, ReadonlySet<string>>;

function collectCodes(mappe: Stadtmappe): Codes {
  const names = new Set(VERWEISE.flatMap((verweis) => verweis.nach));
  return new Map([...names].map((name) => [name, new Set(recordsOf(mappe, name).map((record) => sammlungOf(name).codeOf(record)))]));
}

function recordsOf(mappe: Stadtmappe, name: Sammlungsname): unknown[] {
  const records: unknown = mappe[name];
  return Array.isArray(records) ? records : [records];
}

function place(fundstellen: Fundstellen, key: string, path: JsonPath): Pick<Problem, 'datei' | 'zeile' | 'spalte'> {
  const found = fundstellen.get(key);
  return found ? { datei: found.datei, ...found.locate(path) } : {};
}

function checkVerweis(verweis: (typeof VERWEISE)[number], mappe: Stadtmappe, codes: Codes, fundstellen: Fundstellen): Problem[] {
  return recordsOf(mappe, verweis.von).flatMap((record) =>
    [...readField(record, verweis.feld.split('.'), [])]
      .filter(({ value }) => !verweis.nach.some((name) => codes.get(name)?.has(value)))
      .map(({ value, path }) => ({
        ...place(fundstellen, `${verweis.von}/${sammlungOf(verweis.von).codeOf(record)}`, path),
        satz: `„${value}“ gibt es nicht in ${verweis.nach.map((name) => sammlungOf(name).pfad).join(' oder ')}.`,
      })),
  );
}

function* readField(record: unknown, feld: readonly string[], path: (string | number)[]): Generator<{ value: string; path: (string | number)[] }> {
  const [first, ...rest] = feld;
  if (typeof record === 'string') yield { value: record, path };
  else if (first === '*' && Array.isArray(record)) for (const [index, entry] of record.entries()) yield* readField(entry, rest, [...path, index]);
  else if (first !== undefined && typeof record === 'object' && record !== null) yield* readField((record as Record<string, unknown>)[first], rest, [...path, first]);
}

function checkWerte(mappe: Stadtmappe, fundstellen: Fundstellen, luecken: Luecken): Problem[] {
  const indikatoren = new Map(mappe.indikatoren.map((indikator) => [indikator.code, indikator]));
  const ebenen = new Map(mappe.raumeinheiten.map((einheit) => [einheit.code, einheit.ebene]));
  const vergleiche = new Set(mappe.raumebenen.filter((ebene) => ebene.art === 'vergleich').map((ebene) => ebene.code));
  const lieferungen = new Set(mappe.lieferungen.map((lieferung) => lieferung.code));
  const judge = (wert: Wert): [string, string][] => [
    ...(luecken.has('indikatoren') && !indikatoren.has(wert.indikator) ? [] : judgeDefinition(wert, indikatoren.get(wert.indikator))),
    ...(luecken.has('raumeinheiten') || luecken.has('raumebenen') ? [] : judgeRaum(wert, ebenen.get(wert.raum), indikatoren.get(wert.indikator), vergleiche)),
    ...(luecken.has('lieferungen') || lieferungen.has(wert.lieferung) ? [] : [['lieferung', `Die Lieferung „${wert.lieferung}“ gibt es nicht in lieferungen.csv.`] as [string, string]]),
  ];
  const current = mappe.werte.flatMap((wert) => judge(wert).map(([feld, satz]) => ({ ...place(fundstellen, `werte/${keyOfWert(wert)}`, [feld]), satz })));
  const earlier = mappe.verlauf.flatMap((wert) => judge(wert).map(([feld, satz]) => ({ ...place(fundstellen, `werte/${keyOfWert(wert)}|${wert.revision}`, [feld]), satz })));
  return [...current, ...earlier];
}

function judgeDefinition(wert: Wert, indikator: Indikator | undefined): [string, string][] {
  if (!indikator) return [['indikator', `Die Kennzahl „${wert.indikator}“ gibt es nicht in kennzahlen/.`]];
  const version = findVersion(indikator, wert.version);
  if (!version) return [['version', `Die Kennzahl ${wert.indikator} hat keine Definitionsversion ${wert.version}.`]];
  return [...judgeAuspraegung(wert, indikator), ...judgeRechnung(wert, version.faktor, indikator.nachkommastellen)];
}

function judgeAuspraegung(wert: Pick<Wert, 'auspraegung'>, indikator: Indikator): [string, string][] {
  return (wert.auspraegung?.split(',') ?? []).flatMap((part): [string, string][] => {
    const [merkmal, code] = part.split('=');
    const known = indikator.merkmale.find((entry) => entry.code === merkmal)?.werte.some((entry) => entry.code === code);
    return known ? [] : [['auspraegung', `Die Ausprägung „${part}“ kennt die Kennzahl ${indikator.code} nicht.`]];
  });
}

/** Zähler, Nenner and value are delivered together; where they contradict each other, one of them is a typing error. */
function judgeRechnung(wert: Wert, faktor: number, decimals: number): [string, string][] {
  if (wert.wert === null || wert.zaehler === null || wert.nenner === null || wert.nenner === 0) return [];
  const computed = (wert.zaehler / wert.nenner) * faktor;
  const tolerance = 0.51 * 10 ** -decimals;
  if (Math.abs(computed - wert.wert) <= tolerance) return [];
  return [['wert', `Der Wert passt nicht zu Zähler und Nenner: ${wert.zaehler} / ${wert.nenner} × ${faktor} ergibt rund ${computed.toFixed(decimals).replace('.', ',')}.`]];
}

function judgeRaum(wert: Wert, ebene: string | undefined, indikator: Indikator | undefined, vergleiche: ReadonlySet<string>): [string, string][] {
  if (ebene === undefined) return [['raum', `Die Raumeinheit „${wert.raum}“ gibt es nicht in raum/raumeinheiten.csv.`]];
  if (!indikator || vergleiche.has(ebene) || indikator.raumebenen.includes(ebene)) return [];
  return [['raum', `Die Kennzahl ${indikator.code} wird für die Ebene „${ebene}“ nicht geführt (raumebenen: ${indikator.raumebenen.join(', ')}).`]];
}

function checkRaum(mappe: Stadtmappe, fundstellen: Fundstellen): Problem[] {
  const artOfEbene = new Map(mappe.raumebenen.map((ebene) => [ebene.code, ebene.art]));
  const artOf = new Map(mappe.raumeinheiten.map((einheit) => [einheit.code, artOfEbene.get(einheit.ebene)]));
  const lower = new Set(mappe.zuordnungen.map((zuordnung) => zuordnung.von));
  const upper = new Set(mappe.zuordnungen.map((zuordnung) => zuordnung.nach));
  const hasSmallest = mappe.raumebenen.some((ebene) => ebene.art === 'kleinste');
  const homeless = mappe.raumeinheiten
    .filter((einheit) => hasSmallest && ((artOf.get(einheit.code) === 'kleinste' && !lower.has(einheit.code)) || (artOf.get(einheit.code) === 'zwischen' && !upper.has(einheit.code))))
    .map((einheit) => ({ ...place(fundstellen, `raumeinheiten/${einheit.code}`, ['code']), satz: `Die Raumeinheit „${einheit.code}“ steht in keiner Hierarchie (raum/zuordnungen.csv).` }));
  const upsideDown = mappe.zuordnungen
    .filter((zuordnung) => artOf.get(zuordnung.von) !== 'kleinste' || artOf.get(zuordnung.nach) === 'kleinste')
    .map((zuordnung) => ({ ...place(fundstellen, `zuordnungen/${zuordnung.von}/${zuordnung.nach}`, ['von']), satz: `Zugeordnet wird eine kleinste Einheit zu einer höheren; das gilt für „${zuordnung.von}“ zu „${zuordnung.nach}“ nicht.` }));
  return [...homeless, ...upsideDown, ...checkStadtebene(mappe)];
}

function checkStadtebene(mappe: Stadtmappe): Problem[] {
  const town = mappe.raumebenen.filter((ebene) => ebene.art === 'stadt');
  const units = mappe.raumeinheiten.filter((einheit) => town.some((ebene) => ebene.code === einheit.ebene));
  return town.length === 1 && units.length === 1 ? [] : [{ datei: 'raum/raumeinheiten.csv', satz: 'Es braucht genau eine Raumebene der Art „stadt“ mit genau einer Raumeinheit.' }];
}

function checkWellen(mappe: Stadtmappe, fundstellen: Fundstellen): Problem[] {
  return mappe.wellen.flatMap((welle) => {
    const scales = new Set(welle.skalen.map((skala) => skala.code));
    const missing = welle.fragen.flatMap((frage, index) =>
      frage.skala === null || scales.has(frage.skala) ? [] : [{ ...place(fundstellen, `wellen/${welle.code}`, ['fragen', index, 'skala']), satz: `Die Skala „${frage.skala}“ ist in dieser Befragung nicht beschrieben.` }],
    );
    const answers = mappe.antworten[welle.code];
    const count = answers && answers.length !== welle.antworten ? [{ ...place(fundstellen, `wellen/${welle.code}`, ['antworten']), satz: `Angegeben sind ${welle.antworten} Antworten, in befragung/${welle.code}.csv stehen ${answers.length}.` }] : [];
    return [...missing, ...count];
  });
}

function checkTexte(mappe: Stadtmappe, codes: Codes, fundstellen: Fundstellen, luecken: Luecken): Problem[] {
  const times = timesOf(mappe);
  const texts = [...mappe.texte.map((text) => ['texte', text] as const), ...mappe.seiten.map((seite) => ['seiten', seite] as const)];
  return texts.flatMap(([sammlung, text]) =>
    [...walkInlines(text.inhalt)].flatMap(({ node, path }) =>
      [...judgeInline(node, mappe, codes, luecken), ...(luecken.has('werte') ? [] : judgeWertbezug(node, mappe, times))].map((satz) => ({ ...place(fundstellen, `${sammlung}/${text.code}`, ['inhalt', ...path]), satz })),
    ),
  );
}

function judgeInline(node: InlineNode, mappe: Stadtmappe, codes: Codes, luecken: Luecken): string[] {
  const attrs: Record<string, unknown> = 'attrs' in node ? node.attrs : {};
  const named: [string, Sammlungsname][] = [['indikator', 'indikatoren'], ['raum', 'raumeinheiten'], ['handlungsfeld', 'handlungsfelder'], ['leitprojekt', 'leitprojekte'], ...(node.type === 'quelle' ? [['code', 'quellen'] as [string, Sammlungsname]] : [])];
  const dangling = named
    .filter(([attr, name]) => typeof attrs[attr] === 'string' && !luecken.has(name) && !codes.get(name)?.has(attrs[attr]))
    .map(([attr, name]) => `„${String(attrs[attr])}“ gibt es nicht in ${sammlungOf(name).pfad}.`);
  return [...dangling, ...(luecken.has('wellen') ? [] : judgeBefragung(node, mappe))];
}

/** A value that a text names has to be there: a time written otherwise than in the values would be printed as unknown. */
function judgeWertbezug(node: InlineNode, mappe: Stadtmappe, times: Times): string[] {
  if (node.type !== 'wert' && node.type !== 'trend') return [];
  const indikator = mappe.indikatoren.find(({ code }) => code === node.attrs.indikator);
  if (!indikator) return [];
  const named = node.type === 'wert' ? [node.attrs.zeit] : [];
  const parts = node.type === 'wert' ? judgeAuspraegung(node.attrs, indikator).map(([, satz]) => satz) : [];
  return [...parts, ...named.flatMap((when) => (when === null ? [] : describeMissingTime(times, indikator.code, when)))];
}

/** All times of an indicator that has values. */
type Times = ReadonlyMap<string, ReadonlySet<string>>;

export function timesOf(mappe: Stadtmappe): Times {
  const times = new Map<string, Set<string>>();
  for (const { indikator, zeit } of mappe.werte) times.set(indikator, (times.get(indikator) ?? new Set()).add(zeit));
  return times;
}

/** `D01 hat für „2020“ keinen Wert; Zeiten stehen da als: 2019-12-31, 2020-12-31.` Nothing where the indicator has no value at all yet. */
export function describeMissingTime(times: Times, indikator: string, when: string): string[] {
  const known = times.get(indikator);
  if (!known || known.has(when)) return [];
  return [`Die Kennzahl ${indikator} hat für „${when}“ keinen Wert; ihre letzten Zeiten sind ${[...known].sort(compareCodes).slice(-2).map((time) => `„${time}“`).join(' und ')}.`];
}

function judgeBefragung(node: InlineNode, mappe: Stadtmappe): string[] {
  if (node.type !== 'anteil' && node.type !== 'welle') return [];
  const welle = mappe.wellen.find((entry) => entry.code === node.attrs.welle);
  if (!welle) return [`Die Befragung „${node.attrs.welle}“ gibt es nicht.`];
  if (node.type === 'welle') return [];
  const frage = welle.fragen.find((entry) => entry.code === node.attrs.frage);
  if (!frage) return [`Die Befragung „${welle.code}“ hat keine Frage „${node.attrs.frage}“.`];
  const unknown = findUnknownAnswer(welle, frage, node.attrs.werte);
  return [...(unknown === undefined ? [] : [`Die Frage „${frage.code}“ hat keine Antwort „${unknown}“.`]), ...judgeGruppe(welle, node.attrs.merkmal, node.attrs.auspraegung)];
}

function judgeGruppe(welle: Welle, merkmal: string | null, auspraegung: string | null): string[] {
  const known = welle.merkmale.find((entry) => entry.code === merkmal)?.werte.some((entry) => entry.wert === auspraegung);
  return (merkmal === null && auspraegung === null) || known ? [] : [`Die Befragung „${welle.code}“ hat keine Gruppe „${merkmal ?? ''}=${auspraegung ?? ''}“.`];
}

function checkBilder(mappe: Stadtmappe, fundstellen: Fundstellen): Problem[] {
  const described = new Set(mappe.bilder.map((bild) => bild.datei));
  const missing = mappe.bilder.filter((bild) => !(bild.datei in mappe.bilddateien)).map((bild) => ({ ...place(fundstellen, `bilder/${bild.code}`, ['datei']), satz: `Die Bilddatei bilder/${bild.datei} fehlt.` }));
  const undescribed = Object.keys(mappe.bilddateien).filter((datei) => !described.has(datei)).map((datei) => ({ datei: `bilder/${datei}`, satz: 'Zu diesem Bild fehlen Alternativtext, Quelle und Lizenz in bilder/bilder.json.' }));
  return [...missing, ...undescribed];
}
