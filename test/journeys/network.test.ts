import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { wholeBeispielstadt } from '../beispielstadt.ts';
import { CHROMIUM, launch, NEEDS_CHROMIUM } from './browser.ts';
import { PROGRAM, startServer, type RunningServer } from './server.ts';
import { crawl, repeats, weighPage, type Found } from './site.ts';

// What goes over the wire: to whom, with which headers, how much, and what must never go.

const whole = await wholeBeispielstadt();

const MAX_PAGE_BYTES = 150_000;
const TOWNS = ['hamm', 'beispielstadt'] as const;

describe(`Netz${NEEDS_CHROMIUM}`, () => {
  let server: RunningServer;
  let found: Found[];
  let pages: Found[];
  beforeAll(async () => {
    server = await startServer();
    found = await crawl(server.origin);
    pages = found.filter(({ html }) => html !== undefined);
  });
  afterAll(() => server?.stop());

  it('jeder Verweis führt zu etwas, jede Sprungmarke zu ihrer Stelle', () => {
    expect(found.filter(({ status }) => status !== 200).map(({ path, status, from }) => `${path} (${status}) von ${from}`)).toEqual([]);
    expect(pages.length).toBeGreaterThan(100);
    const ids = new Map(pages.map(({ path, html }) => [path, new Set([...(html ?? '').matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))]));
    const lost = pages.flatMap(({ path, html }) =>
      [...(html ?? '').matchAll(/href="([^"]*#[^"]+)"/g)].flatMap(([, href = '']) => {
        const url = new URL(href.replaceAll('&amp;', '&'), server.origin + path);
        return url.origin !== server.origin || ids.get(url.pathname)?.has(decodeURIComponent(url.hash.slice(1))) ? [] : [`${path}: ${href}`];
      }),
    );
    expect(lost).toEqual([]);
  });

  it('jede Zahl führt zu einer Zeile, in der genau sie steht', () => {
    const rows = new Map(pages.flatMap(({ path, html }) => [...(html ?? '').matchAll(/<tr id="([^"]+)">(.*?)<\/tr>/gs)].map(([, id, row]): [string, string] => [`${path}#${id}`, row ?? ''])));
    const links = pages.flatMap(({ path, html }) => [...(html ?? '').matchAll(/<a class="wert" href="([^"]+)"><data value="([^"]*)">([^<]*)</g)].map(([, href = '', raw = '', text = '']) => ({ path, target: new URL(href, server.origin + path), raw, text })));
    expect(links.length).toBeGreaterThan(500);
    const wrong = links.filter(({ target, raw, text }) => !holdsValue(rows, `${target.pathname}${target.hash}`, raw, text));
    expect(wrong.map(({ path, target, raw, text }) => `${path}: „${text}“ (${raw}) → ${target.pathname}${target.hash}`)).toEqual([]);
  });

  it('jede Antwort hat die Kopfzeilen, die andere Seiten und fremden Inhalt fernhalten, und keinen Cookie', async () => {
    const missing = await fetch(`${server.origin}/gibt/es/nicht`);
    const answers = [...found.map(({ path, headers }) => ({ path, headers })), { path: '404', headers: missing.headers }];
    for (const { path, headers } of answers) {
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("default-src 'none'");
      expect(policy, path).toContain("frame-ancestors 'none'");
      expect(policy, path).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:|data:/);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe('no-referrer');
      for (const absent of ['set-cookie', 'server', 'x-powered-by', 'access-control-allow-origin']) expect(headers.get(absent), `${path} ${absent}`).toBeNull();
    }
  });

  it('was sich nicht geändert hat, wird nicht noch einmal geschickt', async () => {
    for (const path of ['/hamm/dateien/stil.css', '/hamm/berichte/familienbericht.pdf', '/hamm/berichte/familienbericht/', '/hamm/berichte/familienbericht/stil.css']) {
      const etag = (await fetch(server.origin + path)).headers.get('etag') ?? '';
      expect(etag, path).toMatch(/^"[0-9a-f]{32}"$/);
      const again = await fetch(server.origin + path, { headers: { 'If-None-Match': etag } });
      expect([again.status, (await again.arrayBuffer()).byteLength], path).toEqual([304, 0]);
      expect((await fetch(server.origin + path, { headers: { 'If-None-Match': '"anders"' } })).status, path).toBe(200);
    }
  });

  it('eine Umleitung bleibt auf diesem Server', async () => {
    for (const path of ['/hamm', '/hamm/berichte/familienbericht', '/%2Fandere.example', '/%2F%2Fandere.example', '/%5Candere.example', '/%2Fandere.example/berichte/x', '/hamm/berichte/%2F..%2F..%2Fandere', '/a%0D%0ASet-Cookie:%20x=1']) {
      const { status, headers } = await fetch(server.origin + path, { redirect: 'manual' });
      expect([308, 404], path).toContain(status);
      expect(new URL(headers.get('location') ?? '/', server.origin).origin, path).toBe(server.origin);
      expect(headers.get('set-cookie'), path).toBeNull();
    }
  });

  it('was nicht auf Seiten gehört, gibt es nicht', async () => {
    const inReport = ['gebaut.json', 'manifest.json', '..%2F..%2F..%2Fpg.log', 'web%2F..%2F..%2F..%2Fpg%2FPG_VERSION', 'constructor', '__proto__'];
    const paths = ['/.git/HEAD', '/metrics', '/debug', '/package.json', '/dist/leitwerk.mjs', '/hamm/dateien/constructor', '/hamm/dateien/..%2F..%2F..%2Fpackage.json', '/constructor/', '/hamm/__proto__', ...inReport.map((file) => `/hamm/berichte/familienbericht/${file}`)];
    for (const path of paths) expect((await fetch(server.origin + path)).status, path).toBe(404);
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await fetch(`${server.origin}/hamm/`, { method })).status, method).toBe(404);
  });

  it('was noch nicht öffentlich ist, steht in keiner Seite, keiner Tabelle, keinem Bild und keinem PDF', () => {
    const today = new Date().toISOString().slice(0, 10);
    const secret = TOWNS.flatMap((town) => (JSON.parse(readFileSync(join(town === 'beispielstadt' ? whole : join(PROGRAM, 'content', town), 'steuerung/massnahmen.json'), 'utf8')) as { titel: string; code: string; veroeffentlicht_am?: string }[]).filter(({ veroeffentlicht_am: day }) => day === undefined || day > today).map(({ titel, code }) => ({ town, titel, code })));
    expect(secret.length).toBeGreaterThan(1);
    const texts = found.map((entry) => ({ path: entry.path, text: textOf(entry) }));
    const leaks = secret.flatMap(({ town, titel, code }) => texts.filter(({ path, text }) => path.startsWith(`/${town}/`) && (text.includes(titel) || text.includes(code))).map(({ path }) => `${titel} (${code}): ${path}`));
    expect(leaks).toEqual([]);
  });

  it('keine Seite wiegt mehr als 150 kB (HTML und CSS gepackt, dazu die Schriften)', () => {
    const weights = pages.map((page) => ({ path: page.path, bytes: weighPage(page, found) })).sort((a, b) => b.bytes - a.bytes);
    const [heaviest] = weights;
    console.log(`Schwerste Seite: ${heaviest?.path} mit ${heaviest?.bytes} Byte; Median ${weights[Math.floor(weights.length / 2)]?.bytes} Byte`);
    expect(weights.filter(({ bytes }) => bytes > MAX_PAGE_BYTES)).toEqual([]);
  });

  describe.skipIf(!CHROMIUM)('im Browser', () => {
    let browser: Browser;
    beforeAll(async () => void (browser = await launch()));
    afterAll(() => browser?.close());

    it('fragt keine Seite einen anderen Rechner, setzt keine einen Cookie, meldet keine einen Fehler', async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const requests: string[] = [];
      const complaints: string[] = [];
      context.on('request', (request) => requests.push(request.url()));
      context.on('console', (message) => complaints.push(`${page.url()}: ${message.text()}`));
      context.on('weberror', (error) => complaints.push(`${page.url()}: ${error.error().message}`));
      const pictures = found.filter(({ type }) => type === 'image/svg+xml');
      for (const { path } of [...pages, ...pictures].filter((entry) => !repeats(entry))) await page.goto(server.origin + path);
      expect(requests.filter((url) => new URL(url).origin !== server.origin)).toEqual([]);
      expect(complaints).toEqual([]);
      expect(await context.cookies()).toEqual([]);
      expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
      await context.close();
    }, 240_000);
  });
});

