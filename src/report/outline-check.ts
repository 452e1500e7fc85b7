import type { Problem } from '../base/problem.ts';
import { check, type Locate } from '../base/schema.ts';
import type { Baustein, Gliederung } from '../core/bericht/gliederung.ts';
import type { Fundstellen, Luecken, Stadtmappe } from '../core/bericht/stadtmappe.ts';
import { describeMissingTime, timesOf } from '../core/bericht/verweise.ts';
import { findUnknownAnswer, type Welle } from '../core/befragung/welle.ts';
import { BAUSTEINE, findBaustein } from './bausteine.ts';

/** Every fault of every outline: unknown kinds of block, wrong parameters, references into nothing (but not into gaps). */
export function checkGliederungen(mappe: Stadtmappe, fundstellen: Fundstellen, luecken: Luecken = new Set()): Problem[] {
  const times = timesOf(mappe);
  return mappe.gliederungen.flatMap((gliederung) => {
    const place = fundstellen.get(`gliederungen/${gliederung.code}`);
    const locate: Locate = place ? place.locate : () => ({ zeile: 1, spalte: 1 });
    return [...placedBausteine(gliederung)].flatMap(({ baustein, path }) => checkBaustein({ mappe, gliederung, luecken, times }, baustein, place?.datei ?? '', (inner) => locate([...path, ...inner])));
  });
}

function* placedBausteine(gliederung: Gliederung): Generator<{ baustein: Baustein; path: (string | number)[] }> {
  for (const [chapter, kapitel] of gliederung.kapitel.entries()) {
    for (const [index, baustein] of kapitel.bausteine.entries()) yield { baustein, path: ['kapitel', chapter, 'bausteine', index] };
    for (const [section, abschnitt] of kapitel.abschnitte.entries()) {
      for (const [index, baustein] of abschnitt.bausteine.entries()) yield { baustein, path: ['kapitel', chapter, 'abschnitte', section, 'bausteine', index] };
    }
  }
}

interface Inspected {
  readonly mappe: Stadtmappe;
  readonly gliederung: Gliederung;
  readonly luecken: Luecken;
  /** Taken once for all outlines: a town has hundreds of thousands of values. */
  readonly times: ReturnType<typeof timesOf>;
}

function checkBaustein(inspected: Inspected, baustein: Baustein, datei: string, locate: Locate): Problem[] {
  const { art, nur: _nur, ...params } = baustein;
  const kind = findBaustein(art);
  if (!kind) return [{ datei, ...locate(['art']), satz: `Den Baustein „${art}“ gibt es nicht. Es gibt: ${Object.keys(BAUSTEINE).join(', ')}.` }];
  const checked = check(kind.params, params, datei, locate);
  if ('problems' in checked) return checked.problems;
  return judgeReferences(inspected, params).map(({ field, satz }) => ({ datei, ...locate([field]), satz }));
}

/** Parameters with these names refer to records of these collections, whatever the block. */
function judgeReferences({ mappe, gliederung, luecken, times }: Inspected, params: Record<string, unknown>): { field: string; satz: string }[] {
  const codes = (records: readonly { code: string }[]): Set<string> => new Set(records.map((record) => record.code));
  const codesOf = (name: 'indikatoren' | 'raumebenen' | 'raumeinheiten' | 'wellen' | 'handlungsfelder' | 'leitprojekte'): Set<string> | undefined => (luecken.has(name) ? undefined : codes(mappe[name]));
  const welle = mappe.wellen.find((entry) => entry.code === params['welle']);
  const targets: Record<string, Set<string> | undefined> = {
    indikator: codesOf('indikatoren'),
    indikatoren: codesOf('indikatoren'),
    ebene: codesOf('raumebenen'),
    raum: codesOf('raumeinheiten'),
    raeume: codesOf('raumeinheiten'),
    vergleich: codesOf('raumeinheiten'),
    welle: codesOf('wellen'),
    wellen: codesOf('wellen'),
    handlungsfeld: codesOf('handlungsfelder'),
    leitprojekt: codesOf('leitprojekte'),
    ...(welle ? { frage: codes(welle.fragen.filter(({ typ }) => typ !== 'offen')), fragen: codes(welle.fragen.filter(({ typ }) => typ !== 'offen')), merkmal: codes(welle.merkmale) } : {}),
  };
  const dangling = Object.entries(targets).flatMap(([field, known]) =>
    [params[field] ?? []].flat().filter((code) => known && !known.has(String(code))).map((code) => ({ field, satz: `„${String(code)}“ gibt es in dieser Stadtmappe nicht.` })),
  );
  return [...dangling, ...(luecken.has('werte') ? [] : judgeZeiten(times, params)), ...judgeMerkmale(mappe, params), ...judgeAnswers(welle, params), ...(luecken.has('texte') ? [] : judgeText(mappe, gliederung, params))];
}

