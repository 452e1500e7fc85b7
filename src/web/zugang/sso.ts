import { NotPossible, Refused } from '../../base/problem.ts';
import { istWirksam, type Rollenzuweisung } from '../../core/zugang/rolle.ts';
import type { OidcKept, OidcPerson } from '../../effects/oidc.ts';
import type { Db } from '../../storage/database.ts';
import type { Kontogeheimnis } from '../../storage/zugang.ts';
import { linkTo } from '../paths.ts';
import type { Cookie, Reply } from '../reply.ts';
import type { TownAsked } from '../route.ts';
import { ssoKey, ssoLimits } from './limits.ts';
import { begin, dropCookie, stepCookie, wayOn } from './session.ts';
import { bringRollen, listGruppenrollen, sortRollen } from './sso-rollen.ts';
import { zugangTexte } from './texte.ts';

/** Keys that a service may send back with (RFC 6749, RFC 9207, and the two that Keycloak and Entra add). */
export const BACK = ['code', 'state', 'iss', 'session_state', 'error', 'error_description', 'error_uri', 'error_subcode'] as const;

/** Sends the browser to the service; what must be known when it comes back waits under a token of this browser. */
export async function beginSso(asked: TownAsked): Promise<Reply | undefined> {
  const { oidc, effects, storage, log } = asked.house;
  if (!oidc) return undefined;
  if (await isSlowed(asked)) {
    log.event('anmeldung.gebremst', { stadt: asked.town.id, art: 'sso' });
    return refuse(asked, 429, zugangTexte(asked.lang).anmeldedienst.gebremst);
  }
  try {
    const { url, kept } = await oidc.begin({ redirectUri: redirectUri(asked) });
    const token = effects.newToken();
    const weiter = wayOn(asked, asked.query['weiter'] ?? '');
    await asked.inTown((db) => storage.anmeldung.issueZeichen(db, asked.town.id, { token, zweck: 'sso', konto: null, angaben: { ...kept, weiter }, ersetzt: false }));
    return { kind: 'redirect', to: url, cookies: [stepCookie(asked, 'sso', token)] };
  } catch (error) {
    if (!(error instanceof NotPossible)) throw error;
    log.event('sso.gestoert', { stadt: asked.town.id, grund: String(error.cause) });
    return refuse(asked, 403, zugangTexte(asked.lang).anmeldedienst.gestoert(error.message));
  }
}

/** Counts this attempt and says whether it is one too many. */
function isSlowed(asked: TownAsked): Promise<boolean> {
  return asked.inTown((db) => asked.house.storage.anmeldung.noteVersuch(db, asked.town.id, ssoLimits(asked.town.id, asked.peer.address)));
}

function redirectUri(asked: TownAsked): string {
  return asked.peer.origin + linkTo('sso.zurueck', { stadt: asked.town.id });
}

/** Whoever comes back from the service: known by issuer and subject, else by a mail address that the service vouches for. */
export async function finishSso(asked: TownAsked): Promise<Reply | undefined> {
  const { oidc, storage, log } = asked.house;
  const token = asked.cookie('sso');
  if (!oidc) return undefined;
  const kept = token === undefined ? undefined : await asked.inTown((db) => storage.anmeldung.redeemZeichen(db, asked.town.id, 'sso', token));
  if (!kept) return reject(asked, 'unbekannt', zugangTexte(asked.lang).anmeldedienst.nichtBegonnen);
  const currentUrl = new URL(`${redirectUri(asked)}?${new URLSearchParams(asked.query).toString()}`);
  try {
    const person = await oidc.finish({ currentUrl, redirectUri: redirectUri(asked), kept: kept.angaben as unknown as OidcKept });
    return await admit(asked, person, String(kept.angaben['weiter'] ?? ''));
  } catch (error) {
    if (error instanceof Refused) return reject(asked, String(error.cause ?? 'abgelehnt'), error.problems[0]?.satz ?? '');
    if (!(error instanceof NotPossible)) throw error;
    log.event('sso.gestoert', { stadt: asked.town.id, grund: String(error.cause) });
    return refuse(asked, 403, error.message);
  }
}

async function admit(asked: TownAsked, person: OidcPerson, weiter: string): Promise<Reply> {
  const t = zugangTexte(asked.lang).anmeldedienst;
  if (asked.house.wantsSecondFactor && !person.secondFactor) return reject(asked, 'faktor', t.ohneFaktor);
  const rollen = await listGruppenrollen(asked, person.groups);
  const { outcome, dropped } = await asked.inTown((db) => enter(db, asked, person, rollen));
  if (dropped > 0) asked.house.log.event('sso.abgelehnt', { stadt: asked.town.id, grund: 'rolle.unvereinbar' });
  if (outcome === 'gesperrt') return reject(asked, 'gesperrt', t.gesperrt);
  if (outcome === 'adresse') return reject(asked, 'adresse', t.ohneAdresse);
  if (outcome === 'rolle') return reject(asked, 'rolle', t.ohneRolle);
  return { kind: 'redirect', to: wayOn(asked, weiter), cookies: [outcome, dropCookie(asked, 'sso')] };
}

