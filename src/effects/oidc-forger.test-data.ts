import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// A sign-in service that lies: it publishes a description and a key as an honest one, and hands out whatever token it is told to.

export type Claims = Record<string, unknown>;

/** How a token differs from an honest one; a claim that is undefined is left out. */
export interface Forgery {
  readonly header?: Claims;
  readonly claims?: Claims;
  /** Signs head and body, instead of the published key with RS256. */
  readonly sign?: (text: string, forger: Forger) => string;
  /** Changes the token when it is made. */
  readonly spoil?: (token: string) => string;
  /** Changes the answer that the token comes in. */
  readonly answer?: Claims;
  /** What is told at the userinfo address. */
  readonly userinfo?: Claims;
}

export interface Forger {
  readonly issuer: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** What it hands out next. */
  prepare(nonce: string, forgery: Forgery): void;
  stop(): Promise<void>;
}

export const CLIENT = { id: 'leitwerk', secret: 'geheimnis-der-pruefung-mit-32-zeichen' };
const ACCESS_TOKEN = 'zugang';
/** Left half of the SHA-256 of `zugang`. */
const AT_HASH = 'YIbeyh5WRFhAbyOz7_nnwQ';

export async function startForger(): Promise<Forger> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let next: Claims = {};
  let userinfo: Claims = {};
  const forger: Forger = {
    issuer,
    privateKey,
    publicKey,
    prepare: (nonce, forgery) => {
      next = { access_token: ACCESS_TOKEN, token_type: 'Bearer', id_token: forge(forger, nonce, forgery), ...forgery.answer };
      userinfo = { ...forgery.userinfo };
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  server.on('request', ({ url }, response: ServerResponse) => {
    const pages: Record<string, unknown> = { '/.well-known/openid-configuration': describe(issuer), '/jwks': { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'echt', alg: 'RS256', use: 'sig' }] }, '/token': next, '/userinfo': userinfo };
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(pages[url ?? ''] ?? {}));
  });
  return forger;
}

/** It claims to use every kind of signature, so that nothing is refused because of that alone. */
function describe(issuer: string): Claims {
  const supported = ['RS256', 'HS256', 'none', 'None', 'NONE'];
  return { issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, userinfo_endpoint: `${issuer}/userinfo`, jwks_uri: `${issuer}/jwks`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: supported };
}

function forge(forger: Forger, nonce: string, { header, claims, sign: signAs = signHonestly, spoil = (token) => token }: Forgery): string {
  const now = Math.floor(Date.now() / 1000);
  const honest = { iss: forger.issuer, aud: CLIENT.id, sub: 'anna', exp: now + 300, iat: now, nonce, at_hash: AT_HASH, email: 'anna@beispielstadt.example', groups: [] };
  const text = [{ alg: 'RS256', kid: 'echt', typ: 'JWT', ...header }, { ...honest, ...claims }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return spoil(`${text}.${signAs(text, forger)}`);
}

function signHonestly(text: string, { privateKey }: Forger): string {
  return signWith(text, privateKey);
}

export function signWith(text: string, key: KeyObject): string {
  return sign('RSA-SHA256', Buffer.from(text), key).toString('base64url');
}

export function signSymmetric(text: string, secret: string | Buffer): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}
