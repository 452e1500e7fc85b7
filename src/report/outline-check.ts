import type { Problem } from '../base/problem.ts';
import { check, type Locate } from '../base/schema.ts';
import type { Baustein, Gliederung } from '../core/bericht/gliederung.ts';
import type { Fundstellen, Stadtmappe } from '../core/bericht/stadtmappe.ts';
import { BAUSTEINE, findBaustein } from './bausteine.ts';

/** Every fault of every outline: unknown kinds of block, wrong parameters, references into nothing. */
export function checkGliederungen(mappe: Stadtmappe, fundstellen: Fundstellen): Problem[] {
  return mappe.gliederungen.flatMap((gliederung) => {
    const place = fundstellen.get(`gliederungen/${gliederung.code}`);
    const locate: Locate = place ? place.locate : () => ({ zeile: 1, spalte: 1 });
    return [...placedBausteine(gliederung)].flatMap(({ baustein, path }) => checkBaustein(mappe, gliederung, baustein, place?.datei ?? '', (inner) => locate([...path, ...inner])));
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

function checkBaustein(mappe: Stadtmappe, gliederung: Gliederung, baustein: Baustein, datei: string, locate: Locate): Problem[] {
  const { art, ...params } = baustein;
  const kind = findBaustein(art);
  if (!kind) return [{ datei, ...locate(['art']), satz: `Den Baustein „${art}“ gibt es nicht. Es gibt: ${Object.keys(BAUSTEINE).join(', ')}.` }];
  const checked = check(kind.params, params, datei, locate);
  if ('problems' in checked) return checked.problems;
  return judgeReferences(mappe, gliederung, params).map(({ field, satz }) => ({ datei, ...locate([field]), satz }));
}

/** Parameters with these names refer to records of these collections, whatever the block. */
function judgeReferences(mappe: Stadtmappe, gliederung: Gliederung, params: Record<string, unknown>): { field: string; satz: string }[] {
  const codes = (records: readonly { code: string }[]): Set<string> => new Set(records.map((record) => record.code));
  const welle = mappe.wellen.find((entry) => entry.code === params['welle']);
  const targets: Record<string, Set<string>> = {
    indikator: codes(mappe.indikatoren),
    indikatoren: codes(mappe.indikatoren),
    ebene: codes(mappe.raumebenen),
    raum: codes(mappe.raumeinheiten),
    raeume: codes(mappe.raumeinheiten),
    vergleich: codes(mappe.raumeinheiten),
    welle: codes(mappe.wellen),
    wellen: codes(mappe.wellen),
    handlungsfeld: codes(mappe.handlungsfelder),
    leitprojekt: codes(mappe.leitprojekte),
    ...(welle ? { frage: codes(welle.fragen), fragen: codes(welle.fragen), merkmal: codes(welle.merkmale) } : {}),
  };
  const dangling = Object.entries(targets).flatMap(([field, known]) =>
    [params[field] ?? []].flat().filter((code) => !known.has(String(code))).map((code) => ({ field, satz: `„${String(code)}“ gibt es in dieser Stadtmappe nicht.` })),
  );
  return [...dangling, ...judgeText(mappe, gliederung, params)];
}

function judgeText(mappe: Stadtmappe, gliederung: Gliederung, params: Record<string, unknown>): { field: string; satz: string }[] {
  const name = params['text'];
  if (typeof name !== 'string' || name.includes('{code}') || mappe.texte.some((text) => text.code === `${gliederung.code}/${name}`)) return [];
  return [{ field: 'text', satz: `Den Text berichte/${gliederung.code}/texte/${name}.json gibt es nicht.` }];
}
