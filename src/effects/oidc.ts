import { createHash } from 'node:crypto';
import * as client from 'openid-client';
import { NotPossible, Refused } from '../base/problem.ts';
import { ALWAYS, isLoopback, normalizeGroup, type OidcSettings } from './oidc-settings.ts';

/** What has to be kept of a sign-in that began, until the person comes back: for this browser alone, a few minutes, once. */
export interface OidcKept {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who signed in, as the service says. All of it came from outside. */
export interface OidcPerson {
  readonly issuer: string;
  /** Names the person for ever; only together with the issuer. */
  readonly subject: string;
  readonly email: string | undefined;
  /** Does the service vouch for the address? Else nobody may be given an account because of it. */
  readonly emailVerified: boolean;
  readonly name: string | undefined;
  readonly groups: readonly string[];
  readonly secondFactor: boolean;
}

/**
 * Sign-in by OpenID Connect: code flow with PKCE, state and nonce. Each throws `NotPossible` where the service can't be reached
 * and tries anew next time. The `cause` of either error is a code for the log and holds nothing of what came.
 */
export interface Oidc {
  /** The address to send the browser to. */
  readonly begin: (visit: { redirectUri: string }) => Promise<{ url: string; kept: OidcKept }>;
  /**
   * Who came back. Of `currentUrl` only the query counts, since its host is what the browser claims. Throws `Refused`, always
   * with the same sentence, for whatever is not exactly as it should be.
   */
  readonly finish: (visit: { currentUrl: URL; redirectUri: string; kept: OidcKept }) => Promise<OidcPerson>;
  /** Where the person can end the sign-in at the service too; undefined where it offers that not, or not now. */
  readonly endSessionUrl: (visit: { returnTo: string }) => Promise<string | undefined>;
}

const TIMEOUT_S = 10;
const SCOPE = 'openid email profile';
const MAX_TEXT = 255;
const MAX_GROUPS = 1000;
/** Ways to sign in of RFC 8176 that are no password: more than one at once, one-time code, keys in hardware or software, card. */
const SECOND_FACTORS = ['mfa', 'otp', 'hwk', 'swk', 'sc'];

type Claims = Readonly<Record<string, unknown>>;

/** The service is asked for its description when somebody first signs in, and never again when that worked. */
export function openOidc(settings: OidcSettings): Oidc {
  let known: Promise<client.Configuration> | undefined;
  const discover = (): Promise<client.Configuration> => {
    known ??= discoverService(settings).catch((error: unknown) => {
      known = undefined;
      throw new NotPossible('Der Anmeldedienst ist zurzeit nicht erreichbar.', { cause: codeOf(error) });
    });
    return known;
  };
  return {
    begin: async ({ redirectUri }) => begin(await discover(), settings, redirectUri),
    finish: async (visit) => finish(await discover(), settings, visit),
    endSessionUrl: async ({ returnTo }) => {
      const config = await discover().catch(() => undefined);
      if (config?.serverMetadata().end_session_endpoint === undefined) return undefined;
      return client.buildEndSessionUrl(config, { post_logout_redirect_uri: returnTo }).href;
    },
  };
}

/** Signatures are checked even though the token comes by TLS: proxies of towns open it. */
function discoverService({ issuer, clientId, clientSecret }: OidcSettings): Promise<client.Configuration> {
  const url = new URL(issuer);
  const execute = [client.enableNonRepudiationChecks, ...(isLoopback(url) ? [client.allowInsecureRequests] : [])];
  return client.discovery(url, clientId, undefined, showSecret(clientSecret), { execute, timeout: TIMEOUT_S });
}

/** The secret goes into the body, where no two readings of its escapes exist, unless the service takes it in the head alone. */
function showSecret(secret: string): client.ClientAuth {
  const [post, basic] = [client.ClientSecretPost(secret), client.ClientSecretBasic(secret)];
  return (server, ...rest) => (server.token_endpoint_auth_methods_supported?.includes('client_secret_post') === false ? basic : post)(server, ...rest);
}

async function begin(config: client.Configuration, { acr }: OidcSettings, redirectUri: string): Promise<{ url: string; kept: OidcKept }> {
  const kept = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
  const wanted = acr.filter((value) => value !== ALWAYS);
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: SCOPE,
    state: kept.state,
    nonce: kept.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(kept.verifier),
    code_challenge_method: 'S256',
    ...(wanted.length > 0 ? { acr_values: wanted.join(' ') } : {}),
  });
  return { url: url.href, kept };
}

async function finish(config: client.Configuration, settings: OidcSettings, { currentUrl, redirectUri, kept }: { currentUrl: URL; redirectUri: string; kept: OidcKept }): Promise<OidcPerson> {
  const url = new URL(redirectUri);
  url.search = currentUrl.search;
  const checks = { expectedState: kept.state, expectedNonce: kept.nonce, pkceCodeVerifier: kept.verifier, idTokenExpected: true };
  const tokens = await client.authorizationCodeGrant(config, url, checks).catch(rethrow);
  const claims: Claims = { ...tokens.claims() };
  const fault = judgeTokens(settings, claims, tokens);
  if (fault !== undefined) throw refuse(fault);
  const whole = isWhole(settings, claims) ? claims : { ...(await askUserinfo(config, tokens.access_token, String(claims['sub']))), ...claims };
  return readPerson(settings, whole);
}

