import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInAt, startOidcProvider, type Account, type OidcProvider, type ProviderOptions } from '../../test/oidc-provider.ts';
import { NotPossible, Refused } from '../base/problem.ts';
import { CLIENT, signSymmetric, signWith, startForger, type Forger, type Forgery } from './oidc-forger.test-data.ts';
import type { OidcSettings } from './oidc-settings.ts';
import { openOidc, type Oidc, type OidcPerson } from './oidc.ts';

const REDIRECT = 'http://localhost:8080/beispielstadt/anmelden/sso';
const SENTENCE = 'Die Anmeldung über den Anmeldedienst ist gescheitert. Bitte versuchen Sie es noch einmal; gelingt es wieder nicht, hilft Ihre Administration.';
const ACCOUNTS: readonly Account[] = [
  { sub: 'anna', email: 'Anna.Muessig@beispielstadt.example', name: 'Anna Müßig', groups: ['/familie-stab', 'Jugend/Leitung'], acr: 'silber', amr: ['pwd'] },
  { sub: 'bert', email: 'bert@beispielstadt.example', name: 'Bert', groups: ['familie-stab'], acr: 'gold' },
  { sub: 'cem', email: 'cem@beispielstadt.example', name: 'Cem', groups: [], amr: ['pwd', 'otp'] },
  { sub: 'dora', name: 'Dora', groups: ['8a5f0d4e-0000-4000-8000-1c2d3e4f5a6b'], claims: { preferred_username: 'dora@beispielstadt.example' } },
  { sub: 'emil', email: 'emil@woanders.example', emailVerified: false, name: 'Emil\r\n\u2028Boshaft', groups: ['familie-stab'] },
  { sub: 'frida', email: 'frida@beispielstadt.example', name: 'Frida', claims: { realm_access: { roles: ['stab'] } } },
];

const settingsFor = ({ issuer, clientId, clientSecret }: OidcProvider): OidcSettings => ({ issuer, clientId, clientSecret, groupsClaim: 'groups', groups: [], acr: ['gold', 'platin'] });

/** Signs in from the first to the last address. */
async function signIn(oidc: Oidc, kennung: string): Promise<OidcPerson> {
  const { url, kept } = await oidc.begin({ redirectUri: REDIRECT });
  return oidc.finish({ currentUrl: new URL(await signInAt(url, kennung)), redirectUri: REDIRECT, kept });
}

const faultOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'kein Fehler', (error: unknown) => error);

/** That it is the one refusal, for this reason. */
function expectRefused(fault: unknown, cause: string): void {
  expect(fault).toBeInstanceOf(Refused);
  expect(fault).toMatchObject({ problems: [{ satz: SENTENCE }], cause });
}

