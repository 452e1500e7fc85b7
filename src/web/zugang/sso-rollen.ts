import { pruefeRollen, type Rolle, type Rollenzuweisung } from '../../core/zugang/rolle.ts';
import type { Db } from '../../storage/database.ts';
import type { Kontorolle } from '../../storage/zugang.ts';
import type { TownAsked } from '../route.ts';

/** The roles that groups of the service give in this town. */
export async function listGruppenrollen({ house, town }: TownAsked, groups: readonly string[]): Promise<Rollenzuweisung[]> {
  return (await house.rolesOfGroups(town.id, groups)).map(({ rolle, bereich }) => ({ rolle: rolle as Rolle, bereich, von: null, bis: null }));
}

/**
 * Leaves out roles of groups that have a fault, and those that can't be held together with one given by hand or with another of them:
 * which of two groups is the mistake nobody knows here, so neither counts.
 */
export async function sortRollen(db: Db, asked: TownAsked, konto: string | undefined, rollen: readonly Rollenzuweisung[]): Promise<{ fit: Rollenzuweisung[]; dropped: number }> {
  const bereiche = asked.town.organisation.map(({ code }) => code);
  const byHand = konto === undefined ? [] : (await listHeld(db, asked, konto)).filter(({ herkunft }) => herkunft === 'hand');
  // From today on: what was held by hand and is over is in nobody's way.
  const sound = rollen.map((rolle) => ({ ...rolle, von: asked.today })).filter((rolle) => pruefeRollen([rolle], bereiche).length === 0);
  const others = [...byHand, ...sound];
  const fit = sound.filter((rolle) => !others.some((other) => codeOf(other) !== codeOf(rolle) && pruefeRollen([rolle, other], bereiche).length > pruefeRollen([other], bereiche).length));
  return { fit: fit.map((rolle) => ({ ...rolle, von: null })), dropped: rollen.length - fit.length };
}

/** Makes the roles of groups those of the account and enters what changed. Returns all that it holds. */
export async function bringRollen(db: Db, asked: TownAsked, konto: string, rollen: readonly Rollenzuweisung[]): Promise<Kontorolle[]> {
  const { konten, protokoll } = asked.house.storage;
  const before = codesOf(await listHeld(db, asked, konto));
  await konten.bringSsoRollen(db, asked.town.id, konto, rollen);
  const held = await listHeld(db, asked, konto);
  const after = codesOf(held);
  const gegeben = after.filter((code) => !before.includes(code));
  const genommen = before.filter((code) => !after.includes(code));
  // Nobody here gave them, least of all the person who signs in.
  if (gegeben.length + genommen.length > 0) await protokoll.writeProtokoll(db, asked.town.id, { konto: null, handlung: 'konto.rolle', gegenstand: konto, angaben: { gegeben, genommen } });
  return held;
}

async function listHeld(db: Db, { house, town }: TownAsked, konto: string): Promise<Kontorolle[]> {
  return (await house.storage.konten.listRollen(db, town.id, [konto])).get(konto) ?? [];
}

function codesOf(rollen: readonly Kontorolle[]): string[] {
  return rollen.filter(({ herkunft }) => herkunft === 'sso').map(codeOf);
}

function codeOf({ rolle, bereich }: Rollenzuweisung): string {
  return bereich === null ? rolle : `${rolle}@${bereich}`;
}