/** The row has the value itself, or the number as printed; or it begins the answers of a group, and some of their shares add up to it. */
function holdsValue(rows: ReadonlyMap<string, string>, target: string, raw: string, text: string): boolean {
  const row = rows.get(target);
  if (row === undefined) return false;
  if (row.includes(`value="${raw}"`) || row.includes(`>${/[\d.,]+/.exec(text)?.[0] ?? text}<`)) return true;
  const lines = [row];
  for (let next = rows.get(`${target}-2`); next !== undefined; next = rows.get(`${target}-${lines.length + 1}`)) lines.push(next);
  const shares = lines.map((line) => Number(/<td class="zahl">\(?(\d+,\d)/.exec(line)?.[1]?.replace(',', '.')));
  const sums = shares.reduce<{ sum: number; parts: number }[]>((before, share) => [...before, ...before.map(({ sum, parts }) => ({ sum: sum + share, parts: parts + 1 }))], [{ sum: 0, parts: 0 }]);
  return sums.some(({ sum, parts }) => parts > 0 && Math.abs(sum - Number(raw)) <= 0.05 * parts + 0.001);
}

function textOf({ html, type, bytes }: Found): string {
  if (html !== undefined || type.startsWith('text/') || type === 'image/svg+xml') return bytes.toString();
  if (type !== 'application/pdf') return '';
  const { stdout } = spawnSync('pdftotext', ['-', '-'], { input: bytes, encoding: 'utf8', maxBuffer: 1e8 });
  return (stdout ?? '').replace(/\s+/g, ' ');
}