/** Times that a block names have to be times of its indicator. */
function judgeZeiten(times: Inspected['times'], params: Record<string, unknown>): { field: string; satz: string }[] {
  const indikator = params['indikator'];
  const named = ['zeit', 'zeiten'].flatMap((field) => [params[field] ?? []].flat().map((when) => ({ field, when: String(when) })));
  if (typeof indikator !== 'string' || named.length === 0) return [];
  return named.flatMap(({ field, when }) => describeMissingTime(times, indikator, when).map((satz) => ({ field, satz })));
}

/** Features of an indicator are named in its definition. */
function judgeMerkmale(mappe: Stadtmappe, params: Record<string, unknown>): { field: string; satz: string }[] {
  const indikator = mappe.indikatoren.find(({ code }) => code === params['indikator']);
  return ['merkmal', 'merkmal_alter', 'merkmal_geschlecht'].flatMap((field) => {
    const code = params[field];
    if (!indikator || typeof code !== 'string' || indikator.merkmale.some((merkmal) => merkmal.code === code)) return [];
    return [{ field, satz: `Die Kennzahl „${indikator.code}“ hat kein Merkmal „${code}“.` }];
  });
}

/** An answer or a group that the survey does not have would be printed as nobody. */
function judgeAnswers(welle: Welle | undefined, params: Record<string, unknown>): { field: string; satz: string }[] {
  if (!welle) return [];
  const merkmal = welle.merkmale.find((entry) => entry.code === params['merkmal']);
  const group = params['auspraegung'];
  const isStrange = typeof group === 'string' && !merkmal?.werte.some((entry) => entry.wert === group);
  return [
    ...[params['frage'] ?? [], params['fragen'] ?? []].flat().flatMap((frage) => judgeWerte(welle, String(frage), 'werte', params['werte'])),
    ...judgePaare(welle, params),
    ...(isStrange ? [{ field: 'auspraegung', satz: `Die Befragung „${welle.code}“ hat keine Gruppe „${String(params['merkmal'] ?? '')}=${group}“.` }] : []),
  ];
}

function judgeWerte(welle: Welle, code: string, field: string, werte: unknown): { field: string; satz: string }[] {
  const frage = welle.fragen.find((entry) => entry.code === code);
  const unknown = frage && Array.isArray(werte) ? findUnknownAnswer(welle, frage, werte.map(String)) : undefined;
  return unknown === undefined ? [] : [{ field, satz: `Die Frage „${code}“ hat keine Antwort „${unknown}“.` }];
}

/** Pairs of a portfolio: both questions have to be there, with the answers that are counted. */
function judgePaare(welle: Welle, params: Record<string, unknown>): { field: string; satz: string }[] {
  const paare = Array.isArray(params['paare']) ? (params['paare'] as { wichtigkeit: string; zufriedenheit: string }[]) : [];
  const fragen = new Set(welle.fragen.map(({ code }) => code));
  const missing = paare.flatMap(({ wichtigkeit, zufriedenheit }) => [wichtigkeit, zufriedenheit]).filter((code) => !fragen.has(code));
  return [
    ...missing.map((code) => ({ field: 'paare', satz: `„${code}“ gibt es in dieser Stadtmappe nicht.` })),
    ...paare.flatMap(({ wichtigkeit, zufriedenheit }) => [...judgeWerte(welle, wichtigkeit, 'werte_wichtig', params['werte_wichtig']), ...judgeWerte(welle, zufriedenheit, 'werte_zufrieden', params['werte_zufrieden'])]),
  ];
}

function judgeText(mappe: Stadtmappe, gliederung: Gliederung, params: Record<string, unknown>): { field: string; satz: string }[] {
  const name = params['text'];
  if (typeof name !== 'string' || name.includes('{code}') || mappe.texte.some((text) => text.code === `${gliederung.code}/${name}`)) return [];
  return [{ field: 'text', satz: `Den Text berichte/${gliederung.code}/texte/${name}.json gibt es nicht.` }];
}
