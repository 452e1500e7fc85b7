import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { CHROMIUM, launch, NEEDS_CHROMIUM, openChecked } from './browser.ts';
import { startServer, type RunningServer } from './server.ts';
import { crawl, kindOf, repeats, samplePages, type Found } from './site.ts';

// Every page type, looked at by axe-core and by checks of our own for what axe can't see (docs: reliability D.2, D.3).

const WIDTHS = [320, 768, 1440] as const;
const LOOKS: readonly [string, BrowserContextOptions][] = [
  ['hell', { colorScheme: 'light' }],
  ['dunkel', { colorScheme: 'dark' }],
  ['erzwungene Farben', { forcedColors: 'active' }],
];
const TABBED_KINDS = ['Städte', 'Startseite', 'Kapitel', 'Handlungsfeld', 'Leitprojekt', 'Herkunft: Kennzahl', 'Rechtliches'];
/** On A4 with the margins of a browser, at 96 px an inch. */
const PAPER = { width: 718, height: 1040 };
const MINUTES = 240_000;

/** Pages of single indicators and questions come from one printer and differ in numbers: every fourth stands for them. */
function thinOut(pages: readonly Found[]): Found[] {
  const alike = pages.filter((page) => /^Herkunft: (Kennzahl|Frage)$/.test(kindOf(page)));
  const spared = new Set(alike.filter((_, index) => index % 4 !== 0));
  return pages.filter((page) => !spared.has(page));
}

