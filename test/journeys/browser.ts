import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core';

const require = createRequire(import.meta.url);
const CANDIDATES = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
export const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Path of a Chromium on this machine; undefined where there is none. */
export const CHROMIUM = CANDIDATES.find((path) => path !== undefined && existsSync(path));
/** Stands in the name of what is skipped, so that the reason is read. */
export const NEEDS_CHROMIUM = CHROMIUM === undefined ? ' (ausgelassen: auf dieser Maschine ist kein Chromium; CHROMIUM=Pfad nennt eines)' : '';

export function launch(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error('No Chromium on this machine');
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/** axe-core and our own checks, as `axe` and `leitwerk` in every page of the context; a page itself runs no script. */
export async function openChecked(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'de-DE', ...options });
  await context.addInitScript({ content: `${readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')};${readFileSync(join(import.meta.dirname, 'page-checks.js'), 'utf8')}` });
  return context;
}
