import { describe, expect, it } from 'vitest';
import { Refused } from '../base/problem.ts';
import { judgeGroupsClaim, judgeGroupTowns, judgeOidcGroups, judgeOidcIssuer, readOidcAcr, readOidcGroups, rolesOfGroups } from './oidc-settings.ts';

const judgeRole = (rolle: string, bereich: string | null): string | undefined => {
  if (!['STAB', 'FA', 'ADM'].includes(rolle)) return 'gibt es nicht.';
  return (rolle === 'FA') === (bereich !== null) ? undefined : 'passt nicht.';
};

describe('readOidcGroups', () => {
  it('reads groups, roles, areas and towns, however they are spaced and whether paths begin with /', () => {
    expect(readOidcGroups('familie-stab=STAB; /Stadt/Jugend = FA@jugendamt/musterstadt ;8a5f0d4e-0000-4000-8000-1c2d3e4f5a6b=ADM / nachbarstadt;', judgeRole)).toEqual([
      { group: 'familie-stab', rolle: 'STAB', bereich: null, stadt: null },
      { group: 'Stadt/Jugend', rolle: 'FA', bereich: 'jugendamt', stadt: 'musterstadt' },
      { group: '8a5f0d4e-0000-4000-8000-1c2d3e4f5a6b', rolle: 'ADM', bereich: null, stadt: 'nachbarstadt' },
    ]);
  });

  it('reads names of a directory, which hold = themselves', () => {
    expect(readOidcGroups('cn=stab,ou=gruppen,dc=stadt=STAB', judgeRole)).toEqual([{ group: 'cn=stab,ou=gruppen,dc=stadt', rolle: 'STAB', bereich: null, stadt: null }]);
  });

  it('lets a group stand once in each town', () => {
    expect(readOidcGroups('a=STAB/muster;a=ADM/nachbar', judgeRole)).toHaveLength(2);
    expect(judgeOidcGroups('a=STAB/muster;a=ADM/muster', judgeRole)).toBe('Die Gruppe „a“ steht zweimal da.');
  });

  it('reads nothing as nothing', () => {
    expect(readOidcGroups('', judgeRole)).toEqual([]);
    expect(judgeOidcGroups(' ; ', judgeRole)).toBeUndefined();
  });

  it('names all faults at once', () => {
    const text = 'stab;=STAB;jugend=CHEF;bau=FA@;a=FA@x@y;a=STAB;b=FA;c=STAB@bau;d=STAB/;e=STAB/Groß/x';
    expect(() => readOidcGroups(text, judgeRole)).toThrow(Refused);
    expect(judgeOidcGroups(text, judgeRole)).toBe(
      'In „stab“ fehlt die Gruppe oder das Gleichheitszeichen; erwartet wird GRUPPE=ROLLE. ' +
        'In „=STAB“ fehlt die Gruppe oder das Gleichheitszeichen; erwartet wird GRUPPE=ROLLE. ' +
        'Die Rolle „CHEF“ in „jugend=CHEF“ gibt es nicht. ' +
        'Hinter @ in „bau=FA@“ steht nicht ein Bereich. ' +
        'Hinter @ in „a=FA@x@y“ steht nicht ein Bereich. ' +
        'Die Gruppe „a“ steht zweimal da. ' +
        'Die Rolle „FA“ in „b=FA“ passt nicht. ' +
        'Die Rolle „STAB“ in „c=STAB@bau“ passt nicht. ' +
        'Hinter / in „d=STAB/“ steht nicht die Kennung einer Stadt. ' +
        'Hinter / in „e=STAB/Groß/x“ steht nicht die Kennung einer Stadt.',
    );
  });
});

describe('rolesOfGroups', () => {
  const rows = readOidcGroups('a=STAB;b=STAB;c=FA@jugendamt/muster;d=FA@bau/muster;e=ADM/nachbar', judgeRole);
  const all = ['b', 'a', 'c', 'd', 'e', 'unbekannt'];

  it('gives each role once, with its area', () => {
    expect(rolesOfGroups(rows, 'muster', ['muster'], all)).toEqual([
      { rolle: 'STAB', bereich: null },
      { rolle: 'FA', bereich: 'jugendamt' },
      { rolle: 'FA', bereich: 'bau' },
    ]);
    expect(rolesOfGroups(rows, 'muster', ['muster'], ['__proto__', 'unbekannt'])).toEqual([]);
  });

  it('gives among several towns only what names the town', () => {
    const towns = ['muster', 'nachbar'];
    expect(rolesOfGroups(rows, 'nachbar', towns, all)).toEqual([{ rolle: 'ADM', bereich: null }]);
    expect(rolesOfGroups(rows, 'muster', towns, ['a', 'b', 'e'])).toEqual([]);
  });

  it('tells which rows give nothing', () => {
    expect(judgeGroupTowns(rows, ['muster', 'nachbar'])).toEqual(['Warnung: Hier gibt es mehrere Städte; in OIDC_GROUPS fehlt die Stadt bei „a“, „b“. Diese Zeilen geben keine Rolle, bis dort GRUPPE=ROLLE/STADT steht.']);
    expect(judgeGroupTowns(rows, ['muster'])).toEqual(['Warnung: In OIDC_GROUPS steht eine Stadt, die es hier nicht gibt: „e“ (nachbar). Diese Zeilen geben keine Rolle.']);
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
