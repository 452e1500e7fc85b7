import { describe, expect, it } from 'vitest';
import { Refused } from '../base/problem.ts';
import { judgeGroupsClaim, judgeOidcGroups, judgeOidcIssuer, readOidcAcr, readOidcGroups, rolesOfGroups } from './oidc-settings.ts';

const isRole = (role: string): boolean => ['STAB', 'FA', 'ADM'].includes(role);

describe('readOidcGroups', () => {
  it('reads groups and roles, of areas too, however they are spaced and whether paths begin with /', () => {
    expect(readOidcGroups('familie-stab=STAB; /Stadt/Jugend = FA@jugendamt ;8a5f0d4e-0000-4000-8000-1c2d3e4f5a6b=ADM;', isRole)).toEqual({
      'familie-stab': 'STAB',
      'Stadt/Jugend': 'FA@jugendamt',
      '8a5f0d4e-0000-4000-8000-1c2d3e4f5a6b': 'ADM',
    });
  });

  it('reads names of a directory, which hold = themselves', () => {
    expect(readOidcGroups('cn=stab,ou=gruppen,dc=stadt=STAB', isRole)).toEqual({ 'cn=stab,ou=gruppen,dc=stadt': 'STAB' });
  });

  it('reads nothing as nothing', () => {
    expect(readOidcGroups('', isRole)).toEqual({});
    expect(judgeOidcGroups(' ; ', isRole)).toBeUndefined();
  });

  it('names all faults at once', () => {
    const text = 'stab;=STAB;jugend=CHEF;bau=FA@;a=FA@x@y;a=STAB';
    expect(() => readOidcGroups(text, isRole)).toThrow(Refused);
    expect(judgeOidcGroups(text, isRole)).toBe(
      'In „stab“ fehlt die Gruppe oder das Gleichheitszeichen; erwartet wird GRUPPE=ROLLE. ' +
        'In „=STAB“ fehlt die Gruppe oder das Gleichheitszeichen; erwartet wird GRUPPE=ROLLE. ' +
        'Die Rolle „CHEF“ in „jugend=CHEF“ gibt es nicht. ' +
        'Hinter @ in „bau=FA@“ steht nicht ein Bereich. ' +
        'Hinter @ in „a=FA@x@y“ steht nicht ein Bereich. ' +
        'Die Gruppe „a“ steht zweimal da.',
    );
  });

  it('knows no group that every object has', () => {
    expect(rolesOfGroups({}, ['constructor', '__proto__', 'toString'])).toEqual([]);
    expect(rolesOfGroups(readOidcGroups('__proto__=ADM', isRole), ['__proto__'])).toEqual([{ rolle: 'ADM', bereich: null }]);
  });
});

describe('rolesOfGroups', () => {
  it('gives each role once, with its area', () => {
    expect(rolesOfGroups({ a: 'STAB', b: 'STAB', c: 'FA@jugendamt', d: 'FA@bau' }, ['b', 'a', 'c', 'd', 'unbekannt'])).toEqual([
      { rolle: 'STAB', bereich: null },
      { rolle: 'FA', bereich: 'jugendamt' },
      { rolle: 'FA', bereich: 'bau' },
    ]);
  });
});

describe('judgeOidcIssuer', () => {
  it.each(['https://sso.stadt.de/realms/stadt', 'https://login.microsoftonline.com/8a5f0d4e-0000-4000-8000-1c2d3e4f5a6b/v2.0', 'http://localhost:8080', 'http://127.0.0.1:9000/x', 'http://[::1]:9000'])('takes %s', (issuer) => {
    expect(judgeOidcIssuer(issuer)).toBeUndefined();
  });

  it.each([
    'sso.stadt.de',
    'http://sso.stadt.de',
    'http://localhost.boese.example',
    'ftp://sso.stadt.de',
    'https://sso.stadt.de/?x=1',
    'https://sso.stadt.de/#x',
    'https://a@sso.stadt.de',
    'https://sso.stadt.de/.well-known/openid-configuration',
    'https://login.microsoftonline.com/common/v2.0',
    'https://login.microsoftonline.com/organizations/v2.0',
    'https://login.microsoftonline.com/consumers',
  ])('refuses %s with a sentence', (issuer) => {
    expect(judgeOidcIssuer(issuer)).toMatch(/^\p{Ll}.*\.$/u);
  });
});

describe('further settings', () => {
  it('reads values of acr, and names of claims', () => {
    expect(readOidcAcr(' gold  urn:x:mfa ')).toEqual(['gold', 'urn:x:mfa']);
    expect(['groups', 'realm_access.roles', 'https://stadt.example/groups'].map(judgeGroupsClaim)).toEqual([undefined, undefined, undefined]);
    expect(['', 'a b', 'a..b', '.a'].filter((name) => judgeGroupsClaim(name) === undefined)).toEqual([]);
  });
});
