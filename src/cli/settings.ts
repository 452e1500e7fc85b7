import { resolve } from 'node:path';
import { Refused, type Problem } from '../base/problem.ts';
import { MIT_BEREICH, VERGEBBAR } from '../core/zugang/rolle.ts';
import { judgeMailUrl, judgeSender } from '../effects/mail.ts';
import { judgeGroupsClaim, judgeOidcGroups, judgeOidcIssuer, readOidcAcr, readOidcGroups, type OidcSettings } from '../effects/oidc-settings.ts';
import type { Place } from '../web/place.ts';

interface Setting {
  readonly name: string;
  readonly purpose: string;
  /** Shown in place of a default where nothing is set. */
  readonly fallback: string;
  readonly secret?: boolean;
  /** A German sentence where the value is wrong. */
  readonly judge?: (value: string) => string | undefined;
}

/** Every setting there is; `leitwerk einstellungen` prints them, the operations handbook explains them. */
export const SETTINGS: readonly Setting[] = [
  { name: 'LEITWERK_DATA', purpose: 'Datenordner', fallback: './data' },
  { name: 'PORT', purpose: 'Port des Webservers', fallback: '8080', judge: judgePort },
  { name: 'HOST', purpose: 'Adresse, auf der der Webserver hört', fallback: '127.0.0.1' },
  { name: 'DATABASE_URL', purpose: 'Vorhandene PostgreSQL-Datenbank (ab Version 15)', fallback: 'eigene Datenbank im Datenordner', secret: true, judge: judgeUrl },
  { name: 'LEITWERK_PG', purpose: 'Herkunft der eigenen Datenbank: npm oder system', fallback: 'system, wenn vorhanden, sonst npm', judge: judgeKind },
  { name: 'LEITWERK_PG_BIN', purpose: 'Ordner mit initdb und postgres', fallback: 'wird gesucht' },
  { name: 'LEITWERK_URL', purpose: 'Adresse, unter der Leitwerk erreichbar ist (https://…); steht in Nachrichten', fallback: 'nur dieser Rechner (http://localhost)', judge: judgeBase },
  { name: 'LEITWERK_HOSTS', purpose: 'Hostnamen einzelner Städte: familie.beispiel.de=hamm,…', fallback: 'der Pfad wählt die Stadt', judge: judgeHosts },
  { name: 'LEITWERK_PROXIES', purpose: 'Zahl der eigenen Proxys vor Leitwerk', fallback: '0', judge: judgeProxies },
  { name: 'MAIL_URL', purpose: 'Mailserver: smtp://Rechner:25 oder smtps://Name:Kennwort@Rechner', fallback: 'Nachrichten bleiben im Postausgang', secret: true, judge: judgeMailUrl },
  { name: 'MAIL_FROM', purpose: 'Absender der Nachrichten: Leitwerk <leitwerk@beispiel.de>; gehört zu MAIL_URL', fallback: 'keiner', judge: judgeSender },
  { name: 'OIDC_ISSUER', purpose: 'Anmeldedienst (OpenID Connect): Adresse des Ausstellers', fallback: 'keiner', judge: judgeOidcIssuer },
  { name: 'OIDC_CLIENT_ID', purpose: 'Kennung von Leitwerk beim Anmeldedienst', fallback: 'keine' },
  { name: 'OIDC_CLIENT_SECRET', purpose: 'Geheimnis dazu', fallback: 'keines', secret: true },
  { name: 'OIDC_GROUPS', purpose: 'Welche Gruppe in welcher Stadt welche Rolle gibt: familie-stab=STAB/hamm;jugendamt=FA@jugendamt/hamm', fallback: 'keine', judge: (value) => judgeOidcGroups(value, judgeRolle) },
  { name: 'OIDC_GROUPS_CLAIM', purpose: 'Angabe im Token, die die Gruppen nennt', fallback: 'groups', judge: judgeGroupsClaim },
  { name: 'OIDC_ACR', purpose: 'Werte von acr, die als zweiter Faktor gelten; immer = der Dienst verlangt ihn von allen', fallback: 'kein zweiter Faktor verlangt' },
  { name: 'BACKUP_TIME', purpose: 'Uhrzeit der täglichen Sicherung; aus = keine', fallback: '02:30', judge: judgeTime },
  { name: 'BACKUP_KEEP', purpose: 'Wie viele tägliche Sicherungen bleiben', fallback: '7', judge: judgeKeep },
  { name: 'BACKUP_KEY', purpose: 'Datei mit dem öffentlichen Schlüssel (X25519, PEM), an den tägliche Sicherungen verschlüsselt werden', fallback: 'unverschlüsselt' },
];

