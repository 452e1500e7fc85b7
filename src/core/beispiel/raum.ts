import { compareCodes } from '../../base/text.ts';
import type { Random } from '../../statistics/random.ts';
import type { Geometrie, Raumeinheit, Zuordnung } from '../kennzahlen/raum.ts';
import { SOZIALRAEUME, STADTBEZIRKE, UMRISS } from './profil.ts';
import { cutCells, Netz, spreadPoints, type Ort } from './zellen.ts';

/** Shares with which the two split Bezirke belong to the first of their two Sozialräume. */
const ANTEILE = [0.6, 0.7];
/** Times that the town is laid out anew before it is given up. */
const VERSUCHE = 60;

/**
 * The smallest part that everything is counted in: a Bezirk, or what a merger or a split makes of one. All units are
 * sums of such parts, so every sum over any hierarchy is exact.
 */
export interface Zelle {
  /** Statistischer Bezirk as of today. */
  readonly bezirk: string;
  /** Bezirk that it was before a merger; the same where there was none. */
  readonly vorher: string;
  readonly wohnbereich: string;
  readonly stadtbezirk: string;
  readonly sozialraum: string;
  /** Share of the Bezirk that this part is. */
  readonly anteil: number;
}

export interface Stadtraum {
  readonly zellen: readonly Zelle[];
  readonly zuordnungen: readonly Zuordnung[];
  readonly geometrien: readonly Geometrie[];
}

interface Bezirk {
  readonly code: string;
  readonly stadtbezirk: string;
  readonly wohnbereich: string;
  readonly ort: Ort;
}

/** Lays out the town: places its Bezirke, joins them to the higher levels and draws all outlines with shared borders. */
export function layOutStadt(einheiten: readonly Raumeinheit[], random: Random): Stadtraum {
  for (let versuch = 0; versuch < VERSUCHE; versuch += 1) {
    const own = random.fork(`versuch-${versuch}`);
    const bezirke = placeBezirke(einheiten, own);
    const netz = new Netz(cutCells(bezirke.map(({ ort }) => ort), UMRISS), own.fork('grenzen'));
    const sozialraeume = joinSozialraeume(bezirke, einheiten);
    const groups = groupsOf(bezirke, sozialraeume.map(([first]) => first ?? ''));
    if ([...groups.values()].every((ebene) => [...ebene.values()].every((cells) => outerRings(netz, cells) === 1))) {
      return { zellen: listZellen(bezirke, sozialraeume, einheiten), zuordnungen: listZuordnungen(bezirke, sozialraeume, einheiten), geometrien: drawGeometrien(groups, netz) };
    }
  }
  throw new Error(`No layout of the town hangs together after ${VERSUCHE} trials.`);
}

/** The Bezirke of today, spread over the Wohnbereiche of their Stadtbezirk. */
function placeBezirke(einheiten: readonly Raumeinheit[], random: Random): Bezirk[] {
  const areas = cutCells(STADTBEZIRKE.map(({ ort }) => ort), UMRISS);
  return STADTBEZIRKE.flatMap(({ code, nummer }, index) => {
    const area = areas[index] ?? [];
    const ofLevel = (ebene: string): string[] => einheiten.filter((einheit) => einheit.ebene === ebene && einheit.gueltig_bis === null && einheit.schluessel?.startsWith(nummer)).map((einheit) => einheit.code).sort(compareCodes);
    const [wohnbereiche, codes] = [ofLevel('wohnbereich'), ofLevel('statistischer-bezirk')];
    const parts = cutCells(spreadPoints(area, wohnbereiche.length, random), area);
    return wohnbereiche.flatMap((wohnbereich, part) => {
      const own = codes.slice(Math.round((part * codes.length) / wohnbereiche.length), Math.round(((part + 1) * codes.length) / wohnbereiche.length));
      return spreadPoints(parts[part] ?? [], own.length, random).map((ort, place) => ({ code: own[place] ?? '', stadtbezirk: code, wohnbereich, ort }));
    });
  });
}

