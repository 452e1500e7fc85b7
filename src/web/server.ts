import { serve, type HttpBindings, type ServerType } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { NotFound, NotPossible } from '../base/problem.ts';
import { hasForbiddenCharacter } from '../base/text.ts';
import { printRefusal } from './bericht/pages.tsx';
import { openReleases } from './bericht/releases.ts';
import { DEFAULT_LANG } from './catalogue.ts';
import { enterDoor, enterStaff, TownBook, type Incoming } from './gate.ts';
import { headersFor } from './headers.ts';
import type { House } from './house.ts';
import { linkTo, PATHS } from './paths.ts';
import { describeDevice, openDoor, peerOf } from './place.ts';
import { readBody, readCookies } from './request.ts';
import type { Cookie, Reply } from './reply.ts';
import type { PublicRoute, Route, StaffRoute, TownFacts } from './route.ts';
import { ROUTES } from './routes.ts';
import { rahmenTexte } from './texte.ts';
import { showSignIn } from './zugang/anmelden.tsx';

export type { House } from './house.ts';

type Env = { Bindings: Partial<HttpBindings> };
type Ctx = Context<Env>;

/** Said where it is not known who asks. */
const WORDS = rahmenTexte(DEFAULT_LANG).ablehnung;

/** The web as one function from request to response. */
export function createApp(house: House): Hono<Env> {
  const app = new Hono<Env>({ strict: true });
  const book = new TownBook(house);
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headersFor(context.req.path))) context.header(name, value);
  });
  app.get('/livez', (context) => context.text('ok'));
  app.get('/readyz', (context) => tellReadiness(context, house));
  app.get('/favicon.ico', (context) => context.body(null, 204)); // browsers ask for it unasked, and report a 404
  for (const route of ROUTES) {
    app.on(route.method, pathOf(route), async (context) => send(context, (await answer(route, context, house, book)) ?? notFound()));
  }
  app.notFound((context) => send(context, notFound()));
  app.onError((error, context) => send(context, refusalOf(error, house)));
  return app;
}

function pathOf(route: Route): string {
  return route.right === 'öffentlich' ? route.path : PATHS[route.name];
}

async function answer(route: Route, context: Ctx, house: House, book: TownBook): Promise<Reply | undefined> {
  if (Object.entries(context.req.param()).some(([name, part]) => isNoName(part, name === 'datei' ? 1_000 : 200))) return undefined;
  const door = openDoor(context.req.header('host') ?? '', house.place);
  const asked = context.req.param('stadt');
  if (door.town !== undefined && asked !== undefined && asked !== door.town) return undefined;
  if (route.right === 'öffentlich') return answerPublic(route, context, house, door.town);
  const town = (await house.listTowns()).find(({ id }) => id === asked);
  if (!town) return undefined;
  if (door.origin === undefined) return NOT_SAFE;
  if (route.method === 'POST' && !comesFromUs(context, door.origin)) {
    house.log.event('herkunft.fremd', { stadt: town.id, weg: route.name, methode: route.method });
    return FOREIGN;
  }
  const body = route.method === 'POST' ? await readBody(context.req.raw) : undefined;
  if (body !== undefined && 'kind' in body) {
    house.log.event('anfrage.abgelehnt', { stadt: town.id, weg: route.name, methode: route.method, status: body.status, grund: 'inhalt' });
    return body;
  }
  const incoming = describeRequest(context, house, door.origin, body);
  const facts: TownFacts = await book.factsOf(town);
  if (route.right === 'anmeldung') return enterDoor(route, house, facts, incoming);
  return enterStaff(route, house, facts, incoming, async (open, hadCookie) => {
    if (hadCookie) house.log.event('zugriff.verweigert', { stadt: town.id, weg: route.name, methode: route.method, status: 401 });
    return showSignIn({ ...open, path: wayAfterSignIn(route, context, town.id) });
  });
}

/** Nothing of ours is called so, and no database holds it. */
function isNoName(part: string, longest: number): boolean {
  return part.length > longest || hasForbiddenCharacter(part);
}

/** Longer addresses do not fit the field that carries them. */
const MAX_WAY = 400;

/** The page that was asked for, as it was looked at; a form that was sent has no page to come back to. */
function wayAfterSignIn(route: StaffRoute, context: Ctx, stadt: string): string {
  if (route.method === 'POST') return linkTo('heute', { stadt });
  const { pathname, search } = new URL(context.req.url);
  return `${pathname}${search}`.length > MAX_WAY ? pathname : `${pathname}${search}`;
}

/** Public pages know no query; a link that a letter or a network has lengthened is told its right form. */
async function answerPublic(route: PublicRoute, context: Ctx, house: House, only: string | undefined): Promise<Reply | undefined> {
  if (new URL(context.req.url).search !== '') return { kind: 'refusal', status: 400, title: WORDS.adresseZuLang.titel, sentence: WORDS.adresseZuLang.satz };
  const listTowns = async () => (await house.listTowns()).filter(({ id }) => only === undefined || id === only);
  return route.handle({ publications: house.publications, releases: openReleases(house), fonts: house.fonts, assets: house.assets, params: context.req.param(), listTowns });
}