export interface Settings {
  readonly dataFolder: string;
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  readonly postgres: 'npm' | 'system' | undefined;
  readonly postgresFolder: string | undefined;
  readonly place: Place;
  readonly mail: { readonly url: string; readonly from: string | undefined } | undefined;
  readonly oidc: OidcSettings | undefined;
  readonly backup: { readonly time: string | undefined; readonly keep: number; readonly keyFile: string | undefined };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment, fills the defaults, and refuses with all faults at once. */
export function readSettings(environment: Environment): Settings {
  const problems = [...SETTINGS.flatMap((setting) => judgeSetting(setting, environment)), ...judgeTogether(environment)];
  if (problems.length > 0) throw new Refused(problems);
  const get = (name: string): string | undefined => environment[name] || undefined;
  return {
    dataFolder: resolve(get('LEITWERK_DATA') ?? 'data'),
    port: Number(get('PORT') ?? 8080),
    host: get('HOST') ?? '127.0.0.1',
    databaseUrl: get('DATABASE_URL'),
    postgres: get('LEITWERK_PG') as Settings['postgres'],
    postgresFolder: get('LEITWERK_PG_BIN'),
    place: { baseUrl: get('LEITWERK_URL')?.replace(/\/$/, ''), hosts: readHosts(get('LEITWERK_HOSTS') ?? ''), port: Number(get('PORT') ?? 8080), proxies: Number(get('LEITWERK_PROXIES') ?? 0) },
    mail: environment['MAIL_URL'] ? { url: environment['MAIL_URL'], from: get('MAIL_FROM') } : undefined,
    oidc: readOidc(get),
    backup: { time: get('BACKUP_TIME') === 'aus' ? undefined : (get('BACKUP_TIME') ?? '02:30'), keep: Number(get('BACKUP_KEEP') ?? 7), keyFile: get('BACKUP_KEY') },
  };
}

function readOidc(get: (name: string) => string | undefined): OidcSettings | undefined {
  const issuer = get('OIDC_ISSUER');
  if (issuer === undefined) return undefined;
  return {
    issuer,
    clientId: get('OIDC_CLIENT_ID') ?? '',
    clientSecret: get('OIDC_CLIENT_SECRET') ?? '',
    groupsClaim: get('OIDC_GROUPS_CLAIM') ?? 'groups',
    groups: readOidcGroups(get('OIDC_GROUPS') ?? '', judgeRolle),
    acr: readOidcAcr(get('OIDC_ACR') ?? ''),
  };
}

/** What a role of a group lacks, as the end of a sentence that begins with the role. */
function judgeRolle(code: string, bereich: string | null): string | undefined {
  const rolle = VERGEBBAR.find((each) => each === code);
  if (rolle === undefined) return 'gibt es nicht.';
  if (MIT_BEREICH.includes(rolle)) return bereich === null ? `gilt für eine Organisationseinheit; erwartet wird ${rolle}@BEREICH.` : undefined;
  return bereich === null ? undefined : 'gilt für die ganze Stadt; @ und ein Bereich gehören nicht dazu.';
}

/** What one setting needs of another. */
function judgeTogether(environment: Environment): Problem[] {
  const mail = environment['MAIL_URL'] && !environment['MAIL_FROM'] && !/[?&]von=/.test(environment['MAIL_URL']) ? [{ satz: 'Einstellung MAIL_FROM: fehlt; sie gehört zu MAIL_URL.' }] : [];
  if (!environment['OIDC_ISSUER']) return mail;
  return [
    ...mail,
    ...['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'].filter((name) => !environment[name]).map((name) => ({ satz: `Einstellung ${name}: fehlt; sie gehört zu OIDC_ISSUER.` })),
  ];
}

function readHosts(value: string): Map<string, string> {
  return new Map(value.split(',').filter((part) => part.trim() !== '').map((part): [string, string] => {
    const [host = '', town = ''] = part.split('=').map((word) => word.trim());
    return [host.toLowerCase(), town];
  }));
}

function judgeHosts(value: string): string | undefined {
  return value.split(',').every((part) => /^\s*[a-z0-9.-]+\s*=\s*[a-z][a-z0-9-]{1,30}\s*$/i.test(part)) ? undefined : 'erwartet wird Hostname=Stadt, mehrere mit Komma, etwa familie.beispiel.de=hamm.';
}

function judgeBase(value: string): string | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isPlain = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (!isPlain) return 'erwartet wird eine Adresse ohne Pfad, die mit https:// beginnt.';
  return url.protocol === 'https:' || url.hostname === 'localhost' ? undefined : 'ohne Verschlüsselung (http://) geht es nur mit localhost; erwartet wird https://.';
}

function judgeProxies(value: string): string | undefined {
  return /^[0-5]$/.test(value) ? undefined : 'erwartet wird eine ganze Zahl von 0 bis 5.';
}

function judgeTime(value: string): string | undefined {
  return value === 'aus' || /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? undefined : 'erwartet wird eine Uhrzeit wie 02:30 oder das Wort aus.';
}

function judgeKeep(value: string): string | undefined {
  return /^[1-9]\d{0,2}$/.test(value) ? undefined : 'erwartet wird eine ganze Zahl von 1 bis 999.';
}

function judgeSetting({ name, judge }: Setting, environment: Environment): Problem[] {
  const value = environment[name];
  const satz = value && judge?.(value);
  return satz ? [{ satz: `Einstellung ${name}: ${satz}` }] : [];
}

function judgePort(value: string): string | undefined {
  const port = Number(value);
  return Number.isInteger(port) && port >= 1 && port <= 65535 ? undefined : 'erwartet wird eine ganze Zahl von 1 bis 65535.';
}

function judgeUrl(value: string): string | undefined {
  return /^postgres(ql)?:\/\//.test(value) ? undefined : 'erwartet wird eine Adresse, die mit postgres:// beginnt.';
}

function judgeKind(value: string): string | undefined {
  return value === 'npm' || value === 'system' ? undefined : 'erlaubt ist npm oder system.';
}

/** One line a setting: name, value in force, where it comes from, purpose. Secrets are not shown. */
export function describeSettings(environment: Environment): string[] {
  return SETTINGS.map(({ name, purpose, fallback, secret }) => {
    const value = environment[name];
    const [shown, origin] = value ? [secret ? '(gesetzt, wird nicht gezeigt)' : value, 'Umgebung'] : [fallback, 'Vorgabe'];
    return `${name}\t${shown}\t${origin}\t${purpose}`;
  });
}
