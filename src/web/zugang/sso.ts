import { NotPossible, Refused } from '../../base/problem.ts';
import { istWirksam, type Rolle, type Rollenzuweisung } from '../../core/zugang/rolle.ts';
import type { OidcKept, OidcPerson } from '../../effects/oidc.ts';
import type { Db } from '../../storage/database.ts';
import type { Kontogeheimnis } from '../../storage/zugang.ts';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { TownAsked } from '../route.ts';
import { begin, dropCookie, STEP_MINUTES, stepCookie, wayOn } from './session.ts';
import { zugangTexte } from './texte.ts';

/** Keys that a service may send back with (RFC 6749, RFC 9207, and the two that Keycloak and Entra add). */
export const BACK = ['code', 'state', 'iss', 'session_state', 'error', 'error_description', 'error_uri', 'error_subcode'] as const;

/** Sends the browser to the service; what must be known when it comes back waits under a token of this browser. */
export async function beginSso(asked: TownAsked): Promise<Reply | undefined> {
  const { oidc, effects, storage, log } = asked.house;
  if (!oidc) return undefined;
  try {
    const { url, kept } = await oidc.begin({ redirectUri: redirectUri(asked) });
    const token = effects.newToken();
    await asked.inTown((db) => storage.anmeldung.issueZeichen(db, asked.town.id, { token, zweck: 'sso', konto: null, angaben: { ...kept, weiter: asked.query['weiter'] ?? '' }, minuten: STEP_MINUTES, ersetzt: false }));
    return { kind: 'redirect', to: url, cookies: [stepCookie(asked, 'sso', token)] };
  } catch (error) {
    if (!(error instanceof NotPossible)) throw error;
    log.event('sso.gestoert', { stadt: asked.town.id, grund: String(error.cause) });
    return refuse(asked, 403, zugangTexte(asked.lang).anmeldedienst.gestoert(error.message));
  }
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
  const rollen = asked.house.rolesOfGroups(person.groups).map(({ rolle, bereich }): Rollenzuweisung => ({ rolle: rolle as Rolle, bereich, von: null, bis: null }));
  if (asked.house.wantsSecondFactor && !person.secondFactor) return reject(asked, 'faktor', t.ohneFaktor);
  const result = await asked.inTown(async (db) => {
    const konto = (await findKonto(db, asked, person)) ?? (rollen.length > 0 ? await createKonto(db, asked, person) : undefined);
    if (!konto || konto.zustand === 'gesperrt') return konto ? 'gesperrt' : 'rolle';
    const { konten } = asked.house.storage;
    await konten.changeKonto(db, asked.town.id, konto.id, { sso_aussteller: person.issuer, sso_kennung: person.subject, zustand: 'aktiv', ...(person.name === undefined ? {} : { name: person.name }) });
    await konten.bringSsoRollen(db, asked.town.id, konto.id, rollen);
    const held = (await konten.listRollen(db, asked.town.id, [konto.id])).get(konto.id) ?? [];
    if (!held.some((rolle) => istWirksam(rolle, asked.today))) return 'rolle';
    return begin(db, asked, konto.id, { art: 'sso', zweiter_faktor: person.secondFactor });
  });
  if (result === 'gesperrt') return reject(asked, 'gesperrt', t.gesperrt);
  if (result === 'rolle') return reject(asked, 'rolle', t.ohneRolle);
  return { kind: 'redirect', to: wayOn(asked, weiter), cookies: [result, dropCookie(asked, 'sso')] };
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

async function createKonto(db: Db, asked: TownAsked, person: OidcPerson): Promise<Kontogeheimnis | undefined> {
  const { konten, protokoll } = asked.house.storage;
  if (person.email === undefined) return undefined;
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

function refuse({ lang }: TownAsked, status: 401 | 403, sentence: string): Extract<Reply, { kind: 'refusal' }> {
  return { kind: 'refusal', status, title: zugangTexte(lang).anmeldedienst.titel, sentence };
}
