import { Refused, type Problem } from '../base/problem.ts';

/** What the operator tells of the sign-in service of a town: OpenID Connect, Keycloak and Entra among others. */
export interface OidcSettings {
  /** Address under which the service publishes its description, without `/.well-known/…`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The claim that lists groups, `groups`; with dots a path: `realm_access.roles`. */
  readonly groupsClaim: string;
  /** Which group brings which role: `STAB`, or `FA@jugendamt` for one area. */
  readonly groups: Readonly<Record<string, string>>;
  /** Values of `acr` that stand for a second factor; `immer` where the service never lets anybody in without one. */
  readonly acr: readonly string[];
}

/** The word for `acr` of a service that asks everybody for a second factor but does not say so, as Entra. */
export const ALWAYS = 'immer';

/** Machines that plain http may be spoken with. */
export function isLoopback(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

/** What is wrong with the issuer's address, as a German sentence. */
export function judgeOidcIssuer(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return 'erwartet wird eine Adresse, die mit https:// beginnt.';
  if (url.protocol === 'http:' && !isLoopback(url)) return 'ohne Verschlüsselung (http://) geht es nur auf diesem Rechner selbst; erwartet wird https://.';
  if (url.search !== '' || url.hash !== '' || url.username !== '') return 'die Adresse darf weder ? noch # noch einen Benutzernamen enthalten.';
  if (url.pathname.includes('/.well-known/')) return 'die Adresse endet vor /.well-known/.';
  // These let in people of every organisation in the world.
  if (/^\/(common|organizations|consumers)(\/|$)/.test(url.pathname) && url.hostname.startsWith('login.microsoftonline.')) return 'bei Entra steht an dieser Stelle die Kennung des eigenen Mandanten, nicht common, organizations oder consumers.';
  return undefined;
}

/** What is wrong with the name of the claim that lists groups, as a German sentence. */
export function judgeGroupsClaim(text: string): string | undefined {
  return /^[\w:/-]+(\.[\w:/-]+)*$/.test(text) ? undefined : 'erwartet wird der Name einer Angabe wie groups oder realm_access.roles.';
}

/** `OIDC_ACR`: values with blanks between them. */
export function readOidcAcr(text: string): string[] {
  return text.split(/\s+/).filter((value) => value !== '');
}

/**
 * `OIDC_GROUPS`: `GRUPPE=ROLLE` or `GRUPPE=ROLLE@BEREICH`, with `;` between them. A group may hold `=` itself, as those of a
 * directory do, so the last one counts. Refuses with all faults at once.
 */
export function readOidcGroups(text: string, isRole: (role: string) => boolean): Record<string, string> {
  const rows = text.split(';').map(readRow).filter((row) => row.text !== '');
  const problems = rows.flatMap((row, index) => judgeRow(row, rows.slice(0, index), isRole));
  if (problems.length > 0) throw new Refused(problems);
  return Object.fromEntries(rows.map(({ group, role }) => [group, role]));
}

/** What is wrong with `OIDC_GROUPS`: all faults as German sentences, one behind the other. */
export function judgeOidcGroups(text: string, isRole: (role: string) => boolean): string | undefined {
  try {
    readOidcGroups(text, isRole);
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.problems.map(({ satz }) => satz).join(' ');
    throw error;
  }
}

/** The roles that groups bring, each once; `bereich` is null where a role is not for one area. */
export function rolesOfGroups(mapping: OidcSettings['groups'], groups: readonly string[]): { rolle: string; bereich: string | null }[] {
  const roles = new Set(groups.flatMap((group) => (Object.hasOwn(mapping, group) ? [mapping[group] ?? ''] : [])));
  return [...roles].map((role) => {
    const [rolle = '', bereich = null] = role.split('@');
    return { rolle, bereich };
  });
}

/** Keycloak lists groups as paths from `/`, or without it; here they never begin with it. */
export function normalizeGroup(group: string): string {
  return group.trim().replace(/^\//, '');
}

interface Row {
  readonly text: string;
  readonly group: string;
  readonly role: string;
}

function readRow(part: string): Row {
  const text = part.trim();
  const cut = text.lastIndexOf('=');
  return { text, group: normalizeGroup(text.slice(0, Math.max(cut, 0))), role: text.slice(cut + 1).trim() };
}

function judgeRow({ text, group, role }: Row, earlier: readonly Row[], isRole: (role: string) => boolean): Problem[] {
  const [name = '', area, ...rest] = role.split('@');
  if (!text.includes('=') || group === '') return [{ satz: `In „${text}“ fehlt die Gruppe oder das Gleichheitszeichen; erwartet wird GRUPPE=ROLLE.` }];
  return [
    isRole(name) ? undefined : `Die Rolle „${name}“ in „${text}“ gibt es nicht.`,
    area === '' || rest.length > 0 ? `Hinter @ in „${text}“ steht nicht ein Bereich.` : undefined,
    earlier.some((row) => row.group === group) ? `Die Gruppe „${group}“ steht zweimal da.` : undefined,
  ].flatMap((satz) => (satz === undefined ? [] : [{ satz }]));
}
