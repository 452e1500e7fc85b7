import { serve, type ServerType } from '@hono/node-server';
import { Hono, type Context as HonoContext } from 'hono';
import { NotFound, NotPossible } from '../base/problem.ts';
import { printRefusal } from './bericht/pages.tsx';
import type { Publications } from './publications.ts';
import type { Reply } from './reply.ts';
import { ROUTES } from './routes.ts';

/** Pages load nothing from elsewhere, run no script, send no form and can't be framed. */
const HEADERS: Record<string, string> = {
  'Content-Security-Policy': "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'interest-cohort=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export interface WebServices {
  readonly publications: Publications;
  readonly fonts: ReadonlyMap<string, Uint8Array>;
  readonly log: (line: string) => void;
}

/** The web as one function from request to response; sets no cookie. */
export function createApp(services: WebServices): Hono {
  const app = new Hono({ strict: true });
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
  });
  app.get('/livez', (context) => context.text('ok'));
  app.get('/favicon.ico', (context) => context.body(null, 204)); // browsers ask for it unasked, and report a 404
  for (const route of ROUTES) {
    app.get(route.path, async (context) => {
      const reply = await route.handle({ publications: services.publications, fonts: services.fonts, params: context.req.param() });
      return send(context, reply ?? notFound());
    });
  }
  app.notFound((context) => send(context, notFound()));
  app.onError((error, context) => send(context, refusalOf(error, services.log)));
  return app;
}

function send(context: HonoContext, reply: Reply): Response {
  if (reply.kind === 'redirect') return context.redirect(reply.to, 308);
  if (reply.kind === 'page') return context.html(reply.html, reply.status ?? 200, { 'Cache-Control': 'no-cache' });
  const caching = { ETag: `"${reply.etag}"`, 'Cache-Control': 'no-cache' };
  if (context.req.header('if-none-match') === caching.ETag) return context.body(null, 304, caching);
  return context.body(new Uint8Array(reply.bytes), 200, { ...caching, 'Content-Type': reply.type });
}

function notFound(): Reply {
  return { kind: 'page', status: 404, html: printRefusal('Nicht gefunden', 'Diese Seite gibt es nicht, oder sie ist noch nicht veröffentlicht.') };
}

/** Says what a reader can do; what happened goes to the log, without anything that the reader sent. */
function refusalOf(error: Error, log: (line: string) => void): Reply {
  if (error instanceof NotFound) return notFound();
  log(`Fehler beim Beantworten einer Anfrage: ${error instanceof NotPossible ? error.message : error.stack}`);
  return { kind: 'page', status: 503, html: printRefusal('Im Augenblick nicht möglich', 'Die Seite kann gerade nicht gezeigt werden. Bitte versuchen Sie es in einer Minute noch einmal.') };
}

/** Longer than proxies keep an unused connection (nginx: 60 s), so that none asks on one that we are just closing. */
const KEEP_ALIVE_MS = 65_000;

/** Listens; resolves when the port is open, rejects with NotPossible when it is taken. */
export function listen(app: Hono, options: { port: number; host: string }): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: options.port, hostname: options.host, serverOptions: { keepAliveTimeout: KEEP_ALIVE_MS } }, () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new NotPossible(`Der Port ${options.port} ist belegt. Mit PORT=… lässt sich ein anderer wählen.`) : error);
    });
  });
}
