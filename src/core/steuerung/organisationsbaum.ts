import { formatDay } from '../../base/date.ts';
import { compareGerman } from '../../base/text.ts';
import { giltAm, ueberschneidenSich, type Zeitraum } from '../zugang/rolle.ts';
import type { Organisationseinheit } from './organisation.ts';

/** Days on which an office is there. */
export function dauerOf({ gueltig_ab, gueltig_bis }: Organisationseinheit): Zeitraum {
  return { von: gueltig_ab, bis: gueltig_bis };
}

/** Is the office there on this day? */
export function bestehtAm(einheit: Organisationseinheit, tag: string): boolean {
  return giltAm(dauerOf(einheit), tag);
}

/** Offices right below this one, by name. */
export function untergeordnete(code: string, einheiten: readonly Organisationseinheit[]): Organisationseinheit[] {
  return einheiten.filter(({ uebergeordnet }) => uebergeordnet === code).sort(byName);
}

function byName(a: Organisationseinheit, b: Organisationseinheit): number {
  return compareGerman(a.name, b.name);
}

/** An office with those below it. */
interface Zweig {
  readonly einheit: Organisationseinheit;
  readonly zweige: readonly Zweig[];
}

/**
 * The offices as a tree. At the top stand those whose higher office is not among them; of a circle, which only an import can bring, its
 * first. So each office stands there exactly once.
 */
export function ordneBaum(einheiten: readonly Organisationseinheit[]): readonly Zweig[] {
  const codes = new Set(einheiten.map(({ code }) => code));
  const placed = new Set<string>();
  const grow = (einheit: Organisationseinheit): Zweig => {
    placed.add(einheit.code);
    return { einheit, zweige: untergeordnete(einheit.code, einheiten).flatMap((lower) => (placed.has(lower.code) ? [] : [grow(lower)])) };
  };
  const isTop = ({ uebergeordnet }: Organisationseinheit): boolean => uebergeordnet === null || !codes.has(uebergeordnet);
  const tops = einheiten.filter(isTop).sort(byName).map(grow);
  return [...tops, ...einheiten.flatMap((einheit) => (placed.has(einheit.code) ? [] : [grow(einheit)]))];
}

/** Every fault of the place of an office in the tree, with the field that it is about. `alle` may hold an earlier version of it. */
export function pruefeEinheit(neu: Organisationseinheit, alle: readonly Organisationseinheit[]): { readonly feld: keyof Organisationseinheit; readonly satz: string }[] {
  const obere = alle.find(({ code }) => code === neu.uebergeordnet);
  const others = alle.filter(({ code }) => code !== neu.code);
  return [
    ...(neu.gueltig_ab !== null && neu.gueltig_bis !== null && neu.gueltig_bis < neu.gueltig_ab ? [{ feld: 'gueltig_bis', satz: 'Die Organisationseinheit endet, bevor sie beginnt.' } as const] : []),
    ...(neu.uebergeordnet !== null && obere === undefined && neu.uebergeordnet !== neu.code ? [{ feld: 'uebergeordnet', satz: `Die übergeordnete Einheit „${neu.uebergeordnet}“ gibt es nicht.` } as const] : []),
    ...(fuehrtZu(neu.uebergeordnet, neu.code, others) ? [{ feld: 'uebergeordnet', satz: 'Die Einheiten schlössen sich zum Kreis: Die gewählte liegt selbst unter dieser Einheit.' } as const] : []),
    ...(obere !== undefined && obere.code !== neu.code && !ueberschneidenSich(dauerOf(obere), dauerOf(neu)) ? [{ feld: 'uebergeordnet', satz: `In dieser Zeit besteht die übergeordnete Einheit nicht: „${obere.name}“ gilt ${describeDauer(obere)}.` } as const] : []),
  ];
}

/** `ab 1. Januar 2020 bis 31. Dezember 2026`; empty for one that was always there and has no end. */
export function describeDauer({ gueltig_ab, gueltig_bis }: Organisationseinheit): string {
  return [...(gueltig_ab === null ? [] : [`ab ${formatDay(gueltig_ab)}`]), ...(gueltig_bis === null ? [] : [`bis ${formatDay(gueltig_bis)}`])].join(' ');
}

/** Does the way upwards from here come to this office? */
function fuehrtZu(von: string | null, ziel: string, einheiten: readonly Organisationseinheit[], weg: readonly string[] = []): boolean {
  if (von === ziel) return true;
  const einheit = einheiten.find(({ code }) => code === von);
  return einheit !== undefined && !weg.includes(einheit.code) && fuehrtZu(einheit.uebergeordnet, ziel, einheiten, [...weg, einheit.code]);
}
