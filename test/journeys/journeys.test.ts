import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { smallBeispielstadt } from '../beispielstadt.ts';
import { CHROMIUM, launch, NEEDS_CHROMIUM } from './browser.ts';
import { makeOpenFolder, startServer, type RunningServer } from './server.ts';

const small = await smallBeispielstadt();

// What readers do, as lists of steps; each list is walked with and without JavaScript.

type Step = readonly [does: string, act: (page: Page, town: string) => Promise<void>];
const article = 'main article';

const TO_THE_ORIGIN: readonly Step[] = [
  ['öffnet die Startseite der Stadt', async (page, town) => expect((await page.goto(`/${town}/`))?.status()).toBe(200)],
  ['liest den neuesten Bericht im Web', async (page) => clickTo(page, page.getByRole('link', { name: 'Im Web lesen' }).first(), /\/berichte\/familienbericht\/$/)],
  ['öffnet im Inhalt das Kapitel über Familien', async (page) => clickTo(page, page.locator(`${article} a`, { hasText: /^\d Familien in/ }).first(), /\/familien\.html$/)],
  ['folgt der ersten Zahl', async (page) => followFirstNumber(page)],
  ['sieht dort ihre Definition und ihre Quelle', async (page) => seeAll(page.locator(article), [/Zähler/, /Quelle/, /Einheit/])],
  ['sieht die Lieferung mit Stelle, Datei, Freigabe und Prüfsumme', async (page) => seeAll(page.locator(article), [/Lieferung/, /Freigabe/, /eingegangen am \d{2}\.\d{2}\.\d{4}/, /SHA-256 [0-9a-f]{64}/])],
  ['geht zurück ins Kapitel', async (page) => expect((await page.goBack())?.url()).toMatch(/\/familien\.html$/)],
];

const FIGURE: readonly Step[] = [
  ['öffnet ein Kapitel mit einer Abbildung', async (page, town) => void (await page.goto(`/${town}/berichte/familienbericht/familien.html`))],
  ['liest Bild, Satz und Tabelle', async (page) => readFigure(page)],
  ['nimmt die dauerhafte Adresse', async (page) => takePermalink(page)],
  ['lädt die CSV-Datei', async (page) => download(page, 'CSV-Datei', /^text\/csv/, /;/)],
  ['lädt die SVG-Datei', async (page) => download(page, 'SVG-Datei', /^image\/svg\+xml/, /^<svg [^>]*role="img"/)],
];

const PDF: readonly Step[] = [
  ['öffnet die Startseite der Stadt', async (page, town) => void (await page.goto(`/${town}/`))],
  ['nimmt den Bericht als PDF', async (page) => download(page, 'Als PDF', /^application\/pdf$/, /^%PDF-/)],
];

const JOURNEYS: readonly (readonly [string, readonly Step[]])[] = [
  ['von der Startseite bis zur Herkunft einer Zahl', TO_THE_ORIGIN],
  ['eine Abbildung mitnehmen', FIGURE],
  ['den Bericht als PDF mitnehmen', PDF],
  ['den ganzen Bericht vorwärts und rückwärts lesen', [['blättert', readThrough]]],
];