/** The Sozialraum of each Bezirk is the nearest; the two Bezirke that lie most between two belong to both. */
function joinSozialraeume(bezirke: readonly Bezirk[], einheiten: readonly Raumeinheit[]): string[][] {
  const nearest = bezirke.map(({ code, ort }) => {
    const far = SOZIALRAEUME.map((raum) => ({ code: raum.code, far: Math.sqrt((raum.ort[0] - ort[0]) ** 2 + (raum.ort[1] - ort[1]) ** 2) })).sort((a, b) => a.far - b.far);
    return { codes: far.slice(0, 2).map(({ code }) => code), margin: formerOf(code, einheiten).length > 0 ? Infinity : (far[1]?.far ?? 0) - (far[0]?.far ?? 0) };
  });
  const split = new Set([...nearest].sort((a, b) => a.margin - b.margin).slice(0, ANTEILE.length));
  return nearest.map((entry) => (split.has(entry) ? entry.codes : entry.codes.slice(0, 1)));
}

type Groups = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

/** Cells of every unit of every level; a split Bezirk stands with the larger part. */
function groupsOf(bezirke: readonly Bezirk[], sozialraeume: readonly string[]): Groups {
  const gather = (nameOf: (bezirk: Bezirk, index: number) => string): Map<string, number[]> => {
    const units = new Map<string, number[]>();
    bezirke.forEach((bezirk, index) => units.set(nameOf(bezirk, index), [...(units.get(nameOf(bezirk, index)) ?? []), index]));
    return new Map([...units].sort(([a], [b]) => compareCodes(a, b)));
  };
  return new Map([
    ['sozialraum', gather((_bezirk, index) => sozialraeume[index] ?? '')],
    ['stadtbezirk', gather((bezirk) => bezirk.stadtbezirk)],
    ['statistischer-bezirk', gather((bezirk) => bezirk.code)],
    ['wohnbereich', gather((bezirk) => bezirk.wohnbereich)],
  ]);
}

function outerRings(netz: Netz, cells: readonly number[]): number {
  return netz.unite(cells).filter((ring) => netz.areaOf(ring) > 0).length;
}

function drawGeometrien(groups: Groups, netz: Netz): Geometrie[] {
  return [...groups].map(([code, units]) => ({
    code,
    type: 'FeatureCollection',
    features: [...units].map(([unit, cells]) => {
      const rings = netz.unite(cells).sort((a, b) => netz.areaOf(b) - netz.areaOf(a));
      return { type: 'Feature', properties: { code: unit }, geometry: { type: 'Polygon', coordinates: rings.map((ring) => netz.draw(ring)) } };
    }),
  }));
}

/** Bezirke of the past that a Bezirk of today came out of. */
function formerOf(code: string, einheiten: readonly Raumeinheit[]): readonly string[] {
  return einheiten.find((einheit) => einheit.code === code)?.vorgaenger ?? [];
}

function listZellen(bezirke: readonly Bezirk[], sozialraeume: readonly string[][], einheiten: readonly Raumeinheit[]): Zelle[] {
  return bezirke.flatMap(({ code, wohnbereich, stadtbezirk }, index) => {
    const former = formerOf(code, einheiten);
    const shares = sharesOf(sozialraeume, index);
    return (former.length === 0 ? [code] : former).flatMap((vorher) =>
      shares.map(([sozialraum, anteil]) => ({ bezirk: code, vorher, wohnbereich, stadtbezirk, sozialraum, anteil: anteil / Math.max(1, former.length) })),
    );
  });
}

/** The Sozialräume of a Bezirk with their shares. */
function sharesOf(sozialraeume: readonly string[][], index: number): [string, number][] {
  const [first = '', second] = sozialraeume[index] ?? [];
  if (second === undefined) return [[first, 1]];
  const share = ANTEILE[sozialraeume.slice(0, index).filter((codes) => codes.length > 1).length] ?? 0.5;
  return [[first, share], [second, Math.round(100 * (1 - share)) / 100]];
}

function listZuordnungen(bezirke: readonly Bezirk[], sozialraeume: readonly string[][], einheiten: readonly Raumeinheit[]): Zuordnung[] {
  return bezirke
    .flatMap(({ code, wohnbereich, stadtbezirk }, index) =>
      [code, ...formerOf(code, einheiten)].flatMap((von): Zuordnung[] => [
        { von, nach: stadtbezirk, anteil: 1 },
        { von, nach: wohnbereich, anteil: 1 },
        ...sharesOf(sozialraeume, index).map(([nach, anteil]) => ({ von, nach, anteil })),
      ]),
    )
    .sort((a, b) => compareCodes(`${a.von}/${a.nach}`, `${b.von}/${b.nach}`));
}
