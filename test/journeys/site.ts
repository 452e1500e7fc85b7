import { gzipSync } from 'node:zlib';

// Finds every page of a running server by following its links, as a reader would.

export interface Found {
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  /** Text of a page; undefined for other files. */
  readonly html: string | undefined;
  readonly bytes: Buffer;
  /** A page that links here. */
  readonly from: string;
}

/** Everything that can be reached from the first page: pages, stylesheets, fonts, pictures, tables, PDFs. */
export async function crawl(origin: string): Promise<Found[]> {
  const found = new Map<string, Found>();
  const queue: { path: string; from: string }[] = [{ path: '/', from: '' }];
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (found.has(next.path)) continue;
    const entry = await visit(origin, next.path, next.from);
    found.set(next.path, entry);
    for (const path of linksOf(origin, entry)) if (!found.has(path)) queue.push({ path, from: entry.path });
  }
  return [...found.values()];
}

async function visit(origin: string, path: string, from: string): Promise<Found> {
  const response = await fetch(origin + path);
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  return { path, status: response.status, type, headers: response.headers, bytes, html: type.startsWith('text/html') ? bytes.toString() : undefined, from };
}

/** Addresses on this server, without fragments. */
function linksOf(origin: string, { html, type, bytes, path }: Found): string[] {
  const links = html ? [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)] : type.startsWith('text/css') ? [...bytes.toString().matchAll(/url\(([^)]*)\)/g)] : [];
  return links.flatMap(([, link = '']) => {
    const url = new URL(link.replaceAll('&amp;', '&'), origin + path);
    return url.origin === origin ? [url.pathname] : [];
  });
}

/** What kind of page an address is; checks take a few of every kind. */
export function kindOf({ path, html }: Found): string {
  const [, , , , file = ''] = path.split('/');
  if (path === '/') return 'Städte';
  if (/^\/[^/]+\/$/.test(path)) return 'Startseite';
  if (/^\/[^/]+\/ausgaben\/$/.test(path)) return 'Freigegebene Ausgaben';
  if (/^\/[^/]+\/[^/]+$/.test(path)) return 'Rechtliches';
  if (file === '') return 'Webausgabe';
  if (file === 'index.html') return 'Webausgabe, Inhalt';
  if (file === 'pruefsummen.html') return 'Prüfsummen';
  if (file.startsWith('kennzahl-')) return 'Herkunft: Kennzahl';
  if (file.startsWith('frage-')) return 'Herkunft: Frage';
  if (file.startsWith('befragung-')) return 'Herkunft: Welle';
  if (file === 'zielelemente.html') return 'Herkunft: Zielelemente';
  if (file === 'gezaehlt.html') return 'Herkunft: Gezähltes';
  if (/^(impressum|datenschutz|barrierefreiheit)\.html$/.test(file)) return 'Rechtliches im Bericht';
  return kindOfReadingPage(html ?? '');
}

function kindOfReadingPage(html: string): string {
  if (html.includes('id="verzeichnis-figures"')) return 'Verzeichnisse';
  if (/<h1>[^<]*Leichter Sprache/.test(html) || html.includes('kasten easy')) return 'Leichte Sprache';
  if (/<h1>\d+\.\d+ /.test(html)) return html.includes('Steckbrief') || html.includes('aria-current="true">5') ? 'Leitprojekt' : 'Handlungsfeld';
  return 'Kapitel';
}

/** Pages of origins and legal pages of a further report are those of the Familienbericht, from the same data by the same printer. */
export function repeats(found: Found): boolean {
  return /\/berichte\/(?!familienbericht\/)/.test(found.path) && /^Herkunft|^Rechtliches/.test(kindOf(found));
}

/** The first page of every kind in every town. */
export function samplePages(pages: readonly Found[]): { town: string; kind: string; path: string }[] {
  const seen = new Map<string, { town: string; kind: string; path: string }>();
  for (const page of pages) {
    const town = page.path.split('/')[1] ?? '';
    const kind = kindOf(page);
    if (!seen.has(`${town} ${kind}`)) seen.set(`${town} ${kind}`, { town, kind, path: page.path });
  }
  return [...seen.values()];
}

/** HTML and stylesheet gzipped, fonts as they are; that is what a reader's first page costs. */
export function weighPage({ path, html, bytes }: Found, all: readonly Found[]): number {
  const resolve = (from: string, link: string): Found | undefined => all.find((entry) => entry.path === new URL(link, `http://x${from}`).pathname);
  const css = resolve(path, /rel="stylesheet" href="([^"]+)"/.exec(html ?? '')?.[1] ?? '/nirgends');
  const fonts = css ? [...css.bytes.toString().matchAll(/url\(([^)]+)\)/g)].flatMap(([, link = '']) => resolve(css.path, link) ?? []) : [];
  return gzipSync(bytes).length + (css ? gzipSync(css.bytes).length : 0) + fonts.reduce((sum, font) => sum + font.bytes.length, 0);
}
