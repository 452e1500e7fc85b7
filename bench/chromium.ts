import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM, FLAGS } from '../test/journeys/browser.ts';
import { watchTree, type TreeUse } from './process-tree.ts';

// The peer: Chromium prints the same web edition to PDF.

export interface Printed extends TreeUse {
  readonly pdf: Uint8Array;
}

/** All reading pages of the edition in `web`, one after the other in one document, printed to A4. Start of the browser included. */
export async function printWithChromium(web: string): Promise<Printed> {
  const whole = join(web, 'alles-in-einem.html');
  writeFileSync(whole, joinPages(web));
  const server = await chromium.launchServer({ executablePath: CHROMIUM ?? '', args: [...FLAGS, '--allow-file-access-from-files'] });
  const watch = watchTree(server.process().pid ?? 0);
  const browser = await chromium.connect(server.wsEndpoint());
  const page = await browser.newPage();
  await page.goto(`file://${whole}`);
  const pdf = await page.pdf({ format: 'A4', printBackground: true, tagged: true, margin: { top: '20mm', bottom: '20mm', left: '20mm', right: '20mm' } });
  const use = await watch.stop();
  await server.close();
  rmSync(whole);
  return { ...use, pdf };
}

/** In reading order: as „weiter“ leads from page to page. */
function joinPages(web: string): string {
  const index = readFileSync(join(web, 'index.html'), 'utf8');
  const parts: string[] = [];
  const seen = new Set<string>();
  for (let file = /class="verzeichnis"><li><a href="([^"#]+)/.exec(index)?.[1]; file && !seen.has(file); ) {
    seen.add(file);
    const html = readFileSync(join(web, file), 'utf8');
    parts.push(/<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '');
    file = /<a rel="next" href="([^"]+)"/.exec(html)?.[1];
  }
  return `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Bericht</title><link rel="stylesheet" href="stil.css"></head><body>${parts.join('\n')}</body></html>`;
}
