import { createHash } from 'node:crypto';
import { printStylesheet } from '../../document/stylesheet.ts';
import { composeStartPage } from '../../report/start-page.ts';
import type { PublicTown } from '../publications.ts';
import type { Asked } from '../routes.ts';
import { typeOfFile, type Reply } from '../reply.ts';
import { printLegalPage, printTownPage, printTowns } from './pages.tsx';

/** All towns of this installation. */
export async function showTowns({ publications }: Asked): Promise<Reply> {
  const towns = await publications.listTowns();
  return { kind: 'page', html: printTowns(towns) };
}

const NEUTRAL_COLOR = '#1d4f73';

const startPages = new WeakMap<PublicTown, string>();

/** The start page of a town; made once for every state of its data. */
export async function showTownPage({ publications, params }: Asked): Promise<Reply | undefined> {
  const town = await publications.findTown(params['stadt'] ?? '');
  if (!town) return undefined;
  const known = startPages.get(town) ?? (await makeTownPage(town, publications));
  startPages.set(town, known);
  return { kind: 'page', html: known };
}

async function makeTownPage(town: PublicTown, publications: Asked['publications']): Promise<string> {
  const newest = town.reports[0];
  const report = newest && (await publications.findReport(town, newest.code));
  return printTownPage(town, composeStartPage(town.datenstand, newest), new Set(report?.files.keys() ?? []));
}

/** Impressum, Datenschutz, Erklärung zur Barrierefreiheit, as the town brings them. */
export async function showLegalPage({ publications, params }: Asked): Promise<Reply | undefined> {
  const town = await publications.findTown(params['stadt'] ?? '');
  const seite = town?.datenstand.seiten.find((entry) => entry.code === params['seite']);
  return town && seite && { kind: 'page', html: printLegalPage(town, seite) };
}

/** The stylesheet of pages that belong to no town, in the colour of none; their letters are the reader's own. */
export async function showNeutralStylesheet(): Promise<Reply> {
  const bytes = Buffer.from(printStylesheet(NEUTRAL_COLOR).replaceAll(/@font-face\{[^}]*\}/g, ''));
  return { kind: 'file', bytes, type: typeOfFile('leitwerk.css'), etag: createHash('sha256').update(bytes).digest('hex').slice(0, 32) };
}

/** Stylesheet, fonts and pictures of the start page. */
export async function showTownFile({ publications, params, fonts }: Asked): Promise<Reply | undefined> {
  const name = params['datei'] ?? '';
  const town = await publications.findTown(params['stadt'] ?? '');
  const bytes = town && findTownFile(town, name, fonts);
  return bytes && { kind: 'file', bytes, type: typeOfFile(name), etag: createHash('sha256').update(bytes).digest('hex').slice(0, 32) };
}

function findTownFile(town: PublicTown, name: string, fonts: ReadonlyMap<string, Uint8Array>): Uint8Array | undefined {
  if (name === 'stil.css') return Buffer.from(printStylesheet(town.mappe.stadt.farben.haupt).replaceAll('schriften/', ''));
  return fonts.get(name) ?? (Object.hasOwn(town.mappe.bilddateien, name) ? town.mappe.bilddateien[name] : undefined);
}