describe.skipIf(!CHROMIUM)(`Barrierefreiheit${NEEDS_CHROMIUM}`, () => {
  let server: RunningServer;
  let browser: Browser;
  let everything: string[];
  let reading: string[];
  let sample: { town: string; kind: string; path: string }[];

  beforeAll(async () => {
    server = await startServer();
    browser = await launch();
    const pages = (await crawl(server.origin)).filter((found: Found) => found.html !== undefined);
    everything = thinOut(pages.filter((found) => !repeats(found))).map(({ path }) => path);
    reading = pages.filter((found) => !kindOf(found).startsWith('Herkunft')).map(({ path }) => path);
    sample = [...samplePages(pages), { town: '', kind: 'Nicht gefunden', path: '/hamm/gibt-es-nicht' }];
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** Opens each page in one context and gathers what the checks find, each with the pages that have it. */
  async function look(paths: readonly string[], options: BrowserContextOptions, check: (page: Page) => Promise<string[]>): Promise<string[]> {
    const context = await openChecked(browser, options);
    const page = await context.newPage();
    const found = new Map<string, string[]>();
    for (const path of paths) {
      await page.goto(server.origin + path);
      await page.evaluate('document.fonts.ready.then(() => true)');
      for (const finding of await check(page)) found.set(finding, [...(found.get(finding) ?? []), path]);
    }
    await context.close();
    return [...found].map(([finding, where]) => `${finding} — ${where.slice(0, 3).join(', ')}${where.length > 3 ? ` und ${where.length - 3} weitere` : ''}`);
  }

  const run = (page: Page, check: string): Promise<string[]> => page.evaluate<string[]>(`leitwerk.${check}()`);
  const samplePaths = (): string[] => sample.map(({ path }) => path);

  it('kennt jede Art von Seite in beiden Städten', () => {
    const kinds = new Set(sample.map(({ kind }) => kind));
    const wanted = ['Städte', 'Startseite', 'Rechtliches', 'Webausgabe', 'Prüfsummen', 'Kapitel', 'Handlungsfeld', 'Leitprojekt', 'Verzeichnisse', 'Leichte Sprache', 'Herkunft: Kennzahl', 'Herkunft: Frage', 'Herkunft: Welle', 'Herkunft: Zielelemente', 'Herkunft: Gezähltes'];
    expect(wanted.filter((kind) => !kinds.has(kind))).toEqual([]);
    expect(new Set(sample.map(({ town }) => town))).toEqual(new Set(['', 'beispielstadt', 'hamm']));
  });

  for (const [name, appearance] of LOOKS) {
    for (const width of WIDTHS) {
      it(`axe findet nichts: ${name}, ${width} px, alle Einzelheiten aufgeklappt`, async () => {
        const findings = await look(samplePaths(), { ...appearance, viewport: { width, height: 900 } }, async (page) => {
          await page.evaluate('leitwerk.openDetails()');
          return run(page, 'axeFindings');
        });
        expect(findings).toEqual([]);
      }, MINUTES);
    }
  }

  it('jede einzelne Seite ist geordnet (eine h1, Titel, Sprache, Überschriften ohne Sprung, Namen der Bilder, Kennungen), und keine Beschriftung ragt aus ihrem Bild', async () => {
    const findings = await look(everything, { viewport: { width: 1440, height: 900 } }, async (page) => [...(await run(page, 'structure')), ...(await run(page, 'chartTexts'))]);
    expect(findings).toEqual([]);
  }, MINUTES);

  it('keine Seite muss bei 320 px seitwärts bewegt werden, jedes Ziel ist groß genug, Beschriftungen der Bilder sind mindestens 9 px groß', async () => {
    const findings = await look(everything, { viewport: { width: 320, height: 640 } }, async (page) => {
      const size = await page.evaluate<number>('leitwerk.smallestChartText()');
      await page.evaluate('leitwerk.openDetails()');
      return [...(size < 9 ? [`${size.toFixed(1)} px`] : []), ...(await run(page, 'wide')), ...(await run(page, 'smallTargets'))];
    });
    expect(findings).toEqual([]);
  }, MINUTES);

  // Letters inside a chart stand at computed places; its sentence and its table say the same and do grow.
  it.each(WIDTHS)('größere Abstände im Text (WCAG 1.4.12) schneiden nichts ab: %i px', async (width) => {
    const findings = await look(samplePaths(), { viewport: { width, height: 900 } }, async (page) => {
      await page.evaluate('leitwerk.openDetails()');
      await page.evaluate('leitwerk.spaceText()');
      return [...(await run(page, 'wide')), ...(await run(page, 'clipped'))];
    });
    expect(findings).toEqual([]);
  }, MINUTES);

  it.each([320, 1440])('die Tabulatortaste geht durch die Seite, wie sie steht, sichtbar und bis zum Ende: %i px', async (width) => {
    const paths = sample.filter(({ kind }) => TABBED_KINDS.includes(kind)).map(({ path }) => path);
    expect(await look(paths, { viewport: { width, height: 900 } }, walkByKeyboard)).toEqual([]);
  }, MINUTES);

  it('der Sprung zum Inhalt führt an der Navigation vorbei', async () => {
    const paths = sample.filter(({ kind }) => ['Startseite', 'Kapitel', 'Herkunft: Kennzahl'].includes(kind)).map(({ path }) => path);
    expect(await look(paths, { viewport: { width: 1440, height: 900 } }, skipToContent)).toEqual([]);
  });

  it('im Druck ist alles da: jede Tabelle, nichts ragt über das Blatt, keine Bedienung', async () => {
    const context = await openChecked(browser, { viewport: PAPER });
    const page = await context.newPage();
    await page.emulateMedia({ media: 'print' });
    const findings: string[] = [];
    for (const path of everything) {
      await page.goto(server.origin + path);
      findings.push(...(await run(page, 'print')).map((finding) => `${finding} — ${path}`));
    }
    await context.close();
    expect(findings).toEqual([]);
  }, MINUTES);

  it('ohne JavaScript steht auf jeder Seite zum Lesen dasselbe, und auf einer jeder anderen Art', async () => {
    const [on, off] = [await browser.newContext(), await browser.newContext({ javaScriptEnabled: false })];
    const [pageOn, pageOff] = [await on.newPage(), await off.newPage()];
    for (const path of new Set([...reading, ...samplePaths()])) {
      await Promise.all([pageOn.goto(server.origin + path), pageOff.goto(server.origin + path)]);
      expect(await pageOff.content(), path).toBe(await pageOn.content());
      expect(await pageOff.locator('script, noscript, [hidden], template').count(), path).toBe(0);
    }
    await Promise.all([on.close(), off.close()]);
  }, MINUTES);
});

async function walkByKeyboard(page: Page): Promise<string[]> {
  const count = await page.evaluate<number>('leitwerk.focusables()');
  const findings: string[] = [];
  for (const [key, order] of [['Tab', range(0, count)], ['Shift+Tab', range(0, count - 1).reverse()]] as const) {
    for (const expected of order) {
      await page.keyboard.press(key);
      const { index, fault } = await page.evaluate<{ index: number; fault: string }>('leitwerk.focusState()');
      if (fault) findings.push(`${key}: ${fault}`);
      if (index !== expected) return [...findings, `${key} kommt zu ${await page.evaluate<string>(`leitwerk.describeFocusable(${index})`)} statt zu ${await page.evaluate<string>(`leitwerk.describeFocusable(${expected})`)}`];
    }
  }
  return findings;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/** First Tab, Enter, Tab: the focus must be on the first thing inside `main`. */
async function skipToContent(page: Page): Promise<string[]> {
  await page.keyboard.press('Tab');
  const box = await page.locator('.sprung').boundingBox();
  const shown = box !== null && box.x >= 0 && box.y >= 0 && box.width > 24 && box.height > 24;
  await page.keyboard.press('Enter');
  const inMain = await page.evaluate<boolean>(`document.activeElement?.tagName === 'MAIN' && location.hash === '#inhalt-der-seite'`);
  await page.keyboard.press('Tab');
  const first = await page.evaluate<boolean>(`document.querySelector('main').contains(document.activeElement)`);
  return [...(shown ? [] : ['Der Sprung zum Inhalt ist nicht zu sehen, wenn er den Fokus hat']), ...(inMain ? [] : ['Der Fokus steht danach nicht im Inhalt']), ...(first ? [] : ['Tab geht danach nicht im Inhalt weiter'])];
}
