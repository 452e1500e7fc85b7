import type { ServerType } from '@hono/node-server';
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMailServer } from '../mail-server.ts';
import { startOidcProvider } from '../oidc-provider.ts';
import { StaffHouse } from '../staff.ts';
import { CHROMIUM, launch, NEEDS_CHROMIUM, openChecked } from './browser.ts';
import { findFreePort } from './server.ts';

// From an empty database to a workplace, as a person does it: in a real browser, by keyboard, with and without JavaScript, with mails
// that a real server received, and through a real identity provider. Every state is looked at by axe and by our own checks.

const MINUTES = 300_000;
const PASSWORD = { erste: 'drei Wörter im Wind', bea: 'vier Wörter am alten Fluss', neu: 'noch ein ganz anderer Satz' };

describe.skipIf(!CHROMIUM)(`Zugang im Browser${NEEDS_CHROMIUM}`, () => {
  let browser: Browser;
  let checker: BrowserContext;

  beforeAll(async () => {
    browser = await launch();
    checker = await openChecked(browser);
  });
  afterAll(async () => {
    await checker?.close();
    await browser?.close();
  });

  /** What was shown, looked at in a window of its own that runs our checks; so the page itself may run without scripts. */
  async function look(page: Page, width: number): Promise<void> {
    const [url, html] = [page.url(), await page.content()];
    const glass = await checker.newPage();
    await glass.route(url, (route) => route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', body: html }));
    await glass.goto(url);
    await glass.setViewportSize({ width, height: 900 });
    for (const check of ['axeFindings', 'wide', 'structure', 'smallTargets']) {
      expect([await page.title(), width, check, await glass.evaluate(`leitwerk.${check}()`)]).toEqual([await page.title(), width, check, []]);
    }
    await glass.close();
  }

  /** Moves by the tab key until something has the focus whose name or label fits. */
  async function reach(page: Page, name: string | RegExp): Promise<void> {
    await page.locator('body').press('Home');
    for (let stop = 0; stop < 80; stop++) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      const label = (await focused.count()) === 0 ? '' : await focused.evaluate((element) => {
        const field = element as unknown as { labels?: Iterable<{ textContent: string | null }>; textContent: string | null };
        return [...(field.labels ?? [])].map((each) => each.textContent).join(' ') || (field.textContent ?? '');
      }).catch(() => '');
      if (typeof name === 'string' ? label.includes(name) : name.test(label)) return;
    }
    throw new Error(`By keyboard nothing called ${name} was reached on ${await page.title()}`);
  }

  async function type(page: Page, label: string, text: string): Promise<void> {
    await reach(page, new RegExp(`^${label}`));
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
  }

  async function press(page: Page, name: string | RegExp): Promise<void> {
    await reach(page, name);
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  }

  const linkIn = (text: string | undefined): string => /http:\S+/.exec(text ?? '')?.[0] ?? '';

  describe.each([['mit JavaScript', true], ['ohne JavaScript', false]] as const)('%s', (_, javaScriptEnabled) => {
    let house: StaffHouse;
    let server: ServerType;
    let mails: Awaited<ReturnType<typeof startMailServer>>;
    let provider: Awaited<ReturnType<typeof startOidcProvider>>;
    let context: BrowserContext;
    let page: Page;
    let origin: string;
    let invitation = '';
    const width = javaScriptEnabled ? 1280 : 320;

    beforeAll(async () => {
      const port = await findFreePort();
      origin = `http://localhost:${port}`;
      mails = await startMailServer();
      provider = await startOidcProvider({
        accounts: [{ sub: 'rita-1', email: 'rita@musterstadt.example', name: 'Rita Ratz', groups: ['familie-rat'], acr: 'mfa' }, { sub: 'fritz-1', email: 'fritz@musterstadt.example', name: 'Fritz Ohne', groups: ['andere'], acr: 'mfa' }],
        redirectUris: [`${origin}/musterstadt/intern/sso/zurueck`],
      });
      house = new StaffHouse({ PORT: String(port), MAIL_URL: mails.url, MAIL_FROM: 'leitwerk@musterstadt.example', OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: provider.clientId, OIDC_CLIENT_SECRET: provider.clientSecret, OIDC_GROUPS: 'familie-rat=RAT/musterstadt' });
      await house.open({ withJobs: true });
      server = await house.listen();
      context = await browser.newContext({ locale: 'de-DE', javaScriptEnabled });
      page = await context.newPage();
    }, 120_000);
    afterAll(async () => {
      await context?.close();
      if (server && 'closeAllConnections' in server) server.closeAllConnections();
      server?.close();
      await house?.close();
      await mails?.stop();
      await provider?.stop();
    });

    it('die erste Administration richtet ihr Konto über den Link des ersten Starts ein', { timeout: MINUTES }, async () => {
      const [link] = await house.setupLinks();
      await page.goto(link?.link ?? '');
      await look(page, width);
      await type(page, 'Name', 'Ada Erste');
      await type(page, 'E-Mail-Adresse', 'ada@musterstadt.example');
      await type(page, 'Kennwort', 'kurz');
      await press(page, /^Konto anlegen$/);
      expect(await page.title()).toMatch(/^Fehler: /);
      expect(await page.locator(':focus').getAttribute('class')).toContain('fehlerliste');
      expect(await page.getByLabel('Name').inputValue()).toBe('Ada Erste');
      await look(page, width);
      await type(page, 'Kennwort', PASSWORD.erste);
      await press(page, /^Konto anlegen$/);
      expect(await page.title()).toMatch(/^Heute/);
      await look(page, width);
      expect((await page.goto(link?.link ?? ''))?.status()).toBe(404);
    });

    it('lädt jemanden ein; die Einladung kommt über SMTP an', { timeout: MINUTES }, async () => {
      await page.goto(`${origin}/musterstadt/intern/`);
      await press(page, /^Konten/);
      await look(page, width);
      await press(page, /Person einladen/);
      await look(page, width);
      await type(page, 'Name', 'Bea Beirätin');
      await type(page, 'E-Mail-Adresse', 'bea@musterstadt.example');
      await press(page, /^Einladung schicken$/);
      expect(await page.title()).toMatch(/^Fehler: /);
      expect(await page.getByLabel('Name').inputValue()).toBe('Bea Beirätin');
      await look(page, width);
      await reach(page, /^Stabsstelle/);
      await page.keyboard.press('Space');
      await press(page, /^Einladung schicken$/);
      expect(await page.locator('.meldung').textContent()).toContain('Einladung');
      await look(page, width);
      const mail = await mails.waitForMail('bea@musterstadt.example');
      expect(mail.text).toContain('Bea Beirätin');
      invitation = linkIn(mail.text);
      expect(invitation).toMatch(new RegExp(`^${origin}/musterstadt/intern/einladung/[\\w-]{43}$`));
    });

    it('meldet sich ab; dahinter ist nichts mehr zu sehen', { timeout: MINUTES }, async () => {
      await page.goto(`${origin}/musterstadt/intern/`);
      await reach(page, 'Ada Erste');
      await page.keyboard.press('Enter');
      await press(page, /^Abmelden$/);
      expect(await page.locator('.meldung').textContent()).toContain('Sie sind abgemeldet.');
      await look(page, width);
      await page.goBack();
      expect(await page.getByText('Ada Erste').count()).toBe(0);
      expect((await page.goto(`${origin}/musterstadt/intern/`))?.status()).toBe(401);
    });

    it('die Eingeladene setzt ihr Kennwort, meldet sich an und richtet den zweiten Faktor ein', { timeout: MINUTES }, async () => {
      await page.goto(invitation);
      await look(page, width);
      await type(page, 'Neues Kennwort', PASSWORD.bea);
      await press(page, /^Kennwort setzen$/);
      await signIn('bea@musterstadt.example', PASSWORD.bea);
      expect(await page.title()).toMatch(/^Heute/);
      await page.goto(`${origin}/musterstadt/intern/konto`);
      await look(page, width);
      await press(page, /^Zweiten Faktor einrichten$/);
      await look(page, width);
      const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
      await type(page, 'Code, den die App', '000000');
      await type(page, 'Ihr Kennwort', PASSWORD.bea);
      await press(page, /^Einschalten$/);
      await look(page, width);
      expect(((await page.locator('code').textContent()) ?? '').replaceAll(' ', '')).toBe(secret);
      const totp = new TOTP({ secret: Secret.fromBase32(secret) });
      await type(page, 'Code, den die App', totp.generate());
      await type(page, 'Ihr Kennwort', PASSWORD.bea);
      await press(page, /^Einschalten$/);
      expect(await page.locator('.meldung').textContent()).toContain('Der zweite Faktor ist eingerichtet');

      await reach(page, 'Bea Beirätin');
      await page.keyboard.press('Enter');
      await press(page, /^Abmelden$/);
      await signIn('bea@musterstadt.example', PASSWORD.bea);
      expect(await page.title()).toMatch(/^Zweiter Faktor/);
      await look(page, width);
      await type(page, 'Code aus Ihrer App', '123');
      await press(page, /^Weiter$/);
      await look(page, width);
      await type(page, 'Code aus Ihrer App', totp.generate({ timestamp: Date.now() + 30_000 }));
      await press(page, /^Weiter$/);
      expect(await page.title()).toMatch(/^Heute/);
      await reach(page, 'Bea Beirätin');
      await page.keyboard.press('Enter');
      await press(page, /^Abmelden$/);
    });

    it('setzt ein vergessenes Kennwort über eine Nachricht zurück', { timeout: MINUTES }, async () => {
      await page.goto(`${origin}/musterstadt/intern/anmelden`);
      await openPasswordWay();
      await press(page, 'Kennwort vergessen?');
      await look(page, width);
      await type(page, 'E-Mail-Adresse', 'ada@musterstadt.example');
      await press(page, /^Link schicken$/);
      expect(await page.locator('.meldung').textContent()).toContain('Gibt es zu dieser Adresse ein Konto');
      const { text } = await mails.waitForMail('ada@musterstadt.example');
      await page.goto(linkIn(text));
      await look(page, width);
      await type(page, 'Neues Kennwort', PASSWORD.neu);
      await press(page, /^Kennwort setzen$/);
      await signIn('ada@musterstadt.example', PASSWORD.erste);
      expect(await page.title()).toMatch(/^Fehler: Anmelden/);
      await look(page, width);
      await signIn('ada@musterstadt.example', PASSWORD.neu);
      expect(await page.title()).toMatch(/^Heute/);
      expect((await page.goto(linkIn(text)))?.status()).toBe(410);
      await look(page, width);
      await page.goto(`${origin}/musterstadt/intern/`);
      await reach(page, 'Ada Erste');
      await page.keyboard.press('Enter');
      await press(page, /^Abmelden$/);
    });

    it('dasselbe über den Anmeldedienst: wer durch eine Gruppe eine Rolle hat, kommt hinein, wer keine hat, nicht', { timeout: MINUTES }, async () => {
      await page.goto(`${origin}/musterstadt/intern/konto`);
      await press(page, 'Mit dem Konto der Stadtverwaltung anmelden');
      await type(page, 'Kennung', 'fritz-1');
      await press(page, /Anmelden|Weiter/);
      expect(await page.locator('h1').textContent()).toBe('Anmeldung nicht möglich');
      expect(await page.locator('main').textContent()).toContain('keine Rolle');

      await context.clearCookies();
      await page.goto(`${origin}/musterstadt/intern/konto`);
      await press(page, 'Mit dem Konto der Stadtverwaltung anmelden');
      await type(page, 'Kennung', 'rita-1');
      await press(page, /Anmelden|Weiter/);
      expect(new URL(page.url()).pathname).toBe('/musterstadt/intern/konto');
      expect(await page.locator('main').textContent()).toContain('Rita Ratz');
      expect(await page.locator('main').textContent()).toContain('Rat');
      await look(page, width);
      await reach(page, 'Rita Ratz');
      await page.keyboard.press('Enter');
      await press(page, /^Abmelden$/);
      expect((await page.goto(`${origin}/musterstadt/intern/konto`))?.status()).toBe(401);
    });

    /** With a service set up, the way by password lies behind a heading. */
    async function openPasswordWay(): Promise<void> {
      if (await page.getByLabel('E-Mail-Adresse').isVisible()) return;
      await reach(page, 'Mit E-Mail-Adresse und Kennwort anmelden');
      await page.keyboard.press('Enter');
    }

    async function signIn(email: string, password: string): Promise<void> {
      await page.goto(`${origin}/musterstadt/intern/anmelden`);
      await openPasswordWay();
      await type(page, 'E-Mail-Adresse', email);
      await type(page, 'Kennwort', password);
      await press(page, /^Anmelden$/);
    }
  });
});
