import { printStylesheet } from '../../document/stylesheet.ts';
import { printWorkplaceStylesheet } from '../../document/workplace-stylesheet.ts';
import type { Asked } from '../route.ts';
import { fileReply, type Reply } from '../reply.ts';
import { printTowns } from './pages.tsx';

/** All towns of this installation. */
export async function showTowns({ listTowns }: Asked): Promise<Reply> {
  const towns = await listTowns();
  const [only] = towns;
  if (towns.length === 1 && only) return { kind: 'redirect', to: `/${only.id}/` };
  return { kind: 'page', html: printTowns(towns) };
}

const NEUTRAL_COLOR = '#1d4f73';

/** The start page of a town. */
export function showTownPage(asked: Asked): Promise<Reply | undefined> {
  return findTownFile(asked, 'index.html');
}

/** Impressum, Datenschutz, Erklärung zur Barrierefreiheit, as the town brings them. */
export function showLegalPage(asked: Asked): Promise<Reply | undefined> {
  return findTownFile(asked, `seiten/${asked.params['seite'] ?? ''}.html`);
}

/** The stylesheet of pages that belong to no town, in the colour of none; their letters are the reader's own. */
export async function showNeutralStylesheet(): Promise<Reply> {
  return fileReply('leitwerk.css', Buffer.from(printStylesheet(NEUTRAL_COLOR).replaceAll(/@font-face\{[^}]*\}/g, '')));
}

const STYLE = /^arbeitsplatz-([0-9a-f]{6})\.css$/;

/** Stylesheets, script and letters of the staff's pages; the stylesheet in the colour that its name says. */
export async function showStaffAsset({ params, assets, fonts }: Asked): Promise<Reply | undefined> {
  const name = params['datei'] ?? '';
  const color = STYLE.exec(name)?.[1];
  if (color !== undefined) return fileReply(name, Buffer.from(printWorkplaceStylesheet(`#${color}`)));
  const bytes = assets.get(name) ?? fonts.get(name);
  return bytes && fileReply(name, bytes);
}

/** Stylesheet, fonts and pictures of the start page. */
export async function showTownFile(asked: Asked): Promise<Reply | undefined> {
  const name = asked.params['datei'] ?? '';
  const font = asked.fonts.get(name);
  return font ? fileReply(name, font) : findTownFile(asked, `dateien/${name}`);
}

async function findTownFile({ publications, params }: Asked, path: string): Promise<Reply | undefined> {
  const town = await publications.findTown(params['stadt'] ?? '');
  const bytes = town?.files.get(path);
  return bytes && fileReply(path, bytes);
}
