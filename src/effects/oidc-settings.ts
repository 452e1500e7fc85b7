import { Refused, type Problem } from '../base/problem.ts';

/** What the operator tells of the sign-in service of a town: OpenID Connect, Keycloak and Entra among others. */
export interface OidcSettings {
  /** Address under which the service publishes its description, without `/.well-known/…`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The claim that lists groups, `groups`; with dots a path: `realm_access.roles`. */
  readonly groupsClaim: string;
  /** Which group brings which role, and where. */
  readonly groups: readonly GroupRow[];
  /** Values of `acr` that stand for a second factor; `immer` where the service never lets anybody in without one. */
  readonly acr: readonly string[];
}

/** A group of the service and the role that it brings. */
export interface GroupRow {
  readonly group: string;
  readonly rolle: string;
  /** Code of an office, for roles that are held for one. */
  readonly bereich: string | null;
  /** Town in which it counts; null counts only where there is no other town, since one service may serve several. */
  readonly stadt: string | null;
}

/** What a role lacks, as the end of a German sentence that begins with the role; undefined where it may be given like this. */
export type JudgeRole = (rolle: string, bereich: string | null) => string | undefined;

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
 * `OIDC_GROUPS`: `GRUPPE=ROLLE[@BEREICH][/STADT]` with `;` between them. A group may hold `=` itself, as those of a directory do, so
 * the last one counts. Refuses with all faults at once.
 */
export function readOidcGroups(text: string, judgeRole: JudgeRole): GroupRow[] {
  const rows = text.split(';').map((part) => part.trim()).filter((part) => part !== '').map((part) => ({ text: part, ...readRow(part) }));
  const problems = rows.flatMap((row, index) => judgeRow(row, rows.slice(0, index), judgeRole));
  if (problems.length > 0) throw new Refused(problems);
  return rows.map(({ group, rolle, bereich, stadt }) => ({ group, rolle, bereich, stadt }));
}

/** What is wrong with `OIDC_GROUPS`: all faults as German sentences, one behind the other. */
export function judgeOidcGroups(text: string, judgeRole: JudgeRole): string | undefined {
  try {
    readOidcGroups(text, judgeRole);
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.problems.map(({ satz }) => satz).join(' ');
    throw error;
  }
}

/** The roles that groups bring in one of the towns of this installation, each once. */
export function rolesOfGroups(rows: readonly GroupRow[], stadt: string, towns: readonly string[], groups: readonly string[]): Pick<GroupRow, 'rolle' | 'bereich'>[] {
  const isAlone = towns.every((town) => town === stadt);
  const held = rows.filter((row) => groups.includes(row.group) && (row.stadt === null ? isAlone : row.stadt === stadt));
  return [...new Map(held.map(({ rolle, bereich }) => [`${rolle}@${bereich ?? ''}`, { rolle, bereich }])).values()];
}

/** Rows that give nothing in this installation, as German sentences that say what to do. */
export function judgeGroupTowns(rows: readonly GroupRow[], towns: readonly string[]): string[] {
  const open = towns.length > 1 ? rows.filter(({ stadt }) => stadt === null).map(({ group }) => `„${group}“`) : [];
  const strange = rows.flatMap(({ group, stadt }) => (stadt === null || towns.includes(stadt) ? [] : [`„${group}“ (${stadt})`]));
  return [
    ...(open.length === 0 ? [] : [`Warnung: Hier gibt es mehrere Städte; in OIDC_GROUPS fehlt die Stadt bei ${open.join(', ')}. Diese Zeilen geben keine Rolle, bis dort GRUPPE=ROLLE/STADT steht.`]),
    ...(strange.length === 0 ? [] : [`Warnung: In OIDC_GROUPS steht eine Stadt, die es hier nicht gibt: ${strange.join(', ')}. Diese Zeilen geben keine Rolle.`]),
  ];
}

/** Keycloak lists groups as paths from `/`, or without it; here they never begin with it. */
export function normalizeGroup(group: string): string {
  return group.trim().replace(/^\//, '');
}

function readRow(text: string): GroupRow {
  const cut = text.lastIndexOf('=');
  const [, rolle = '', bereich = null, stadt = null] = /^([^@/]*)(?:@([^/]*))?(?:\/(.*))?$/.exec(text.slice(cut + 1).trim()) ?? [];
  return { group: normalizeGroup(text.slice(0, Math.max(cut, 0))), rolle: rolle.trim(), bereich: bereich && bereich.trim(), stadt: stadt && stadt.trim() };
}

function judgeRow({ text, group, rolle, bereich, stadt }: GroupRow & { text: string }, earlier: readonly GroupRow[], judgeRole: JudgeRole): Problem[] {
  if (!text.includes('=') || group === '') return [{ satz: `In „${text}“ fehlt die Gruppe oder das Gleichheitszeichen; erwartet wird GRUPPE=ROLLE.` }];
  const isArea = bereich === null || (bereich !== '' && !bereich.includes('@'));
  const lack = isArea ? judgeRole(rolle, bereich) : undefined;
  return [
    lack === undefined ? undefined : `Die Rolle „${rolle}“ in „${text}“ ${lack}`,
    isArea ? undefined : `Hinter @ in „${text}“ steht nicht ein Bereich.`,
    stadt === null || /^[a-z][a-z0-9-]{1,30}$/.test(stadt) ? undefined : `Hinter / in „${text}“ steht nicht die Kennung einer Stadt.`,
    earlier.some((row) => row.group === group && row.stadt === stadt) ? `Die Gruppe „${group}“ steht zweimal da.` : undefined,
  ].flatMap((satz) => (satz === undefined ? [] : [{ satz }]));
}