describe('with a real provider', () => {
  let provider: OidcProvider;
  let oidc: Oidc;

  async function start(options: Partial<ProviderOptions> = {}): Promise<OidcProvider> {
    return startOidcProvider({ accounts: ACCOUNTS, redirectUris: [REDIRECT], ...options });
  }

  beforeAll(async () => {
    provider = await start();
    oidc = openOidc(settingsFor(provider));
  });
  afterAll(() => provider.stop());

  it('tells who signed in, with groups in one spelling', async () => {
    expect(await signIn(oidc, 'anna')).toEqual({
      issuer: provider.issuer,
      subject: 'anna',
      email: 'anna.muessig@beispielstadt.example',
      emailVerified: true,
      name: 'Anna Müßig',
      groups: ['familie-stab', 'Jugend/Leitung'],
      secondFactor: false,
    });
  });

  it('sees the second factor by acr or by amr', async () => {
    expect(await signIn(oidc, 'bert')).toMatchObject({ subject: 'bert', secondFactor: true });
    expect(await signIn(oidc, 'cem')).toMatchObject({ subject: 'cem', secondFactor: true, groups: [] });
    const other = openOidc({ ...settingsFor(provider), acr: [] });
    expect(await signIn(other, 'bert')).toMatchObject({ secondFactor: false });
    const always = openOidc({ ...settingsFor(provider), acr: ['immer'] });
    expect(await signIn(always, 'anna')).toMatchObject({ secondFactor: true });
  });

  it('takes an address that is only a name for what it is', async () => {
    expect(await signIn(oidc, 'dora')).toMatchObject({ email: 'dora@beispielstadt.example', emailVerified: false, groups: ['8a5f0d4e-0000-4000-8000-1c2d3e4f5a6b'] });
    expect(await signIn(oidc, 'emil')).toMatchObject({ email: 'emil@woanders.example', emailVerified: false, name: 'Emil Boshaft' });
  });

  it('finds roles on the path that the settings name', async () => {
    expect(await signIn(openOidc({ ...settingsFor(provider), groupsClaim: 'realm_access.roles' }), 'frida')).toMatchObject({ groups: ['stab'] });
  });

  it('asks at the userinfo address where the token says too little, and shows its secret in the head where it must', async () => {
    const other = await start({ claimsAtUserinfo: true, clientAuth: 'client_secret_basic' });
    expect(await signIn(openOidc(settingsFor(other)), 'bert')).toMatchObject({ email: 'bert@beispielstadt.example', emailVerified: true, name: 'Bert', groups: ['familie-stab'] });
    await other.stop();
  });

  it('begins with PKCE, state and nonce that are new each time, and asks for the values of acr', async () => {
    const [first, second] = [await oidc.begin({ redirectUri: REDIRECT }), await oidc.begin({ redirectUri: REDIRECT })];
    const asked = Object.fromEntries(new URL(first.url).searchParams);
    expect(asked).toMatchObject({ response_type: 'code', client_id: 'leitwerk', redirect_uri: REDIRECT, code_challenge_method: 'S256', state: first.kept.state, nonce: first.kept.nonce, acr_values: 'gold platin' });
    expect(first.url).not.toContain(first.kept.verifier);
    expect(new Set([...Object.values(first.kept), ...Object.values(second.kept)]).size).toBe(6);
    expect(new URL((await openOidc({ ...settingsFor(provider), acr: ['immer'] }).begin({ redirectUri: REDIRECT })).url).searchParams.has('acr_values')).toBe(false);
  });

  it('refuses somebody who cancelled', async () => {
    expectRefused(await faultOf(signIn(oidc, 'abbrechen')), 'authorization_response_error.access_denied');
  });

  it.each<[string, string, (kept: { state: string; nonce: string; verifier: string }) => object]>([
    ['state', 'invalid_response', () => ({ state: 'x'.repeat(43) })],
    ['state that is empty', 'err_invalid_arg_value', () => ({ state: '' })],
    ['nonce', 'jwt_claim_comparison_failed.nonce', () => ({ nonce: 'x'.repeat(43) })],
    ['verifier', 'response_body_error.invalid_grant', () => ({ verifier: 'x'.repeat(43) })],
  ])('refuses a sign-in with another %s', async (_, cause, change) => {
    const { url, kept } = await oidc.begin({ redirectUri: REDIRECT });
    const back = await signInAt(url, 'anna');
    expectRefused(await faultOf(oidc.finish({ currentUrl: new URL(back), redirectUri: REDIRECT, kept: { ...kept, ...change(kept) } })), cause);
  });

  it('refuses what somebody began in another browser', async () => {
    const [mine, theirs] = [await oidc.begin({ redirectUri: REDIRECT }), await oidc.begin({ redirectUri: REDIRECT })];
    const back = new URL(await signInAt(theirs.url, 'emil'));
    expectRefused(await faultOf(oidc.finish({ currentUrl: back, redirectUri: REDIRECT, kept: mine.kept })), 'invalid_response');
    back.searchParams.set('state', mine.kept.state);
    expectRefused(await faultOf(oidc.finish({ currentUrl: back, redirectUri: REDIRECT, kept: mine.kept })), 'response_body_error.invalid_grant');
  });

  it('lets nobody in twice with one answer', async () => {
    const { url, kept } = await oidc.begin({ redirectUri: REDIRECT });
    const visit = { currentUrl: new URL(await signInAt(url, 'anna')), redirectUri: REDIRECT, kept };
    expect(await oidc.finish(visit)).toMatchObject({ subject: 'anna' });
    expectRefused(await faultOf(oidc.finish(visit)), 'response_body_error.invalid_grant');
  });

  it('does not ask which host the browser claims, but refuses an answer to another address', async () => {
    const { url, kept } = await oidc.begin({ redirectUri: REDIRECT });
    const back = new URL(await signInAt(url, 'anna'));
    expectRefused(await faultOf(oidc.finish({ currentUrl: back, redirectUri: `${REDIRECT}/anders`, kept })), 'response_body_error.invalid_grant');
    const again = await oidc.begin({ redirectUri: REDIRECT });
    const forged = new URL(new URL(await signInAt(again.url, 'anna')).search, 'https://boese.example/x');
    expect(await oidc.finish({ currentUrl: forged, redirectUri: REDIRECT, kept: again.kept })).toMatchObject({ subject: 'anna' });
  });

  it.each(['', '?code=', '?code=falsch', '?error=%3Cscript%3E', '?error=access_denied&error_description=anna', '?code=a&code=b', '?state=a&state=b', '?response=x.y.z', '?code=a&iss=https://boese.example'])('refuses %j as an answer', async (search) => {
    const { kept } = await oidc.begin({ redirectUri: REDIRECT });
    const withState = `${search}${search === '' ? '?' : '&'}state=${kept.state}`;
    for (const query of [search, withState]) {
      const fault = await faultOf(oidc.finish({ currentUrl: new URL(REDIRECT + query), redirectUri: REDIRECT, kept }));
      expectRefused(fault, (fault as Error).cause as string);
      expect((fault as Error).cause).toMatch(/^[a-z_.]+$/);
      expect(inspect(fault, { depth: 10 })).not.toMatch(/script|anna|boese/);
    }
  });

  it('keeps codes, tokens, secrets and names out of the refusal', async () => {
    const { url, kept } = await oidc.begin({ redirectUri: REDIRECT });
    const back = new URL(await signInAt(url, 'anna'));
    const fault = await faultOf(oidc.finish({ currentUrl: back, redirectUri: REDIRECT, kept: { ...kept, nonce: 'falsch' } }));
    const shown = inspect(fault, { depth: 20, showHidden: true });
    for (const secret of [back.searchParams.get('code') ?? '', kept.state, kept.verifier, provider.clientSecret, 'eyJ', 'anna', 'Müßig']) expect(shown).not.toContain(secret);
  });

  it('refuses with a wrong secret of the client', async () => {
    expectRefused(await faultOf(signIn(openOidc({ ...settingsFor(provider), clientSecret: 'falsch' }), 'anna')), 'response_body_error.invalid_client');
  });

  it('gives the address that ends the sign-in there too', async () => {
    const url = new URL((await oidc.endSessionUrl({ returnTo: 'http://localhost:8080/beispielstadt/' })) ?? '');
    expect(url.origin).toBe(provider.issuer);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ client_id: 'leitwerk', post_logout_redirect_uri: 'http://localhost:8080/beispielstadt/' });
    expect((await fetch(url)).status).toBe(200);
  });

  it('says that the service is away, and finds it when it is back', async () => {
    const first = await start();
    const late = openOidc(settingsFor(first));
    await first.stop();
    expect(await faultOf(late.begin({ redirectUri: REDIRECT }))).toMatchObject({ name: 'NotPossible', message: 'Der Anmeldedienst ist zurzeit nicht erreichbar.', cause: 'netz' });
    expect(await late.endSessionUrl({ returnTo: REDIRECT })).toBeUndefined();
    const second = await start({ port: Number(new URL(first.issuer).port) });
    const { url, kept } = await late.begin({ redirectUri: REDIRECT });
    const back = new URL(await signInAt(url, 'anna'));
    await second.stop();
    expect(await faultOf(late.finish({ currentUrl: back, redirectUri: REDIRECT, kept }))).toEqual(new NotPossible('Der Anmeldedienst ist zurzeit nicht erreichbar.'));
  });
});

