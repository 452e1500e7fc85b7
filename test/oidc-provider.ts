import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type ClientMetadata, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { escapeXml } from '../src/base/text.ts';

// A real OpenID provider for tests, on loopback, where a browser or `signInAt` signs in by typing a name and pressing a button.

/** Somebody who can sign in there. */
export interface Account {
  /** What is typed into the field „Kennung“, and the subject of the token. */
  readonly sub: string;
  readonly email?: string;
  readonly emailVerified?: boolean;
  readonly name?: string;
  readonly groups?: readonly string[];
  /** How they signed in, in the provider's words. */
  readonly acr?: string;
  readonly amr?: readonly string[];
  /** Further claims of the token. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

export interface ProviderOptions {
  readonly port?: number;
  readonly accounts: readonly Account[];
  /** Read when somebody comes, so a test may add addresses that it learns later. Signing out may lead to each one's origin. */
  readonly redirectUris: readonly string[];
  /** Gives name, mail and groups at its userinfo address only, as the standard allows. */
  readonly claimsAtUserinfo?: boolean;
  /** How a client must show its secret. */
  readonly clientAuth?: 'client_secret_post' | 'client_secret_basic';
}

export interface OidcProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  stop(): Promise<void>;
}

const CLIENT_ID = 'leitwerk';

/** Starts a provider with one client on 127.0.0.1 (another site than localhost, as in life), on a free port unless told. */
export async function startOidcProvider(options: ProviderOptions): Promise<OidcProvider> {
  const server = createServer();
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clientSecret = randomBytes(24).toString('base64url');
  const provider = new Provider(issuer, configure(options, clientSecret));
  provider.Client.prototype.redirectUriAllowed = (uri) => options.redirectUris.includes(uri);
  provider.Client.prototype.postLogoutRedirectUriAllowed = (uri) => options.redirectUris.some((known) => new URL(known).origin === new URL(uri).origin);
  serve(server, provider, options.accounts);
  return { issuer, clientId: CLIENT_ID, clientSecret, stop: () => stop(server) };
}

function configure({ accounts, claimsAtUserinfo = false, clientAuth = 'client_secret_post' }: ProviderOptions, clientSecret: string): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const client: ClientMetadata = {
    client_id: CLIENT_ID,
    client_secret: clientSecret,
    redirect_uris: ['http://localhost/'],
    token_endpoint_auth_method: clientAuth,
    id_token_signed_response_alg: 'RS256',
  };
  return {
    clients: [client],
    clientAuthMethods: [clientAuth],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'pruefung', alg: 'RS256', use: 'sig' } as never] },
    cookies: { keys: [randomBytes(24).toString('hex')] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true, logoutSource: showLogout } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    acrValues: [...new Set(accounts.flatMap(({ acr }) => acr ?? []))],
    claims: { openid: ['sub', 'acr', 'amr'], email: ['email', 'email_verified'], profile: ['name', 'groups', ...accounts.flatMap(({ claims = {} }) => Object.keys(claims))] },
    conformIdTokenClaims: claimsAtUserinfo,
    findAccount: (_, sub) => {
      const account = accounts.find((known) => known.sub === sub);
      return account && { accountId: sub, claims: async () => claimsOf(account) };
    },
    loadExistingGrant: grantEverything,
    renderError: (context, { error }) => void (context.body = page('Fehler', `<p>${escapeXml(error)}</p>`)),
    ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Interaction: 600, Session: 600, Grant: 600 },
  };
}

function claimsOf({ sub, email, emailVerified = true, name, groups, acr, amr, claims }: Account) {
  return { sub, ...(email === undefined ? {} : { email, email_verified: emailVerified }), name, groups, acr, amr, ...claims };
}

/** Nobody is asked whether the program may know who they are. */
async function grantEverything({ oidc }: KoaContextWithOIDC) {
  const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
  grant.addOIDCScope('openid email profile');
  await grant.save();
  return grant;
}

function showLogout(context: KoaContextWithOIDC, form: string): void {
  context.body = page('Abmelden', `${form}<button form="op.logoutForm" name="logout" value="yes">Abmelden</button>`);
}

function serve(server: Server, provider: Provider, accounts: readonly Account[]): void {
  const rest = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    // Every sign-in asks anew who it is, so that a test can come back as somebody else.
    if (/^\/auth(\/|$)/.test(path)) request.headers.cookie = (request.headers.cookie ?? '').split('; ').filter((cookie) => !cookie.startsWith('_session')).join('; ');
    if (!path.startsWith('/interaction/')) return void rest(request, response);
    return void answer(provider, accounts, request, response).catch((error: Error) => response.writeHead(500).end(error.message));
  });
}

/** The page that asks for the Kennung, and what follows from its buttons. */
async function answer(provider: Provider, accounts: readonly Account[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') return showPage(response, '');
  const form = await readForm(request);
  const account = accounts.find(({ sub }) => sub === form.get('kennung'));
  if (form.has('abbrechen')) return provider.interactionFinished(request, response, { error: 'access_denied' });
  if (!account) return showPage(response, '<p role="alert">Diese Kennung gibt es hier nicht.</p>');
  const { sub, acr, amr } = account;
  return provider.interactionFinished(request, response, { login: { accountId: sub, ...(acr ? { acr } : {}), ...(amr ? { amr: [...amr] } : {}) } });
}

function showPage(response: ServerResponse, message: string): void {
  const form = '<form method="post"><label>Kennung <input name="kennung" autocomplete="off"></label> <button>Anmelden</button> <button name="abbrechen" value="ja">Abbrechen</button></form>';
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page('Anmeldedienst', message + form));
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="de"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}</html>`;
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/**
 * Goes through a sign-in as a browser without JavaScript does: follows the address, types the Kennung (or cancels for
 * `abbrechen`), and returns the address that the provider leads back to, which it does not call.
 */
export async function signInAt(address: string, kennung: string): Promise<string> {
  const { origin } = new URL(address);
  const jar = new Map<string, string>();
  const call = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } });
    for (const cookie of response.headers.getSetCookie()) jar.set(...splitCookie(cookie));
    return response;
  };
  let url = address;
  for (let steps = 0; steps < 10; steps += 1) {
    const form = new URLSearchParams(kennung === 'abbrechen' ? { abbrechen: 'ja' } : { kennung });
    const response = await call(url, new URL(url).pathname.startsWith('/interaction/') ? { method: 'POST', body: form } : {});
    const location = response.headers.get('location');
    if (location === null) throw new Error(`Der Anmeldedienst antwortet ${response.status}: ${await response.text()}`);
    url = new URL(location, url).href;
    if (new URL(url).origin !== origin) return url;
  }
  throw new Error('Der Anmeldedienst leitet im Kreis.');
}

function splitCookie(cookie: string): [string, string] {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
  return [name, value];
}