describe.skipIf(!CHROMIUM)(`Wege durch die Seiten${NEEDS_CHROMIUM}`, () => {
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startServer();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    for (const folder of copies.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  for (const javaScriptEnabled of [true, false]) {
    for (const town of ['hamm', 'beispielstadt']) {
      it.each(JOURNEYS)(`${town}, ${javaScriptEnabled ? 'mit' : 'ohne'} JavaScript: %s`, async (_name, steps) => {
        const context = await browser.newContext({ javaScriptEnabled, baseURL: server.origin });
        const page = await context.newPage();
        for (const [does, act] of steps) {
          await act(page, town).catch((error: Error) => {
            throw new Error(`Schritt „${does}“ auf ${page.url()}: ${error.message}`, { cause: error });
          });
        }
        await context.close();
      });
    }
  }

  describe('was noch nicht veröffentlicht ist', () => {
    const hidden = ['', 'index.html', 'familien.html', 'kennzahl-d01.html', 'stil.css', 'daten/kennzahl-d01-werte.csv'];
    const addresses = (town: string): string[] => [`/${town}/berichte/familienbericht.pdf`, ...hidden.map((file) => `/${town}/berichte/familienbericht/${file}`)];
    const statuses = async (town: string): Promise<number[]> => Promise.all(addresses(town).map(async (path) => (await fetch(server.origin + path)).status));

    it.each([
      ['übermorgen', '2999-01-01'],
      ['nie', null],
    ])('ein Bericht, der %s erscheint, hat weder Seiten noch PDF noch Daten', async (_when, day) => {
      const folder = copyTown('zukunftsstadt', day);
      expect(server.run('import', folder)).toMatchObject({ code: 0 });
      expect(await statuses('zukunftsstadt')).toEqual(addresses('zukunftsstadt').map(() => 404));
      const page = await fetch(`${server.origin}/zukunftsstadt/`);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Noch ist kein Bericht veröffentlicht.')]);
    });

    it('erscheint der Bericht, ist er ohne Neustart da; wird er zurückgezogen, ist er wieder fort', async () => {
      expect(server.run('import', copyTown('zukunftsstadt', '2026-01-01'))).toMatchObject({ code: 0 });
      expect(await statuses('zukunftsstadt')).toEqual(addresses('zukunftsstadt').map(() => 200));
      expect(server.run('import', copyTown('zukunftsstadt', '2999-01-01'))).toMatchObject({ code: 0 });
      expect(await statuses('zukunftsstadt')).toEqual(addresses('zukunftsstadt').map(() => 404));
    });
  });
});

async function clickTo(page: Page, link: ReturnType<Page['locator']>, address: RegExp): Promise<void> {
  await link.click();
  await page.waitForURL(address);
}

async function seeAll(place: ReturnType<Page['locator']>, patterns: readonly RegExp[]): Promise<void> {
  const text = (await place.textContent()) ?? '';
  for (const pattern of patterns) expect(text).toMatch(pattern);
}

/** The row that a number leads to holds exactly this value, and it is in sight. */
async function followFirstNumber(page: Page): Promise<void> {
  const link = page.locator(`${article} a.wert[href^="kennzahl-"]`).filter({ visible: true }).first();
  const raw = await link.locator('data').getAttribute('value');
  await clickTo(page, link, /\/kennzahl-[a-z0-9]+\.html#w-/);
  const row = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
  expect(await row.locator('data').first().getAttribute('value')).toBe(raw);
  expect(await row.evaluate((element) => (element as unknown as { matches(selector: string): boolean }).matches(':target'))).toBe(true);
}

async function readFigure(page: Page): Promise<void> {
  const figure = page.locator('figure.abbildung').first();
  const picture = figure.locator('svg[role=img]').filter({ visible: true });
  expect(await picture.count()).toBe(1);
  expect(await picture.locator('> title').textContent()).not.toBe('');
  expect(await figure.locator('.satz').textContent()).toMatch(/\w.*\.$/);
  expect(await figure.locator('table').isVisible()).toBe(false);
  await figure.locator('summary').click();
  expect(await figure.locator('table').isVisible()).toBe(true);
  expect(await figure.locator('tbody tr').count()).toBeGreaterThan(0);
}

async function takePermalink(page: Page): Promise<void> {
  const figure = page.locator('figure.abbildung').first();
  const id = await figure.getAttribute('id');
  await figure.locator('.dauerlink').click();
  await page.goto(page.url());
  expect(page.url().endsWith(`#${id}`)).toBe(true);
  expect(await page.locator('figure.abbildung:target').count()).toBe(1);
}

async function download(page: Page, name: string, type: RegExp, beginning: RegExp): Promise<void> {
  const href = await page.getByRole('link', { name, exact: true }).first().getAttribute('href');
  const response = await fetch(new URL(href ?? '', page.url()));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(type);
  expect((await response.text()).slice(0, 2000)).toMatch(beginning);
}

/** Every chapter and section page once, in the order of the contents. */
async function readThrough(page: Page, town: string): Promise<void> {
  await page.goto(`/${town}/berichte/familienbericht/`);
  const hrefs = await page.locator(`${article} .verzeichnis a`).evaluateAll((links) => links.map((link) => (link as unknown as { href: string }).href));
  const wanted = [...new Set(hrefs.map((href) => new URL(href).pathname))];
  await page.locator(`${article} .verzeichnis a`).first().click();
  const forwards = await turnPages(page, 'next');
  expect(forwards).toEqual(wanted);
  expect(await turnPages(page, 'prev')).toEqual([...wanted].reverse());
}

async function turnPages(page: Page, direction: 'next' | 'prev'): Promise<string[]> {
  const visited = [new URL(page.url()).pathname];
  for (let link = page.locator(`a[rel=${direction}]`); (await link.count()) === 1 && visited.length < 500; ) {
    const target = new URL((await link.getAttribute('href')) ?? '', page.url()).href;
    await link.click();
    await page.waitForURL(target);
    visited.push(new URL(page.url()).pathname);
  }
  return visited;
}

const copies: string[] = [];

/** Beispielstadt under another name, its reports to be published on the day. */
function copyTown(id: string, day: string | null): string {
  const folder = makeOpenFolder('leitwerk-mappe-');
  cpSync(small, folder, { recursive: true });
  change(join(folder, 'stadt.json'), (stadt) => Object.assign(stadt, { id }));
  for (const bericht of readdirSync(join(folder, 'berichte'))) {
    change(join(folder, 'berichte', bericht, 'gliederung.json'), (gliederung) => {
      if (day === null) delete gliederung['veroeffentlicht_am'];
      else gliederung['veroeffentlicht_am'] = day;
    });
  }
  copies.push(folder);
  return folder;
}

function change(file: string, edit: (content: Record<string, unknown>) => void): void {
  const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  edit(content);
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}