describe('with a service that lies', () => {
  let forger: Forger;
  let oidc: Oidc;
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

  beforeAll(async () => {
    forger = await startForger();
    oidc = openOidc({ issuer: forger.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, groupsClaim: 'groups', groups: [], acr: [] });
  });
  afterAll(() => forger.stop());

  async function present(forgery: Forgery): Promise<OidcPerson> {
    const { kept } = await oidc.begin({ redirectUri: REDIRECT });
    forger.prepare(kept.nonce, forgery);
    return oidc.finish({ currentUrl: new URL(`${REDIRECT}?code=x&state=${kept.state}`), redirectUri: REDIRECT, kept });
  }

  it.each<[string, Forgery]>([
    ['as it should be', {}],
    ['without the hash that may be left out', { claims: { at_hash: undefined } }],
    ['for several readers, handed to us', { claims: { aud: ['andere', 'leitwerk'], azp: 'leitwerk' } }],
  ])('takes a token %s', async (_, forgery) => {
    expect(await present(forgery)).toMatchObject({ subject: 'anna', email: 'anna@beispielstadt.example', emailVerified: false });
  });

  it.each<[string, string, Forgery]>([
    ['no signature (none)', 'unsupported_operation', { header: { alg: 'none' }, sign: () => '' }],
    ['no signature (None)', 'unsupported_operation', { header: { alg: 'None' }, sign: () => '' }],
    ['no signature under RS256', 'invalid_response', { sign: () => '' }],
    ['HS256 by the public key as PEM', 'unsupported_operation', { header: { alg: 'HS256' }, sign: (text, { publicKey }) => signSymmetric(text, publicKey.export({ format: 'pem', type: 'spki' })) }],
    ['HS256 by the public key as DER', 'unsupported_operation', { header: { alg: 'HS256' }, sign: (text, { publicKey }) => signSymmetric(text, publicKey.export({ format: 'der', type: 'spki' })) }],
    ['HS256 by our own secret', 'unsupported_operation', { header: { alg: 'HS256' }, sign: (text) => signSymmetric(text, CLIENT.secret) }],
    ['a stranger’s key', 'invalid_response', { sign: (text) => signWith(text, stranger.privateKey) }],
    ['a stranger’s key that the token brings', 'invalid_response', { header: { jwk: stranger.publicKey.export({ format: 'jwk' }) }, sign: (text) => signWith(text, stranger.privateKey) }],
    ['a key that is not published', 'key_selection_failed', { header: { kid: 'anders' } }],
    ['a claim changed after signing', 'invalid_response', { spoil: (token) => token.replace(/\.[^.]+\./, (body) => `.${Buffer.from(Buffer.from(body.slice(1, -1), 'base64url').toString().replace('"anna"', '"adam"')).toString('base64url')}.`) }],
    ['a critical extension', 'unsupported_operation', { header: { crit: ['x'], x: 1 } }],
    ['another reader', 'jwt_claim_comparison_failed.aud', { claims: { aud: 'andere' } }],
    ['no reader', 'invalid_response', { claims: { aud: undefined } }],
    ['several readers, handed to none', 'jwt_claim_comparison_failed.aud', { claims: { aud: ['andere', 'leitwerk'] } }],
    ['several readers, handed to another', 'jwt_claim_comparison_failed.azp', { claims: { aud: ['andere', 'leitwerk'], azp: 'andere' } }],
    ['another issuer', 'jwt_claim_comparison_failed.iss', { claims: { iss: 'https://boese.example' } }],
    ['no issuer', 'invalid_response', { claims: { iss: undefined } }],
    ['an end in the past', 'jwt_timestamp_check_failed.exp', { claims: { exp: Math.floor(Date.now() / 1000) - 120 } }],
    ['no end', 'invalid_response', { claims: { exp: undefined } }],
    ['a beginning in the future', 'jwt_timestamp_check_failed.nbf', { claims: { nbf: Math.floor(Date.now() / 1000) + 600 } }],
    ['another nonce', 'jwt_claim_comparison_failed.nonce', { claims: { nonce: 'alt' } }],
    ['no nonce', 'invalid_response', { claims: { nonce: undefined } }],
    ['no subject', 'invalid_response', { claims: { sub: undefined } }],
    ['an empty subject', 'token.sub', { claims: { sub: '' } }],
    ['an endless subject', 'token.sub', { claims: { sub: 'x'.repeat(256) } }],
    ['the hash of another access token', 'token.at_hash', { answer: { access_token: 'fremd' } }],
    ['groups that are too many to be sent', 'gruppen.zu_viele', { claims: { groups: undefined, _claim_names: { groups: 'src1' } } }],
    ['no token', 'invalid_response', { answer: { id_token: undefined } }],
    ['a token that is none', 'invalid_response', { spoil: () => 'x' }],
    ['a token of five parts', 'unsupported_operation', { spoil: () => 'a.b.c.d.e' }],
  ])('refuses a token with %s', async (_, cause, forgery) => {
    const fault = await faultOf(present(forgery));
    expectRefused(fault, cause);
    expect(inspect(fault, { depth: 20, showHidden: true })).not.toMatch(/anna|eyJ|zugang|geheimnis/);
  });

  it('believes an address only where the word for it is about that address', async () => {
    const told = { email_verified: true, preferred_username: 'anna@beispielstadt.example' };
    expect(await present({ claims: told })).toMatchObject({ email: 'anna@beispielstadt.example', emailVerified: true });
    expect(await present({ claims: { ...told, email: undefined }, userinfo: { sub: 'anna' } })).toMatchObject({ email: 'anna@beispielstadt.example', emailVerified: false });
    expect(await present({ claims: { email_verified: 'true' } })).toMatchObject({ emailVerified: false });
    expect(await present({ claims: { xms_edov: '1' } })).toMatchObject({ emailVerified: true });
    expect(await present({ claims: { email: undefined, preferred_username: 'anna' }, userinfo: { sub: 'anna' } })).toMatchObject({ email: undefined });
  });

  it('takes from the userinfo address what the token leaves out, for the same person, and no second factor', async () => {
    const claims = { groups: undefined };
    expect(await present({ claims, userinfo: { sub: 'anna', groups: ['/stab'], email: 'boese@beispielstadt.example', acr: 'immer', amr: ['mfa'] } })).toMatchObject({
      email: 'anna@beispielstadt.example',
      groups: ['stab'],
      secondFactor: false,
    });
    expectRefused(await faultOf(present({ claims, userinfo: { sub: 'bert', groups: ['stab'] } })), 'json_attribute_comparison_failed');
  });

  it('refuses the nonce of an earlier sign-in', async () => {
    const { kept } = await oidc.begin({ redirectUri: REDIRECT });
    expectRefused(await faultOf(present({ claims: { nonce: kept.nonce } })), 'jwt_claim_comparison_failed.nonce');
  });

  it('refuses to speak with a service that gives itself out for another', async () => {
    const other = openOidc({ issuer: `${forger.issuer.replace('127.0.0.1', 'localhost')}`, clientId: CLIENT.id, clientSecret: CLIENT.secret, groupsClaim: 'groups', groups: [], acr: [] });
    expect(await faultOf(other.begin({ redirectUri: REDIRECT }))).toMatchObject({ name: 'NotPossible', cause: 'json_attribute_comparison_failed' });
  });
});
