import { NotFound } from '../base/problem.ts';
import { compareCodes } from '../base/text.ts';
import { takeDatenstand, type Datenstand } from '../core/bericht/datenstand.ts';
import { serializeDatenstand } from '../core/bericht/datenstand-form.ts';
import type { Gliederung } from '../core/bericht/gliederung.ts';
import type { Stadtmappe } from '../core/bericht/stadtmappe.ts';
import { printPictures, printTables } from '../document/open-data.ts';
import { FONT_WEIGHTS, printStylesheet } from '../document/stylesheet.ts';
import { printTypstData } from '../document/typst.ts';
import { printWebEdition } from '../document/web-edition.tsx';
import type { DocumentTree } from '../document/tree.ts';
import type { Effects } from '../effects/effects.ts';
import { composeBericht } from '../report/compose.ts';

/** Everything that a report consists of, as bytes by path. */
export interface Ausgabe {
  readonly tree: DocumentTree;
  readonly dateien: ReadonlyMap<string, Uint8Array>;
  readonly manifest: Manifest;
}

export interface Manifest {
  readonly version: string;
  readonly stadt: string;
  readonly bericht: string;
  readonly stichtag: string;
  readonly dateien: readonly { readonly pfad: string; readonly bytes: number; readonly sha256: string }[];
}

/** Finds the outline and takes the Datenstand of its Stichtag, or of the one that was asked for. */
export function prepareBericht(mappe: Stadtmappe, bericht: string, stichtag?: string): { gliederung: Gliederung; stand: Datenstand } {
  const gliederung = mappe.gliederungen.find((entry) => entry.code === bericht);
  if (!gliederung) throw new NotFound(`Den Bericht „${bericht}“ gibt es in ${mappe.stadt.name} nicht. Es gibt: ${mappe.gliederungen.map((entry) => entry.code).join(', ') || 'keinen'}.`);
  return { gliederung, stand: takeDatenstand(mappe, stichtag ?? gliederung.stichtag, encodeBase64) };
}

function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** Builds PDF, web edition and open data from one composed tree. Equal input gives equal bytes. */
export async function buildAusgabe(gliederung: Gliederung, stand: Datenstand, effects: Effects): Promise<Ausgabe> {
  const tree = composeBericht(gliederung, stand, { checksum: effects.sha256(serializeDatenstand(stand)) });
  const dateien = new Map<string, Uint8Array>();
  const logo = tree.meta.logo === null ? null : Buffer.from(tree.meta.logo.bytes, 'base64');
  const { pdf } = await effects.renderPdf({ data: printTypstData(tree), logo, day: stand.stichtag });
  dateien.set(`${gliederung.code}.pdf`, pdf);
  for (const [path, text] of printTextFiles(tree)) dateien.set(path, Buffer.from(text));
  for (const [name, bytes] of await effects.webFonts()) dateien.set(`web/schriften/${name}`, bytes);
  if (tree.meta.logo && logo) dateien.set(`web/bilder/${tree.meta.logo.name}`, logo);
  const sorted = new Map([...dateien].sort(([a], [b]) => compareCodes(a, b)));
  return { tree, dateien: sorted, manifest: describeFiles(sorted, tree, effects) };
}

/** The CSV files stand beside the web edition too, so that its folder is complete on any web server. */
function* printTextFiles(tree: DocumentTree): Generator<[string, string]> {
  for (const [file, html] of printWebEdition(tree)) yield [`web/${file}`, html];
  yield ['web/stil.css', printStylesheet(tree.meta.color)];
  for (const [name, csv] of printTables(tree)) yield* [[`daten/${name}.csv`, csv], [`web/daten/${name}.csv`, csv]] as [string, string][];
  for (const [name, svg] of printPictures(tree)) yield [`web/bilder/${name}.svg`, svg];
}

function describeFiles(dateien: ReadonlyMap<string, Uint8Array>, tree: DocumentTree, effects: Effects): Manifest {
  const { meta } = tree;
  return { version: effects.program.version, stadt: meta.townId, bericht: meta.reportCode, stichtag: meta.stichtag, dateien: describeDateien(dateien, effects) };
}

/** Size and SHA-256 of every file. */
export function describeDateien(dateien: ReadonlyMap<string, Uint8Array>, effects: Effects): Manifest['dateien'] {
  return [...dateien].map(([pfad, content]) => ({ pfad, bytes: content.byteLength, sha256: effects.sha256(content) }));
}

/** Names and sources of the fonts that the stylesheet asks for. */
export const WEB_FONTS = FONT_WEIGHTS.map(({ file, source }) => ({ file, source }));
