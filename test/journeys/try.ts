import { startServer } from './server.ts';
import { launch, openChecked } from './browser.ts';
import { crawl, samplePages, kindOf } from './site.ts';
const t0 = Date.now();
const server = await startServer();
console.log('start', Date.now() - t0, server.origin);
const found = await crawl(server.origin);
console.log('crawl', Date.now() - t0, found.length, 'bad', found.filter((f) => f.status !== 200).map((f) => `${f.path} ${f.status} from ${f.from}`));
const pages = found.filter((f) => f.html !== undefined);
const sample = samplePages(pages);
console.log(pages.length, sample.map((s) => `${s.town} ${s.kind} ${s.path}`).join('\n'));
void kindOf;
const browser = await launch();
const seen = new Map<string, string[]>();
const note = (f: string, where: string) => { const k = f.replace(/\(\d+×\)/, ''); seen.set(k, [...(seen.get(k) ?? []), where]); };
for (const scheme of ['light', 'dark'] as const) for (const width of [320, 768, 1440]) {
  const context = await openChecked(browser, { colorScheme: scheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  for (const entry of scheme === 'light' && width !== 768 ? pages.map((p) => ({ path: p.path })) : sample) {
    await page.goto(server.origin + entry.path);
    await page.evaluate('leitwerk.openDetails()');
    for (const check of ['axeFindings', 'wide', 'structure', 'smallTargets', 'chartTexts']) for (const f of await page.evaluate<string[]>(`leitwerk.${check}()`)) note(`${check}: ${f}`, `${scheme} ${width} ${entry.path}`);
    if (width === 320) { const s = await page.evaluate<number>('leitwerk.smallestChartText()'); if (s < 10) note(`chart text ${s.toFixed(1)}`, entry.path); }
    await page.evaluate('leitwerk.spaceText()');
    for (const check of ['wide', 'clipped', 'chartTexts']) for (const f of await page.evaluate<string[]>(`leitwerk.${check}()`)) note(`SPACED ${check}: ${f}`, `${scheme} ${width} ${entry.path}`);
  }
  console.log(scheme, width, Date.now() - t0);
  await context.close();
}
for (const [f, w] of seen) console.log(`\n${f}\n   ${w.length}: ${w.slice(0, 4).join('  ')}`);
await browser.close();
await server.stop();