interface Entry {
  readonly outcome: Cookie | 'gesperrt' | 'adresse' | 'rolle';
  /** How many roles of groups were left out. */
  readonly dropped: number;
}

/** Waits for everybody who changes roles by hand: neither may overlook what the other gives. */
async function enter(db: Db, asked: TownAsked, person: OidcPerson, rollen: readonly Rollenzuweisung[]): Promise<Entry> {
  const { anmeldung, konten } = asked.house.storage;
  const town = asked.town.id;
  await konten.lockTown(db, town);
  const known = await findKonto(db, asked, person);
  if (known?.zustand === 'gesperrt') return { outcome: 'gesperrt', dropped: 0 };
  const { fit, dropped } = await sortRollen(db, asked, known?.id, rollen);
  if (!known && fit.length > 0 && !person.emailVerified) return { outcome: 'adresse', dropped };
  const konto = known ?? (fit.length > 0 ? await createKonto(db, asked, person) : undefined);
  if (!konto) return { outcome: 'rolle', dropped };
  if (known) await noteLink(db, asked, known.id);
  await konten.changeKonto(db, town, konto.id, { sso_aussteller: person.issuer, sso_kennung: person.subject, zustand: 'aktiv', ...(person.name === undefined ? {} : { name: person.name }) });
  const held = await bringRollen(db, asked, konto.id, fit);
  if (!held.some((rolle) => istWirksam(rolle, asked.today))) return { outcome: 'rolle', dropped };
  await anmeldung.forgetVersuche(db, town, ssoKey(town, asked.peer.address));
  return { outcome: await begin(db, asked, konto.id, { art: 'sso', zweiter_faktor: person.secondFactor }), dropped };
}

/** Enters that an account which was there is from now on that of somebody at the service. */
async function noteLink(db: Db, asked: TownAsked, id: string): Promise<void> {
  const { konten, protokoll } = asked.house.storage;
  if ((await konten.findKonto(db, asked.town.id, id))?.hat_sso) return;
  await protokoll.writeProtokoll(db, asked.town.id, { konto: id, handlung: 'konto.geaendert', gegenstand: id, angaben: { sso: true } });
}

/** An account that has a link to another person of the service is never taken over by a mail address. */
async function findKonto(db: Db, asked: TownAsked, person: OidcPerson): Promise<Kontogeheimnis | undefined> {
  const { konten } = asked.house.storage;
  const linked = await konten.findSsoKonto(db, asked.town.id, person.issuer, person.subject);
  if (linked || person.email === undefined || !person.emailVerified) return linked;
  const byEmail = await konten.findGeheimnis(db, asked.town.id, { email: person.email });
  const isFree = byEmail && !(await konten.findKonto(db, asked.town.id, byEmail.id))?.hat_sso;
  return isFree ? byEmail : undefined;
}

/** Only for an address that the service vouches for: another would take what is meant for somebody else, and later a link by mail. */
async function createKonto(db: Db, asked: TownAsked, person: OidcPerson): Promise<Kontogeheimnis | undefined> {
  const { konten, protokoll } = asked.house.storage;
  if (person.email === undefined || !person.emailVerified) return undefined;
  const id = asked.house.effects.newId();
  const isNew = await konten.createKonto(db, asked.town.id, { id, email: person.email, name: person.name ?? person.email, zustand: 'aktiv' });
  if (!isNew) return undefined;
  await protokoll.writeProtokoll(db, asked.town.id, { konto: id, handlung: 'konto.eingerichtet', gegenstand: id, angaben: { art: 'sso' } });
  return konten.findGeheimnis(db, asked.town.id, { id });
}

function reject(asked: TownAsked, grund: string, sentence: string): Reply {
  asked.house.log.event('sso.abgelehnt', { stadt: asked.town.id, grund });
  return { ...refuse(asked, 401, sentence), cookies: [dropCookie(asked, 'sso')] };
}

function refuse({ lang }: TownAsked, status: 401 | 403 | 429, sentence: string): Extract<Reply, { kind: 'refusal' }> {
  return { kind: 'refusal', status, title: zugangTexte(lang).anmeldedienst.titel, sentence };
}