const NOT_SAFE: Reply = { kind: 'refusal', status: 403, title: WORDS.nichtSicher.titel, sentence: WORDS.nichtSicher.satz };
const FOREIGN: Reply = { kind: 'refusal', status: 403, title: WORDS.formularFremd.titel, sentence: WORDS.formularFremd.satz };

/** Browsers tell with every form where it comes from; one that comes from elsewhere, or does not tell, changes nothing. */
function comesFromUs(context: Ctx, origin: string): boolean {
  const site = context.req.header('sec-fetch-site');
  return context.req.header('origin') === origin && (site === undefined || site === 'same-origin' || site === 'none');
}

function describeRequest(context: Ctx, house: House, origin: string, body: Incoming['body']): Incoming {
  const url = new URL(context.req.url);
  return {
    params: context.req.param(),
    query: [...url.searchParams],
    body,
    cookies: readCookies(context.req.header('cookie')),
    peer: { address: addressOf(context, house), device: describeDevice(context.req.header('user-agent') ?? ''), origin },
    path: url.pathname,
    isQuiet: context.req.header('accept') === 'application/json',
  };
}

function addressOf(context: Ctx, { place }: House): string {
  return peerOf(context.env?.incoming?.socket.remoteAddress ?? '127.0.0.1', context.req.header('x-forwarded-for'), place.proxies);
}

/** For whoever watches over this server from beside it; nobody else learns how it is. */
async function tellReadiness(context: Ctx, house: House): Promise<Response> {
  if (!/^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|0:0:0:0::|f[cd])/.test(addressOf(context, house))) return send(context, notFound());
  const { ready, parts } = await house.readiness();
  return context.json({ bereit: ready, ...parts }, ready ? 200 : 503, { 'Cache-Control': 'no-store' });
}

function send(context: Ctx, reply: Reply): Response {
  switch (reply.kind) {
    case 'done':
      return context.body(null, 204, { 'Cache-Control': 'no-store' });
    case 'file':
      return sendFile(context, reply);
    case 'redirect':
      setCookies(context, reply.cookies);
      return context.redirect(reply.to, reply.permanent === true ? 308 : 303);
    case 'refusal':
      setCookies(context, reply.cookies);
      return context.html(printRefusal(reply.title, reply.sentence), reply.status, { 'Cache-Control': cachingOf(context) });
    case 'page':
      setCookies(context, reply.cookies);
      return context.html(reply.html, reply.status ?? 200, { 'Cache-Control': cachingOf(context) });
  }
}

/** What stands behind a sign-in is kept by no cache, not even after signing out. */
function cachingOf(context: Ctx): string {
  return isInternal(context.req.path) ? 'no-store' : 'no-cache';
}

function isInternal(path: string): boolean {
  return path.split('/')[2] === 'intern';
}

function setCookies(context: Ctx, cookies: readonly Cookie[] = []): void {
  for (const { name, value, seconds } of cookies) {
    context.header('Set-Cookie', `${name}=${value ?? ''}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${value === null ? 0 : seconds}`, { append: true });
  }
}

function sendFile(context: Ctx, { bytes, type, etag, name }: Extract<Reply, { kind: 'file' }>): Response {
  const caching = { ETag: `"${etag}"`, 'Cache-Control': cachingOf(context) };
  if (context.req.header('if-none-match') === caching.ETag && !isInternal(context.req.path)) return context.body(null, 304, caching);
  const headers: Record<string, string> = { ...caching, 'Content-Type': type };
  if (name !== undefined) headers['Content-Disposition'] = `attachment; filename="${name}"`;
  return context.body(new Uint8Array(bytes), 200, headers);
}

function notFound(): Reply {
  return { kind: 'refusal', status: 404, title: WORDS.nichtGefunden.titel, sentence: WORDS.nichtGefunden.satz };
}

/** Says what a reader can do; what happened goes to the log, without anything that the reader sent. */
function refusalOf(error: Error, { reportFault }: House): Reply {
  if (error instanceof NotFound) return notFound();
  reportFault(error);
  return { kind: 'page', status: 503, html: printRefusal(WORDS.gestoert.titel, WORDS.gestoert.satz) };
}

/** Longer than proxies keep an unused connection (nginx: 60 s), so that none asks on one that we are just closing. */
const KEEP_ALIVE_MS = 65_000;
/** Whoever sends head or body slower than this is cut off. */
const HEAD_MS = 10_000;
const REQUEST_MS = 30_000;

/** Listens; resolves when the port is open, rejects with NotPossible when it is taken. */
export function listen(app: Hono<Env>, options: { port: number; host: string; headMs?: number }): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const { headMs = HEAD_MS } = options;
    const serverOptions = { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: headMs, requestTimeout: REQUEST_MS, connectionsCheckingInterval: headMs / 2, maxHeaderSize: 16_384 };
    const server = serve({ fetch: app.fetch, port: options.port, hostname: options.host, serverOptions }, () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new NotPossible(`Der Port ${options.port} ist belegt. Mit PORT=… lässt sich ein anderer wählen.`) : error);
    });
  });
}