/** What openid-client leaves open: a service of several tenants, the hash of the access token, a list of groups too long to be sent. */
function judgeTokens({ issuer, groupsClaim }: OidcSettings, claims: Claims, { id_token, access_token }: { id_token?: string; access_token: string }): string | undefined {
  const { iss, sub, at_hash: hash, _claim_names: elsewhere } = claims;
  if (typeof iss !== 'string' || new URL(iss).href !== new URL(issuer).href) return 'token.iss';
  if (typeof sub !== 'string' || sub === '' || sub.length > MAX_TEXT) return 'token.sub';
  if (hash !== undefined && hash !== hashAccessToken(id_token ?? '', access_token)) return 'token.at_hash';
  return typeof elsewhere === 'object' && elsewhere !== null && groupsClaim in elsewhere ? 'gruppen.zu_viele' : undefined;
}

/** Left half of the hash that belongs to the token's signature (OpenID Connect Core 3.1.3.6). */
function hashAccessToken(idToken: string, accessToken: string): string {
  const { alg = '' } = JSON.parse(Buffer.from(idToken.split('.')[0] ?? '', 'base64url').toString()) as { alg?: string };
  const bits = ['256', '384'].find((size) => alg.endsWith(size)) ?? '512';
  const hash = createHash(`sha${bits}`).update(accessToken).digest();
  return hash.subarray(0, hash.length / 2).toString('base64url');
}

/** Does the token say all that is wanted? Some services tell it at their userinfo address only. */
function isWhole({ groupsClaim }: OidcSettings, claims: Claims): boolean {
  return readClaim(claims, 'email') !== undefined && readClaim(claims, groupsClaim) !== undefined;
}

async function askUserinfo(config: client.Configuration, accessToken: string, subject: string): Promise<Claims> {
  if (config.serverMetadata().userinfo_endpoint === undefined) return {};
  const told = await client.fetchUserInfo(config, accessToken, subject).catch(rethrow);
  // How somebody signed in is said in the signed token or not at all.
  return { ...told, acr: undefined, amr: undefined };
}

function readPerson({ groupsClaim, acr }: OidcSettings, claims: Claims): OidcPerson {
  const email = readAddress(claims['email']);
  return {
    issuer: String(claims['iss']),
    subject: String(claims['sub']),
    // Entra leaves `email` out where nobody entered one, and names people by what looks like one.
    email: email ?? readAddress(claims['preferred_username']) ?? readAddress(claims['upn']),
    emailVerified: email !== undefined && (claims['email_verified'] === true || isTold(claims['xms_edov'])),
    name: readText(claims['name']),
    groups: [...new Set(listOf(readClaim(claims, groupsClaim)).slice(0, MAX_GROUPS).map(normalizeGroup))],
    secondFactor: acr.includes(ALWAYS) || (typeof claims['acr'] === 'string' && acr.includes(claims['acr'])) || listOf(claims['amr']).some((way) => SECOND_FACTORS.includes(way)),
  };
}

/** Entra's word that the domain of an address belongs to the tenant; it comes as true, 1 or "1". */
function isTold(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true';
}

function readAddress(value: unknown): string | undefined {
  const text = readText(value)?.toLowerCase();
  return text !== undefined && /^[^\s@]+@[^\s@]+$/.test(text) ? text : undefined;
}

function readText(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim().toWellFormed() : '';
  return text === '' || text.length > MAX_TEXT ? undefined : text;
}

function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === 'string' && entry !== '');
}

/** A claim by its name; else by the path that the name's dots make. */
function readClaim(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>((value, part) => (typeof value === 'object' && value !== null && Object.hasOwn(value, part) ? (value as Claims)[part] : undefined), claims);
}

/** Trouble on the way to the service is no fault of who signs in; everything else is one refusal. */
function rethrow(error: unknown): never {
  const code = codeOf(error);
  if (code === 'netz' || code === 'timeout') throw new NotPossible('Der Anmeldedienst ist zurzeit nicht erreichbar.', { cause: code });
  throw refuse(code);
}

function refuse(code: string): Refused {
  const refused = new Refused([{ satz: 'Die Anmeldung über den Anmeldedienst ist gescheitert. Bitte versuchen Sie es noch einmal; gelingt es wieder nicht, hilft Ihre Administration.' }]);
  refused.cause = code;
  return refused;
}

/** What went wrong as words of the library and the standard: `jwt_claim_comparison_failed.nonce`. Never a value that came. */
function codeOf(error: unknown): string {
  const { code = '', error: answer, cause } = error as { code?: unknown; error?: unknown; cause?: { cause?: { claim?: unknown } } };
  if (error instanceof TypeError && cause !== undefined) return 'netz';
  const words = [String(code).replace(/^OAUTH_/, '').toLowerCase(), answer ?? cause?.cause?.claim].filter((word) => typeof word === 'string' && /^[a-z_]{1,60}$/.test(word));
  return words.length > 0 ? words.join('.') : 'unbekannt';
}
